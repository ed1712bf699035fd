"""A small shop for tests of pages: documents made by hand, an index in memory, no database."""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec
from litestar import Litestar
from litestar.datastructures import State

import torg.content.pages
import torg.search.pages
import torg.shelf.pages
import torg.web.pages
from torg.core.web import Site
from torg.markets import LOCALES
from torg.search.index import open_index
from torg.search.lexicon import learn, text_of
from torg.search.searches import Searches
from torg.shelf.models import (
    Attribute,
    Named,
    OfferDocument,
    Picture,
    ProductDocument,
    Reduction,
    SellerDocument,
    UnitPrice,
    VariantDocument,
)
from torg.web.site import open_site

NILS = Named(1, "Nils Järnbod", "nils-jarnbod")
KAISA = Named(2, "Kaisas Bokhylla", "kaisas-bokhylla")
TOOLS = Named(10, "Verktyg", "verktyg")
DRILLS = Named(11, "Borrmaskiner", "borrmaskiner")
BOOKS = Named(20, "Böcker", "bocker")
COOKERY = Named(21, "Kokböcker", "kokbocker")
LOCALE = "sv-se"
PRIOR = "Tidigare lägsta pris (30 dagar): 1 499 kr"


def offer(number: int, seller: Named, price: int, **changes: Any) -> OfferDocument:
    """An offer of one seller; delivery 49 kr, here in one to three working days."""
    values: dict[str, Any] = {
        "id": number,
        "variant": 1,
        "seller": seller,
        "seller_country": "SE" if seller is NILS else "FI",
        "seller_standing": 90,
        "sku": f"A-{number}",
        "condition": "new",
        "price": price,
        "delivery": 4900,
        "total": price + 4900,
        "availability": "in_stock",
        "delivery_days": (1, 3),
    }
    return OfferDocument(**{**values, **changes})


def document(number: int, title: str, slug: str, offers: list[OfferDocument], **changes: Any) -> ProductDocument:
    """A product with its offers, the first of which is the featured one."""
    path = f"/p/{slug}-{number}"
    values: dict[str, Any] = {
        "id": number,
        "slug": slug,
        "url": f"/{LOCALE}{path}",
        "locale": LOCALE,
        "currency": "SEK",
        "title": title,
        "description": "<p>Ligger stadigt i handen &amp; går länge.</p>",
        "brand": Named(5, "Järnbacka", "jarnbacka"),
        "category": [TOOLS, DRILLS],
        "pictures": [Picture(f"/pictures/{number}-{view}.svg", title, 800, 800) for view in (1, 2)],
        "attributes": [Attribute("colour", "Färg", "Blå", "blue"), Attribute("voltage", "Spänning", "18 V", "18-v")],
        "variants": [VariantDocument(1, "7399009000207", "JB-18", {}, offers[0].id if offers else None)],
        "offers": offers,
        "featured": offers[0] if offers else None,
        "price_from": min((each.price for each in offers), default=None),
        "price_to": max((each.price for each in offers), default=None),
        "availability": offers[0].availability if offers else "out_of_stock",
        "popularity": 1000 - number,
        "languages": {each.hreflang: f"/{each.code}{path}" for each in LOCALES.values()},
        "updated": "2026-11-20T08:00:00Z",
    }
    return ProductDocument(**{**values, **changes})


