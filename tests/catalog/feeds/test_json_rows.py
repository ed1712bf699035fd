import json

import pytest

from tests.catalog.feeds.reading import read

ROW = '{"id": "%s", "title": "Borr", "price": "99 SEK"}'
MAPPING = {"source": {"format": "json"}, "fields": {"sku": "id", "title": "title", "price": "price"}}


def with_path(path: str):
    return {**MAPPING, "source": {"format": "json", "path": path}}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("[%s]", None),
        ('{"products": [%s]}', None),
        ('{"version": 1, "note": "[{\\"", "ok": true, "products": [%s], "more": []}', None),
        ('{"skip": {"a": [1, "]}"]}, "data": {"other": [[]], "items": [%s]}}', "data.items"),
        ("\ufeff \n [ %s ] ", None),
    ],
)
def test_finds_the_rows(text, path):
    outcome = read(
        text % ", \n".join(ROW % number for number in range(5)), mapping=with_path(path) if path else MAPPING
    )
    assert outcome.skus == ["0", "1", "2", "3", "4"]
    assert outcome.broken is None


def test_reads_the_values_of_an_object_and_their_keys():
    feed = {f"k{number}": {"title": "Borr", "price": 99.5} for number in range(3)}
    mapping = {**MAPPING, "fields": {**MAPPING["fields"], "sku": "$key"}}
    outcome = read(json.dumps(feed), mapping=mapping)
    assert outcome.skus == ["k0", "k1", "k2"]
    assert outcome.items[0].prices[0].amount == 9950


def test_gives_the_line_of_each_row():
    assert read("[\n" + ",\n\n".join(ROW % number for number in range(3)) + "\n]").lines == [2, 4, 6]


@pytest.mark.parametrize(
    "damage",
    [
        '{"id": "B", "title": }',
        '{"id": "B" "title"}',
        '{"id": "B", "price": 01}',
        '{"id": NaN}',
        '{"id": "B\\x"}',
        "7",
        '"B"',
        "null",
        "[]",
    ],
)
def test_a_malformed_value_is_refused_alone(damage):
    outcome = read(f"[{ROW % 1}, {damage}, {ROW % 2}]", mapping=MAPPING)
    assert outcome.skus == ["1", "2"]
    assert len(outcome.refused) == 1
    assert outcome.broken is None


def test_deep_nesting_is_refused_alone():
    deep = '{"id": "deep", "x": ' + "[" * 100_000 + "]" * 100_000 + "}"
    outcome = read(f"[{ROW % 1}, {deep}, {ROW % 2}]", mapping=MAPPING)
    assert outcome.skus == ["1", "2"]
    assert outcome.reasons == [(1, None, "nests 100001 levels deep, and may 64")]


def test_a_field_of_ten_megabytes_refuses_its_row_alone():
    giant = '{"id": "big", "price": 1, "title": "Borr", "description": "%s"}' % ("å" * 10_000_000)
    for feed in (f"[{ROW % 1}, {giant}, {ROW % 2}]", f"{ROW % 1}\n{giant}\n{ROW % 2}\n"):
        outcome = read(feed)
        assert outcome.skus == ["1", "2"]
        assert "longer than 1000000 characters" in outcome.refused[0].reason
        assert outcome.refused[0].sku == "big"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[%s", "cut off"),
        ("[%s, ", "cut off"),
        ('[%s, {"id": "3', "cut off"),
        ('[%s, {"id": "3", "x": [', "cut off"),
        ('{"products": [%s', "cut off"),
        ("[%s, }", "no JSON"),
    ],
)
def test_a_feed_that_breaks_off_keeps_what_came(text, reason):
    outcome = read(text % f"{ROW % 1}, {ROW % 2}", mapping=MAPPING)
    assert outcome.skus == ["1", "2"]
    assert reason in outcome.broken


def test_says_when_the_path_leads_nowhere():
    assert "no key 'items'" in read('{"data": {}}', mapping=with_path("data.items")).broken
    assert "no object" in read("[1]", mapping=with_path("data")).broken
    assert "neither an array nor an object" in read('{"data": 7}', mapping=with_path("data")).broken


def test_numbers_keep_their_last_digit():
    mapping = {**MAPPING, "attributes": {"weight": "w"}}
    outcome = read('[{"id": 12345678901234567890, "title": "B", "price": 0.285, "w": 0.10}]', mapping=mapping)
    assert (outcome.item.sku, outcome.item.prices[0].amount) == ("12345678901234567890", 29)
    assert outcome.item.attributes == {"weight": "0.10"}


def test_a_value_that_never_ends_is_given_up():
    outcome = read(f'[{ROW % 1}, {{"id": "' + "x" * 26_000_000, mapping=MAPPING)
    assert outcome.skus == ["1"]
    assert "larger than" in outcome.broken
