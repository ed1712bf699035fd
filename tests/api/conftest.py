"""One market for all tests of the API: its shelf, a client of the application, and real web processes."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from tests.api.market import fill
from tests.api.served import Web
from torg.app import create_app
from torg.core.postgres import EmbeddedPostgres
from torg.settings import Settings


@pytest.fixture(scope="session")
def home(server: EmbeddedPostgres, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose shelf holds the small market; its database is gone, as reading needs none."""
    home = tmp_path_factory.mktemp("api") / "home"
    (home / "shelf").mkdir(parents=True)
    name = f"api_{os.urandom(6).hex()}"
    admin = server.url.replace("/torg?", "/postgres?")
    with psycopg.connect(admin, autocommit=True) as conn:
        conn.execute(f'CREATE DATABASE "{name}" TEMPLATE torg STRATEGY FILE_COPY')
        asyncio.run(fill(server.url.replace("/torg?", f"/{name}?"), home / "shelf"))
        conn.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    return home


Open = Callable[..., httpx.AsyncClient]


@pytest.fixture(scope="session")
def open_app(home: Path) -> Open:
    """Give a client of the whole application with these settings; its handlers run in the test's own process."""

    def open_app(**settings: Any) -> httpx.AsyncClient:
        app = create_app(Settings(home=home, **settings))
        transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
        return httpx.AsyncClient(transport=transport, base_url="http://torg.example")

    return open_app


@pytest.fixture(scope="session")
async def client(open_app: Open) -> AsyncIterator[httpx.AsyncClient]:
    """Astrid's program: it reads the API of the small market."""
    async with open_app() as client:
        yield client


@pytest.fixture(scope="session")
def web(home: Path) -> Iterator[Web]:
    """`torg web` on the small market, with two processes."""
    with Web(home, TORG_WEB_WORKERS="2") as web:
        yield web