def goods() -> list[ProductDocument]:
    """What Nils and Kaisa sell."""
    compared = [
        offer(101, NILS, 119900, reduction=Reduction(149900, 20, PRIOR), unit_price=UnitPrice(119900, "st")),
        offer(102, KAISA, 114900, total=124900, delivery=10000, delivery_days=(2, 2), condition="refurbished"),
        offer(103, Named(3, "Ängens Verktyg", "angens-verktyg"), 129900, availability="low_stock"),
    ]
    colours = [
        VariantDocument(1, "7399009000306", None, {"Färg": "Blå", "Storlek": "S"}, 201),
        VariantDocument(2, "7399009000313", None, {"Färg": "Röd", "Storlek": "S"}, 202),
        VariantDocument(3, "7399009000320", None, {"Färg": "Röd", "Storlek": "M"}, None),
    ]
    found = [
        document(1, "Skruvdragare Järnbacka 18V", "skruvdragare-jarnbacka-18v", compared),
        document(
            2,
            "Arbetsväst Järnbacka Flit",
            "arbetsvast-jarnbacka-flit",
            [offer(201, NILS, 39900), offer(202, NILS, 41900, variant=2)],
            variants=colours,
        ),
        document(3, 'Slagborr <script>alert("hej")</script>', "slagborr", [offer(301, NILS, 89900)]),
        document(4, "Pelarborr Järnbacka", "pelarborr-jarnbacka", []),
    ]
    found += [
        document(
            number,
            f"Kokbok Nordiska rätter del {number}",
            f"kokbok-nordiska-ratter-del-{number}",
            [offer(number * 10, KAISA, 19900 + number * 100)],
            category=[BOOKS, COOKERY],
            brand=Named(6, "Bokhyllan", "bokhyllan"),
            attributes=[],
        )
        for number in range(50, 90)
    ]
    return found


class SmallShelf:
    """The shelf's reading side over documents in memory."""

    edition = None

    def __init__(self, documents: list[ProductDocument]) -> None:
        self.documents = {each.id: each for each in documents}

    def put(self, changed: ProductDocument) -> None:
        """Replace a document, as the follower does."""
        self.documents[changed.id] = changed

    def product_bytes(self, locale: str, product: int) -> tuple[bytes, bytes] | None:
        found = self.product(locale, product)
        if found is None:
            return None
        content = msgspec.json.encode(found)
        return content, hashlib.blake2b(content, digest_size=8).hexdigest().encode()

    def product(self, locale: str, product: int) -> ProductDocument | None:
        return self.documents.get(product) if locale == LOCALE else None

    def products(self, locale: str, products: list[int]) -> list[ProductDocument]:
        return [found for each in products if (found := self.product(locale, each))]

    def product_ids(self, locale: str, after: int = -1, limit: int | None = None) -> Iterator[int]:
        found = sorted(each for each in self.documents if each > after) if locale == LOCALE else []
        yield from found[:limit]

    def count(self, locale: str) -> int:
        return len(self.documents) if locale == LOCALE else 0

    def seller(self, seller: int) -> SellerDocument | None:
        return next((each for each in self.sellers() if each.id == seller), None)

    def sellers(self) -> list[SellerDocument]:
        street = {"street": "Smedjegatan 4", "postal": "114 55 Stockholm"}
        return [
            SellerDocument(
                each.id, each.name, each.slug, "SE", "5599981684", "hej@torg.example", "", street, 90, "2026"
            )
            for each in (NILS, KAISA)
        ]


def open_shop(**state: Any) -> Litestar:
    """The pages over a small shelf; `state` changes what the application knows (`buying`, `database_available`)."""
    shelf = SmallShelf(goods())
    searches = Searches(shelf)  # type: ignore[arg-type]
    index = open_index(None, LOCALE, learn("sv", map(text_of, shelf.documents.values())))
    index.apply(shelf.documents.values())
    index.commit()
    searches.add(LOCALE, index, lambda ids: shelf.products(LOCALE, ids))
    known = {"shelf": shelf, "searches": searches, "site": shop_site(), "database_available": True, "buying": False}
    return Litestar(
        [
            *torg.web.pages.routes,
            *torg.shelf.pages.routes,
            *torg.search.pages.routes,
            *torg.content.pages.routes,
        ],
        state=State({**known, **state}, deep_copy=False),
        exception_handlers={Exception: torg.web.pages.error_page},
        openapi_config=None,
    )


def shop_site() -> Site:
    return open_site(origin="https://torg.example")
