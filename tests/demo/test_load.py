"""Loading the demo market into a real database: whole, repeatable, and to be taken up again when it was cut short."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

import torg.demo.load
from torg.core.db import Pool, open_pool
from torg.demo.feeds import feed, price_stories
from torg.demo.load import OPENED_DAYS_AGO, editions, load_demo
from torg.demo.market import read_market

SMALL = ("kaisan-kirja", "nils-jarnbod")


@pytest.fixture
async def pool(fresh_database: str) -> AsyncIterator[Pool]:
    pool = open_pool(fresh_database, size=2)
    await pool.open()
    yield pool
    await pool.close()


@pytest.fixture
def two_sellers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the two smallest sellers, so that a test need not load a whole market."""
    market = read_market()
    some = replace(market, sellers=tuple(seller for seller in market.sellers if seller.code in SMALL))
    monkeypatch.setattr(torg.demo.load, "read_market", lambda: some)


async def _figures(pool: Pool) -> tuple[int, ...]:
    async with pool.connection() as conn:
        cursor = await conn.execute(
            "SELECT (SELECT count(*) FROM seller WHERE status = 'active'), (SELECT count(*) FROM product),"
            " (SELECT count(*) FROM offer), (SELECT count(*) FROM price_log)"
        )
        row = await cursor.fetchone()
        assert row is not None
        return tuple(row)


def test_editions_grow_towards_today():
    seller = next(seller for seller in read_market().sellers if seller.code == "nils-jarnbod")
    days = [ago for ago, _ in editions(seller)]
    assert days[0] == OPENED_DAYS_AGO
    assert days == sorted(days, reverse=True)
    latest = {item.sku: item for _, items in editions(seller) for item in items}
    assert latest == {item.sku: item for item in feed(seller)}


@pytest.mark.usefixtures("two_sellers")
async def test_loads_sellers_offers_and_their_earlier_prices(pool):
    told = []
    loaded = await load_demo(pool, lambda state: told.append((state.sellers_done, state.items)))
    assert loaded.sellers_done == loaded.sellers == 2
    assert told == sorted(told)
    sellers = [seller for seller in read_market().sellers if seller.code in SMALL]
    offers = sum(len(item.prices) for seller in sellers for item in feed(seller))
    active, products, kept, logged = await _figures(pool)
    assert (active, kept) == (2, offers)
    assert products > 500
    assert logged > offers
    # Everything was first asked for at the opening, but for the offers that are too young to claim a reduction.
    async with pool.connection() as conn:
        cursor = await conn.execute("SELECT min(at), max(at) FROM price_log")
        first, last = await cursor.fetchone()
        assert timedelta(days=100) < last - first < timedelta(days=OPENED_DAYS_AGO)
        cursor = await conn.execute("SELECT count(*) FROM product WHERE category_id IS NULL")
        assert await cursor.fetchone() == (0,)


@pytest.mark.usefixtures("two_sellers")
async def test_loading_again_changes_nothing(pool):
    await load_demo(pool)
    before = await _figures(pool)
    again = await load_demo(pool)
    assert again.items == 0
    assert await _figures(pool) == before


@pytest.mark.usefixtures("two_sellers")
async def test_goes_on_where_it_was_cut_short(pool):
    class PowerCutError(Exception):
        pass

    def cut(state):
        if state.sellers_done == 1 and state.items > 900:
            raise PowerCutError

    with pytest.raises(PowerCutError):
        await load_demo(pool, cut)
    assert (await _figures(pool))[0] == 2
    await load_demo(pool)
    resumed = await _figures(pool)
    offers = sum(len(list(item.prices)) for code in SMALL for item in _feed(code))
    assert resumed[2] == offers
    stories = sum(len(steps) for code in SMALL for steps in price_stories(_seller(code)).values())
    assert resumed[3] == offers + stories - sum(len(price_stories(_seller(code))) for code in SMALL)


def _seller(code):
    return next(seller for seller in read_market().sellers if seller.code == code)


def _feed(code):
    return feed(_seller(code))
