"""The SQL of feed sources and of the runs that import them."""

from torg.core.db import Connection
from torg.offers.report import ImportState

_RUN_LOCK = 0x66656564  # "feed" in ASCII: a source is imported by one process at a time.


async def source_id(conn: Connection, seller_id: int, name: str) -> int:
    """Find or add a seller's source of that name."""
    cursor = await conn.execute("SELECT id FROM feed_source WHERE seller_id = %s AND name = %s", (seller_id, name))
    row = await cursor.fetchone()
    if row is None:
        cursor = await conn.execute(
            """
            INSERT INTO feed_source (seller_id, name) VALUES (%s, %s)
            ON CONFLICT (seller_id, name) DO UPDATE SET name = EXCLUDED.name RETURNING id
            """,
            (seller_id, name),
        )
        row = await cursor.fetchone()
    if row is None:
        raise LookupError("PostgreSQL gave no source")
    found: int = row[0]
    return found


async def take_source(conn: Connection, source: int) -> bool:
    """Lock a source for this connection until `give_source_back` or its end; tell whether nobody else had it."""
    cursor = await conn.execute("SELECT pg_try_advisory_lock(%s, %s)", (_RUN_LOCK, source % 2**31))
    row = await cursor.fetchone()
    return bool(row and row[0])


async def give_source_back(conn: Connection, source: int) -> None:
    """Unlock a source."""
    await conn.execute("SELECT pg_advisory_unlock(%s, %s)", (_RUN_LOCK, source % 2**31))


async def start_run(conn: Connection, source: int, actor: str) -> int:
    """Begin a run of a source that the caller has taken; one that died at work is closed as broken off."""
    await conn.execute(
        "UPDATE import_run SET state = 'broken_off', finished = now() WHERE source_id = %s AND state = 'running'",
        (source,),
    )
    cursor = await conn.execute(
        "INSERT INTO import_run (source_id, actor) VALUES (%s, %s) RETURNING id", (source, actor)
    )
    row = await cursor.fetchone()
    if row is None:
        raise LookupError("PostgreSQL gave no run")
    run: int = row[0]
    return run


async def finish_run(conn: Connection, run: int, state: ImportState, report: bytes) -> None:
    """End a run with its report."""
    await conn.execute(
        "UPDATE import_run SET state = %s, finished = now(), report = %s::jsonb WHERE id = %s",
        (state, report.decode(), run),
    )


async def count_rows(conn: Connection, source: int) -> int:
    """Count the articles that a source has."""
    cursor = await conn.execute("SELECT count(*) FROM feed_row WHERE source_id = %s", (source,))
    row = await cursor.fetchone()
    return int(row[0]) if row else 0
