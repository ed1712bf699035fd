"""Bringing a database up to this version: our own SQL files, and the tables of the job queue."""

import re
from pathlib import Path

import psycopg
from procrastinate.schema import SchemaManager
from psycopg import AsyncRawCursor

from torg.core.db import Connection

_MIGRATION = re.compile(r"^\d{4}_[a-z0-9_]+\.sql$")
_MIGRATION_LOCK = 0x746F7267  # "torg" in ASCII: one migrating process at a time.
_JOBS = "0000_jobs"


def migrations_folder() -> Path:
    """Return where the SQL migrations are: in the checkout, or inside the installed package."""
    inside = Path(__file__).parents[1] / "migrations"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "migrations"


def migrations(folder: Path | None = None) -> list[Path]:
    """Return the migration files in their order; a misnamed file is an error rather than skipped."""
    files = sorted((folder or migrations_folder()).glob("*.sql"))
    for file in files:
        if not _MIGRATION.match(file.name):
            raise ValueError(f"{file}: a migration is named 0001_what_it_does.sql")
    return files


async def pending_migrations(conn: Connection) -> list[str]:
    """Return the names of the migrations that this database has not had yet."""
    done = await _applied(conn)
    return [name for name in [_JOBS, *(file.name for file in migrations())] if name not in done]


async def migrate(url: str) -> list[str]:
    """Bring the database up to this version, one transaction a file; return the names of what was applied."""
    applied: list[str] = []
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
        await conn.execute("SELECT pg_advisory_lock(%s)", (_MIGRATION_LOCK,))
        await conn.execute(
            "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())"
        )
        done = await _applied(conn)
        steps = [(_JOBS, SchemaManager.get_schema().encode())] + [
            (file.name, file.read_bytes()) for file in migrations()
        ]
        for name, sql in steps:
            if name in done:
                continue
            async with conn.transaction(), AsyncRawCursor(conn) as cursor:
                await cursor.execute(sql)
                await conn.execute("INSERT INTO migration (name) VALUES (%s)", (name,))
            applied.append(name)
    return applied


async def _applied(conn: Connection) -> set[str]:
    cursor = await conn.execute("SELECT to_regclass('migration') IS NOT NULL")
    found = await cursor.fetchone()
    if not found or not found[0]:
        return set()
    cursor = await conn.execute("SELECT name FROM migration")
    return {str(name) for (name,) in await cursor.fetchall()}
