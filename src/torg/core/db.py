"""PostgreSQL: the pool, migrations, and rows as Structs."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, LiteralString, TypeVar

import msgspec
import psycopg
from psycopg import AsyncConnection, AsyncRawCursor
from psycopg.rows import TupleRow, class_row
from psycopg.types.json import set_json_dumps, set_json_loads
from psycopg_pool import AsyncConnectionPool

from torg.core.errors import Refusal

Connection = AsyncConnection[TupleRow]
Pool = AsyncConnectionPool[Connection]
Parameters = Sequence[Any] | Mapping[str, Any]
T = TypeVar("T")

set_json_dumps(lambda value: msgspec.json.encode(value))
set_json_loads(msgspec.json.decode)

_MIGRATION = re.compile(r"^(\d{4})_[a-z0-9_]+\.sql$")
_MIGRATION_LOCK = 0x746F7267  # "torg" in ASCII: one migrating process at a time.


class DatabaseUnavailable(Refusal):
    """The database cannot be reached right now; reading works, buying is paused."""

    code = "database_unavailable"
    status = 503


def open_pool(url: str, *, size: int = 8) -> Pool:
    """Return a pool, not yet opened, whose connections start in UTC; open it with `await pool.open()`."""
    return AsyncConnectionPool(
        url,
        min_size=1,
        max_size=size,
        open=False,
        timeout=5,
        kwargs={"options": "-c timezone=UTC", "connect_timeout": 5},
        check=AsyncConnectionPool.check_connection,
        reconnect_timeout=30,
    )


async def rows(conn: Connection, kind: type[T], sql: LiteralString, parameters: Parameters = ()) -> list[T]:
    """Run a query and return each row as a `kind`, columns matched by name."""
    async with conn.cursor(row_factory=class_row(kind)) as cursor:
        await cursor.execute(sql, parameters)
        return await cursor.fetchall()


async def one(conn: Connection, kind: type[T], sql: LiteralString, parameters: Parameters = ()) -> T | None:
    """Run a query and return its first row as a `kind`, or nothing."""
    async with conn.cursor(row_factory=class_row(kind)) as cursor:
        await cursor.execute(sql, parameters)
        return await cursor.fetchone()


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
    return [file.name for file in migrations() if file.name not in done]


async def migrate(url: str) -> list[str]:
    """Bring the database up to this version, one transaction a file; return the names of what was applied."""
    applied: list[str] = []
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
        await conn.execute("SELECT pg_advisory_lock(%s)", (_MIGRATION_LOCK,))
        await conn.execute(
            "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())"
        )
        done = await _applied(conn)
        for file in migrations():
            if file.name in done:
                continue
            async with conn.transaction(), AsyncRawCursor(conn) as cursor:
                await cursor.execute(file.read_bytes())
                await conn.execute("INSERT INTO migration (name) VALUES (%s)", (file.name,))
            applied.append(file.name)
    return applied


async def _applied(conn: Connection) -> set[str]:
    cursor = await conn.execute("SELECT to_regclass('migration') IS NOT NULL")
    found = await cursor.fetchone()
    if not found or not found[0]:
        return set()
    cursor = await conn.execute("SELECT name FROM migration")
    return {str(name) for (name,) in await cursor.fetchall()}
