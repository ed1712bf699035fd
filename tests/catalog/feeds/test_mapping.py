# ruff: noqa: E501 - rows and patterns are as long as they are.
from decimal import Decimal

import pytest

from tests.catalog.feeds.reading import read
from torg.catalog.feeds import BadMapping, FeedDefaults, ReadItem, load_mapping, parse_mapping, read_feed

FIELDS = {"sku": "nr", "title": "namn", "price": "pris"}


def test_reads_columns_constants_and_templates():
    outcome = read(
        "nr;namn;serie;pris;vikt\n7;Hylla;Kaisa;99,50;1200\n",
        mapping={
            "defaults": {"language": "nb"},
            "fields": {
                **FIELDS,
                "title": {"template": "{namn} {serie} ({nr})"},
                "brand": {"value": "Kaisas"},
                "net_quantity": {"from": "vikt", "unit": "g"},
                "stock": {"value": 3},
            },
        },
    )
    item = outcome.item
    assert (item.title, item.brand, item.stock) == ({"nb": "Hylla Kaisa (7)"}, "Kaisas", 3)
    assert (item.net_quantity, item.net_unit, item.prices[0].amount) == (Decimal("1.2"), "kg", 9_950)


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ({"from": "text"}, "  Röd, stor 18 V "),
        ({"from": "text", "case": "upper"}, "RÖD, STOR 18 V"),
        ({"from": "text", "pattern": r"(\d{1,3}) V"}, "18"),
        ({"from": "text", "pattern": r"\d{1,3} V"}, "18 V"),
        ({"from": "text", "pattern": "finns inte", "default": "nej"}, "nej"),
        ({"from": "text", "split": ","}, "Röd, stor 18 V"),
        ({"from": "text", "split": ",", "join": " / "}, "Röd / stor 18 V"),
        ({"from": ["tom", "text"], "case": "lower"}, "röd, stor 18 v"),
        ({"from": "kod", "map": {"1": "Ja", "0": "Nej"}}, "Ja"),
        ({"from": "kod", "map": {"0": "Nej"}}, None),
        ({"from": "kod", "map": {"0": "Nej"}, "default": "Vet ej"}, "Vet ej"),
        ({"from": "kod", "when": {"kod": 1}}, "1"),
        ({"from": "kod", "when": {"kod": [2, 3]}}, None),
        ({"from": "kod", "unless": {"text": "x"}}, "1"),
        ({"from": "tom", "default": "inget"}, "inget"),
        ({"template": "{tom}{tom}"}, None),
    ],
)
def test_rules(rule, value):
    outcome = read(
        "nr;namn;pris;text;kod;tom\n7;Hylla;9;  Röd, stor 18 V ;1;\n",
        mapping={"fields": FIELDS, "attributes": {"egen": rule}},
    )
    assert outcome.item.attributes == ({} if value is None else {"egen": value.strip()})


def test_prices_in_several_markets_minor_units_and_decimals():
    outcome = read(
        "nr;namn;se;no;fi;rea\n7;Hylla;99900;1.099,50;89;79,5\n",
        mapping={
            "fields": {"sku": "nr", "title": "namn", "price": {"from": "se", "minor": True}},
            "prices": {
                "no": {"price": {"from": "no", "decimal": ","}, "delivery": {"value": 49}},
                "fi": {"price": "fi", "sale_price": "rea"},
            },
        },
    )
    assert [(price.market, price.amount, price.regular, price.delivery) for price in outcome.item.prices] == [
        ("se", 99_900, None, None),
        ("no", 109_950, None, 4_900),
        ("fi", 7_950, 8_900, None),
    ]


def test_a_unit_price_gives_the_net_quantity():
    mapping = {
        "fields": {**FIELDS, "unit_price": "jmf", "net_unit": {"from": "enhet", "map": {"kr/kg": "kg", "kr/l": "l"}}}
    }
    outcome = read("nr;namn;pris;jmf;enhet\n1;Ost;29.95;74.88;kr/kg\n2;Ved;9;1;kr/disk\n", mapping=mapping)
    assert [(item.net_quantity, item.net_unit) for item in outcome.items] == [(Decimal("0.4"), "kg"), (None, None)]


