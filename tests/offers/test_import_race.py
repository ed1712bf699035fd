"""Two sellers bring the same new GTINs at the same time; each race has a control that shows what the lock is for."""

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest
from stdnum.ean import calc_check_digit

import torg.offers.import_batch
from tests.offers.conftest import DRILL, KAISA, NILS, item, opened
from tests.offers.queries import count
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.offers import ImportReport, import_feed
from torg.sellers import Seller

Two = tuple[Connection, Seller, Connection, Seller]


@pytest.fixture
async def two(fresh_database: str) -> AsyncIterator[Two]:
    """Nils and Kaisa, each with a connection."""
    async with (
        await psycopg.AsyncConnection.connect(fresh_database) as first,
        await psycopg.AsyncConnection.connect(fresh_database) as second,
    ):
        nils, kaisa = await opened(first, NILS), await opened(first, KAISA)
        await first.commit()
        yield first, nils, second, kaisa


async def both_bring(two: Two, url: str) -> tuple[ImportReport, ImportReport]:
    """Nils brings a GTIN and has not committed when Kaisa brings it: she has to wait for him."""
    first, nils, second, kaisa = two
    async with first.transaction():
        his = await import_feed(first, SYSTEM, nils, "main", [item("n1", gtin=DRILL)])
        hers = asyncio.create_task(import_feed(second, SYSTEM, kaisa, "main", [item("k1", gtin=DRILL)]))
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as watcher:
            for _ in range(500):
                cursor = await watcher.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if await cursor.fetchone() != (0,):
                    break
                await asyncio.sleep(0.01)
            else:
                pytest.fail("Kaisa's import never met Nils's")
    return his, await hers


async def test_the_second_waits_and_joins_the_product_of_the_first(two: Two, fresh_database: str) -> None:
    his, hers = await both_bring(two, fresh_database)
    assert (his.kept, hers.kept, hers.refusals) == (1, 1, [])
    assert (await count(two[0], "product"), await count(two[0], "variant"), await count(two[0], "offer")) == (1, 1, 2)


async def test_without_the_lock_on_gtins_the_second_row_is_lost(
    two: Two, fresh_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_lock(*_: object) -> None: ...

    monkeypatch.setattr(torg.offers.import_batch, "claim_gtins", no_lock)
    his, hers = await both_bring(two, fresh_database)
    assert (his.kept, hers.kept) == (1, 0)


async def test_opposite_orders_neither_deadlock_nor_duplicate(two: Two) -> None:
    first, nils, second, kaisa = two
    codes = [f"73{n:010d}" for n in range(400)]
    feed = [item(f"a{n}", gtin=code + calc_check_digit(code), brand=f"B{n % 40}") for n, code in enumerate(codes)]
    his, hers = await asyncio.gather(
        import_feed(first, SYSTEM, nils, "main", feed, batch_size=40),
        import_feed(second, SYSTEM, kaisa, "main", feed[::-1], batch_size=40),
    )
    assert (his.kept, hers.kept, his.counts.refused, hers.counts.refused) == (400, 400, 0, 0)
    assert his.counts.products_created + hers.counts.products_created == 400
    assert (await count(first, "product"), await count(first, "variant")) == (400, 400)
    assert (await count(first, "offer"), await count(first, "brand"), await count(first, "gtin_claim")) == (800, 40, 0)
    cursor = await first.execute("SELECT count(*) FROM journal WHERE kind IN ('product.created', 'offer.created')")
    assert await cursor.fetchone() == (800,)
