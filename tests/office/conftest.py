"""The office with its people: Olav and Liv run the market, Nils and Kaisa sell."""

from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest
from litestar.testing import AsyncTestClient

from tests.accounts.cast import make_cast
from tests.accounts.conftest import Market
from torg.accounts import open_account, save_staff
from torg.app import create_framework
from torg.core import market_settings
from torg.core.actor import SYSTEM
from torg.core.db import open_pool
from torg.settings import Settings


@pytest.fixture
async def office(fresh_database: str, tmp_path: Path) -> AsyncIterator[Market]:
    """An open office in which nobody has signed in yet."""
    market_settings.forget()
    async with await psycopg.AsyncConnection.connect(fresh_database, options="-c timezone=UTC") as conn:
        people = await make_cast(conn)
        liv = await open_account(conn, SYSTEM, "liv@torg.example", name="Liv", language="sv")
        await save_staff(conn, liv.id, ["finance"])
    framework = create_framework(Settings(home=tmp_path, database_url=fresh_database))
    framework.state.pool = pool = open_pool(fresh_database, size=4)
    await pool.open()
    async with AsyncTestClient(framework, base_url="http://shop.example", raise_server_exceptions=True) as client:
        yield Market(client, framework, fresh_database, people)
    await pool.close()
    market_settings.forget()
