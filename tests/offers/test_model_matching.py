import pytest

from tests.offers.conftest import DRILL, Import, item
from tests.offers.queries import count, offers
from torg.core.db import Connection
from torg.sellers import Seller


async def products(conn: Connection) -> dict[str, int]:
    return {sku: offer["product_id"] for (_, sku, _), offer in (await offers(conn)).items()}


async def test_brand_and_model_number_meet_however_they_are_written(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("n1", brand="Bosch", mpn="GSR 18V-55", gtin=DRILL))
    await bring(kaisa, item("k1", brand="BOSCH", mpn="gsr18v55", title={"fi": "Akkuporakone"}))
    found = await products(conn)
    assert found["k1"] == found["n1"]
    assert await count(conn, "variant") == 1


@pytest.mark.parametrize(
    "other",
    [
        {"brand": "Makita", "mpn": "GSR 18V-55"},
        {"brand": "Bosch", "mpn": "GSR 18V-56"},
        {"brand": "Bosch", "mpn": "1855"},
        {"brand": "Bosch"},
        {"mpn": "GSR 18V-55"},
        {"brand": "Bosch", "mpn": "GSR 18V-55", "group": "g"},
        {"brand": "Bosch", "mpn": "GSR 18V-55", "title": {"sv": "Borr 12 V"}},
    ],
    ids=["brand", "number", "plain number", "no number", "no brand", "a group of its own", "other amount in the title"],
)
async def test_anything_else_is_another_product(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import, other: dict[str, str]
) -> None:
    await bring(nils, item("n1", brand="Bosch", mpn="GSR 18V-55", title={"sv": "Borr 18 V"}))
    await bring(kaisa, item("k1", **other))
    assert await count(conn, "product") == 2


async def test_a_colour_at_the_end_of_the_number_is_a_variant(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("n1", brand="Bosch", mpn="TAT-3P423-BLK"))
    await bring(kaisa, item("k1", brand="Bosch", mpn="TAT3P423 WHT"))
    found = await products(conn)
    assert found["k1"] == found["n1"]
    assert await count(conn, "variant") == 2


async def test_one_sellers_articles_of_one_number_stay_apart(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("n1", brand="Bosch", mpn="GSR18V55"))
    await bring(nils, item("n2", brand="Bosch", mpn="GSR18V55"))
    assert await count(conn, "product") == 2
    await bring(kaisa, item("k1", brand="Bosch", mpn="GSR18V55"))
    assert await count(conn, "product") == 3, "of two products with the number neither is chosen"


async def test_the_same_feed_again_changes_nothing(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("n1", brand="Bosch", mpn="GSR 18V-55"))
    await bring(kaisa, item("k1", brand="Bosch", mpn="GSR18V55"))
    before = await offers(conn)
    report = await bring(kaisa, item("k1", brand="Bosch", mpn="GSR18V55"), again=True)
    assert report.counts.unchanged == 1
    assert await offers(conn) == before