XML = """<?xml version="1.0"?><katalog><vara kod="7" aktiv="ja">
<namn xml:lang="sv">Hylla</namn><namn xml:lang="fi">Hylly</namn>
<pris valuta="SEK">99,50</pris><bilder><bild>https://n.example/1.jpg</bild><bild>https://n.example/2.jpg</bild></bilder>
<param namn="Färg">Vit</param><param namn="Djup">30 cm</param></vara>
<vara kod="8" aktiv="nej"><namn xml:lang="sv">Bord</namn><pris valuta="SEK">9</pris></vara></katalog>"""


def test_reads_xml_by_paths():
    outcome = read(
        XML,
        mapping={
            "source": {"format": "xml", "element": "vara", "skip": {"@aktiv": "nej"}},
            "fields": {
                "sku": "@kod",
                "title": {"sv": "namn[@xml:lang=sv].#text", "fi": "namn[@xml:lang=fi].#text"},
                "price": "pris",
                "currency": "pris.@valuta",
                "pictures": "bilder.bild[]",
            },
            "options": {"Färg": "param[@namn=Färg].#text"},
            "attributes": {"depth": "param[1].#text"},
        },
    )
    item = outcome.item
    assert (item.sku, item.title, item.prices[0].amount) == ("7", {"sv": "Hylla", "fi": "Hylly"}, 9_950)
    assert item.pictures == ["https://n.example/1.jpg", "https://n.example/2.jpg"]
    assert (item.options, item.attributes) == ({"colour": "Vit"}, {"depth": "30 cm"})


def test_expands_a_list_into_variants():
    mapping = {
        "source": {"format": "json", "expand": "data.sizes"},
        "fields": {"sku": {"template": "{id}-{data.sizes.code}"}, "group": "id", "title": "title", "price": "price"},
        "options": {"size": "data.sizes.name"},
    }
    feed = """[{"id": 1, "title": "Jacka", "price": 9, "data": {"sizes": [{"code": "a", "name": "S"}, {"code": "b",
    "name": "M"}], "x": 1}}, {"id": 2, "title": "Mössa", "price": 9, "data": {}}]"""
    outcome = read(feed, mapping=mapping)
    assert [(item.sku, item.options) for item in outcome.items] == [
        ("1-a", {"size": "S"}),
        ("1-b", {"size": "M"}),
        ("2-", {}),
    ]
    split = {
        "source": {"expand": "sizes", "expand_split": "/"},
        "fields": {**FIELDS, "sku": {"template": "{nr}-{sizes}"}},
    }
    assert read("nr;namn;pris;sizes\n1;Jacka;9;S/M / L\n", mapping=split).skus == ["1-S", "1-M", "1-L"]


def test_lookup_files_stand_beside_the_feed_or_the_mapping(tmp_path):
    (tmp_path / "feed").mkdir()
    (tmp_path / "feed" / "kategorier.csv").write_text("id;namn\n7;Hyllor\n", "utf-8")
    (tmp_path / "feed" / "feed.csv").write_text("nr;namn;pris;kat;farg\n1;Hylla;9;7;r\n2;Bord;9;8;b\n", "utf-8")
    (tmp_path / "farger.csv").write_text("kod,färg\nr,Röd\nb,Blå\n", "cp1252")
    (tmp_path / "base.toml").write_text(
        """
        [lookups.kategori]
        file = "kategorier.csv"
        key = "id"
        value = "namn"
        [lookups.farg]
        file = "farger.csv"
        key = "kod"
        value = "färg"
        [fields]
        sku = "nr"
        title = "namn"
        price = "pris"
        category = { template = "Möbler > {kat|kategori}" }
        [options]
        "färg" = { from = "farg", lookup = "farg" }
        """,
        "utf-8",
    )
    (tmp_path / "mapping.toml").write_text('extends = "base.toml"\n[source]\nwhere = { kat = ["7", "8"] }\n', "utf-8")
    mapping = load_mapping(tmp_path / "mapping.toml")
    events = list(read_feed(tmp_path / "feed" / "feed.csv", None, FeedDefaults(market="se"), mapping))
    items = [event.item for event in events if isinstance(event, ReadItem)]
    assert [(item.category, item.options) for item in items] == [
        ("Möbler > Hyllor", {"colour": "Röd"}),
        (None, {"colour": "Blå"}),
    ]


def test_says_which_columns_the_feed_has_not():
    outcome = read("nr;namn;cena\n1;Hylla;9\n", mapping={"fields": FIELDS})
    assert outcome.broken == "the feed has no column pris; its columns are nr, namn, cena"


