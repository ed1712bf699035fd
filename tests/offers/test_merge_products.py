import pytest

from tests.offers.conftest import DRILL, HAMMER, Import, item
from tests.offers.queries import count, offers, told
from torg.catalog import FeedPrice, products_by_id
from torg.catalog.content_queries import history_of
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.offers import offers_of_products
from torg.offers.merge_products import merge_products
from torg.offers.move_errors import GtinsDiffer, MoveNotFound, NothingStays, ProductGone, SameProduct
from torg.offers.move_queries import moves_of, redirects_of
from torg.offers.split_product import split_product, undo_merge
from torg.sellers import Seller

OLAV = Actor("operator", "7")


async def place(conn: Connection, seller: str, sku: str, market: str = "se") -> tuple[int, int]:
    """The product and variant that an article is on."""
    found = (await offers(conn))[seller, sku, market]
    return found["product_id"], found["variant_id"]


@pytest.fixture
async def two(conn: Connection, nils: Seller, kaisa: Seller, bring: Import) -> tuple[int, int]:
    """The same drill from two sellers, as two products: Kaisa's newer one, and Nils' older one."""
    await bring(nils, item("n1", title={"sv": "Bosch GSR 18V-55"}, description={"sv": "Skruvar."}, brand="Bosch"))
    both = [FeedPrice("se", 8800), FeedPrice("fi", 890)]
    await bring(kaisa, item("k1", prices=both, title={"fi": "Bosch GSR18V55 porakone"}, gtin=DRILL, brand="Bosch"))
    return (await place(conn, "kaisan-kirjat", "k1"))[0], (await place(conn, "nils-verktyg", "n1"))[0]


async def test_offers_words_and_gtin_come_to_the_other_product(conn: Connection, two: tuple[int, int]) -> None:
    new, old = two
    before = len(await told(conn))
    await merge_products(conn, OLAV, new, old, "the same drill")
    product = (await products_by_id(conn, [old]))[old]
    assert {offer.sku for offer in (await offers_of_products(conn, [old]))[old]} == {"n1", "k1"}
    assert [variant.gtin for variant in product.variants] == [DRILL]
    assert product.title == {"sv": "Bosch GSR 18V-55", "fi": "Bosch GSR18V55 porakone"}
    assert await redirects_of(conn, [new, old]) == {new: old}
    news = (await told(conn))[before:]
    assert {(kind, body.get("product")) for kind, _, _, body in news} == {
        ("product.merged", new), ("product.changed", old), ("offer.changed", old),
    }  # fmt: skip
    assert sum(kind == "offer.changed" for kind, *_ in news) == 2, "one in each market"
    (entry, *_) = await history_of(conn, old)
    assert entry.fields["title.fi"].after == "Bosch GSR18V55 porakone"
    assert entry.fields["title.fi"].before is None


async def test_the_next_import_finds_the_article_where_it_was_merged(
    conn: Connection, two: tuple[int, int], kaisa: Seller, bring: Import
) -> None:
    new, old = two
    await merge_products(conn, OLAV, new, old, "the same drill")
    await bring(kaisa, item("k1", 7700, title={"sv": "Kaisas namn", "fi": "Pora"}, gtin=DRILL, brand="Bosch"))
    assert (await place(conn, "kaisan-kirjat", "k1"))[0] == old
    product = (await products_by_id(conn, [old]))[old]
    assert product.title["sv"] == "Bosch GSR 18V-55", "a rival's words do not replace the owner's"
    assert await count(conn, "product") == 2


async def test_a_merge_is_undone_whole(conn: Connection, two: tuple[int, int], kaisa: Seller, bring: Import) -> None:
    new, old = two
    start = await place(conn, "kaisan-kirjat", "k1")
    move = await merge_products(conn, OLAV, new, old, "the same drill")
    assert await undo_merge(conn, OLAV, move, "another drill") == new
    assert await place(conn, "kaisan-kirjat", "k1") == await place(conn, "kaisan-kirjat", "k1", "fi") == start
    found = await products_by_id(conn, [new, old])
    assert [variant.gtin for variant in found[new].variants] == [DRILL]
    assert [variant.gtin for variant in found[old].variants] == [None]
    assert await redirects_of(conn, [new]) == {}
    with pytest.raises(MoveNotFound):
        await undo_merge(conn, OLAV, move, "again")
    assert [(each.kind, each.undone) for each in await moves_of(conn, new)] == [("undo", False), ("merge", True)]


async def test_addresses_lead_on_over_several_merges(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("a"), item("b"))
    await bring(kaisa, item("c"))
    ids = [
        (await place(conn, *each))[0] for each in (("nils-verktyg", "a"), ("nils-verktyg", "b"), ("kaisan-kirjat", "c"))
    ]
    await merge_products(conn, OLAV, ids[2], ids[1], "same")
    await merge_products(conn, OLAV, ids[1], ids[0], "same")
    assert await redirects_of(conn, ids) == {ids[2]: ids[0], ids[1]: ids[0]}
    with pytest.raises(ProductGone):
        await merge_products(conn, OLAV, ids[0], ids[1], "back into one that is gone")


async def test_what_cannot_be_one_product_is_refused(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("a", gtin=DRILL))
    await bring(kaisa, item("b", gtin=HAMMER))
    (one, variant), (other, second) = await place(conn, "nils-verktyg", "a"), await place(conn, "kaisan-kirjat", "b")
    with pytest.raises(SameProduct):
        await merge_products(conn, OLAV, one, one, "itself")
    with pytest.raises(GtinsDiffer):
        await merge_products(conn, OLAV, other, one, "same", pairs={second: variant})
    await merge_products(conn, OLAV, other, one, "two colours")
    assert {each.gtin for each in (await products_by_id(conn, [one]))[one].variants} == {DRILL, HAMMER}


async def test_offers_split_off_stay_apart_although_their_gtin_says_otherwise(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("n1", gtin=DRILL, title={"sv": "Borrmaskin"}))
    await bring(kaisa, item("k1", gtin=DRILL, title={"sv": "Väska till borrmaskin"}))
    product, _ = await place(conn, "kaisan-kirjat", "k1")
    offer = (await offers(conn))["kaisan-kirjat", "k1", "se"]["id"]
    made = await split_product(conn, OLAV, product, [offer], "a bag, not the drill")
    assert (await place(conn, "kaisan-kirjat", "k1"))[0] == made != product
    await bring(kaisa, item("k1", gtin=DRILL, title={"sv": "Väska till borrmaskin"}))
    assert (await place(conn, "kaisan-kirjat", "k1"))[0] == made
    assert (await products_by_id(conn, [made]))[made].title == {"sv": "Väska till borrmaskin"}
    assert (await place(conn, "nils-verktyg", "n1"))[0] == product


async def test_a_product_whose_owner_is_split_off_speaks_by_the_next_seller(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("n1", gtin=DRILL))
    await bring(kaisa, item("k1", gtin=DRILL))
    product, _ = await place(conn, "nils-verktyg", "n1")
    offer = (await offers(conn))["nils-verktyg", "n1", "se"]["id"]
    await split_product(conn, OLAV, product, [offer], "something else")
    assert (await products_by_id(conn, [product]))[product].owner_id == kaisa.id


async def test_something_has_to_go_and_something_has_to_stay(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("n1"))
    product, _ = await place(conn, "nils-verktyg", "n1")
    everything = [each["id"] for each in (await offers(conn)).values()]
    for chosen in (everything, [], [0]):
        with pytest.raises(NothingStays):
            await split_product(conn, OLAV, product, chosen, "why")
