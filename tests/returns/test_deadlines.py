"""Until when one may withdraw, and what the clock does about it."""

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from tests.orders.market import ASTRID, open_market
from tests.returns.cast import bought
from torg.core.db import Connection
from torg.returns import open_return
from torg.returns.deadlines import MONEY_BACK, WARNING, is_late, last_day_to_withdraw
from torg.returns.letters import warn_of_deadline
from torg.returns.note_promises import note_promises
from torg.returns.queries import take_due


async def test_the_last_day_is_a_working_day_and_late_ones_are_accepted(conn: Connection) -> None:
    small = await open_market(conn)
    sold = await bought(conn, small, 1)
    parcel = replace(sold.parcel, delivered=datetime(2026, 9, 5, 12, tzinfo=UTC))  # Fourteen days on is a Saturday.
    assert last_day_to_withdraw(parcel, "se") == date(2026, 9, 21)
    assert last_day_to_withdraw(parcel, "se", 30) == date(2026, 10, 5)
    assert last_day_to_withdraw(replace(parcel, delivered=None), "se") is None
    assert not is_late(parcel, "se", datetime(2026, 9, 21, 21, tzinfo=UTC))
    assert is_late(parcel, "se", datetime(2026, 9, 21, 22, 30, tzinfo=UTC))
    late = sold.parcel.delivered or datetime.now(UTC)
    case = await open_return(
        conn, ASTRID, sold.order, sold.parcel.id, {sold.line.id: 1}, "withdrawal", noticed=late + timedelta(days=40)
    )
    assert (case.late, case.state) == (True, "announced")


async def test_a_seller_is_warned_once_before_the_money_is_due(conn: Connection) -> None:
    small = await open_market(conn)
    sold = await bought(conn, small, 1)
    case = await open_return(conn, ASTRID, sold.order, sold.parcel.id, {sold.line.id: 1}, "withdrawal")
    assert case.due == case.noticed + MONEY_BACK
    assert await take_due(conn, case.due - timedelta(seconds=1)) == []
    [due] = await take_due(conn, case.noticed + timedelta(days=12) + WARNING)
    await warn_of_deadline(conn, due)
    assert await take_due(conn, case.due + timedelta(days=1)) == []


async def test_each_promise_counts_once_with_what_became_of_it(conn: Connection) -> None:
    small = await open_market(conn)
    sold = await bought(conn, small, 1, state="placed")
    await conn.execute("UPDATE parcel SET promised_from = '2026-11-01', promised_until = '2026-11-02'")
    assert await note_promises(conn, date(2026, 11, 1), date(2026, 11, 3)) == 2
    assert await note_promises(conn, date(2026, 11, 1), date(2026, 11, 3)) == 0
    cursor = await conn.execute(
        "SELECT kind::text FROM standing_event WHERE seller_id = %s ORDER BY 1", (small.nils.id,)
    )
    assert [row[0] for row in await cursor.fetchall()] == ["late", "order"]
    assert sold.parcel.state == "placed"
