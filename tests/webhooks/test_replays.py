from datetime import UTC, datetime, timedelta

import pytest

from tests.webhooks.conftest import NILS_KEY, dispatching, listen, prices, reprice, until, waiting
from tests.webhooks.receiver import Receiver
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.sellers import Seller
from torg.webhooks import EndpointChange, change_endpoint, replay_delivery, replay_time, send_test
from torg.webhooks.errors import BadReplay, DeliveryNotFound, EndpointNotActive, EndpointNotFound
from torg.webhooks.queries import deliveries_of_endpoint


async def test_one_event_is_told_again_with_the_same_id_and_body(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    made = await listen(live, nils, receiver)
    async with dispatching(fresh_database):
        await reprice(live, nils, 8000, "tool-1")
        await until(lambda: len(receiver.accepted) == 1, "it has come")
        await until(lambda: _is_empty(live), "that is written down")
        async with as_seller(live, nils.id):
            (delivery,) = await deliveries_of_endpoint(live, made.endpoint.id, before=None, limit=10)
            await replay_delivery(live, NILS_KEY, nils.id, made.endpoint.id, delivery.id)
        await until(lambda: len(receiver.accepted) == 2, "it has come again")
    first, second = receiver.accepted
    assert (first.id, first.body) == (second.id, second.body)


async def test_all_of_a_time_is_told_again_in_order_also_what_was_never_sent(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    await reprice(live, nils, 7000, "tool-1")  # Before the endpoint was there.
    before = datetime.now(UTC) - timedelta(minutes=1)
    made = await listen(live, nils, receiver, "offer.changed")
    async with dispatching(fresh_database):
        for price in (8000, 8100):
            await reprice(live, nils, price, "tool-1", "tool-2")
        await until(lambda: len(receiver.accepted) == 4, "all have come")
        await until(lambda: _is_empty(live), "that is written down")
        known = {each.id for each in receiver.accepted}
        receiver.accepted.clear()
        async with as_seller(live, nils.id):
            await replay_time(live, NILS_KEY, nils.id, made.endpoint.id, before)
        await until(lambda: len(receiver.accepted) == 5, "all have come again")
    assert prices(receiver, "tool-1") == [7000, 8000, 8100]
    assert known < {each.id for each in receiver.accepted}


async def test_what_cannot_be_told_again_is_refused(live: Connection, nils: Seller, receiver: Receiver) -> None:
    made = await listen(live, nils, receiver)
    endpoint, now = made.endpoint.id, datetime.now(UTC)
    async with as_seller(live, nils.id):
        for since, end in (
            (now + timedelta(hours=1), None),
            (now, now - timedelta(hours=1)),
            (now - timedelta(days=365), None),
            (datetime(2026, 1, 1), now),  # noqa: DTZ001 - a time without its offset is what is refused here.
        ):
            with pytest.raises(BadReplay):
                await replay_time(live, NILS_KEY, nils.id, endpoint, since, end)
        with pytest.raises(DeliveryNotFound):
            await replay_delivery(live, NILS_KEY, nils.id, endpoint, 999)
        with pytest.raises(EndpointNotFound):
            await send_test(live, NILS_KEY, nils.id, 999)
        await change_endpoint(live, NILS_KEY, nils.id, endpoint, EndpointChange(active=False))
        with pytest.raises(EndpointNotActive):
            await send_test(live, NILS_KEY, nils.id, endpoint)


async def _is_empty(conn: Connection) -> bool:
    return await waiting(conn) == 0
