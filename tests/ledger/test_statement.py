"""Closed days, kept balances, and statements that add up however they are paged."""

import asyncio
from datetime import date, timedelta

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.test_post import KAISA, NILS, sale
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.errors import BadRequest
from torg.ledger import (
    DayNotOver,
    StatementLine,
    balance,
    close_days,
    commission_revenue,
    examine_ledger,
    post,
    provider_clearing,
    seller_payable,
    statement,
    statement_lines,
)
from torg.ledger.queries import close_through, today_and_closed

ACCOUNT = seller_payable(NILS, "SEK")


async def test_a_closed_day_stays_as_it_is(conn: Connection) -> None:
    today, _ = await today_and_closed(conn)
    await post(conn, SYSTEM, sale(1))
    assert await close_through(conn, today) == 5
    await post(conn, SYSTEM, sale(2))
    days = await (await conn.execute("SELECT document, day FROM ledger_posting ORDER BY id")).fetchall()
    assert days == [("parcel:1", today), ("parcel:2", today + timedelta(days=1))]
    assert await balance(conn, ACCOUNT) == 170_00
    assert await balance(conn, ACCOUNT, today) == 85_00
    assert await balance(conn, ACCOUNT, today - timedelta(days=1)) == 0
    assert await close_through(conn, today) == 0
    assert await close_through(conn, today + timedelta(days=1)) == 5
    assert await balance(conn, ACCOUNT) == 170_00
    assert await balance(conn, provider_clearing("sandbox", "SEK")) == 200_00
    health = await examine_ledger(conn)
    assert (health.sums, health.strayed, health.open_days) == ({}, 0, 0)


async def test_only_days_that_are_over_are_closed(conn: Connection) -> None:
    today, _ = await today_and_closed(conn)
    with pytest.raises(DayNotOver):
        await close_days(conn, SYSTEM, today)
    await post(conn, SYSTEM, sale(1))
    assert await close_days(conn, SYSTEM) == 0
    assert (await today_and_closed(conn))[1] == today - timedelta(days=1)
    assert await close_days(conn, SYSTEM) == 0


async def test_who_is_posting_is_waited_for(fresh_database: str) -> None:
    """A posting that is under way when its day is closed is in that day's balance; one that comes later is not."""
    async with (
        await psycopg.AsyncConnection.connect(fresh_database) as poster,
        await psycopg.AsyncConnection.connect(fresh_database) as closer,
        await psycopg.AsyncConnection.connect(fresh_database) as late,
    ):
        today, _ = await today_and_closed(closer)
        await post(poster, SYSTEM, sale(1))
        closing = asyncio.create_task(close_through(closer, today))
        await asyncio.sleep(0.1)
        assert not closing.done()
        posting = asyncio.create_task(post(late, SYSTEM, sale(2)))
        await asyncio.sleep(0.1)
        assert not posting.done()
        await poster.commit()
        assert await closing == 5
        await closer.commit()
        await posting
        await late.commit()
        assert await balance(late, ACCOUNT, today) == 85_00
        assert await balance(late, ACCOUNT) == 170_00
        assert (await examine_ledger(late)).strayed == 0


async def test_a_stray_balance_is_found(conn: Connection) -> None:
    today, _ = await today_and_closed(conn)
    await post(conn, SYSTEM, sale(1))
    await close_through(conn, today)
    await conn.execute("ALTER TABLE ledger_day_balance DISABLE TRIGGER USER")
    await conn.execute("UPDATE ledger_day_balance SET balance = balance + 1 WHERE kind = 'commission_revenue'")
    assert (await examine_ledger(conn)).strayed == 1


async def test_a_statement_runs_from_its_opening_to_its_closing(conn: Connection) -> None:
    today, _ = await today_and_closed(conn)
    await post(conn, SYSTEM, sale(1))
    await close_through(conn, today)
    await post(conn, SYSTEM, sale(2))
    await post(conn, SYSTEM, sale(3, seller=KAISA))
    tomorrow = today + timedelta(days=1)
    second = await statement(conn, ACCOUNT, tomorrow, tomorrow)
    assert (second.opening, second.closing, second.next) == (85_00, 170_00, None)
    assert [(line.document, line.label, line.amount, line.balance) for line in second.lines] == [
        ("parcel:2", "goods", 100_00, 185_00),
        ("parcel:2", "commission", -15_00, 170_00),
    ]
    whole = await statement(conn, ACCOUNT, date.min, date.max)
    assert (whole.opening, whole.closing, len(whole.lines)) == (0, 170_00, 4)
    nothing = await statement(conn, commission_revenue("NOK"), today, tomorrow)
    assert (nothing.opening, nothing.closing, nothing.lines) == (0, 0, [])


@given(
    days=st.lists(st.lists(st.integers(1, 10**9), max_size=4), min_size=1, max_size=4),
    closed=st.integers(0, 4),
    limit=st.integers(1, 5),
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_of_any_size_say_the_same(database_url: str, days: list[list[int]], closed: int, limit: int) -> None:
    async def walk() -> None:
        async with await psycopg.AsyncConnection.connect(database_url) as conn:
            today, _ = await today_and_closed(conn)
            for number, amounts in enumerate(days):
                for place, amount in enumerate(amounts):
                    await post(conn, SYSTEM, sale(number * 10 + place, amount=amount, fee=amount // 8 + 1))
                if number < closed:
                    await close_through(conn, today + timedelta(days=number))
            whole = await statement(conn, ACCOUNT, today, date.max, limit=1000)
            paged: list[StatementLine] = []
            after: str | None = None
            while True:
                page = await statement(conn, ACCOUNT, today, date.max, after=after, limit=limit)
                assert page.opening == (paged[-1].balance if paged else 0)
                paged += page.lines
                after = page.next
                if after is None:
                    break
            assert paged == whole.lines
            assert [line async for line in statement_lines(conn, ACCOUNT, today, date.max)] == whole.lines
            assert whole.closing == await balance(conn, ACCOUNT) == sum(line.amount for line in whole.lines)
            await conn.rollback()

    asyncio.run(walk())


@pytest.mark.parametrize("place", ["", "2026-11-22", "2026-11-22/x/1", "yesterday/1/1", "2026-11-22/1/1/1"])
async def test_a_place_that_is_none_is_refused(conn: Connection, place: str) -> None:
    with pytest.raises(BadRequest):
        await statement(conn, ACCOUNT, date(2026, 1, 1), date(2026, 12, 31), after=place)
