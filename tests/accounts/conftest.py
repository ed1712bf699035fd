"""The application with a database, for tests that sign in: Olav runs the market, Nils and Kaisa sell, Astrid shops."""

import os
from collections.abc import AsyncIterator
from typing import Any

import psycopg
import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from tests.accounts import example
from tests.accounts.cast import Cast, make_cast
from torg.app import create_framework
from torg.core.db import open_pool
from torg.core.postgres import EmbeddedPostgres
from torg.settings import Settings

Served = tuple[AsyncTestClient[Litestar], Litestar, str]


@pytest.fixture(scope="session")
async def served(
    server: EmbeddedPostgres, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Served]:
    """The application on a database of its own, opened once: each test finds its people anew."""
    name = f"accounts_{os.urandom(6).hex()}"
    admin = server.url.replace("/torg?", "/postgres?")
    with psycopg.connect(admin, autocommit=True) as conn:
        conn.execute(f'CREATE DATABASE "{name}" TEMPLATE torg STRATEGY FILE_COPY')
    url = server.url.replace("/torg?", f"/{name}?")
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute(example.SCHEMA)
    framework = create_framework(Settings(home=tmp_path_factory.mktemp("market"), database_url=url))
    framework.register(example.router)
    framework.state.desk_entries = [*framework.state.desk_entries, *example.entries]
    framework.state.pool = pool = open_pool(url, size=4)
    await pool.open()
    async with AsyncTestClient(framework, base_url="http://shop.example", raise_server_exceptions=True) as client:
        yield client, framework, url
    await pool.close()
    with psycopg.connect(admin, autocommit=True) as conn:
        conn.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
async def market(served: Served) -> "Market":
    """An open market with its people, nobody signed in."""
    client, framework, url = served
    client.cookies.clear()
    async with await psycopg.AsyncConnection.connect(url, options="-c timezone=UTC") as conn:
        await conn.execute("SET LOCAL session_replication_role = replica")  # Tables that only grow refuse it else.
        await conn.execute(
            "TRUNCATE account, seller, thing, mail_message, mail_code, rate_bucket RESTART IDENTITY CASCADE"
        )
        await conn.execute("SET LOCAL session_replication_role = DEFAULT")
        people = await make_cast(conn)
        await conn.execute(example.ROWS, {"nils": people.nils_shop, "kaisa": people.kaisas_shop})
    return Market(client, framework, url, people)


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
