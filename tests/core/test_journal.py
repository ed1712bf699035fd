"""The journal neither loses nor reorders, however commits interleave."""

import psycopg
import pytest

from torg.core.actor import SYSTEM, Actor
from torg.core.db import Connection
from torg.core.journal import Cursor, NewEntry, end_of_journal, lag, read_after, record, record_many


async def _here(conn: Connection) -> Cursor:
    return await end_of_journal(conn)


async def test_entries_come_back_in_order_with_everything_they_said(fresh_database: str) -> None:
    async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
        await record(conn, Actor("seller", "7"), "offer.changed", "offer:1", {"product": 9}, market="se")
        await record_many(conn, SYSTEM, [NewEntry("a", f"x:{n}", {"n": n}) for n in range(100)])
        await conn.commit()
        entries = await read_after(conn, Cursor())
    assert [entry.kind for entry in entries] == ["offer.changed"] + ["a"] * 100
    assert entries[0].actor == "seller:7"
    assert entries[0].body == {"product": 9}
    assert entries[0].market == "se"
    assert [entry.body["n"] for entry in entries[1:]] == list(range(100))


async def test_a_late_commit_is_never_skipped(fresh_database: str) -> None:
    connect = psycopg.AsyncConnection.connect
    async with await connect(fresh_database) as slow, await connect(fresh_database) as fast:
        await record(slow, SYSTEM, "slow", "s:1", {})
        await record(fast, SYSTEM, "fast", "f:1", {})
        await fast.commit()
        # The slow transaction has the lower xid and is still open: nothing after it may be handed out yet.
        assert await read_after(fast, Cursor()) == []
        by_highest_id = await (await fast.execute("SELECT kind FROM journal ORDER BY id")).fetchall()
        assert by_highest_id == [("fast",)], "the control: a reader by id alone would have gone past the slow one"
        await fast.commit()
        await slow.commit()
        assert [entry.kind for entry in await read_after(fast, Cursor())] == ["slow", "fast"]


async def test_reading_on_from_a_cursor_gives_each_entry_once(fresh_database: str) -> None:
    async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
        await record_many(conn, SYSTEM, [NewEntry("a", f"x:{n}") for n in range(25)])
        await conn.commit()
        seen: list[str] = []
        cursor = Cursor()
        assert await lag(conn, cursor) == 25
        while entries := await read_after(conn, cursor, limit=10):
            seen += [entry.subject for entry in entries]
            cursor = entries[-1].cursor
        assert seen == [f"x:{n}" for n in range(25)]
        assert await lag(conn, cursor) == 0


@pytest.mark.parametrize("sql", ["UPDATE journal SET kind = 'x'", "DELETE FROM journal"])
async def test_the_journal_is_append_only(conn: Connection, sql: str) -> None:
    await record(conn, SYSTEM, "a", "x:1", {})
    with pytest.raises(psycopg.errors.RestrictViolation):
        await conn.execute(sql)
