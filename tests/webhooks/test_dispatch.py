import asyncio

from tests.webhooks.conftest import NILS_KEY, dispatching, listen, pass_time, prices, reprice, until, waiting
from tests.webhooks.receiver import Receiver
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.core.journal import record
from torg.sellers import Seller
from torg.webhooks import EndpointChange, change_endpoint, endpoint_of, rotate_secret, send_test


async def test_a_changed_price_is_told_with_what_it_was_and_is(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    await listen(live, nils, receiver)
    async with dispatching(fresh_database):
        await reprice(live, nils, 8900, "tool-1")
        await until(lambda: len(receiver.accepted) == 1, "the event has come")
    (told,) = receiver.accepted
    assert told.type == "offer.changed"
    assert told.content["data"]["sku"] == "tool-1"
    assert told.content["data"]["changes"] == {"price": {"from": 9900, "to": 8900}}
    assert told.content["timestamp"].endswith("Z")
    assert told.headers["content-type"] == "application/json"
    assert await waiting(live) == 0


async def test_a_seller_is_told_nothing_of_another(
    live: Connection, fresh_database: str, nils: Seller, kaisa: Seller, receiver: Receiver, other_receiver: Receiver
) -> None:
    await listen(live, nils, receiver)
    await listen(live, kaisa, other_receiver)
    async with dispatching(fresh_database):
        await reprice(live, nils, 8900, "tool-1", "tool-2")
        await reprice(live, kaisa, 7900, "book-1")
        await record(live, SYSTEM, "offer.changed", "offer:1", {"product": 1})  # Concerns nobody in particular.
        await until(lambda: len(receiver.accepted) + len(other_receiver.accepted) >= 3, "all have been told")
        await asyncio.sleep(0.2)
    assert {each.content["data"]["sku"] for each in receiver.accepted} == {"tool-1", "tool-2"}
    assert [each.content["data"]["sku"] for each in other_receiver.accepted] == ["book-1"]


async def test_a_receiver_that_was_down_for_an_hour_gets_everything_in_order(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    await listen(live, nils, receiver)
    receiver.down()
    skus = [f"tool-{n}" for n in range(5)]
    async with dispatching(fresh_database):
        for minute in range(12):
            await reprice(live, nils, 8000 + minute, *skus)
            await until(lambda: _all_tried(live), "somebody has tried")
            await pass_time(live, 5 / 60)
        assert receiver.accepted == []
        await until(lambda: _waits(live, 60), "everything is queued")
        receiver.up()
        await pass_time(live, 5 / 60)
        await until(lambda: _is_empty(live), "everything has come")
    for sku in skus:
        assert prices(receiver, sku) == [8000 + minute for minute in range(12)]
    assert len({each.id for each in receiver.accepted}) == len(receiver.accepted) == 60


async def test_an_event_that_is_refused_holds_back_only_its_own_subject(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    await listen(live, nils, receiver)
    receiver.answer = lambda each: 500 if each.content["data"]["sku"] == "tool-3" else 204
    async with dispatching(fresh_database):
        for price in (8000, 8100, 8200):
            await reprice(live, nils, price, "tool-3", "tool-4")
        await until(lambda: len(prices(receiver, "tool-4")) == 3, "the other subject has been told of")
        assert prices(receiver, "tool-3") == []
        await until(lambda: _waits(live, 3), "that is written down")
        assert {each.content["data"]["changes"]["price"]["to"] for each in receiver.refused} == {8000}
        receiver.answer = lambda _: 204
        await pass_time(live, 1)
        await until(lambda: _is_empty(live), "the held back have come")
    assert prices(receiver, "tool-3") == [8000, 8100, 8200]


async def test_every_try_has_the_same_id_and_body_and_a_time_of_its_own(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    await listen(live, nils, receiver)
    receiver.answer = lambda _: 500 if len(receiver.refused) < 2 else 200
    async with dispatching(fresh_database):
        await reprice(live, nils, 8900, "tool-1")
        for tries in (1, 2):
            await until(lambda tries=tries: _tried(live, tries), "it was tried")
            await pass_time(live, 1)
        await until(lambda: len(receiver.accepted) == 1, "it was accepted at last")
        await until(lambda: _is_empty(live), "that is written down")
    assert len({each.id for each in [*receiver.refused, *receiver.accepted]}) == 1
    assert len({each.body for each in [*receiver.refused, *receiver.accepted]}) == 1
    cursor = await live.execute("SELECT status, attempts FROM webhook_delivery")
    assert await cursor.fetchall() == [(200, 3)]
    cursor = await live.execute("SELECT number, status, answer FROM webhook_attempt ORDER BY number")
    assert await cursor.fetchall() == [(1, 500, "the answer of the receiver"), (2, 500, "the answer of the receiver")]


async def test_nothing_is_told_twice_by_two_dispatchers(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    await listen(live, nils, receiver)
    async with dispatching(fresh_database), dispatching(fresh_database):
        for price in range(8000, 8010):
            await reprice(live, nils, price, "tool-0", "tool-1")
        await until(lambda: len(receiver.accepted) >= 20, "all have come")
        await until(lambda: _is_empty(live), "that is written down")
    assert len({each.id for each in receiver.accepted}) == len(receiver.accepted) == 20


async def test_while_a_secret_is_replaced_both_are_good(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    made = await listen(live, nils, receiver)
    async with as_seller(live, nils.id):
        fresh = await rotate_secret(live, NILS_KEY, nils.id, made.endpoint.id)
    assert fresh.secret != made.secret
    assert fresh.endpoint.old_secret_until is not None
    async with dispatching(fresh_database):
        await reprice(live, nils, 8000, "tool-1")  # The receiver still has the old secret.
        await until(lambda: len(receiver.accepted) == 1, "the old secret was good")
        receiver.secret = fresh.secret
        await reprice(live, nils, 8100, "tool-1")
        await until(lambda: len(receiver.accepted) == 2, "the new secret is good")
        await live.execute("UPDATE webhook_endpoint SET old_secret_until = now()")
        await reprice(live, nils, 8200, "tool-1")
        await until(lambda: len(receiver.accepted) == 3, "the new secret stays good")
    signatures = [len(each.headers["webhook-signature"].split()) for each in receiver.accepted]
    assert signatures == [2, 2, 1]


async def test_only_what_was_asked_for_is_told(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    made = await listen(live, nils, receiver, "offer.withdrawn")
    async with dispatching(fresh_database):
        await reprice(live, nils, 8000, "tool-1")
        async with as_seller(live, nils.id):
            await send_test(live, NILS_KEY, nils.id, made.endpoint.id)
        await until(lambda: len(receiver.accepted) == 1, "the test has come")
    assert receiver.accepted[0].type == "webhook.test"
    assert receiver.accepted[0].content["data"] == {"webhook_endpoint": made.endpoint.id, "endpoint": made.endpoint.id}


async def test_an_endpoint_that_was_off_catches_up_in_order(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    made = await listen(live, nils, receiver)
    async with dispatching(fresh_database):
        await reprice(live, nils, 8000, "tool-1")
        await until(lambda: len(receiver.accepted) == 1, "the first has come")
        await _turn(live, nils, made.endpoint.id, active=False)
        for price in (8100, 8200, 8300):
            await reprice(live, nils, price, "tool-1")
        await until(lambda: _misses(live), "it is known to have missed something")
        assert len(receiver.accepted) == 1
        await _turn(live, nils, made.endpoint.id, active=True)
        await reprice(live, nils, 8400, "tool-1")
        await until(lambda: len(prices(receiver, "tool-1")) == 5, "what was missed has come")
    assert prices(receiver, "tool-1") == [8000, 8100, 8200, 8300, 8400]
    assert len(receiver.accepted) == 5


async def test_a_receiver_that_has_gone_is_left_alone(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    made = await listen(live, nils, receiver)
    await live.execute("UPDATE seller SET email = 'nils@nils.example', languages = '{sv}'")
    receiver.answer = lambda _: 410
    async with dispatching(fresh_database):
        await reprice(live, nils, 8000, "tool-1")
        await until(lambda: len(receiver.refused) == 1, "it was told that nobody is there any more")
        await until(lambda: _state(live, nils, made.endpoint.id, "disabled", "gone"), "the endpoint is disabled")
        await reprice(live, nils, 8100, "tool-1")
        await pass_time(live, 100)
        await asyncio.sleep(0.3)
        assert len(receiver.refused) == 1
        receiver.answer = lambda _: 204
        await _turn(live, nils, made.endpoint.id, active=True)
        await until(lambda: len(receiver.accepted) == 2, "it comes back where it was left")
    assert prices(receiver, "tool-1") == [8000, 8100]
    cursor = await live.execute("SELECT seller_id, body FROM journal WHERE kind = 'webhook.disabled'")
    assert [(row[0], row[1]["reason"]) for row in await cursor.fetchall()] == [(nils.id, "gone")]
    cursor = await live.execute("SELECT recipient FROM mail_message")
    assert await cursor.fetchall() == [("nils@nils.example",)]


async def test_an_endpoint_that_fails_for_days_is_disabled_and_loses_nothing(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    made = await listen(live, nils, receiver)
    receiver.answer = lambda _: 404
    async with dispatching(fresh_database):
        await reprice(live, nils, 8000, "tool-1")
        for tries in range(1, 14):
            await until(lambda tries=tries: _tried(live, tries), f"try {tries}")
            assert await _state(live, nils, made.endpoint.id, "active", None)
            await pass_time(live, 30)
        await until(lambda: _state(live, nils, made.endpoint.id, "disabled", "failing"), "the endpoint is disabled")
        receiver.answer = lambda _: 204
        await _turn(live, nils, made.endpoint.id, active=True)
        await until(lambda: len(receiver.accepted) == 1, "it comes after all")


async def test_an_event_that_alone_is_refused_for_days_is_given_up_and_the_next_one_goes(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    await listen(live, nils, receiver)
    receiver.answer = lambda each: 400 if each.content["data"]["changes"]["price"]["to"] == 8000 else 204
    async with dispatching(fresh_database):
        await reprice(live, nils, 8000, "tool-1")
        await reprice(live, nils, 8100, "tool-1")
        for tries in range(1, 14):
            await until(lambda tries=tries: _tried(live, tries), f"try {tries}")
            await reprice(live, nils, 9000 + tries, "tool-2")
            await until(lambda tries=tries: len(prices(receiver, "tool-2")) == tries, "another subject is told of")
            await pass_time(live, 30)
        await until(lambda: _is_empty(live), "the next one has gone")
    assert prices(receiver, "tool-1") == [8100]
    assert await _count(live, "state = 'failed' AND attempts = 14") == 1
    cursor = await live.execute("SELECT state FROM webhook_endpoint")
    assert await cursor.fetchall() == [("active",)]


async def _turn(conn: Connection, seller: Seller, endpoint: int, *, active: bool) -> None:
    async with as_seller(conn, seller.id):
        await change_endpoint(conn, NILS_KEY, seller.id, endpoint, EndpointChange(active=active), allow_private=True)


async def _state(conn: Connection, seller: Seller, endpoint: int, state: str, reason: str | None) -> bool:
    found = await endpoint_of(conn, seller.id, endpoint)
    return (found.state, found.reason) == (state, reason)


async def _count(conn: Connection, condition: str) -> int:
    cursor = await conn.execute(f"SELECT count(*) FROM webhook_delivery WHERE {condition}")
    row = await cursor.fetchone()
    assert row is not None
    return int(row[0])


async def _is_empty(conn: Connection) -> bool:
    return await _count(conn, "state = 'waiting'") == 0


async def _all_tried(conn: Connection) -> bool:
    """Whether every subject that may be tried has been, or the endpoint is left alone for now."""
    due = await _count(conn, "next_try <= now()")
    cursor = await conn.execute("SELECT count(*) FROM webhook_endpoint WHERE retry_at > now()")
    row = await cursor.fetchone()
    return await _count(conn, "attempts > 0") > 0 and (due == 0 or bool(row and row[0]))


async def _tried(conn: Connection, tries: int) -> bool:
    return await _count(conn, f"attempts >= {tries} AND next_try > now()") > 0


async def _waits(conn: Connection, count: int) -> bool:
    return await waiting(conn) == count


async def _misses(conn: Connection) -> bool:
    cursor = await conn.execute("SELECT missed_xid FROM webhook_endpoint")
    row = await cursor.fetchone()
    return row is not None and row[0] is not None
