"""The products of the demo market: how many, whose, and with which numbers."""

import itertools
from collections import Counter

from stdnum import ean

from torg.catalog.gtins import canonical_gtin, is_restricted
from torg.demo.generate import products
from torg.demo.market import read_market

DEPARTMENTS = {
    "kitchen", "home", "furniture", "tools", "electronics", "phones", "fashion", "shoes", "sport", "beauty", "baby",
    "pets", "food", "books", "car",
}  # fmt: skip


def test_it_is_a_whole_market():
    counts = Counter(product.kind.department for product in products())
    assert set(counts) == DEPARTMENTS
    assert min(counts.values()) >= 150
    assert counts.total() >= 6000


def test_every_kind_has_products():
    made = {product.kind.code for product in products()}
    assert made == set(read_market().kinds)


def test_gtins_check_match_and_are_nobody_elses():
    gtins = [variant.gtin for product in products() for variant in product.variants]
    assert len(set(gtins)) == len(gtins)
    for gtin in gtins:
        assert ean.is_valid(gtin)
        assert canonical_gtin(gtin) == gtin
        assert not is_restricted(gtin)
        assert gtin.startswith("7399")


def test_variants_differ_by_their_options():
    for product in products():
        options = [tuple(variant.options.items()) for variant in product.variants]
        assert len(set(options)) == len(options), product.code
        assert len(options) == 1 or all(options), product.code


def test_a_childrens_brand_makes_nothing_for_grown_ups():
    grown_up = {product.brand.name for product in products() if product.gender in {"women", "men"}}
    assert not grown_up & {"Pyttet", "Blåbärsbarn", "Plask"}
    assert grown_up & {"Fjällbris", "Atelier Måsen"}


def test_popularity_has_a_long_tail():
    popularity = sorted((product.popularity for product in products()), reverse=True)
    assert popularity[0] > 100 * popularity[len(popularity) // 2]
    assert popularity[-1] > 0


def test_another_seed_makes_another_market():
    assert [product.price for product in products(1)] != [product.price for product in products(2)]


def test_larger_packs_cost_more_but_not_in_proportion():
    tablets = {}
    for product in products():
        if product.kind.code == "dishwasher_tablets" and product.brand.name == "Rent Hus" and product.choice == 0:
            tablets[int(product.form.partition("=")[2].split()[0])] = product.price
    sizes = sorted(tablets)
    assert len(sizes) > 1
    for small, large in itertools.pairwise(sizes):
        assert tablets[small] < tablets[large]
        assert tablets[small] / small > tablets[large] / large
