"""A product that was merged into another: its address and the other's page follow, and back again when it is undone."""

from pathlib import Path

import pytest

from tests.offers.conftest import item
from tests.shelf.test_follow import bring, followed, kaisa, nils, truth
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.offers.merge_products import merge_products
from torg.offers.split_product import undo_merge
from torg.search.indexing import Indexes
from torg.sellers import Seller
from torg.shelf.follow import connect, open_edition
from torg.shelf.read import Shelf

__all__ = ["kaisa", "nils", "truth"]
OLAV = Actor("operator", "7")


@pytest.fixture
async def pair(truth: Connection, nils: Seller, kaisa: Seller) -> tuple[int, int]:
    await bring(truth, nils, item("n1", title={"sv": "Skruvdragare Bosch"}))
    await bring(truth, kaisa, item("k1", 8000, title={"sv": "Bosch dragare för skruv"}))
    cursor = await truth.execute("SELECT id FROM product ORDER BY id")
    old, new = [row[0] for row in await cursor.fetchall()]
    return old, new


async def test_the_old_address_leads_to_the_product_with_all_offers(
    truth: Connection, pair: tuple[int, int], fresh_database: str, tmp_path: Path
) -> None:
    old, new = pair
    await followed(fresh_database, tmp_path)
    move = await merge_products(truth, OLAV, new, old, "the same")
    shelf = await followed(fresh_database, tmp_path)
    document = shelf.product("sv-se", old)
    assert document is not None
    assert len(document.offers) == 2
    assert shelf.product("sv-se", new) == document, "the page redirects to the address of the document"
    assert list(shelf.product_ids("sv-se")) == [old]
    await undo_merge(truth, OLAV, move, "not the same")
    shelf = await followed(fresh_database, tmp_path)
    own = shelf.product("sv-se", new)
    assert own is not None
    assert (own.id, len(own.offers)) == (new, 1)
    assert list(shelf.product_ids("sv-se")) == [old, new]


async def test_a_rebuilt_shelf_leads_on_as_well(
    truth: Connection, pair: tuple[int, int], fresh_database: str, tmp_path: Path
) -> None:
    old, new = pair
    await merge_products(truth, OLAV, new, old, "the same")
    async with await connect(fresh_database) as conn:
        (await open_edition(conn, tmp_path, Indexes(), anew=True)).close()
    document = Shelf(tmp_path).product("sv-se", new)
    assert document is not None
    assert document.id == old
