"""Programs of sellers at the API: the application in the test's own process, on a database of the test's own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
from litestar import Litestar
from msgspec import Struct

from tests.offers.conftest import KAISA, NILS, item, opened
from torg.app import create_framework
from torg.core.actor import SYSTEM
from torg.core.db import Connection, open_pool
from torg.offers import import_feed
from torg.sellers import Seller
from torg.sellers.api_key_life import create_api_key
from torg.sellers.api_keys import SCOPES, ApiKey, NewApiKey, Scope
from torg.settings import Settings

API = "/api/v1/seller"


class Market(Struct):
    """Nils and Kaisa with their offers, and the API before them."""

    conn: Connection
    """Sees everything; commits at once."""
    framework: Litestar
    client: httpx.AsyncClient
    nils: Seller
    kaisa: Seller

    async def key(self, seller: Seller, *scopes: Scope) -> tuple[ApiKey, dict[str, str]]:
        """Make a key; give it with the headers of a program that has it."""
        async with self.conn.transaction():
            new = NewApiKey("Test", list(scopes or SCOPES))
            made = await create_api_key(self.conn, SYSTEM, seller.id, new)
        return made.key, {"authorization": f"Bearer {made.token}"}

    async def one(self, sql: str, *parameters: Any) -> Any:
        """Look into the database."""
        cursor = await self.conn.execute(sql, parameters)  # type: ignore[arg-type]
        row = await cursor.fetchone()
        return None if row is None else row[0]


@asynccontextmanager
async def open_market(url: str, home: Path, **settings: Any) -> AsyncIterator[Market]:
    """Open the application on a database, with two sellers."""
    framework = create_framework(Settings(home=home, database_url=url, **settings))
    pool = framework.state.pool = open_pool(url, size=4)
    await pool.open()
    transport = httpx.ASGITransport(framework)  # type: ignore[arg-type]
    async with (
        await psycopg.AsyncConnection.connect(url, autocommit=True, options="-c timezone=UTC") as conn,
        httpx.AsyncClient(transport=transport, base_url="http://torg.example") as client,
    ):
        async with conn.transaction():
            nils, kaisa = await opened(conn, NILS), await opened(conn, KAISA)
        await import_feed(conn, SYSTEM, nils, "main", [item(f"tool-{n}") for n in range(5)])
        await import_feed(conn, SYSTEM, kaisa, "main", [item(f"book-{n}") for n in range(2)])
        yield Market(conn, framework, client, nils, kaisa)
    await pool.close()
