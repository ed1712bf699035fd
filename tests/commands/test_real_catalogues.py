"""Three Swedish grocers through the command line: their offers meet by EAN, and shoppers find them."""

import asyncio
import csv
import shutil
from collections import defaultdict
from pathlib import Path

import psycopg
import pytest

from tests.commands.conftest import Run
from torg.search.find import find
from torg.search.indexing import Indexes
from torg.search.models import SearchRequest
from torg.search.searches import Searches
from torg.shelf.follow import connect, open_edition
from torg.shelf.read import Shelf

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("operating")]

MAPPINGS = Path(__file__).parents[1] / "catalog" / "feeds" / "mappings"
SHOPS = {"coop": "1", "hemkop": "2", "willys": "3"}
DONE, SOME_REFUSED = 0, 3


@pytest.fixture
def prices(shared: Path, tmp_path: Path) -> Path:
    """The comparison with its mappings beside it, as an operator lays them down."""
    folder = tmp_path / "matpriser"
    folder.mkdir()
    for file in [*(shared / "catalogues" / "matpriser_sv").glob("*.csv"), *MAPPINGS.glob("matpriser*.toml")]:
        shutil.copy(file, folder)
    return folder


def shops_by_code(prices: Path) -> dict[str, set[str]]:
    """Which shops sell each EAN that means the same everywhere, read apart from Torg."""
    shops: dict[str, set[str]] = defaultdict(set)
    with (prices / "product_with_ean_derived.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            usable = row["ean_checkdigit_ok"] == "True" and row["ean_restricted_2x"] != "True"
            if row["ean_derived"] and usable:
                shops[row["ean_derived"].lstrip("0")].add(row["storeId"])
    return shops


def test_three_grocers_meet_and_are_found(run: Run, prices: Path, fresh_database: str, tmp_path: Path) -> None:
    feed = str(prices / "product_with_ean_derived.csv")
    for name in SHOPS:
        words = ["import", feed, "--seller", name, "--mapping", str(prices / f"matpriser_{name}.toml")]
        done = run(*words, "--create-seller", "--name", name)
        assert done.returncode in {DONE, SOME_REFUSED}, done.stdout + done.stderr
    met = _met(fresh_database)
    expected = shops_by_code(prices)
    assert met == {many: sum(len(each) == many for each in expected.values()) for many in (2, 3)}
    assert (met[3], met[2]) == (604, 1797)
    with psycopg.connect(fresh_database) as conn:
        restricted = conn.execute("SELECT count(*) FROM variant WHERE gtin ~ '^0?2[0-9]{12}$'").fetchone()
    assert restricted == (0,)

    folder = tmp_path / "shelf"
    folder.mkdir()
    asyncio.run(_follow(fresh_database, folder))
    shelf = Shelf(folder)
    searches = Searches(shelf)
    for words, expected_word in (("mellanmjölk", "mellanmjölk"), ("tomater på kvist", "tomat"), ("kaffe", "kaffe")):
        found = find(searches, SearchRequest("sv-se", q=words))
        titles = [product.title.lower() for product in shelf.products("sv-se", found.ids)]
        assert titles, words
        assert expected_word in titles[0], titles[:3]
    code = next(code for code, shops in expected.items() if len(shops) == 3)
    product = shelf.product_with_gtin(code)
    assert product is not None
    document = shelf.product("sv-se", product)
    assert document is not None
    assert {offer.seller.slug for offer in document.offers} == set(SHOPS)
    (hit,) = find(searches, SearchRequest("sv-se", q=code)).ids
    assert hit == product


async def _follow(url: str, folder: Path) -> None:
    async with await connect(url) as conn:
        edition = await open_edition(conn, folder, Indexes())
        await edition.catch_up(conn)
    edition.close()


def _met(url: str) -> dict[int, int]:
    with psycopg.connect(url) as conn:
        rows = conn.execute(
            """
            SELECT sellers, count(*)::int FROM (
                SELECT count(DISTINCT o.seller_id) AS sellers FROM offer AS o JOIN variant AS v ON v.id = o.variant_id
                GROUP BY v.product_id) AS product
            WHERE sellers > 1 GROUP BY sellers
            """
        ).fetchall()
    return {int(sellers): int(many) for sellers, many in rows}
