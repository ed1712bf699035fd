"""What holds for every format: duplicates, limits, defaults, names of formats."""

import io
from pathlib import Path

import pytest

from tests.catalog.feeds.reading import read
from torg.catalog.feeds import BadDefaults, BadMapping, FeedDefaults, UnknownFormat, read_feed, sniff_format
from torg.catalog.feeds.seen import Seen

DOCS = Path(__file__).parents[3] / "docs" / "feeds.md"


def test_the_second_of_two_is_refused_with_the_line_of_the_first():
    outcome = read("id;title;price\n1;A;9\n2;B;9\n1;C;8\n2 ;D;8\n3;E;9\n")
    assert [(item.sku, item.title["sv"]) for item in outcome.items] == [("1", "A"), ("2", "B"), ("3", "E")]
    assert outcome.reasons == [
        (4, "sku", "is there already, in line 2"),
        (5, "sku", "is there already, in line 3"),
    ]


def test_a_refused_row_does_not_stand_in_the_way_of_a_good_one():
    outcome = read("id;title;price\n1;A;gratis\n1;A;9\n")
    assert outcome.skus == ["1"]


def test_remembers_many_article_numbers_in_little_memory():
    seen = Seen()
    assert all(seen.first_line(f"N{number}", number) is None for number in range(100_000))
    assert [seen.first_line(f"N{number}", 0) for number in range(0, 100_000, 997)] == list(range(0, 100_000, 997))
    assert len(seen) == 100_000


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (";Borr;9", "sku", "is missing"),
        ("1;;9", "title", "is missing"),
        ("1;<br>;9", "title", "has no text in it"),
        (f"{'x' * 201};Borr;9", "sku", "is longer than 200 characters"),
    ],
)
def test_what_an_item_cannot_do_without(row, field, reason):
    outcome = read(f"id;title;price\n{row}\n2;Borr;9\n")
    assert outcome.skus == ["2"]
    assert outcome.reasons == [(2, field, reason)]


def test_an_unknown_condition_is_refused_for_used_is_not_new():
    outcome = read("id;title;price;skick\n1;A;9;Begagnad\n2;B;9;halvdan\n3;C;9;NY\n")
    assert [(item.sku, item.condition) for item in outcome.items] == [("1", "used"), ("3", "new")]
    assert outcome.reasons == [(3, "condition", "is none of new, refurbished, used")]


def test_shows_at_most_two_hundred_characters_of_a_value_and_no_control_characters():
    outcome = read("id;title;price\n1;A;" + "x\x07" * 300 + "\n2;B;9\n")
    assert len(outcome.refused[0].value) == 200
    assert outcome.refused[0].value.isprintable()


@pytest.mark.parametrize(
    "feed", ["", "\n\n", "id;title;price\n", "<rss><channel></channel></rss>", "[]", '{"products": []}']
)
def test_a_feed_without_items_is_broken_so_that_nothing_is_taken_away(feed):
    outcome = read(feed)
    assert outcome.items == []
    assert outcome.broken


def test_formulas_stay_text():
    outcome = read("id;title;price\n=1+1;=cmd|' /C calc'!A0;9\n")
    assert (outcome.item.sku, outcome.item.title["sv"]) == ("=1+1", "=cmd|' /C calc'!A0")


@pytest.mark.parametrize("defaults", [{"market": "xx"}, {"language": "de"}])
def test_unknown_defaults_are_refused_before_anything_is_read(defaults):
    with pytest.raises(BadDefaults):
        read_feed(io.BytesIO(b""), None, FeedDefaults(**defaults))


def test_unknown_formats_are_refused_before_anything_is_read():
    with pytest.raises(UnknownFormat, match="woocommerce"):
        read_feed(io.BytesIO(b""), "excel")
    with pytest.raises(BadMapping):
        read_feed(io.BytesIO(b""), "mapping")


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b'<rss xmlns:g="http://base.google.com/ns/1.0">', "google-xml"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "google-xml"),
        (b"<products><product>", "xml"),
        (b"id\ttitle\tprice\n", "google-tsv"),
        (b"Handle,Title,Body (HTML),Variant Price\n", "shopify"),
        (b"ID,Type,SKU,Name,Published,Regular price\n", "woocommerce"),
        (b'{"sku": "1", "title": {}}\n', "torg"),
        (b'{"a": 1}\n{"a": 2}\n', "jsonl"),
        (b'{"a": [', "json"),
        (b"[1", "json"),
        (b"a;b\n1;2\n", "csv"),
        (b"a\tb\n1\t2\n", "tsv"),
        (b"just a line of text", None),
        (b"", None),
    ],
)
def test_knows_a_format_by_its_first_bytes(head, found):
    assert sniff_format(head) == found


def test_the_examples_of_the_manual_can_be_read():
    import re
    import tomllib

    from torg.catalog.feeds import parse_mapping

    manual = DOCS.read_text("utf-8")
    mappings = [tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)]
    assert [bool(parse_mapping(mapping)) for mapping in mappings if "fields" in mapping] == [True]
    line = re.search(r"```json\n(.*?)```", manual, re.DOTALL)[1].replace("\n", "")
    outcome = read(line)
    assert (outcome.item.sku, outcome.warned) == ("SB-18", [])
