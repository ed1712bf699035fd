"""A real PostgreSQL for every test that wants one: migrated once, a transaction of its own for each test."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest

from torg.core.db import Connection
from torg.core.migrations import migrate
from torg.core.postgres import EmbeddedPostgres

SHARED = Path(__file__).parents[2] / "shared" / "data"
_FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "shared_buffers": "64MB"}


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedPostgres]:
    """An embedded PostgreSQL for this test process alone, without the fsyncs that only matter on a power cut."""
    folder = Path(tempfile.mkdtemp(prefix="torg-test-"))
    server = EmbeddedPostgres(folder / "postgres", settings=_FAST)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def database_url(server: EmbeddedPostgres) -> str:
    """The URL of a migrated database that tests roll their work back in."""
    if url := os.environ.get("TORG_TEST_DATABASE_URL"):
        return url
    asyncio.run(migrate(server.url))
    return server.url


@pytest.fixture
async def conn(database_url: str) -> AsyncIterator[Connection]:
    """A connection whose transaction is rolled back at the end of the test."""
    async with await psycopg.AsyncConnection.connect(database_url, options="-c timezone=UTC") as conn:
        yield conn
        await conn.rollback()


@pytest.fixture
def fresh_database(server: EmbeddedPostgres, database_url: str) -> Iterator[str]:
    """The URL of a migrated database of this test's own, for work that commits."""
    name = f"fresh_{os.urandom(6).hex()}"
    admin = server.url.replace("/torg?", "/postgres?")
    with psycopg.connect(admin, autocommit=True) as conn:
        conn.execute(f'CREATE DATABASE "{name}" TEMPLATE torg STRATEGY FILE_COPY')
    yield server.url.replace("/torg?", f"/{name}?")
    with psycopg.connect(admin, autocommit=True) as conn:
        conn.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data; the test is skipped where it is not there."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data is not here: this test reads real catalogues")
    return SHARED
