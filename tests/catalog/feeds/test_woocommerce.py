# ruff: noqa: E501 - rows and patterns are as long as they are.
import pytest

from tests.catalog.feeds.reading import read
from torg.catalog.feeds.woo_columns import woo_field

HEADER = (
    "ID,Type,SKU,Name,Published,Short description,Description,Date sale price starts,Date sale price ends,In stock?,Stock,"
    "Sale price,Regular price,Categories,Images,Parent,Grouped products,External URL,Attribute 1 name,"
    'Attribute 1 value(s),Attribute 2 name,Attribute 2 value(s),"Weight (kg)"\n'
)
HOODIE = (
    '1,variable,hood,Luvtröja,1,Kort,Lång,,,1,,,,"Kläder, Kläder > Tröjor, Rea",https://n.example/h.jpg,,,,Färg,'
    '"Röd, Blå",Material,Bomull,\n'
)


def variation(number: int, sku: str, colour: str, parent: str, price: str = "499") -> str:
    return f"{number},variation,{sku},Luvtröja - {colour},1,,,,,1,5,,{price},,,{parent},,,Färg,{colour},,,0.5\n"


def test_joins_variations_with_their_parent_by_id_or_article_number():
    outcome = read(HEADER + HOODIE + variation(2, "hood-r", "Röd", "id:1") + variation(3, "hood-b", "Blå", "hood"))
    assert outcome.format == "woocommerce"
    assert [(item.sku, item.group, item.options) for item in outcome.items] == [
        ("hood-r", "hood", {"colour": "Röd"}),
        ("hood-b", "hood", {"colour": "Blå"}),
    ]
    item = outcome.items[0]
    assert (item.title, item.category, item.stock) == ({"sv": "Luvtröja"}, "Kläder > Tröjor", 5)
    assert (item.description, item.pictures) == ({"sv": "Lång"}, ["https://n.example/h.jpg"])
    assert item.attributes == {"material": "Bomull", "weight": "0.5 kg"}
    assert outcome.warned == []


def test_variations_may_come_before_their_parent_or_without_one():
    outcome = read(HEADER + variation(2, "hood-r", "Röd", "id:1") + variation(9, "lost", "Vit", "id:77") + HOODIE)
    assert [(item.sku, item.group, item.title["sv"]) for item in outcome.items] == [
        ("hood-r", "hood", "Luvtröja"),
        ("lost", "id:77", "Luvtröja - Vit"),
    ]
    assert [(warned.line, warned.reason) for warned in outcome.warned] == [(3, "is not in the feed")]


def test_reads_simple_external_and_grouped_products():
    outcome = read(
        HEADER
        + '4,"simple, virtual",alb,Album,1,,,,,1,,,15,Musik,,,,,,,,,\n'
        + "5,external,pen,Vimpel,1,,,,,1,,,11.05,Dekor,,,,https://shop.example/pen,,,,,\n"
        + '6,grouped,set,Samling,1,,,,,1,,,,Kläder,,,"alb, pen",,,,,,\n'
        + "7,variable,empty,Utan varianter,1,,,,,1,,,,Kläder,,,,,,,,,\n"
    )
    assert [(item.sku, item.prices[0].amount, item.link) for item in outcome.items] == [
        ("alb", 1_500, None),
        ("pen", 1_105, "https://shop.example/pen"),
    ]
    assert [(warned.line, warned.sku) for warned in outcome.warned] == [(4, "set"), (5, "empty")]


@pytest.mark.parametrize(
    ("start", "end", "amount", "regular"),
    [
        ("", "", 8_000, 10_000),
        ("2026-11-01", "2026-11-30", 8_000, 10_000),
        ("2026-12-01", "", 10_000, None),
        ("", "2026-11-21 23:59:59", 10_000, None),
    ],
)
def test_takes_the_sale_price_on_its_dates(start, end, amount, regular):
    item = read(HEADER + f"4,simple,a,Krok,1,,,{start},{end},1,,80,100,Hem,,,,,,,,,\n").item
    assert (item.prices[0].amount, item.prices[0].regular) == (amount, regular)


@pytest.mark.parametrize(
    ("in_stock", "units", "stock"), [("1", "", 10), ("1", "4", 4), ("0", "", 0), ("0", "4", 0), ("backorder", "", 0)]
)
def test_knows_what_is_in_stock(in_stock, units, stock):
    assert read(HEADER + f"4,simple,a,Krok,1,,,,,{in_stock},{units},,100,Hem,,,,,,,,,\n").item.stock == stock


def test_takes_away_drafts_and_private_products():
    outcome = read(HEADER + "4,simple,a,Krok,0,,,,,1,,,9,,,,,,,,,,\n5,simple,b,Krok,-1,,,,,1,,,9,,,,,,,,,,\n")
    assert [(item.sku, item.removed) for item in outcome.items] == [("a", True), ("b", True)]


@pytest.mark.parametrize(
    "header",
    [
        (
            "ID,Typ,Artikelnummer,Namn,Publicerad,Beskrivning,I lager?,Lager,Reapris,Ordinarie pris,Kategorier,Bilder,Överordnad,"
            "Attribut 1 namn,Attribut 1 värde(n)"
        ),
        (
            "ID,Type,Varenummer,Navn,Publisert,Beskrivelse,På lager?,Lager,Salgspris,Ordinær pris,Kategorier,Bilder,Forelder,"
            "Egenskap 1 navn,Egenskap 1 verdi(er)"
        ),
        (
            "ID,Type,Varenummer (SKU),Navn,Udgivet,Beskrivelse,På lager?,Lager,Tilbudspris,Normalpris,Kategorier,Billeder,Forælder,"
            "Egenskab 1 navn,Egenskab 1 værdi(er)"
        ),
        (
            "ID,Tyyppi,Tuotetunnus (SKU),Nimi,Julkaistu,Kuvaus,Varastossa?,Varasto,Alennushinta,Normaalihinta,Osastot,Kuvat,Isäntä,"
            "Ominaisuus 1 nimi,Ominaisuus 1 arvo(t)"
        ),
    ],
)
def test_knows_the_columns_in_the_nordic_languages(header):
    outcome = read(
        f'{header}\n1,variable,h,Hettejakke,1,Varm,1,,,,Klær > Jakker,https://n.example/1.jpg,,Farge,"Rød, Blå"\n'
        '2,variation,h-r,Hettejakke - Rød,1,,1,3,"79,50","99,90",,,id:1,Farge,Rød\n'
    )
    assert outcome.format == "woocommerce"
    item = outcome.item
    assert (item.sku, item.title, item.options) == ("h-r", {"sv": "Hettejakke"}, {"colour": "Rød"})
    assert (item.prices[0].amount, item.prices[0].regular, item.stock) == (7_950, 9_990, 3)
    assert (item.category, item.pictures) == ("Klær > Jakker", ["https://n.example/1.jpg"])


def test_leaves_other_columns_alone():
    assert [woo_field(name) for name in ("Meta: _x", "Attribute 1 visible", "Upsells", "Download 1 URL")] == [None] * 4
