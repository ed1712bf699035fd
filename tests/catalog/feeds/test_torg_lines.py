import json
from decimal import Decimal

import msgspec
import pytest

from tests.catalog.feeds.reading import read
from torg.catalog.models import FeedItem, FeedPrice

SHELF = FeedItem(
    sku="K-1",
    title={"sv": "Bokhylla", "nb": "Bokhylle"},
    description={"sv": "<p>Rak</p>"},
    prices=[FeedPrice("se", 99_900, regular=129_900, delivery=4_900), FeedPrice("no", 109_900)],
    group="K",
    gtin="7310865087713",
    mpn="BH",
    brand="Kaisa",
    category="Möbler > Hyllor",
    google_category=464,
    options={"colour": "Vit"},
    attributes={"material": {"sv": "Furu", "nb": "Furu"}, "height": "180 cm"},
    pictures=["https://k.example/1.jpg"],
    link="https://k.example/1",
    condition="used",
    stock=4,
    handling_days=2,
    net_quantity=Decimal("1.5"),
    net_unit="kg",
)


def lines(*items: object) -> bytes:
    return b"".join(msgspec.json.encode(item) + b"\n" for item in items)


def test_gives_back_what_was_written():
    outcome = read(lines(SHELF))
    assert outcome.format == "torg"
    assert outcome.item == SHELF
    assert outcome.warned == []


@pytest.mark.parametrize("name", [None, "torg", "jsonl"])
def test_is_known_by_any_of_its_names(name):
    assert read(lines(SHELF), name).item == SHELF


def test_each_line_is_refused_on_its_own():
    good = '{"sku": "%s", "title": {"sv": "B"}, "prices": [{"market": "se", "amount": 100}]}'
    bad = [
        '{"sku": "x1", "title": {"sv": "B"}, "prices": [{"market": "se", "amount": "100"}]}',
        '{"sku": "x2", "title": {"sv": "B"}, "prices": [{"market": "xx", "amount": 100}]}',
        '{"sku": "x3", "title": {"de": "B"}, "prices": [{"market": "se", "amount": 100}]}',
        '{"sku": "x4", "title": {"sv": "B"}, "prise": 1}',
        '{"sku": "x5", "title": {"sv": "B"}, "prices": [{"market": "se", "amount": -1}]}',
        '{"sku": "x6", "title": {"sv": "B"}}',
        '{"sku": "x7", "title": {"sv": "B"}',
        '{"title": {"sv": "B"}, "prices": [{"market": "se", "amount": 100}]}',
        "null",
        '{"sku": "", "title": {"sv": "B"}, "prices": [{"market": "se", "amount": 100}]}',
        '{"sku": "x8", "x": ' + "[" * 5_000 + "]" * 5_000 + "}",
    ]
    text = "\n".join([good % "1", "", *bad, good % "2"])
    outcome = read(text)
    assert outcome.skus == ["1", "2"]
    assert [(refused.line, refused.sku, refused.field) for refused in outcome.refused] == [
        (3, "x1", "prices[0].amount"),
        (4, "x2", "market"),
        (5, "x3", "title"),
        (6, "x4", None),
        (7, "x5", "price"),
        (8, "x6", "price"),
        (9, "x7", None),
        (10, None, None),
        (11, None, None),
        (12, None, "sku"),
        (13, "x8", None),
    ]
    assert "unknown field `prise`" in outcome.refused[3].reason


def test_only_a_trusted_loader_says_what_is_popular():
    item = json.dumps({"sku": "1", "title": {"sv": "B"}, "prices": [{"market": "se", "amount": 1}], "popularity": 9})
    assert read(item).item.popularity is None
    assert read(item, trusted=True).item.popularity == 9


def test_what_was_taken_away_needs_nothing_but_its_number():
    outcome = read('{"sku": "1", "removed": true}\n')
    assert (outcome.item.sku, outcome.item.removed) == ("1", True)


def test_cleans_what_comes_as_json_as_well():
    item = {
        "sku": "1",
        "title": {"sv": "<b>B</b>"},
        "description": {"sv": "<script>x</script><p onclick=x>T</p>"},
        "prices": [{"market": "se", "amount": 100, "regular": 50}],
        "gtin": "7310865087714",
        "link": "javascript:x",
    }
    outcome = read(json.dumps(item))
    assert (outcome.item.title, outcome.item.description) == ({"sv": "B"}, {"sv": "<p>T</p>"})
    assert (outcome.item.gtin, outcome.item.link, outcome.item.prices[0].regular) == (None, None, None)
    assert [warned.field for warned in outcome.warned] == ["gtin", "link"]
