"""`torg demo`: the demo market in an empty database."""

import asyncio

import psycopg
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from torg.commands.serve import console, database
from torg.core.actor import SYSTEM
from torg.core.db import Connection, open_pool
from torg.core.journal import record
from torg.core.migrations import migrate
from torg.demo.load import Loaded, load_demo
from torg.sellers import all_sellers
from torg.settings import Settings

_BEGUN, _LOADED = "demo.begun", "demo.loaded"


def load_demo_command(settings: Settings) -> int:
    """Load the demo market; a database that already has sellers of its own is left alone (exit code 1)."""
    with database(settings) as url:
        asyncio.run(migrate(url))
        if asyncio.run(load_if_empty(url)):
            console.print("The demo market is there.")
            return 0
    console.print("This database has sellers already; the demo market was not loaded.")
    return 1


async def load_if_empty(url: str) -> bool:
    """Load the demo market into an empty database, or go on where that was cut short; tell whether it did."""
    async with await psycopg.AsyncConnection.connect(url, options="-c timezone=UTC") as conn:
        if await _is_recorded(conn, _LOADED):
            return False
        if not await _is_recorded(conn, _BEGUN):
            if await all_sellers(conn):
                return False
            await record(conn, SYSTEM, _BEGUN, "demo:1", {})
    await _load(url)
    async with await psycopg.AsyncConnection.connect(url) as conn:
        await record(conn, SYSTEM, _LOADED, "demo:1", {})
    return True


async def _load(url: str) -> None:
    columns = (
        TextColumn("Opening the demo market"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.description}"),
    )
    pool = open_pool(url, size=2)
    await pool.open()
    try:
        with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
            task = progress.add_task("", total=None)

            def show(loaded: Loaded) -> None:
                progress.update(
                    task, total=loaded.sellers, completed=loaded.sellers_done,
                    description=f"{loaded.seller}, {loaded.items} rows",
                )  # fmt: skip

            await load_demo(pool, show)
    finally:
        await pool.close()


async def _is_recorded(conn: Connection, kind: str) -> bool:
    found = await (
        await conn.execute("SELECT EXISTS (SELECT FROM journal WHERE subject = 'demo:1' AND kind = %s)", (kind,))
    ).fetchone()
    return bool(found and found[0])
