"""Standing as it is kept: noted once, judged from a window, pardoned, remembered."""

from datetime import timedelta

import psycopg
import pytest

from tests.trust.cast import NOW, OLAV, happened, scalar
from tests.trust.conftest import kaisa, nils
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.sellers import Seller
from torg.sellers.standing_acts import note_standing_event, pardon_event, recompute_standing
from torg.sellers.standing_errors import BadStandingEvent, EventNotFound
from torg.sellers.standing_queries import events_of, sellers_with_events, standing_history

__all__ = ["kaisa", "nils"]


async def test_an_event_told_twice_counts_once(conn: Connection, nils: Seller) -> None:
    assert await note_standing_event(conn, nils.id, "late", "line-1")
    assert not await note_standing_event(conn, nils.id, "late", "line-1")
    assert await note_standing_event(conn, nils.id, "order", "line-1")


@pytest.mark.parametrize(
    ("kind", "reference", "value"),
    [("late", "", None), ("late", "x", 3.0), ("answer", "x", None), ("review", "x", 6.0), ("answer", "x", -1.0)],
)
async def test_refuses_what_says_too_little(
    conn: Connection, nils: Seller, kind: str, reference: str, value: float | None
) -> None:
    with pytest.raises(BadStandingEvent):
        await note_standing_event(conn, nils.id, kind, reference, value=value)  # type: ignore[arg-type]


async def test_the_window_rolls(conn: Connection, nils: Seller) -> None:
    await happened(conn, nils, days_ago=100, order=40, late=30)
    await happened(conn, nils, days_ago=5, order=40)
    fresh = await recompute_standing(conn, SYSTEM, nils.id, now=NOW)
    assert fresh.orders == 40
    assert fresh.parts[0].rate == 0
    before = await recompute_standing(conn, SYSTEM, nils.id, now=NOW - timedelta(days=20))
    assert before.parts[0].rate == 0.75


async def test_a_changed_standing_is_on_the_seller_in_the_history_and_the_journal(
    conn: Connection, nils: Seller
) -> None:
    await happened(conn, nils, order=60, review=20)
    standing = await recompute_standing(conn, SYSTEM, nils.id, now=NOW)
    assert standing.points
    assert await scalar(conn, "SELECT standing FROM seller WHERE id = %s", nils.id) == standing.points
    await recompute_standing(conn, SYSTEM, nils.id, now=NOW)
    history = await standing_history(conn, nils.id)
    assert [each.standing for each in history] == [standing.points]
    told = "SELECT count(*) FROM journal WHERE kind = 'seller.standing_changed' AND seller_id = %s"
    assert await scalar(conn, told, nils.id) == 1


async def test_a_pardoned_event_counts_no_more(conn: Connection, nils: Seller) -> None:
    await happened(conn, nils, order=40, late=10)
    before = await recompute_standing(conn, SYSTEM, nils.id, now=NOW)
    event = (await events_of(conn, nils.id, NOW - timedelta(days=90)))[0]
    after = await pardon_event(conn, OLAV, nils.id, event.id, "The carrier was on strike.")
    assert before.parts[0].rate == 0.25
    assert after.parts[0].rate == 0.225
    with pytest.raises(EventNotFound):
        await pardon_event(conn, OLAV, nils.id, event.id, "Again.")


async def test_nobody_pardons_the_events_of_another(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    await happened(conn, nils, order=40, late=1)
    event = (await events_of(conn, nils.id, NOW - timedelta(days=90)))[0]
    with pytest.raises(EventNotFound):
        await pardon_event(conn, OLAV, kaisa.id, event.id, "Not its event.")


async def test_a_seller_without_events_keeps_what_it_was_given(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    await happened(conn, nils, order=1)
    assert await sellers_with_events(conn) == [nils.id]


async def test_a_seller_sees_its_own_alone_and_writes_nothing(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    await happened(conn, nils, order=40, late=2)
    async with as_seller(conn, kaisa.id):
        assert await scalar(conn, "SELECT count(*) FROM standing_event") == 0
    async with as_seller(conn, nils.id):
        assert await scalar(conn, "SELECT count(*) FROM standing_event") == 42
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with conn.transaction(), as_seller(conn, nils.id):
            await note_standing_event(conn, nils.id, "order", "my own")
