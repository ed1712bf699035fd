"""PostgreSQL: the pool, and rows as Structs."""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString, TypeVar

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import TupleRow, class_row
from psycopg.types.json import set_json_dumps, set_json_loads
from psycopg_pool import AsyncConnectionPool

from torg.core.errors import Refusal

Connection = AsyncConnection[TupleRow]
Pool = AsyncConnectionPool[Connection]
Parameters = Sequence[Any] | Mapping[str, Any]
T = TypeVar("T")

set_json_dumps(msgspec.json.encode)
set_json_loads(msgspec.json.decode)


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
