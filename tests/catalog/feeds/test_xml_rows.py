import io

import pytest

from tests.catalog.feeds.reading import google_xml, item_xml, read
from torg.catalog.feeds.models import RowFault
from torg.catalog.feeds.xml_element import read_element
from torg.catalog.feeds.xml_rows import XmlElements


def elements_of(text: bytes, *tags: str):
    return list(XmlElements(io.BytesIO(text), tags or ("item",)))


def test_gives_each_element_with_its_line():
    assert elements_of(b"<r>\n<item>1</item>\n\n<item a='x'/><item\n>3</item></r>") == [
        (2, b"<item>1</item>"),
        (4, b"<item a='x'/>"),
        (4, b"<item\n>3</item>"),
    ]


def test_comments_and_cdata_hide_what_is_in_them():
    text = b"<r><!-- <item>old</item> --><item><![CDATA[</item>]]></item><item><!-- </item> --></item></r>"
    assert [piece for _, piece in elements_of(text)] == [
        b"<item><![CDATA[</item>]]></item>",
        b"<item><!-- </item> --></item>",
    ]


def test_the_first_name_decides_and_longer_names_are_others():
    text = b"<products><product><offer>1</offer><products-sold>2</products-sold></product><offer>x</offer></products>"
    assert [piece for _, piece in elements_of(text, "product", "offer")] == [
        b"<product><offer>1</offer><products-sold>2</products-sold></product>"
    ]


def test_an_element_within_its_like_belongs_to_it():
    text = b"<r><product>A<related><product>B</product></related></product><product>C</product></r>"
    assert len(elements_of(text, "product")) == 2


def test_reads_elements_into_dictionaries():
    element = read_element(b'<item id="7"><a>1</a><b><c>x</c><c>y</c></b><d k="v">t</d><e/></item>')
    assert element == {"@id": "7", "a": "1", "b": {"c": ["x", "y"]}, "d": {"@k": "v", "#text": "t"}, "e": ""}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b"<i><t>Black & Decker</t></i>", "Black & Decker"),
        (b"<i><t>R&D &amp; AT&T &#38; &lt;</t></i>", "R&D & AT&T & <"),
        (b"<i><t>Sm&ouml;rg&aring;s&nbsp;2</t></i>", "Smörgås\xa02"),
        (b"<i><t>null\x00byte\x0b</t></i>", "nullbyte"),
        (b"<i><t>a&#0;b&#7;</t></i>", "ab"),
        (b"<i><t>&xxe; &unknown;</t></i>", "&xxe; &unknown;"),
        (b"<i><t>Sm\xf6r</t></i>", "Sm" + chr(0x10FE00 + 0xF6) + "r"),
    ],
)
def test_mends_what_shops_forget_to_escape(text, value):
    assert read_element(text)["t"] == value


@pytest.mark.parametrize("text", [b"<i><t>1</i>", b"<i><t>1</u></i>", b"<i a=b></i>", b"<i><5></5></i>", b"<i>"])
def test_refuses_elements_that_cannot_be_mended(text):
    with pytest.raises(RowFault, match="malformed XML"):
        read_element(text)


def test_refuses_deep_nesting_in_one_row_and_keeps_the_others():
    deep = item_xml("deep", "<x>" * 100 + "</x>" * 100)
    bomb = item_xml("bomb", "<x>" * 100_000 + "</x>" * 100_000)
    outcome = read(google_xml(item_xml("1"), deep, bomb, item_xml("2")))
    assert outcome.skus == ["1", "2"]
    assert [(refused.sku, refused.reason) for refused in outcome.refused] == [
        ("deep", "nests deeper than 64 elements"),
        ("bomb", "nests deeper than 64 elements"),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        "<item><g:id>B</g:id><g:title>Utan slut</g:title>",
        "<item><g:id>B</g:id><g:title>Fel ordning</g:id></g:title></item>",
        "<item><g:id>B</g:id><g:title>1 < 2</g:title></item>",
        "<item><g:id>B</g:id><![CDATA[ öppen </item>",
        "<item><g:id>B</g:id><!-- öppen </item>",
        "<item><g:id>B</g:id><g:title a=1>x</g:title></item>",
        "<item <g:id>B</g:id></item>",
        "<item",
    ],
)
def test_a_broken_element_spoils_no_other(broken):
    outcome = read(google_xml(item_xml("1"), item_xml("2"), broken, item_xml("3"), item_xml("4")))
    assert outcome.skus == ["1", "2", "3", "4"]
    assert [refused.line for refused in outcome.refused] == [5]
    assert outcome.broken is None


@pytest.mark.parametrize("cut", [3, 5, 12, 40, 100])
def test_a_feed_that_was_cut_off_keeps_what_came_and_says_so(cut):
    outcome = read(google_xml(item_xml("1"), item_xml("2"), item_xml("3"))[:-cut])
    assert outcome.skus == (["1", "2", "3"] if cut < 30 else ["1", "2"])
    assert "cut off" in outcome.broken


BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
<rss><channel><item><id>1</id><title>&lol2;</title><price>1 SEK</price></item></channel></rss>"""
EXTERNAL = """<!-- hej --><?pi x?>
<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/evil.dtd">
<rss><channel><item><id>1</id><title>x</title><price>1 SEK</price></item></channel></rss>"""
FILE = """<!DOCTYPE r [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><r><item><id>1</id><title>&xxe;</title></item></r>"""


@pytest.mark.parametrize("feed", [BOMB, EXTERNAL, FILE, FILE.lower().replace("<!entity", "<!ENTITY")])
@pytest.mark.parametrize("name", [None, "google-xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused_whole(feed, name, encoding):
    outcome = read(feed.encode(encoding), name)
    assert outcome.items == []
    assert "document type (DTD)" in outcome.broken


@pytest.mark.parametrize("page", ["<!DOCTYPE html><html><body>Logga in</body></html>", "<html><item>x</item></html>"])
def test_a_web_page_is_called_one(page):
    assert read(page).broken == "this is a web page, not a feed"


def test_a_field_of_ten_megabytes_refuses_its_row_alone():
    for text in ("x" * 10_000_000, "<![CDATA[" + "<p>x</p>" * 1_250_000 + "]]>"):
        giant = item_xml("big", f"<g:description>{text}</g:description>")
        outcome = read(google_xml(item_xml("1"), giant, item_xml("2")))
        assert outcome.skus == ["1", "2"]
        assert outcome.reasons == [(4, "g:description", "is longer than 1000000 characters")]
        assert outcome.refused[0].sku == "big"
        assert outcome.broken is None


def test_an_element_larger_than_memory_allows_is_refused_unread():
    giant = item_xml("big", "<g:description>" + "x" * 30_000_000 + "</g:description>")
    outcome = read(google_xml(item_xml("1"), giant, item_xml("2")))
    assert outcome.skus == ["1", "2"]
    assert outcome.refused[0].sku == "big"
