"""Who bought what: those who are told of a recall, and those whose reviews are verified."""

from datetime import UTC, datetime, timedelta

from tests.orders.market import ASTRID, open_market, order
from torg.core.db import Connection
from torg.orders import OrderedPurchases, place_order
from torg.trust import purchases

AN_HOUR_AGO = datetime.now(UTC) - timedelta(hours=1)


async def test_buyers_are_found_and_those_of_waiting_orders_are_not(conn: Connection) -> None:
    small = await open_market(conn)
    cursor = await conn.execute("INSERT INTO account (email, email_key) VALUES ('a@x.se', 'a@x.se') RETURNING id")
    row = await cursor.fetchone()
    assert row is not None
    await place_order(conn, ASTRID, order((small.drill, 2), (small.book, 1), account_id=row[0]))
    await place_order(conn, ASTRID, order((small.drill, 1), expires=datetime.now(UTC) + timedelta(minutes=5)))
    source = purchases()

    assert isinstance(source, OrderedPurchases)
    (found,) = await source.buyers_of(conn, [small.drill.variant_id], ["B7"], AN_HOUR_AGO)
    assert (found.product_id, found.quantity, found.name, found.email) == (
        small.drill.product_id,
        2,
        "Astrid Lind",
        "astrid@example.se",
    )
    assert await source.buyers_of(conn, [small.drill.variant_id], [], AN_HOUR_AGO, seller=small.kaisa.id) == []
    assert await source.buyers_of(conn, [small.drill.variant_id], [], datetime.now(UTC) + timedelta(hours=1)) == []
    assert await source.purchase_by_line(conn, found.line) == found
    assert await source.purchase_by_line(conn, "order_line:x") is None
    mine = await source.purchase_of(conn, row[0], product=small.book.product_id)
    assert mine is not None
    assert mine.seller_id == small.kaisa.id
    assert await source.purchase_of(conn, row[0] + 1, product=small.book.product_id) is None