def test_a_filter_that_keeps_nothing_breaks_the_feed():
    outcome = read("nr;namn;pris\n1;Hylla;9\n", mapping={"source": {"where": {"nr": "2"}}, "fields": FIELDS})
    assert outcome.broken == "the feed has no items"


@pytest.mark.parametrize(
    ("mapping", "where"),
    [
        ({}, "sku and title"),
        ({"fields": {"sku": "a"}}, "sku and title"),
        ({"fields": {**FIELDS, "colour": "x"}}, "colour"),
        ({"field": FIELDS}, "unknown field `field`"),
        ({"source": {"format": "xlsx"}, "fields": FIELDS}, "format"),
        ({"source": {"encoding": "klingon"}, "fields": FIELDS}, "klingon"),
        ({"source": {"delimiter": ";;"}, "fields": FIELDS}, "delimiter"),
        ({"fields": {**FIELDS, "brand": {"from": "a", "value": "b"}}}, "fields.brand"),
        ({"fields": {**FIELDS, "brand": {"form": "a"}}}, "fields.brand"),
        ({"fields": {**FIELDS, "brand": {"template": "no slot"}}}, "fields.brand"),
        ({"fields": {**FIELDS, "brand": {"from": "a", "lookup": "b"}}}, "fields.brand"),
        ({"fields": {**FIELDS, "brand": 7}}, "fields.brand"),
        ({"fields": {**FIELDS, "brand": "a..b"}}, "fields.brand"),
        ({"fields": {**FIELDS, "brand": "a[x]"}}, "fields.brand"),
        ({"fields": {**FIELDS, "title": {"de": "a"}}}, "fields.title"),
        ({"fields": FIELDS, "prices": {"de": {"price": "a"}}}, "prices.de"),
        ({"fields": FIELDS, "prices": {"se": {"cost": "a"}}}, "prices.se"),
        ({"fields": FIELDS, "options": {"x": {"from": "a", "pattern": "("}}}, "options.x"),
    ],
)
def test_a_wrong_mapping_says_where(mapping, where):
    with pytest.raises(BadMapping, match=where.replace(".", r"\.")):
        parse_mapping(mapping)


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+$", r"(a|a)*$", r"(a|aa)+$", r"(.*)*x", r".*.*.*=.*", r"(\w+\s*)+:", r"(x?){50}y", r"(?=a)b", r"(a)\1", "a" * 600,
     r"(a{1,100}){1,100}b", r"\s*\s*\s*x"],
)  # fmt: skip
def test_patterns_that_could_take_long_are_refused(pattern):
    with pytest.raises(BadMapping, match=r"pattern|regular expression"):
        parse_mapping({"fields": {**FIELDS, "brand": {"from": "a", "pattern": pattern}}})


@pytest.mark.parametrize(
    "pattern",
    [
        r"(\d+)\s*kg",
        r"^(\d{1,5}(?:[.,]\d{1,3})?)\s?(kg|g|l)$",
        r"(\d++)\s*+x\s*+(\d++)",
        r"^[A-Z]{2}\d{1,6}",
        r"(?i)(röd|blå)",
    ],
)
def test_ordinary_patterns_are_allowed(pattern):
    parse_mapping({"fields": {**FIELDS, "brand": {"from": "a", "pattern": pattern}}})


@pytest.mark.parametrize("name", ["../secret.csv", "/etc/passwd", "a/b.csv"])
def test_lookups_stay_in_their_folder(tmp_path, name):
    mapping = {"lookups": {"x": {"file": name, "key": "a", "value": "b"}}, "fields": FIELDS, "folder": "/etc"}
    assert parse_mapping(mapping).folder is None
    assert "wants to be the name of a file" in read("nr;namn;pris\n1;H;9\n", mapping=mapping).broken


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("m.toml", "[fields\n"),
        ("m.json", "{"),
        ("m.json", "[]"),
        ("m.toml", 'extends = "../x.toml"'),
        ("m.toml", "extends = 'm.toml'"),
    ],
)
def test_a_file_that_is_no_mapping_is_refused(tmp_path, name, content):
    (tmp_path / name).write_text(content)
    with pytest.raises(BadMapping):
        load_mapping(tmp_path / name)


def test_a_mapping_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadMapping, match="cannot be read"):
        load_mapping(tmp_path / "nowhere.toml")
