"""All SQL that touches imports as sellers see them: who asked, how far they are, what came of them."""

from collections.abc import Sequence
from typing import Any

import msgspec

from torg.core.db import Connection
from torg.offers.feed_imports import FeedImport, ImportProgress, NewFeedImport
from torg.offers.report import ImportReport

_COLUMNS = """i.id, i.seller_id, i.schedule_id, i.origin, i.name, i.file, i.file_name, i.size, i.options, i.state,
    i.progress, i.run_id, i.error, i.actor, i.created, i.started, i.finished"""


async def insert_import(conn: Connection, seller_id: int, new: NewFeedImport, actor: str) -> FeedImport:
    """Add an import that waits."""
    cursor = await conn.execute(
        f"""
        INSERT INTO feed_import AS i (seller_id, schedule_id, origin, name, file, file_name, size, options, actor)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s) RETURNING {_COLUMNS}
        """,  # noqa: S608
        (
            seller_id, new.schedule_id, new.origin, new.name, new.file, new.file_name, new.size,
            msgspec.json.encode(new.options).decode(), actor,
        ),
    )  # fmt: skip
    row = await cursor.fetchone()
    if row is None:
        raise LookupError("PostgreSQL gave no import")
    return _import(row)


async def count_open_imports(conn: Connection, seller_id: int) -> int:
    """Count a seller's imports that are not finished."""
    cursor = await conn.execute(
        "SELECT count(*) FROM feed_import WHERE seller_id = %s AND finished IS NULL", (seller_id,)
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def import_by_id(conn: Connection, import_id: int, seller_id: int | None = None) -> FeedImport | None:
    """Find an import, of a seller or of any."""
    cursor = await conn.execute(
        f"""
        SELECT {_COLUMNS} FROM feed_import AS i
        WHERE i.id = %(id)s AND (%(seller)s::bigint IS NULL OR i.seller_id = %(seller)s)
        """,  # noqa: S608
        {"id": import_id, "seller": seller_id},
    )
    row = await cursor.fetchone()
    return None if row is None else _import(row)


async def imports_of_seller(
    conn: Connection, seller_id: int, *, before: int | None, limit: int, schedule_id: int | None = None
) -> list[FeedImport]:
    """Find a seller's imports, the newest first, below a number."""
    cursor = await conn.execute(
        f"""
        SELECT {_COLUMNS} FROM feed_import AS i
        WHERE i.seller_id = %(seller)s AND (%(before)s::bigint IS NULL OR i.id < %(before)s)
            AND (%(schedule)s::bigint IS NULL OR i.schedule_id = %(schedule)s)
        ORDER BY i.id DESC LIMIT %(limit)s
        """,  # noqa: S608
        {"seller": seller_id, "before": before, "limit": limit, "schedule": schedule_id},
    )
    return [_import(row) for row in await cursor.fetchall()]


async def report_of_run(conn: Connection, run_id: int) -> ImportReport | None:
    """Find the report of a run: its counts, and up to 1,000 refusals and as many warnings."""
    cursor = await conn.execute("SELECT report FROM import_run WHERE id = %s AND report <> '{}'", (run_id,))
    row = await cursor.fetchone()
    return None if row is None else msgspec.convert(row[0], ImportReport)


async def lock_import(conn: Connection, import_id: int) -> FeedImport | None:
    """Find an import that is not finished, and lock it until the transaction ends."""
    cursor = await conn.execute(
        f"SELECT {_COLUMNS} FROM feed_import AS i WHERE i.id = %s AND i.finished IS NULL FOR NO KEY UPDATE",  # noqa: S608
        (import_id,),
    )
    row = await cursor.fetchone()
    return None if row is None else _import(row)


async def save_begun(conn: Connection, import_id: int, state: str) -> None:
    """Say that an import is being fetched, or read."""
    await conn.execute(
        "UPDATE feed_import SET state = %s, started = coalesce(started, now()) WHERE id = %s AND finished IS NULL",
        (state, import_id),
    )


async def save_waiting(conn: Connection, import_id: int) -> None:
    """Say that an import waits again, because another of the same feed is at work."""
    await conn.execute("UPDATE feed_import SET state = 'waiting' WHERE id = %s AND finished IS NULL", (import_id,))


async def save_file(conn: Connection, import_id: int, size: int) -> None:
    """Say how large the file is that was fetched."""
    await conn.execute("UPDATE feed_import SET size = %s WHERE id = %s", (size, import_id))


async def save_progress(conn: Connection, import_id: int, progress: ImportProgress) -> None:
    """Say how far an import has come."""
    await conn.execute(
        "UPDATE feed_import SET progress = %s::jsonb WHERE id = %s AND finished IS NULL",
        (msgspec.json.encode(progress).decode(), import_id),
    )


async def save_finished(
    conn: Connection,
    import_id: int,
    state: str,
    *,
    run_id: int | None = None,
    error: str | None = None,
    progress: ImportProgress | None = None,
) -> bool:
    """End an import; tell whether it had not ended before."""
    cursor = await conn.execute(
        """
        UPDATE feed_import SET state = %s, run_id = %s, error = %s, finished = now(),
            started = coalesce(started, now()), progress = coalesce(%s::jsonb, progress)
        WHERE id = %s AND finished IS NULL
        """,
        (state, run_id, error, None if progress is None else msgspec.json.encode(progress).decode(), import_id),
    )
    return cursor.rowcount == 1


async def files_to_forget(conn: Connection, days: int) -> list[str]:
    """Find files of imports that ended so many days ago and that no other import names."""
    cursor = await conn.execute(
        """
        SELECT DISTINCT i.file FROM feed_import AS i
        WHERE i.file IS NOT NULL AND i.finished < now() - %(days)s * interval '1 day' AND NOT EXISTS (
            SELECT FROM feed_import AS o WHERE o.file = i.file
                AND (o.finished IS NULL OR o.finished >= now() - %(days)s * interval '1 day'))
        LIMIT 1000
        """,
        {"days": days},
    )
    return [row[0] for row in await cursor.fetchall()]


async def forget_file(conn: Connection, file: str) -> None:
    """Name a file no longer, as it has been removed."""
    await conn.execute("UPDATE feed_import SET file = NULL WHERE file = %s AND finished IS NOT NULL", (file,))


def _import(row: Sequence[Any]) -> FeedImport:
    return msgspec.convert(dict(zip(FeedImport.__struct_fields__, row, strict=True)), FeedImport)
