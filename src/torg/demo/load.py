"""Fill an empty market with the demo: twelve sellers, their offers, and the prices that they asked before."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from torg.catalog.models import FeedItem, FeedPrice
from torg.core.actor import SYSTEM
from torg.core.db import Connection, Pool
from torg.demo.feeds import feed, price_stories
from torg.demo.generate import SEED
from torg.demo.market import read_market
from torg.demo.models import PriceStep, Seller
from torg.demo.queries import completed_runs
from torg.demo.said import say_things
from torg.offers import STREAMS, Registration, import_feed, tell_registration
from torg.offers.report import Counts
from torg.sellers import (
    Address,
    DeliveryTerms,
    NewSeller,
    SellerExists,
    change_status,
    complete_trial_seller,
    register_seller,
    seller_by_slug,
)
from torg.sellers import Seller as RegisteredSeller

SOURCE = "demo"
OPENED_DAYS_AGO = 150
"""When the demo's sellers began: long before the 30 days that a prior price looks back on."""

Stories = dict[tuple[str, str], list[PriceStep]]


class Loaded(Struct):
    """How far the loading has come."""

    seller: str
    sellers_done: int
    sellers: int
    items: int
    """Rows of all feeds brought in so far, earlier prices included."""


async def load_demo(pool: Pool, progress: Callable[[Loaded], None] | None = None, seed: int = SEED) -> Loaded:
    """Register the demo's sellers and bring in their feeds, earlier prices first; the same seed, the same market.

    Where a load was cut short, the next one goes on from there: editions come in the same order each time.
    """
    sellers = read_market().sellers
    now = datetime.now(UTC)
    loaded = Loaded("", 0, len(sellers), 0)
    async with pool.connection() as conn:
        for seller in sellers:
            loaded.seller = seller.name
            async with conn.transaction():
                registered = await _registered(conn, seller)
                done = await completed_runs(conn, registered.id, SOURCE)
            for ago, items in islice(editions(seller, seed), done, None):
                at = now - timedelta(days=ago)
                await _bring_in(conn, registered, items, at, _teller(loaded, progress))
            loaded.sellers_done += 1
            if progress is not None:
                progress(loaded)
        async with conn.transaction():
            await say_things(conn, seed)
    return loaded


def editions(seller: Seller, seed: int = SEED) -> Iterator[tuple[int, list[FeedItem]]]:
    """Give the seller's feed as it grew: days ago, and the items that were new or had another price that day."""
    stories = price_stories(seller, seed)
    by_sku: dict[str, dict[str, list[PriceStep]]] = defaultdict(dict)
    for (sku, market), steps in stories.items():
        by_sku[sku][market] = steps
    days: dict[int, list[FeedItem]] = defaultdict(list)
    for item in feed(seller, seed):
        story = by_sku.get(item.sku)
        if story is None:
            days[OPENED_DAYS_AGO].append(item)
            continue
        last = min(step.days_ago for steps in story.values() for step in steps)
        for ago in sorted({step.days_ago for steps in story.values() for step in steps}, reverse=True):
            days[ago].append(item if ago == last else _as_it_was(item, story, ago))
    yield from sorted(days.items(), reverse=True)


async def _registered(conn: Connection, seller: Seller) -> RegisteredSeller:
    try:
        async with conn.transaction():
            registered = await register_seller(conn, SYSTEM, _application(seller))
    except SellerExists:
        return await seller_by_slug(conn, seller.code)
    for market in seller.delivery:
        for stream in STREAMS:
            number = f"{market.upper()}-{stream[:3].upper()}-{seller.org_number}"
            await tell_registration(conn, SYSTEM, registered.id, Registration(market, stream, number, ""))
    await complete_trial_seller(conn, SYSTEM, registered, f"{seller.name}, test")
    active, _ = await change_status(conn, SYSTEM, registered.id, "active")
    return active


def _application(seller: Seller) -> NewSeller:
    street, postal_code, city = seller.address
    return NewSeller(
        name=seller.name,
        slug=seller.code,
        country=seller.country,
        org_number=seller.org_number,
        home_market=seller.home_market,
        languages=seller.languages,
        email=seller.email,
        phone=seller.phone,
        address=Address(street, postal_code, city),
        delivery={
            market: DeliveryTerms(price=price, free_over=free_over, days=(least, most))
            for market, (price, free_over, least, most) in seller.delivery.items()
        },
        handling_days=seller.handling_days,
        standing=seller.standing,
    )


async def _bring_in(
    conn: Connection, seller: RegisteredSeller, items: list[FeedItem], at: datetime, tell: Callable[[Counts], None]
) -> None:
    report = await import_feed(conn, SYSTEM, seller, SOURCE, items, complete=False, trusted=True, at=at, progress=tell)
    if report.refusals or report.warnings:
        message = f"The demo's own feed of {seller.name} is at fault: {(report.refusals + report.warnings)[0]}"
        raise AssertionError(message)


def _as_it_was(item: FeedItem, story: dict[str, list[PriceStep]], ago: int) -> FeedItem:
    prices = []
    for price in item.prices:
        past = [step for step in story[price.market] if step.days_ago >= ago]
        prices.append(FeedPrice(price.market, past[-1].amount, None, price.delivery) if past else price)
    return replace(item, prices=prices)


def _teller(loaded: Loaded, progress: Callable[[Loaded], None] | None) -> Callable[[Counts], None]:
    already = loaded.items

    def tell(counts: Counts) -> None:
        loaded.items = already + counts.read
        if progress is not None:
            progress(loaded)

    return tell
