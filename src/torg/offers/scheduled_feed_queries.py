"""All SQL that touches scheduled feeds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from torg.core.db import Connection
from torg.offers.feed_imports import FeedOptions
from torg.offers.scheduled_feeds import FeedSchedule, FeedState

_COLUMNS = """f.id, f.seller_id, f.name, f.url, f.options, f.times, f.zone, f.state, f.next_fetch, f.etag,
    f.last_modified, f.failures, f.last_error, f.created, f.created_by"""


async def schedules_of_seller(conn: Connection, seller_id: int) -> list[FeedSchedule]:
    """Find a seller's scheduled feeds by name."""
    cursor = await conn.execute(
        f"SELECT {_COLUMNS} FROM feed_schedule AS f WHERE f.seller_id = %s ORDER BY f.name",  # noqa: S608
        (seller_id,),
    )
    return [_schedule(row) for row in await cursor.fetchall()]


async def lock_schedule(conn: Connection, schedule_id: int, seller_id: int | None = None) -> FeedSchedule | None:
    """Find a scheduled feed, of a seller or of any, and lock it until the transaction ends."""
    cursor = await conn.execute(
        f"""
        SELECT {_COLUMNS} FROM feed_schedule AS f
        WHERE f.id = %(id)s AND (%(seller)s::bigint IS NULL OR f.seller_id = %(seller)s) FOR NO KEY UPDATE
        """,  # noqa: S608
        {"id": schedule_id, "seller": seller_id},
    )
    row = await cursor.fetchone()
    return None if row is None else _schedule(row)


async def insert_schedule(
    conn: Connection, seller_id: int, name: str, url: str, options: FeedOptions, times: Sequence[int], zone: str,
    next_fetch: datetime, created_by: str,
) -> FeedSchedule | None:  # fmt: skip
    """Add a scheduled feed; nothing when the seller has one of that name."""
    cursor = await conn.execute(
        f"""
        INSERT INTO feed_schedule AS f (seller_id, name, url, options, times, zone, next_fetch, created_by)
        VALUES (%s, %s, %s, %s::jsonb, %s, %s, %s, %s) ON CONFLICT (seller_id, name) DO NOTHING RETURNING {_COLUMNS}
        """,  # noqa: S608
        (
            seller_id, name, url, msgspec.json.encode(options).decode(), list(times), zone, next_fetch, created_by,
        ),
    )  # fmt: skip
    row = await cursor.fetchone()
    return None if row is None else _schedule(row)


async def save_schedule(
    conn: Connection,
    schedule_id: int,
    url: str,
    options: FeedOptions,
    times: Sequence[int],
    state: FeedState,
    next_fetch: datetime | None,
    *,
    anew: bool,
) -> None:
    """Write what a seller says of a feed, which the caller holds; `anew` forgets what was fetched and what failed."""
    await conn.execute(
        """
        UPDATE feed_schedule SET url = %(url)s, options = %(options)s::jsonb, times = %(times)s, state = %(state)s,
            next_fetch = %(next)s,
            etag = CASE WHEN %(anew)s THEN NULL ELSE etag END,
            last_modified = CASE WHEN %(anew)s THEN NULL ELSE last_modified END,
            failures = CASE WHEN %(anew)s THEN 0 ELSE failures END,
            last_error = CASE WHEN %(anew)s THEN NULL ELSE last_error END
        WHERE id = %(id)s
        """,
        {
            "url": url, "options": msgspec.json.encode(options).decode(), "times": list(times), "state": state,
            "next": next_fetch, "anew": anew, "id": schedule_id,
        },
    )  # fmt: skip


async def delete_schedule(conn: Connection, schedule_id: int) -> None:
    """Take a scheduled feed away; its imports stay known."""
    await conn.execute("DELETE FROM feed_schedule WHERE id = %s", (schedule_id,))


async def lock_due(conn: Connection, limit: int = 200) -> list[FeedSchedule]:
    """Find feeds that are due and of which no import is open, and lock them; those that others hold are left out."""
    cursor = await conn.execute(
        f"""
        SELECT {_COLUMNS} FROM feed_schedule AS f JOIN seller AS s ON s.id = f.seller_id
        WHERE f.state = 'active' AND f.next_fetch <= now() AND s.status <> 'closed' AND NOT EXISTS (
            SELECT FROM feed_import AS i WHERE i.schedule_id = f.id AND i.finished IS NULL)
        ORDER BY f.next_fetch LIMIT %s FOR NO KEY UPDATE OF f SKIP LOCKED
        """,  # noqa: S608
        (limit,),
    )
    return [_schedule(row) for row in await cursor.fetchall()]


async def save_next_fetch(conn: Connection, schedule_id: int, next_fetch: datetime) -> None:
    """Say when a feed, which the caller holds, is fetched next."""
    await conn.execute("UPDATE feed_schedule SET next_fetch = %s WHERE id = %s", (next_fetch, schedule_id))


async def save_fetched(conn: Connection, schedule_id: int, etag: str | None, last_modified: str | None) -> None:
    """Remember what was fetched last, so that only what is new is fetched the next time; failures are forgotten."""
    await conn.execute(
        """
        UPDATE feed_schedule SET etag = %s, last_modified = %s, failures = 0, last_error = NULL WHERE id = %s
        """,
        (etag, last_modified, schedule_id),
    )


async def save_failure(conn: Connection, schedule_id: int, error: str, *, pause: bool) -> None:
    """Count a failure of a feed, which the caller holds."""
    await conn.execute(
        """
        UPDATE feed_schedule SET failures = failures + 1, last_error = %(error)s,
            state = CASE WHEN %(pause)s THEN 'failing' ELSE state END,
            next_fetch = CASE WHEN %(pause)s THEN NULL ELSE next_fetch END
        WHERE id = %(id)s
        """,
        {"error": error, "pause": pause, "id": schedule_id},
    )


def _schedule(row: Sequence[Any]) -> FeedSchedule:
    return msgspec.convert(dict(zip(FeedSchedule.__struct_fields__, row, strict=True)), FeedSchedule)
