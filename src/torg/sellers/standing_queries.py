"""All SQL that touches what sellers' standing is made of."""

from collections.abc import Collection
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from torg.core.db import Connection, rows
from torg.sellers.standing import StandingKind, Tally


class NewEvent(Struct, frozen=True):
    """Something that happened at a seller."""

    seller: int
    kind: StandingKind
    reference: str
    """The order line, question or review that it is about: told twice, it counts once."""
    at: datetime
    value: float | None = None
    """Hours until the answer, or the stars of the review."""


class Remembered(Struct, frozen=True):
    """The standing that a seller had from a moment on."""

    at: datetime
    standing: int
    """1 to 100; 0 when not yet known."""


class HeldEvent(Struct, frozen=True):
    """An event as the office sees it, with the pardon that it may have had."""

    id: int
    kind: StandingKind
    at: datetime
    reference: str
    value: float | None
    pardoned: str | None


async def insert_events(conn: Connection, events: Collection[NewEvent]) -> int:
    """Add events that are not yet known, with one statement; give how many were new."""
    cursor = await conn.execute(
        """
        INSERT INTO standing_event (seller_id, kind, reference, at, value)
        SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::timestamptz[], %s::numeric[])
        ON CONFLICT (seller_id, kind, reference) DO NOTHING
        """,
        (
            [event.seller for event in events],
            [event.kind for event in events],
            [event.reference for event in events],
            [event.at for event in events],
            [event.value for event in events],
        ),
    )
    return cursor.rowcount


async def tallies(
    conn: Connection, sellers: Collection[int], since: datetime, until: datetime, answer_hours: float
) -> dict[int, Tally]:
    """Count what happened at each seller in (since, until], pardoned events left out: one statement.

    A seller at which nothing happened is not in the answer.
    """
    cursor = await conn.execute(
        """
        SELECT e.seller_id,
               count(*) FILTER (WHERE kind = 'order'), count(*) FILTER (WHERE kind = 'late'),
               count(*) FILTER (WHERE kind = 'cancelled'), count(*) FILTER (WHERE kind = 'faulty'),
               count(*) FILTER (WHERE kind = 'answer'), count(*) FILTER (WHERE kind = 'answer' AND value <= %(hours)s),
               count(*) FILTER (WHERE kind = 'review'), coalesce(sum(value) FILTER (WHERE kind = 'review'), 0)::float8
        FROM standing_event AS e
        WHERE e.seller_id = ANY(%(sellers)s) AND e.at > %(since)s AND e.at <= %(until)s
          AND NOT EXISTS (SELECT FROM standing_pardon AS p WHERE p.event_id = e.id)
        GROUP BY e.seller_id
        """,
        {"sellers": list(sellers), "since": since, "until": until, "hours": answer_hours},
    )
    return {row[0]: Tally(*row[1:]) for row in await cursor.fetchall()}


async def tally_of(conn: Connection, seller: int, now: datetime, window_days: int, answer_hours: float) -> Tally:
    """Count what happened at one seller in the last days."""
    found = await tallies(conn, [seller], now - timedelta(days=window_days), now, answer_hours)
    return found.get(seller, Tally())


async def sellers_with_events(conn: Connection) -> list[int]:
    """Find the sellers that have anything to be judged by, now or before, in order."""
    cursor = await conn.execute(
        """
        SELECT s.id FROM seller AS s
        WHERE EXISTS (SELECT FROM standing_event AS e WHERE e.seller_id = s.id) ORDER BY s.id
        """
    )
    return [row[0] for row in await cursor.fetchall()]


async def save_standing(conn: Connection, seller: int, standing: int, tally: Tally, at: datetime) -> None:
    """Give a seller, whose row the caller holds, its standing, and keep it in the history."""
    await conn.execute("UPDATE seller SET standing = %s, changed = now() WHERE id = %s", (standing, seller))
    await conn.execute(
        "INSERT INTO standing_history (seller_id, at, standing, tally) VALUES (%s, %s, %s, %s::jsonb)",
        (seller, at, standing, msgspec.json.encode(tally).decode()),
    )


async def standing_history(conn: Connection, seller: int, limit: int = 400) -> list[Remembered]:
    """Find which standings a seller has had, the latest first."""
    return await rows(
        conn,
        Remembered,
        "SELECT at, standing FROM standing_history WHERE seller_id = %s ORDER BY id DESC LIMIT %s",
        (seller, limit),
    )


async def events_of(conn: Connection, seller: int, since: datetime, limit: int = 500) -> list[HeldEvent]:
    """Find what went wrong at a seller since a moment, the latest first: faults, slow answers, few stars."""
    return await rows(
        conn,
        HeldEvent,
        """
        SELECT e.id, e.kind, e.at, e.reference, e.value::float8 AS value, p.reason AS pardoned
        FROM standing_event AS e LEFT JOIN standing_pardon AS p ON p.event_id = e.id
        WHERE e.seller_id = %s AND e.at > %s AND (e.kind IN ('late', 'cancelled', 'faulty')
            OR e.kind = 'answer' AND e.value > 24 OR e.kind = 'review' AND e.value < 4)
        ORDER BY e.at DESC, e.id DESC LIMIT %s
        """,
        (seller, since, limit),
    )


async def insert_pardon(conn: Connection, seller: int, event: int, actor: str, reason: str) -> bool:
    """Let one of a seller's events count no more; tell whether there was such an event, not yet pardoned."""
    cursor = await conn.execute(
        """
        INSERT INTO standing_pardon (event_id, seller_id, actor, reason)
        SELECT id, seller_id, %s, %s FROM standing_event WHERE id = %s AND seller_id = %s
        ON CONFLICT (event_id) DO NOTHING
        """,
        (actor, reason, event, seller),
    )
    return cursor.rowcount == 1


async def event_about(conn: Connection, seller: int, kind: StandingKind, reference: str) -> int | None:
    """Find the id of the event about a reference."""
    cursor = await conn.execute(
        "SELECT id FROM standing_event WHERE seller_id = %s AND kind = %s AND reference = %s", (seller, kind, reference)
    )
    row = await cursor.fetchone()
    return None if row is None else int(row[0])
