"""What the twelve sellers offer: texts, prices, stock, reductions and competition."""

import hashlib
from collections import Counter, defaultdict
from functools import lru_cache

import msgspec
import pytest

from torg.catalog.models import FeedItem
from torg.demo.feeds import feed, price_stories
from torg.demo.generate import products
from torg.demo.market import read_market
from torg.demo.models import LANGUAGES

SELLERS = {seller.code: seller for seller in read_market().sellers}


@lru_cache(maxsize=1)
def feeds() -> dict[str, list[FeedItem]]:
    return {code: list(feed(seller)) for code, seller in SELLERS.items()}


def _hash(seed: int) -> str:
    seller = SELLERS["kaisan-kirja"]
    digest = hashlib.blake2b()
    for item in feed(seller, seed):
        digest.update(msgspec.json.encode(item))
    return digest.hexdigest()


def test_the_same_seed_gives_the_same_bytes():
    first = _hash(7)
    products.cache_clear()
    assert _hash(7) == first
    assert _hash(8) != first


def test_enough_products_with_competing_offers():
    sellers_of = defaultdict(set)
    for code, items in feeds().items():
        for item in items:
            sellers_of[item.gtin].add(code)
    counts = Counter(len(sellers) for sellers in sellers_of.values())
    assert max(counts) <= 6
    assert sum(count for sellers, count in counts.items() if sellers >= 2) > 4000
    popular = {variant.gtin for product in products() if product.rank < 0.05 for variant in product.variants[:1]}
    contested = [gtin for gtin in popular if len(sellers_of[gtin]) >= 2]
    assert len(contested) > 0.95 * len(popular)


@pytest.mark.parametrize("code", SELLERS)
def test_every_item_speaks_five_languages(code):
    assert feeds()[code]
    for item in feeds()[code]:
        assert set(item.title) == set(item.description) == set(LANGUAGES)
        for text in (*item.title.values(), *item.description.values()):
            assert text == text.strip()
            assert "  " not in text
            assert " ," not in text
            assert "{" not in text
        assert all(10 <= len(title) <= 150 for title in item.title.values())


@pytest.mark.parametrize("code", SELLERS)
def test_no_seller_has_two_products_of_one_title(code):
    for language in LANGUAGES:
        owner: dict[str, str] = {}
        for item in feeds()[code]:
            product = item.group or item.sku
            assert owner.setdefault(item.title[language], product) == product


@pytest.mark.parametrize("code", SELLERS)
def test_a_description_has_two_to_four_sentences_and_none_twice(code):
    for item in feeds()[code]:
        for text in item.description.values():
            sentences = [sentence.strip() for sentence in text.split(". ")]
            assert len(sentences) >= 2
            assert len(set(sentences)) == len(sentences), text


def test_titles_are_in_their_language():
    for items in feeds().values():
        # A book keeps the title that it was written with.
        for item in (item for item in items if "author" not in item.attributes):
            words = set(item.title["en"].lower().replace(",", "").split())
            assert not words & {"och", "med", "för", "utan", "dam", "herr", "barn"}
    jackets = [item for item in feeds()["fjellrype"] if "regnjacka" in item.title["sv"].lower()]
    assert jackets
    assert all("regnjakke" in item.title["nb"].lower() and "sadetakki" in item.title["fi"].lower() for item in jackets)


def test_skus_are_each_sellers_own():
    for items in feeds().values():
        assert len({item.sku for item in items}) == len(items)


def test_sellers_keep_to_their_markets():
    for code, items in feeds().items():
        markets = {price.market for item in items for price in item.prices}
        assert markets == set(SELLERS[code].delivery)
    everywhere = [code for code, seller in SELLERS.items() if set(seller.delivery) == {"se", "no", "dk", "fi"}]
    assert len(everywhere) < len(SELLERS)


def test_a_claimed_reduction_is_below_the_regular_price():
    claims = [price for items in feeds().values() for item in items for price in item.prices if price.regular]
    assert len(claims) > 2000
    assert all(price.amount < price.regular for price in claims)


def test_stories_end_with_the_price_of_today():
    for code, items in feeds().items():
        stories = price_stories(SELLERS[code])
        assert stories
        today = {(item.sku, price.market): price.amount for item in items for price in item.prices}
        for place, steps in stories.items():
            assert steps[-1].amount == today[place]
            days = [step.days_ago for step in steps]
            assert days == sorted(days, reverse=True)
            assert len(set(days)) == len(days)


def test_stock_varies_and_some_things_are_not_new():
    items = [item for items in feeds().values() for item in items]
    assert 0.02 < sum(item.stock == 0 for item in items) / len(items) < 0.1
    assert 0.05 < sum(0 < item.stock <= 3 for item in items) / len(items) < 0.25
    assert {item.condition for item in items} == {"new", "refurbished", "used"}
    assert sum(item.condition != "new" for item in items) < 0.05 * len(items)


def test_groceries_have_a_comparison_quantity():
    coffee = [item for item in feeds()["kvartersboden"] if item.title["sv"].startswith(("Bryggkaffe", "Kaffebönor"))]
    coffee += [item for item in feeds()["kvartersboden"] if "bryggkaffe" in item.title["sv"]]
    assert coffee
    assert {(str(item.net_quantity), item.net_unit) for item in coffee} <= {
        ("0.250", "kg"), ("0.450", "kg"), ("0.500", "kg"), ("1", "kg"),
    }  # fmt: skip
    tablets = [item for items in feeds().values() for item in items if "iskmaskinstabletter" in item.title["sv"]]
    assert {item.net_unit for item in tablets} == {"st"}
