"""Isolation: for one transaction the database shows a seller its own rows, and nobody else's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from psycopg.pq import TransactionStatus

from torg.core.db import Connection

SELLER_ROLE = "torg_seller"


@asynccontextmanager
async def as_seller(conn: Connection, seller_id: int) -> AsyncIterator[Connection]:
    """Let `conn` see and change only what is that seller's for as long as the block lasts, in one transaction.

    A forgotten `where` finds nothing instead of a competitor's data: migrations/0004_isolation.sql. Whoever `conn` was
    before it is again afterwards, also when the block ends with an error.
    """
    async with conn.transaction():
        role, seller = await _present(conn)
        await _take_on(conn, SELLER_ROLE, str(seller_id))
        yield conn
        await _take_on(conn, role, seller)


@asynccontextmanager
async def as_ourselves(conn: Connection) -> AsyncIterator[Connection]:
    """Within `as_seller`, do what is ours to do (add a job) without the seller's limits; they come back afterwards.

    They come back after an error as well: at once, or with the savepoint that a failed statement has to go back to.
    """
    role, seller = await _present(conn)
    await _take_on(conn, "none", seller)
    try:
        yield conn
    finally:
        if conn.info.transaction_status == TransactionStatus.INTRANS:
            await _take_on(conn, role, seller)


async def _present(conn: Connection) -> tuple[str, str]:
    """Tell which role and seller hold now."""
    cursor = await conn.execute("SELECT current_setting('role'), coalesce(current_setting('torg.seller', true), '')")
    row = await cursor.fetchone()
    return row or ("none", "")


async def _take_on(conn: Connection, role: str, seller: str) -> None:
    """Set both until the transaction ends; an error before that ends them with it."""
    await conn.execute("SELECT set_config('role', %s, true), set_config('torg.seller', %s, true)", (role, seller))
