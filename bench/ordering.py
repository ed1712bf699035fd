"""Placing orders: the verb beside its bare statement, and 200 buyers at a stock of 50."""

import asyncio
import random
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import psycopg
from tests.orders.market import ASTRID, SmallMarket, Stall, many_stalls, open_market, order, stall

from bench.figures import Figure
from torg.core.db import Connection
from torg.core.migrations import migrate
from torg.core.postgres import EmbeddedPostgres
from torg.orders import NewOrder, OrderRefused, place_order
from torg.orders.place_order import order_entries
from torg.orders.place_queries import PLACE, parameters
from torg.sellers import all_sellers

SHOPPERS = 8
SECONDS = 4.0
SLICES = 6
THINGS = 200
"""Each seller's: so many that shoppers seldom want the same one at once; that is measured by itself."""
_BAR = 0.5

Buy = Callable[[Connection, NewOrder], Awaitable[None]]


def measure() -> list[Figure]:
    """Measure with a PostgreSQL of its own, fsync on."""
    folder = Path(tempfile.mkdtemp(prefix="torg-bench-orders-"))
    server = EmbeddedPostgres(folder / "postgres")
    try:
        return asyncio.run(_measure(server.start()))
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def _measure(url: str) -> list[Figure]:
    await migrate(url)
    async with await psycopg.AsyncConnection.connect(url) as conn:
        small = await open_market(conn, stock=900_000)
        pairs = await many_stalls(conn, small, THINGS, 900_000)
        await conn.commit()
    verb, bare = [0, 0.0], [0, 0.0]
    # In turns, so that a noisy machine bothers both alike.
    for _ in range(SLICES):
        for sum_of, buy in ((verb, _place), (bare, _statement)):
            done, seconds = await _shop(url, pairs, buy, SECONDS / SLICES)
            sum_of[0] += done
            sum_of[1] += seconds
    rate, floor = verb[0] / verb[1], bare[0] / bare[1]
    sold, wanted = await _contend(url)
    return [
        Figure(
            f"place order: two lines, two sellers, ledger, journal, job; {SHOPPERS} shoppers",
            "",
            f"{rate:,.0f} orders/s",
            f"{floor:,.0f}/s: the same statement with ready parameters",
            f"{rate / floor:.0%}",
            f"≥ {_BAR:.0%}",
            rate / floor >= _BAR,
            group="orders",
        ),
        Figure(f"{wanted} buyers at a stock of 50", "", f"{sold} sold", "", "", "50", sold == 50, group="orders"),
    ]


async def _shop(url: str, pairs: list[tuple[Stall, Stall]], buy: Buy, seconds: float) -> tuple[int, float]:
    """Let the shoppers order one after the other for a time; give how many orders, and the seconds."""
    done, began, chance = 0, time.perf_counter(), random.Random(5)

    async def shopper() -> None:
        nonlocal done
        async with await psycopg.AsyncConnection.connect(url) as conn:
            while time.perf_counter() - began < seconds:
                tool, book = chance.choice(pairs)
                await buy(conn, order((tool, 1), (book, 2)))
                await conn.commit()
                done += 1

    await asyncio.gather(*(shopper() for _ in range(SHOPPERS)))
    return done, time.perf_counter() - began


async def _place(conn: Connection, wish: NewOrder) -> None:
    await place_order(conn, ASTRID, wish)


async def _statement(conn: Connection, wish: NewOrder) -> None:
    """Run the bare statement; only what has to differ from order to order is made anew."""
    ready = _READY.get(wish.parcels[0].lines[0].offer_id)
    if ready is None:
        ready = parameters(ASTRID, wish, "", "", b"x", order_entries(wish))
        _READY[wish.parcels[0].lines[0].offer_id] = ready
    key = wish.idempotency_key.upper()
    told = {"number": f"{key[:4]}-{key[4:8]}", "secret": key * 2, "key": key}
    await conn.execute(PLACE, ready | told)


_READY: dict[int, dict[str, object]] = {}


async def _contend(url: str) -> tuple[int, int]:
    """Let 200 buyers, as many at once as the server takes, buy one piece each of a thing of which there are 50."""
    buyers, sold = 200, 0
    async with await psycopg.AsyncConnection.connect(url) as conn:
        cursor = await conn.execute("UPDATE offer SET stock = 50 WHERE sku = 'DRILL' RETURNING id")
        assert await cursor.fetchone()
        await conn.commit()
        small = await _found(conn)
    places = asyncio.Semaphore(40)

    async def buyer() -> None:
        nonlocal sold
        async with places, await psycopg.AsyncConnection.connect(url) as conn:
            try:
                await place_order(conn, ASTRID, order((small.drill, 1)))
            except OrderRefused:
                return
            await conn.commit()
            sold += 1

    await asyncio.gather(*(buyer() for _ in range(buyers)))
    async with await psycopg.AsyncConnection.connect(url) as conn:
        cursor = await conn.execute("SELECT stock FROM offer WHERE sku = 'DRILL'")
        left = await cursor.fetchone()
    if left is None or left[0] != 50 - sold:
        raise AssertionError(f"{sold} were sold, {left} are left of 50")
    return sold, buyers


async def _found(conn: Connection) -> SmallMarket:
    nils, kaisa = await all_sellers(conn)
    return SmallMarket(nils, kaisa, await stall(conn, nils, "DRILL"), await stall(conn, kaisa, "BOOK"))
