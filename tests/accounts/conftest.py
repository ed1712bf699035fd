"""The application with a database, for tests that sign in: Olav runs the market, Nils and Kaisa sell, Astrid shops."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from tests.accounts import example
from tests.accounts.cast import Cast, make_cast
from torg.app import create_framework
from torg.core.db import open_pool
from torg.settings import Settings


@pytest.fixture
async def market(fresh_database: str, tmp_path: Path) -> AsyncIterator["Market"]:
    """An open market with its people."""
    settings = Settings(home=tmp_path, database_url=fresh_database)
    async with await psycopg.AsyncConnection.connect(fresh_database, options="-c timezone=UTC") as conn:
        people = await make_cast(conn)
        await conn.execute(example.SCHEMA)
        await conn.execute(example.ROWS, {"nils": people.nils_shop, "kaisa": people.kaisas_shop})
    framework = create_framework(settings)
    framework.register(example.router)
    framework.state.desk_entries = [*framework.state.desk_entries, *example.entries]
    framework.state.pool = pool = open_pool(fresh_database, size=4)
    await pool.open()
    async with AsyncTestClient(framework, base_url="http://shop.example", raise_server_exceptions=True) as client:
        yield Market(client, framework, fresh_database, people)
    await pool.close()


class Market:
    """A browser in front of the market, and the database behind it."""

    def __init__(self, client: AsyncTestClient[Litestar], framework: Litestar, url: str, people: Cast) -> None:
        self.client = client
        self.framework = framework
        self.url = url
        self.people = people

    async def sign_in(self, email: str) -> None:
        """Sign in by a link."""
        from torg.accounts import account_by_email, make_sign_in_link

        async with await psycopg.AsyncConnection.connect(self.url) as conn:
            account = await account_by_email(conn, email)
            assert account is not None
            path = await make_sign_in_link(conn, account)
        answer = await self.client.post(path, follow_redirects=False)
        assert answer.status_code == 303, answer.text

    async def query(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Look into the database."""
        async with await psycopg.AsyncConnection.connect(self.url) as conn:
            return await (await conn.execute(sql, parameters)).fetchall()  # type: ignore[arg-type]

    async def change(self, sql: str, *parameters: Any) -> None:
        """Change the database."""
        async with await psycopg.AsyncConnection.connect(self.url) as conn:
            await conn.execute(sql, parameters)  # type: ignore[arg-type]
