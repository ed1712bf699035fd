"""A small market on a shelf of its own: Nils and Kaisa sell a few things in Sweden and Finland."""

from pathlib import Path

import psycopg

from tests.offers.conftest import DRILL, HAMMER, KAISA, NILS, SAW, item, opened
from torg.catalog import FeedItem, FeedPrice
from torg.core.actor import SYSTEM
from torg.offers import import_feed
from torg.search.indexing import Indexes
from torg.shelf.follow import connect, open_edition

UPC = "036000291452"  # Twelve digits on the package; an EAN with a zero before them is the same article.


def items_of_nils() -> list[FeedItem]:
    """Tools: one that Kaisa sells as well, one in two sizes, and enough others for several pages of a list."""
    many = [
        item(f"N{n}", 1000 + n * 150, title={"sv": f"Träskruv {n} mm", "en": f"Wood screw {n} mm"}, brand="Fästa")
        for n in range(24)
    ]
    return [
        item(
            "D1", 129900, gtin=DRILL, brand="Borra", title={"sv": "Skruvdragare 18 V"}, google_category=1217,
            description={"sv": "<p>Stark & tyst.</p>"}, pictures=["https://pictures.example/drill.jpg"],
            attributes={"colour": "röd"},
        ),
        item("D2", 24900, gtin=HAMMER, brand="Borra", title={"sv": "Hammare av stål"}),
        item("D3", 34900, gtin=UPC, title={"sv": "Sågklinga av stål"}),
        item("G1", 19900, group="glove", options={"size": "M"}, title={"sv": "Arbetshandske"}),
        item("G2", 21900, group="glove", options={"size": "L"}, title={"sv": "Arbetshandske"}),
        *many,
    ]  # fmt: skip


def items_of_kaisa() -> list[FeedItem]:
    """Books, and the drill of Nils: cheaper with her, with a dearer delivery; the saw only in Finland."""
    return [
        item("K1", 127900, gtin=DRILL, title={"fi": "Ruuvinväännin 18 V"}, stock=1),
        item("K2", 19900, title={"sv": "Boken om borr & spik", "fi": "Poran kirja"}),
        item("K3", gtin=SAW, title={"fi": "Käsisaha"}, prices=[FeedPrice("fi", 2990)]),
        item("K4", title={"fi": "Vasaran kirja"}, prices=[FeedPrice("fi", 1990, regular=2490)]),
    ]


async def fill(url: str, shelf: Path) -> None:
    """Bring both catalogues in and follow them onto the shelf, as `torg import` and `torg follow` do."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
        for seller, items in ((NILS, items_of_nils()), (KAISA, items_of_kaisa())):
            report = await import_feed(conn, SYSTEM, await opened(conn, seller), "main", items)
            assert report.counts.refused == 0, report
    async with await connect(url) as conn:
        edition = await open_edition(conn, shelf, Indexes())
        await edition.catch_up(conn)
    edition.close()
