"""The shelf is what the database says: after any change, after any kill, and after a rebuild to the byte."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import psycopg
import pytest

from tests.offers.conftest import DRILL, HAMMER, KAISA, NILS, item, opened
from torg.catalog import FeedItem
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.documents import Documents
from torg.markets import LOCALES
from torg.offers import (
    PriceAndStock,
    Registration,
    import_feed,
    set_price_and_stock,
    suspend_seller,
    tell_manufacturer,
    tell_registration,
)
from torg.search.find import find
from torg.search.indexing import Indexes
from torg.search.models import SearchRequest
from torg.search.searches import Searches
from torg.sellers import Seller
from torg.shelf.edition import Edition
from torg.shelf.follow import connect, open_edition
from torg.shelf.read import Shelf, products_table


@pytest.fixture
async def truth(fresh_database: str) -> AsyncIterator[Connection]:
    """A connection of Olav's, each statement committed, to a market of this test's own."""
    async with await psycopg.AsyncConnection.connect(fresh_database, autocommit=True) as conn:
        yield conn


@pytest.fixture
async def nils(truth: Connection) -> Seller:
    return await opened(truth, NILS)


@pytest.fixture
async def kaisa(truth: Connection) -> Seller:
    return await opened(truth, KAISA)


async def bring(truth: Connection, seller: Seller, *items: FeedItem, **options: object) -> None:
    await import_feed(truth, SYSTEM, seller, "main", items, **options)  # type: ignore[arg-type]


async def step(url: str, folder: Path) -> Edition:
    async with await connect(url) as conn:
        edition = await open_edition(conn, folder, Indexes())
        await edition.catch_up(conn)
    return edition


async def followed(url: str, folder: Path) -> Shelf:
    """Have the follower do what there is to do, and read the shelf."""
    (await step(url, folder)).close()
    return Shelf(folder)


def everything(folder: Path) -> dict[str, list[tuple[bytes, bytes]]]:
    shelf = Shelf(folder)
    assert shelf.edition is not None
    documents = Documents(shelf.edition / "documents")
    return {table: list(documents.items(table)) for table in [*map(products_table, LOCALES), "seller", "gtin"]}


async def test_offers_of_one_gtin_meet_on_one_product(
    fresh_database: str, truth: Connection, nils: Seller, kaisa: Seller, tmp_path: Path
) -> None:
    await bring(truth, nils, item("D1", 129900, gtin=DRILL, title={"sv": "Skruvdragare 18 V"}))
    await bring(truth, kaisa, item("K7", 119900, gtin=DRILL, title={"fi": "Ruuvinväännin"}))
    shelf = await followed(fresh_database, tmp_path)
    (product,) = shelf.product_ids("sv-se")
    document = shelf.product("sv-se", product)
    assert document is not None
    assert document.title == "Skruvdragare 18 V"
    assert {offer.seller.name: offer.price for offer in document.offers} == {
        "Nils Verktyg": 129900,
        "Kaisan Kirjat": 119900,
    }
    assert document.price_from == 119900
    assert shelf.product_with_gtin(DRILL) == product
    assert shelf.product("fi-fi", product) is None, "nobody sells it in Finland"
    english = shelf.product("en-se", product)
    assert english is not None
    assert english.languages == {"sv-SE": document.url, "en-SE": english.url}


async def test_a_changed_price_is_on_the_shelf_and_in_the_search(
    fresh_database: str, truth: Connection, nils: Seller, tmp_path: Path
) -> None:
    await bring(
        truth, nils, item("D1", 129900, title={"sv": "Skruvdragare"}), item("D2", 9900, title={"sv": "Hammare"})
    )
    shelf = await followed(fresh_database, tmp_path)
    searches = Searches(shelf)
    cheap = SearchRequest("sv-se", q="skruvdragare", price_max=100000, as_typed=True)
    assert find(searches, cheap).ids == []
    (result,) = await set_price_and_stock(truth, SYSTEM, nils.id, [PriceAndStock("D1", "se", price=89900)])
    assert result.outcome == "changed"
    (await step(fresh_database, tmp_path)).close()
    searches.reload_if_changed()
    (product,) = find(searches, cheap).ids
    assert shelf.product("sv-se", product).price_from == 89900  # type: ignore[union-attr]


async def test_what_is_no_longer_sold_leaves_the_shelf(
    fresh_database: str, truth: Connection, nils: Seller, kaisa: Seller, tmp_path: Path
) -> None:
    await bring(truth, nils, item("D1", gtin=DRILL), item("D2", gtin=HAMMER), item("D3"))
    await bring(truth, kaisa, item("K1", gtin=DRILL))
    shelf = await followed(fresh_database, tmp_path)
    assert shelf.count("sv-se") == 3
    await bring(truth, nils, item("D1", gtin=DRILL), item("D3"))
    (await step(fresh_database, tmp_path)).close()
    assert shelf.count("sv-se") == 2
    await suspend_seller(truth, SYSTEM, nils.id, "late parcels")
    (await step(fresh_database, tmp_path)).close()
    (product,) = shelf.product_ids("sv-se")
    assert [offer.seller.name for offer in shelf.product("sv-se", product).offers] == ["Kaisan Kirjat"]  # type: ignore[union-attr]


async def test_a_rebuild_gives_the_same_to_the_byte_and_the_same_answers(
    fresh_database: str, truth: Connection, nils: Seller, kaisa: Seller, tmp_path: Path
) -> None:
    words = ("borr", "skruv", "spik", "hammare", "såg", "fil", "mejsel", "tång", "lim", "tejp")
    items = [
        item(
            f"D{n}",
            1000 + n * 37,
            title={"sv": f"{words[n % 10].capitalize()} {words[n % 7]}{words[n % 3]} {n % 5} mm"},
            popularity=n,
        )
        for n in range(120)
    ]
    await bring(truth, nils, *items, trusted=True)
    queries = [*words, "borr 3 mm", "skruvborr", "tejp 2mm", "hamare"]
    shelf = await followed(fresh_database, tmp_path)
    # Changes arrive one after the other, so that the index of the follower has a history that the new one has not.
    for n in range(0, 60, 3):
        await set_price_and_stock(truth, SYSTEM, nils.id, [PriceAndStock(f"D{n}", "se", price=500 + n, stock=n % 4)])
        await bring(truth, kaisa, item(f"K{n}", 700 + n, title={"sv": f"Spik {n} mm"}), complete=False)
        (await step(fresh_database, tmp_path)).close()
    before, answers = everything(tmp_path), _answers(shelf, queries)
    async with await connect(fresh_database) as conn:
        (await open_edition(conn, tmp_path, Indexes(), anew=True)).close()
    again = Shelf(tmp_path)
    assert again.edition != shelf.edition
    assert everything(tmp_path) == before
    assert _answers(again, queries) == answers
    assert sum(bool(ids) for ids in answers.values()) > len(queries) // 2


def _answers(shelf: Shelf, queries: list[str]) -> dict[str, list[int]]:
    searches = Searches(shelf)
    return {query: find(searches, SearchRequest("sv-se", q=query)).ids for query in queries}


async def test_a_shelf_of_another_database_is_made_anew(
    fresh_database: str, truth: Connection, nils: Seller, tmp_path: Path, database_url: str
) -> None:
    await bring(truth, nils, item("D1"))
    first = (await followed(fresh_database, tmp_path)).edition
    second = await followed(database_url, tmp_path)
    assert second.edition != first
    assert second.count("sv-se") == 0


async def test_a_shelf_of_another_release_is_not_read_but_made_anew(
    fresh_database: str, truth: Connection, nils: Seller, tmp_path: Path
) -> None:
    await bring(truth, nils, item("D1"))
    shelf = await followed(fresh_database, tmp_path)
    assert shelf.edition is not None
    store = Documents(shelf.edition / "documents", write=True)
    state = shelf.state()
    assert state is not None
    with store.writing() as writing:
        writing.put("meta", "state", msgspec.json.encode(msgspec.structs.replace(state, format=state.format + 1)))
    store.close()
    assert Shelf(tmp_path).edition is None
    again = await followed(fresh_database, tmp_path)
    assert again.edition not in {None, shelf.edition}
    assert again.count("sv-se") == 1


_FOLLOW = """
import asyncio, sys
from pathlib import Path
from torg.search.indexing import Indexes
from torg.shelf.follow import follow
asyncio.run(follow(sys.argv[1], Path(sys.argv[2]), Indexes()))
"""


def _follower(url: str, folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_FOLLOW), url, str(folder)],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


@pytest.mark.slow
async def test_a_follower_killed_at_any_moment_ends_with_the_right_shelf(
    fresh_database: str, truth: Connection, nils: Seller, tmp_path: Path
) -> None:
    shelf_folder, fresh_folder = tmp_path / "shelf", tmp_path / "fresh"
    await bring(truth, nils, *(item(f"D{n}", 1000 + n) for n in range(300)))
    for kill in range(6):
        process = _follower(fresh_database, shelf_folder)
        deadline = time.monotonic() + 0.8 + kill * 0.35
        n = 0
        while time.monotonic() < deadline:
            n += 1
            changes = [
                PriceAndStock(f"D{(n * 7 + each) % 300}", "se", price=2000 + kill * 100 + n) for each in range(20)
            ]
            await set_price_and_stock(truth, SYSTEM, nils.id, changes)
            await asyncio.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    await followed(fresh_database, shelf_folder)
    await followed(fresh_database, fresh_folder)
    assert everything(shelf_folder) == everything(fresh_folder)
    cheapest = SearchRequest("sv-se", q="borrmaskin", sort="price", limit=100)
    answers = [find(Searches(Shelf(folder)), cheapest) for folder in (shelf_folder, fresh_folder)]
    assert answers[0].total == 300
    assert answers[0].ids == answers[1].ids


async def test_a_seller_under_the_gate_shows_once_it_has_told_everything(
    fresh_database: str, truth: Connection, nils: Seller, tmp_path: Path
) -> None:
    """The shelf asks `offer_visible`; what is told for a brand or a market brings the offers by the journal alone."""
    await truth.execute("UPDATE seller SET self_certified = '2026-11-20' WHERE id = %s", (nils.id,))
    book = item(
        "B1", 9900, gtin=DRILL, title={"sv": "Roman"}, google_category=784, pictures=["https://b.example/1.jpg"]
    )
    await bring(truth, nils, book)
    shelf = await followed(fresh_database, tmp_path)
    assert list(shelf.product_ids("sv-se")) == []
    maker = {
        "manufacturer": "Björk Förlag",
        "manufacturer_address": "Storgatan 1, Lund",
        "manufacturer_email": "hej@bjork.example",
        "manufacturer_country": "SE",
    }
    await tell_manufacturer(truth, SYSTEM, nils.id, None, maker)
    await tell_registration(truth, SYSTEM, nils.id, Registration("se", "packaging", "SE-1", ""))
    shelf = await followed(fresh_database, tmp_path)
    (product,) = shelf.products("sv-se", list(shelf.product_ids("sv-se")))
    assert product.safety is not None
    assert product.safety.manufacturer is not None
    assert product.safety.manufacturer.name == "Björk Förlag"


async def test_new_and_used_are_featured_each(
    fresh_database: str, truth: Connection, nils: Seller, kaisa: Seller, tmp_path: Path
) -> None:
    await bring(truth, nils, item("D1", 129900, gtin=DRILL), item("D1-B", 59900, gtin=DRILL, condition="used"))
    await bring(truth, kaisa, item("K7", 49900, gtin=DRILL, condition="used"))
    shelf = await followed(fresh_database, tmp_path)
    (product,) = shelf.products("sv-se", list(shelf.product_ids("sv-se")))
    (variant,) = product.variants
    by_id = {offer.id: offer.sku for offer in product.offers}
    assert {condition: by_id[number] for condition, number in variant.conditions.items()} == {"new": "D1", "used": "K7"}
    assert product.featured is not None
    assert product.featured.sku == "D1"


async def test_each_colour_knows_its_pictures(
    fresh_database: str, truth: Connection, nils: Seller, tmp_path: Path
) -> None:
    def lamp(sku: str, colour: str, *pictures: str) -> FeedItem:
        urls = [f"https://b.example/{each}" for each in pictures]
        return item(sku, group="LAMPA", options={"colour": colour}, pictures=urls)

    await bring(truth, nils, lamp("L1", "Blå", "b1.jpg", "b2.jpg"), lamp("L2", "Röd", "r1.jpg"))
    shelf = await followed(fresh_database, tmp_path)
    (product,) = shelf.products("sv-se", list(shelf.product_ids("sv-se")))
    shown = {
        variant.options["Färg"]: [product.pictures[place].url[-6:] for place in variant.pictures]
        for variant in product.variants
    }
    assert shown == {"Blå": ["b1.jpg", "b2.jpg"], "Röd": ["r1.jpg"]}
