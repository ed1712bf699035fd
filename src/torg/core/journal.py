"""The journal: one append-only account of what happened, for the shelf, webhooks, audit and learning."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from torg.core.actor import Actor
from torg.core.db import Connection, rows

CHANNEL = "torg_journal"


class Cursor(Struct, frozen=True, order=True):
    """A place in the journal: everything at or before it has been read."""

    xid: int = 0
    id: int = 0


class Entry(Struct, frozen=True):
    """One thing that happened to one subject."""

    xid: int
    id: int
    at: datetime
    kind: str
    subject: str
    market: str | None
    actor: str
    body: dict[str, Any]
    seller_id: int | None = None

    @property
    def cursor(self) -> Cursor:
        """The place of this entry."""
        return Cursor(self.xid, self.id)


class NewEntry(Struct, frozen=True):
    """An entry to be written: `offer.changed`, `offer:12`, and what a reader needs to know."""

    kind: str
    subject: str
    body: dict[str, Any] = {}
    market: str | None = None
    seller: int | None = None
    """The seller whom it concerns, who may read of it; none when it concerns several or nobody."""


async def record(
    conn: Connection,
    actor: Actor,
    kind: str,
    subject: str,
    body: dict[str, Any],
    market: str | None = None,
    seller: int | None = None,
) -> None:
    """Write one journal entry in the caller's transaction and wake the readers at its commit."""
    await record_many(conn, actor, [NewEntry(kind, subject, body, market, seller)])


async def record_many(conn: Connection, actor: Actor, entries: Iterable[NewEntry]) -> int:
    """Write entries in the caller's transaction, in their order, with one statement; return how many."""
    written = list(entries)
    if not written:
        return 0
    await conn.execute(
        """
        WITH entry AS (
            INSERT INTO journal (kind, subject, body, market, seller_id, actor)
            SELECT e.kind, e.subject, e.body, e.market, e.seller, %(actor)s
            FROM ROWS FROM (
                jsonb_to_recordset(%(entries)s::jsonb)
                    AS (kind text, subject text, body jsonb, market text, seller bigint)
            ) WITH ORDINALITY AS e (kind, subject, body, market, seller, place)
            ORDER BY e.place
        )
        SELECT pg_notify(%(channel)s, '')
        """,
        {"actor": str(actor), "entries": msgspec.json.encode(written).decode(), "channel": CHANNEL},
    )
    return len(written)


async def read_after(conn: Connection, cursor: Cursor, limit: int = 5000) -> list[Entry]:
    """Return the next entries after `cursor`, none of which can be overtaken by a late commit."""
    return await rows(
        conn,
        Entry,
        """
        SELECT xid::text::bigint AS xid, id, at, kind, subject, market, actor, body, seller_id FROM journal
        WHERE (xid, id) > (%s::text::xid8, %s) AND xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY xid, id LIMIT %s
        """,
        (str(cursor.xid), cursor.id, limit),
    )


async def end_of_journal(conn: Connection) -> Cursor:
    """Return a place such that every entry after it is certain to be read later, and those before are committed."""
    found = await rows(
        conn,
        Cursor,
        "SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1) AS xid, 9223372036854775807 AS id",
    )
    return found[0]


async def lag(conn: Connection, cursor: Cursor) -> int:
    """Return how many committed entries after `cursor` are waiting, counted to 100,000 at most."""
    answer = await conn.execute(
        "SELECT count(*) FROM (SELECT FROM journal WHERE (xid, id) > (%s::text::xid8, %s) LIMIT 100000) AS waiting",
        (str(cursor.xid), cursor.id),
    )
    found = await answer.fetchone()
    return int(found[0]) if found else 0
