from tests.webhooks.conftest import dispatching, listen, reprice, until, waiting
from tests.webhooks.receiver import Receiver
from torg.core.db import Connection
from torg.sellers import Seller
from torg.webhooks.deliver_queries import forget_old


async def test_what_ended_a_month_ago_is_forgotten_and_what_waits_is_not(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    await listen(live, nils, receiver)
    receiver.answer = lambda each: 500 if each.content["data"]["sku"] == "tool-3" else 204
    async with dispatching(fresh_database):
        await reprice(live, nils, 8000, "tool-1", "tool-2", "tool-3")
        await until(lambda: _ended(live, 2), "two have come and one waits")
    await live.execute("UPDATE webhook_message SET made = made - interval '40 days'")
    await live.execute(
        """UPDATE webhook_delivery SET ended = ended - interval '40 days'
           WHERE subject = (SELECT 'offer:' || id FROM offer WHERE sku = 'tool-1')"""
    )
    assert await forget_old(live, 30) == 1
    cursor = await live.execute(
        "SELECT sku, state FROM webhook_delivery JOIN offer ON subject = 'offer:' || offer.id ORDER BY sku"
    )
    assert await cursor.fetchall() == [("tool-2", "delivered"), ("tool-3", "waiting")]
    assert await waiting(live) == 1


async def _ended(conn: Connection, count: int) -> bool:
    cursor = await conn.execute("SELECT count(*) FROM webhook_delivery WHERE ended IS NOT NULL")
    return await cursor.fetchone() == (count,)
