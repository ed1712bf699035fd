from decimal import Decimal

from torg.catalog import FeedItem
from torg.catalog.content import ItemSays, ProductContent, VariantContent, product_told_by, variant_told_by

PRODUCT = ProductContent(
    id=1, slug="borr", brand_id=5, category_id=None, source_category=None, owner_id=1, lead_sku="b1",
    title={"sv": "Borr"}, description={"sv": "Bra."}, attributes={"colour": {"sv": "röd"}, "volt": "18"}, popularity=10,
)  # fmt: skip
VARIANT = VariantContent(1, 1, None, "M1", {}, ["https://a.example/1.jpg"], None, None)


def says(
    item: FeedItem, brand: int | None = None, category: int | None = None, popularity: int | None = None
) -> ItemSays:
    return ItemSays(item, brand, category, popularity)


ITEM = FeedItem(
    sku="k1", title={"sv": "Drill", "fi": "Pora"}, description={"fi": "Hyvä."}, category="Verktyg",
    attributes={"colour": {"sv": "blå", "fi": "sininen"}, "weight": "1 kg"},
)  # fmt: skip


def test_the_lead_item_rewrites_what_it_mentions_and_leaves_other_languages() -> None:
    told = product_told_by(PRODUCT, says(ITEM, brand=6, category=9), leads=True)
    assert told.title == {"sv": "Drill", "fi": "Pora"}
    assert told.description == {"sv": "Bra.", "fi": "Hyvä."}
    assert told.attributes == {"colour": {"sv": "blå", "fi": "sininen"}, "volt": "18", "weight": "1 kg"}
    assert (told.brand_id, told.category_id, told.source_category, told.slug) == (6, 9, "Verktyg", "borr")


def test_any_other_item_fills_what_is_missing() -> None:
    told = product_told_by(PRODUCT, says(ITEM, brand=6, category=9, popularity=3), leads=False)
    assert told.title == {"sv": "Borr", "fi": "Pora"}
    assert told.attributes == {"colour": {"sv": "röd", "fi": "sininen"}, "volt": "18", "weight": "1 kg"}
    assert (told.brand_id, told.category_id, told.popularity) == (5, 9, 10)


def test_telling_it_twice_changes_nothing() -> None:
    for leads in (True, False):
        once = product_told_by(PRODUCT, says(ITEM, brand=6), leads=leads)
        assert product_told_by(once, says(ITEM, brand=6), leads=leads) == once


def test_an_item_that_says_less_takes_nothing_away() -> None:
    assert product_told_by(PRODUCT, says(FeedItem(sku="b1")), leads=True) == PRODUCT
    assert variant_told_by(VARIANT, FeedItem(sku="b1"), None, owns=True) == VARIANT


def test_only_the_owner_rewrites_a_variant() -> None:
    item = FeedItem(sku="k1", mpn="M2", pictures=["https://b.example/2.jpg"], net_quantity=Decimal("0.5"), net_unit="l")
    owner = variant_told_by(VARIANT, item, "7310865004703", owns=True)
    other = variant_told_by(VARIANT, item, "7310865004703", owns=False)
    assert (owner.mpn, owner.pictures, owner.gtin) == ("M2", ["https://b.example/2.jpg"], "7310865004703")
    assert (other.mpn, other.pictures, other.net_quantity) == ("M1", ["https://a.example/1.jpg"], Decimal("0.5"))
