import pytest

from tests.catalog.feeds.reading import read
from torg.catalog.feeds.encoding import find_encoding

TITLE = "Smörgåsbord på räksalt – “äkta”"
CSV = f"id;title;price\n1;{TITLE};49,00 kr\n2;Ölglas;59,00 kr\n"
PLAIN = CSV.replace("– “äkta”", "- äkta")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_finds_out_how_a_table_is_encoded(encoding):
    outcome = read(CSV.encode(encoding))
    assert [item.title["sv"] for item in outcome.items] == [TITLE, "Ölglas"]
    assert outcome.broken is None


@pytest.mark.parametrize("encoding", ["latin-1", "cp850", "mac-roman"])
def test_knows_older_encodings_by_their_nordic_letters(encoding):
    outcome = read(PLAIN.encode(encoding))
    assert [item.title["sv"] for item in outcome.items] == [TITLE.replace("– “äkta”", "- äkta"), "Ölglas"]
    assert len(outcome.warned) == 1


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("ISO-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("UTF-8", "utf-8"), ("utf-16", "utf-16")],
)
def test_believes_what_xml_declares(declared, encoding):
    xml = (
        f'<?xml version="1.0" encoding="{declared}"?><rss><channel><item><id>1</id><title>{TITLE}</title>'
        "<price>49 SEK</price></item></channel></rss>"
    )
    assert read(xml.encode(encoding)).item.title == {"sv": TITLE}


@pytest.mark.parametrize("declared", ["klingon", "punycode", "rot13", "unicode_escape", "utf-7"])
def test_reads_an_unknown_declared_encoding_by_its_bytes(declared):
    xml = f'<?xml version="1.0" encoding="{declared}"?>'
    xml += "<rss><channel><item><id>1</id><title>Öl</title><price>4 SEK</price>"
    outcome = read(f"{xml}</item></channel></rss>")
    assert outcome.item.title == {"sv": "Öl"}
    assert declared in outcome.warned[0].reason


def test_mixed_bytes_cost_a_warning_and_no_row():
    rows = [f"{number};Räksmörgås {number};49\n".encode() for number in range(200)]
    rows[150] = "150;Räksmörgås 150;49\n".encode("cp1252")
    outcome = read(b"id;title;price\n" + b"".join(rows))
    assert len(outcome.items) == 200
    assert outcome.items[150].title == {"sv": "Räksmörgås 150"}
    assert [warning.line for warning in outcome.warned if warning.field == "title"] == [152]


def test_mixed_bytes_in_xml_and_json_as_well():
    xml = b"<rss><channel><item><id>1</id><title>Sm\xc3\xb6r</title><price>4 SEK</price></item>"
    xml += b"<item><id>2</id><title>Sm\xf6r</title><price>4 SEK</price></item></channel></rss>"
    assert [item.title["sv"] for item in read(xml).items] == ["Smör", "Smör"]
    jsonl = b'{"sku":"1","title":{"sv":"Sm\xc3\xb6r \xc3\xa5"},"prices":[{"market":"se","amount":1}]}\n'
    jsonl += b'{"sku":"2","title":{"sv":"Sm\xf6r"},"prices":[{"market":"se","amount":1}]}\n'
    assert [item.title["sv"] for item in read(jsonl).items] == ["Smör å", "Smör"]


def test_a_letter_cut_in_half_by_the_sample_is_no_fault():
    assert find_encoding("å".encode() * 10 + b"\xc3").name == "utf-8"
