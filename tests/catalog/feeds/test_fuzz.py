# ruff: noqa: E501 - pieces of feeds are as long as they are.
"""Whatever bytes come: nothing is raised, and one damaged row never takes another with it."""

import gzip

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalog.feeds.reading import google_xml, item_xml, read
from torg.catalog.models import FeedItem, FeedPrice

MAPPING = {"fields": {"sku": "id", "title": "title", "price": "price"}, "options": {"size": "a.b[].c"}}
HEADS = [
    b"", b"id,title,price\n", b"Handle,Title,Variant Price,Variant SKU\n", b"ID,Type,SKU,Name,Regular price,Categories\n",
    b"<rss><channel><item>", b"<?xml version='1.0' encoding='latin-1'?><feed><entry>", b'[{"id":', b'{"a":[', b'{"sku":"1",',
    b"\x1f\x8b\x08", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff", b"sep=;\n", b"<!DOCTYPE x [",
]  # fmt: skip
PIECES = st.sampled_from(
    [
        b"<item>", b"</item>", b"<g:id>1</g:id>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"&amp;", b"&#0;", b"<", b">", b'"',
        b"\n", b"\r", b",", b";", b"\t", b"{", b"}", b"[", b"]", b":", b"\\", b"\x00", b"\xff", b"\xe5\xe4\xf6", "åäö".encode(),
        b"null", b"1e999", b"NaN", b"-1", b"99 SEK", b'"sku"', b'"prices"', b"</rss>", b"<?", b"?>", b"=cmd|x", b"\xed\xa0\x80",
        b'"title":{"sv":"x"}', b"1,Borr,99\n", b'2,"Borr,99\n', b"id:1", b"variation,", b"variable,",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(HEADS), st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=60).map(b"".join)))
def test_no_bytes_raise_anything(head, tail):
    feed = head + tail
    for name in (None, "google-xml", "google-tsv", "shopify", "woocommerce", "torg", "json", "jsonl", "csv"):
        outcome = read(feed, name)
        assert outcome.broken or outcome.items or outcome.refused or outcome.warned
    read(feed, None, MAPPING)
    read(gzip.compress(feed))


@settings(max_examples=100, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
                        st.sampled_from(["id", "title", "price", "a", "b", "c", "images", "stock", "shipping", "link", "color",
                                         "item_group_id", "product_detail", "condition", "availability", "gtin"]), inner)))  # fmt: skip
def test_no_shape_of_json_raises_anything(value):
    feed = b"[" + msgspec.json.encode(value) + b', {"id": "1", "title": "Borr", "price": "9"}]'
    for mapping in (None, MAPPING):
        outcome = read(feed, "json", mapping)
        assert outcome.skus[-1:] == ["1"]
        assert outcome.broken is None


GOOD_LINES = [
    msgspec.json.encode(
        FeedItem(sku=f"N{number}", title={"sv": f'Borr {number} "x"'}, prices=[FeedPrice("se", 100 + number)])
    )
    for number in range(8)
]
FEEDS = {
    "csv": (b"id,title,price,brand\n", [f'N{n},"Borr, {n}",{n + 1}.50 SEK,Nils\n'.encode() for n in range(8)], b""),
    "plain csv": (b"id;title;price;brand\n", [f"N{n};Borr {n};{n + 1},50;Nils\n".encode() for n in range(8)], b""),
    "jsonl": (b"", [line + b"\n" for line in GOOD_LINES], b""),
    "xml": (
        google_xml().encode().rpartition(b"\n</channel>")[0],
        [item_xml(f"N{n}", price=f"{n + 1}.50 SEK", title=f"<![CDATA[Borr {n}]]>").encode() + b"\n" for n in range(8)],
        b"</channel></rss>",
    ),
}


@pytest.mark.parametrize("kind", FEEDS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_row_never_loses_another(kind, data):
    head, rows, tail = FEEDS[kind]
    victim = data.draw(st.integers(0, 7))
    row = bytearray(rows[victim][:-1])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(row)))
        if data.draw(st.booleans()):
            del row[place : place + data.draw(st.integers(1, 12))]
        else:
            row[place:place] = data.draw(st.one_of(st.binary(max_size=6), PIECES))
    outcome = read(head + b"".join([*rows[:victim], bytes(row) + b"\n", *rows[victim + 1 :]]) + tail)
    # A damaged row may come to carry the number of a later one, which is then refused as there already.
    expected = {f"N{number}" for number in range(8) if number != victim}
    assert expected - set(outcome.skus) == set(), (outcome.refused, outcome.broken)
