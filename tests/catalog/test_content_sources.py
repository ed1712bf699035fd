"""Whose word counts: nothing a rival sends, by feed or by hand, stands above a better source."""

from itertools import product as combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalog.test_content import PRODUCT, VARIANT, says
from torg.catalog import FeedItem
from torg.catalog.content import leads, product_edited, product_told_by, variant_edited, variant_told_by
from torg.catalog.content_fields import product_fields, variant_fields, with_product_fields, with_variant_fields
from torg.catalog.content_sources import BRAND_OWNER, BY_HAND, GTIN, OPERATOR, OWNER, TITLE, Source, may_replace

OLAV = Source(OPERATOR)
MAKER = Source(BRAND_OWNER, 9, "m1")
NILS = PRODUCT.owner
KAISA = Source(GTIN, 2, "k1")
RIVAL = Source(TITLE, 3, "r1")
ORDER = [OLAV, MAKER, NILS, KAISA, RIVAL]


def test_a_better_source_replaces_a_lesser_one_and_never_the_other_way() -> None:
    for (first, better), (second, worse) in combinations(enumerate(ORDER), repeat=2):
        if first < second:
            assert may_replace(worse, better)
            assert not may_replace(better, worse)


def test_of_two_of_the_same_rank_the_first_keeps_its_word() -> None:
    assert not may_replace(KAISA, Source(GTIN, 5, "x"))
    assert not may_replace(KAISA, Source(GTIN, 2, "k2")), "another article of the same seller"
    assert may_replace(KAISA, KAISA)
    assert may_replace(OLAV, OLAV)


def test_what_the_operator_has_decided_outlives_every_feed() -> None:
    decided, kept = product_edited(PRODUCT, {"title.sv": "Olavs ord", "attributes.colour@sv": "blå"}, OLAV)
    assert kept == []
    item = FeedItem(sku="b1", title={"sv": "Borr", "nb": "Bor"}, attributes={"colour": "röd"})
    for by in (NILS, MAKER, KAISA):
        told = product_told_by(decided, says(item), leads=leads(decided, by), by=by)
        assert told.title["sv"] == "Olavs ord"
        assert told.title["nb"] == "Bor"
        assert told.attributes["colour"] == {"sv": "blå"}


def test_who_owns_the_brand_writes_over_who_came_first_and_is_not_written_over() -> None:
    item = FeedItem(sku="m1", title={"sv": "Bosch GSR 18V-55"}, description={"sv": "Av tillverkaren."})
    told = product_told_by(PRODUCT, says(item), leads=leads(PRODUCT, MAKER), by=MAKER)
    assert (told.title["sv"], told.description["sv"]) == ("Bosch GSR 18V-55", "Av tillverkaren.")
    again = product_told_by(told, says(FeedItem(sku="b1", title={"sv": "Billig borr"})), leads=True, by=NILS)
    assert again == told


def test_two_articles_of_the_brands_owner_do_not_write_over_one_another() -> None:
    first = product_told_by(PRODUCT, says(FeedItem(sku="m1", title={"sv": "Röd"})), leads=True, by=MAKER)
    other = Source(BRAND_OWNER, 9, "m2")
    assert product_told_by(first, says(FeedItem(sku="m2", title={"sv": "Blå"})), leads=True, by=other) == first


def test_what_a_rival_has_filled_gives_way_to_the_owner() -> None:
    filled = product_told_by(PRODUCT, says(FeedItem(sku="r1", title={"fi": "Roska"})), leads=False, by=RIVAL)
    assert filled.sources == {"title.fi": RIVAL}
    told = product_told_by(filled, says(FeedItem(sku="b1", title={"fi": "Pora"})), leads=True, by=NILS)
    assert told.title["fi"] == "Pora"
    assert told.sources == {}


def test_what_is_typed_stands_above_the_same_sellers_feed() -> None:
    typed, _ = product_edited(PRODUCT, {"title.sv": "Skrivet"}, Source(OWNER + BY_HAND, 1))
    told = product_told_by(typed, says(FeedItem(sku="b1", title={"sv": "Ur flödet"})), leads=True, by=NILS)
    assert told.title["sv"] == "Skrivet"


def test_a_field_that_a_better_source_has_said_is_kept_from_an_editor() -> None:
    decided, _ = product_edited(PRODUCT, {"title.sv": "Olavs ord"}, OLAV)
    told, kept = product_edited(decided, {"title.sv": "Mitt", "title.da": "Mit"}, Source(OWNER + BY_HAND, 1))
    assert (kept, told.title) == (["title.sv"], {"sv": "Olavs ord", "da": "Mit"})


def test_pictures_that_the_operator_chose_outlive_the_owners_feed() -> None:
    chosen = variant_edited(VARIANT, {"pictures": ["/pictures/kept/a.webp"]}, OLAV)
    item = FeedItem(sku="b1", pictures=["https://a.example/2.jpg"], mpn="M9")
    told = variant_told_by(chosen, item, None, owns=True, by=NILS)
    assert (told.pictures, told.mpn) == (["/pictures/kept/a.webp"], "M9")


@pytest.mark.parametrize("by", [KAISA, RIVAL])
def test_a_change_of_kind_is_no_way_around(by: Source) -> None:
    decided, _ = product_edited(PRODUCT, {"attributes.volt": "36"}, OLAV)
    told = product_told_by(
        decided, says(FeedItem(sku="x", attributes={"volt": {"sv": "9", "fi": "9"}})), leads=True, by=by
    )
    assert told.attributes["volt"] == "36"


texts = st.dictionaries(st.sampled_from(["sv", "nb", "da", "fi", "en"]), st.text("abcåäö ", min_size=1), max_size=3)
items = st.builds(
    FeedItem,
    sku=st.sampled_from(["b1", "x"]),
    title=texts,
    description=texts,
    attributes=st.dictionaries(
        st.sampled_from(["colour", "volt", "size"]), st.text("ab", min_size=1) | texts, max_size=3
    ),
)


@given(items, items, st.sampled_from([KAISA, RIVAL]))
def test_a_rival_changes_nothing_that_somebody_better_has_said(
    first: FeedItem, second: FeedItem, rival: Source
) -> None:
    told = product_told_by(PRODUCT, says(first, brand=6), leads=True, by=NILS)
    attacked = product_told_by(told, says(second, brand=7, category=8), leads=leads(told, rival), by=rival)
    before, after = product_fields(told), product_fields(attacked)
    assert {name: after.get(name) for name in before} == before


@given(items)
def test_fields_say_all_of_a_product_and_nothing_else(item: FeedItem) -> None:
    told = product_told_by(PRODUCT, says(item), leads=True, by=NILS)
    assert with_product_fields(told, product_fields(told)) == told
    assert with_variant_fields(VARIANT, variant_fields(VARIANT)) == VARIANT
