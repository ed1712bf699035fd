"""Nils and Kaisa with a receiver each, and a dispatcher that works in the test's own process."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress

import psycopg
import pytest

from tests.offers.conftest import KAISA, NILS, item, opened
from tests.webhooks.receiver import Receiver
from torg.core.actor import SYSTEM, Actor
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.offers import PriceAndStock, import_feed, set_price_and_stock
from torg.sellers import Seller
from torg.webhooks import MadeEndpoint, NewEndpoint, create_endpoint, dispatch

PATIENCE = 20.0
NILS_KEY = Actor("seller", "1/key:1")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Where Nils hears of what happens."""
    receiver = Receiver().up()
    yield receiver
    receiver.down()


@pytest.fixture
def other_receiver() -> Iterator[Receiver]:
    """Where Kaisa does."""
    receiver = Receiver().up()
    yield receiver
    receiver.down()


@pytest.fixture
async def live(fresh_database: str) -> AsyncIterator[Connection]:
    """A connection to a database of this test's own, where everything is committed at once."""
    async with await psycopg.AsyncConnection.connect(
        fresh_database, autocommit=True, options="-c timezone=UTC"
    ) as conn:
        yield conn


@pytest.fixture
async def nils(live: Connection) -> Seller:
    """Sells five tools."""
    async with live.transaction():
        seller = await opened(live, NILS)
    await import_feed(live, SYSTEM, seller, "main", [item(f"tool-{n}") for n in range(5)])
    return seller


@pytest.fixture
async def kaisa(live: Connection) -> Seller:
    """Sells two books."""
    async with live.transaction():
        seller = await opened(live, KAISA)
    await import_feed(live, SYSTEM, seller, "main", [item(f"book-{n}") for n in range(2)])
    return seller


Dispatching = Callable[..., "asyncio._AsyncGeneratorContextManager[None]"]


@asynccontextmanager
async def dispatching(url: str, patience: float = 2.0) -> AsyncIterator[None]:
    """Let a dispatcher work for as long as the block lasts."""
    task = asyncio.create_task(dispatch(url, allow_private=True, patience=patience))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(condition: Callable[[], bool | Awaitable[bool]], what: str) -> None:
    """Wait until something is so."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while True:
        found = condition()
        if (await found) if isinstance(found, Awaitable) else found:
            return
        assert asyncio.get_running_loop().time() < deadline, f"waited in vain until {what}"
        await asyncio.sleep(0.02)


async def listen(conn: Connection, seller: Seller, receiver: Receiver, *events: str) -> MadeEndpoint:
    """Have a seller's events sent to a receiver, as the seller's own surface does it."""
    new = NewEndpoint(receiver.url, list(events) or ["*"])
    async with as_seller(conn, seller.id):
        made = await create_endpoint(conn, NILS_KEY, seller.id, new, allow_private=True)
    receiver.secret = made.secret
    return made


async def reprice(conn: Connection, seller: Seller, price: int, *skus: str) -> None:
    """Change the price of a seller's articles, an entry of the journal each."""
    async with conn.transaction():
        await set_price_and_stock(
            conn, NILS_KEY, seller.id, [PriceAndStock(sku, "se", price=price) for sku in skus]
        )  # fmt: skip


async def waiting(conn: Connection) -> int:
    """Count the deliveries that are on their way."""
    cursor = await conn.execute("SELECT count(*) FROM webhook_delivery WHERE state = 'waiting'")
    row = await cursor.fetchone()
    assert row is not None
    return int(row[0])


async def pass_time(conn: Connection, hours: float) -> None:
    """Let time pass by making everything that is waited for so much nearer, and what has been so much older."""
    await conn.execute(
        """
        UPDATE webhook_delivery SET next_try = next_try - make_interval(secs => %(s)s),
            first_try = first_try - make_interval(secs => %(s)s), claimed_until = NULL WHERE state = 'waiting'
        """,
        {"s": hours * 3600},
    )
    await conn.execute(
        """
        UPDATE webhook_endpoint SET retry_at = retry_at - make_interval(secs => %(s)s),
            failing_since = failing_since - make_interval(secs => %(s)s)
        """,
        {"s": hours * 3600},
    )
    await conn.execute("NOTIFY torg_journal")  # So that the dispatcher looks at once, not only after a second.


def prices(receiver: Receiver, sku: str) -> list[int]:
    """The prices of an article in the order in which the receiver was told of them, each once."""
    told: dict[str, int] = {}
    for each in receiver.accepted:
        if each.content["data"].get("sku") == sku and "price" in each.content["data"].get("changes", {}):
            told.setdefault(each.id, each.content["data"]["changes"]["price"]["to"])
    return list(told.values())
