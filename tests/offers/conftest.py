"""Nils, who sells tools in Sweden and Norway, and Kaisa, who sells books from Finland."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from torg.catalog import FeedItem, FeedPrice
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.offers import ImportReport, activate_seller, import_feed
from torg.sellers import DeliveryTerms, NewSeller, Seller, register_seller

DRILL = "7310865004703"
HAMMER = "7310861080114"
SAW = "7310350118342"

NILS = NewSeller(
    name="Nils Verktyg",
    country="SE",
    org_number="556012-5790",
    home_market="se",
    delivery={"se": DeliveryTerms(4900, 49900, (1, 3)), "no": DeliveryTerms(9900, None, (3, 6))},
)
KAISA = NewSeller(
    name="Kaisan Kirjat",
    country="FI",
    org_number="2077474-0",
    home_market="fi",
    delivery={"se": DeliveryTerms(5900, None, (2, 4)), "fi": DeliveryTerms(490, 4900, (1, 2))},
)

Import = Callable[..., Awaitable[ImportReport]]


def item(sku: str, price: int = 9900, market: str = "se", **fields: Any) -> FeedItem:
    """A feed's item with the least that one needs."""
    fields.setdefault("title", {"sv": f"Borrmaskin {sku}"})
    fields.setdefault("stock", 5)
    fields.setdefault("prices", [FeedPrice(market, price)])
    return FeedItem(sku=sku, **fields)


async def opened(conn: Connection, seller: NewSeller) -> Seller:
    """Register and activate a seller."""
    made = await register_seller(conn, SYSTEM, seller)
    return await activate_seller(conn, SYSTEM, made.id)


@pytest.fixture
async def nils(conn: Connection) -> Seller:
    """Sells tools."""
    return await opened(conn, NILS)


@pytest.fixture
async def kaisa(conn: Connection) -> Seller:
    """Sells books."""
    return await opened(conn, KAISA)


@pytest.fixture
def bring(conn: Connection) -> Import:
    """Import items of a seller's main feed."""

    async def bring(seller: Seller, *items: Any, source: str = "main", **options: Any) -> ImportReport:
        return await import_feed(conn, SYSTEM, seller, source, items, **options)

    return bring
