from decimal import Decimal

import pytest

from tests.catalog.feeds.reading import google_xml, item_xml, read

FULL = """<item>
<g:id>N-1</g:id><title>RSS:s titel</title><g:title>Slagborr &amp; borr</g:title>
<description>kort</description><g:description>&lt;p&gt;Stark&lt;/p&gt;</g:description>
<link>https://nils.example/1</link><g:image_link>https://nils.example/1.jpg</g:image_link>
<g:additional_image_link>https://nils.example/2.jpg</g:additional_image_link>
<g:additional_image_link>https://nils.example/3.jpg</g:additional_image_link>
<g:price>1 299,00 SEK</g:price><g:sale_price>999,00 SEK</g:sale_price>
<g:sale_price_effective_date>2026-11-01T00:00+0100/2026-11-30T23:59+0100</g:sale_price_effective_date>
<g:availability>in_stock</g:availability><g:quantity>7</g:quantity><g:condition>refurbished</g:condition>
<g:brand>Borrverket</g:brand><g:gtin>07310865087713</g:gtin><g:mpn>SB-18</g:mpn>
<g:google_product_category>2271</g:google_product_category><g:product_type>Verktyg &gt; Borrar &gt; </g:product_type>
<g:item_group_id>SB</g:item_group_id><g:color>Röd</g:color><g:size>M</g:size><g:gender>unisex</g:gender>
<g:unit_pricing_measure>750ml</g:unit_pricing_measure><g:max_handling_time>3</g:max_handling_time>
<g:shipping><g:country>NO</g:country><g:price>99 NOK</g:price></g:shipping>
<g:shipping><g:country>SE</g:country><g:service>Ombud</g:service><g:price>49,00 SEK</g:price></g:shipping>
<g:shipping_weight>1.2 kg</g:shipping_weight><g:energy_efficiency_class>A</g:energy_efficiency_class>
<g:product_detail><g:section_name>Motor</g:section_name><g:attribute_name>Spänning</g:attribute_name>
<g:attribute_value>18 V</g:attribute_value></g:product_detail>
</item>"""


def test_reads_every_attribute_of_an_item():
    item = read(google_xml(FULL)).item
    assert (item.sku, item.title, item.description) == ("N-1", {"sv": "Slagborr & borr"}, {"sv": "<p>Stark</p>"})
    price = item.prices[0]
    assert (price.market, price.amount, price.regular, price.delivery) == ("se", 99_900, 129_900, 4_900)
    assert (item.gtin, item.mpn, item.brand, item.group) == ("7310865087713", "SB-18", "Borrverket", "SB")
    assert (item.google_category, item.category) == (2271, "Verktyg > Borrar")
    assert item.options == {"colour": "Röd", "size": "M"}
    assert item.attributes == {
        "gender": "unisex",
        "weight": "1.2 kg",
        "energy_class": "A",
        "voltage": "18 V",
    }
    assert item.pictures == [f"https://nils.example/{number}.jpg" for number in (1, 2, 3)]
    assert (item.link, item.condition, item.stock) == ("https://nils.example/1", "refurbished", 7)
    assert (item.handling_days, item.net_quantity, item.net_unit) == (3, Decimal("0.75"), "l")


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
<title>Nils</title><link rel="self" href="https://nils.example"/>
<entry><g:id>1</g:id><title>Borr</title><link rel="edit" href="https://x.example"/><link href="https://nils.example/1"/>
<summary>Stark</summary><g:price>99 SEK</g:price><g:image_link>//nils.example/1.jpg</g:image_link></entry></feed>"""


def test_reads_atom():
    item = read(ATOM).item
    assert (item.title, item.link, item.description) == ({"sv": "Borr"}, "https://nils.example/1", {"sv": "Stark"})
    assert item.pictures == ["https://nils.example/1.jpg"]


@pytest.mark.parametrize(
    "head",
    [
        "<rss><channel>",
        '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0/"><channel>',
        '<rss xmlns:g="https://base.google.com/ns/1.0"><channel>',
        '<rss xmlns:g="http://wrong.example"><channel>',
    ],
)
def test_reads_feeds_that_get_the_namespace_wrong(head):
    assert read(google_xml(item_xml("1"), head=head)).item.sku == "1"


def test_reads_feeds_without_prefix_or_with_another():
    bare = google_xml(item_xml("1").replace("g:", ""), head="<rss><channel>")
    other = google_xml(
        item_xml("1").replace("g:", "goog:").replace("<item>", "<item><x:id>9</x:id><title>RSS</title>"),
        head='<rss xmlns:goog="http://base.google.com/ns/1.0" xmlns:x="http://x.example"><channel>',
    )
    for feed in (bare, other):
        item = read(feed).item
        assert (item.sku, item.title) == ("1", {"sv": "Borr"})


def test_reads_any_other_xml_with_plain_names():
    feed = """<produkter>
    <produkt artnr="7"><namn>Hylla</namn><pris valuta="SEK">1.299,-</pris><bild>https://n.example/7.jpg</bild>
    <ean>7310865087713</ean><lagersaldo>4</lagersaldo></produkt></produkter>"""
    outcome = read(feed)
    assert outcome.format == "xml"
    assert (outcome.item.sku, outcome.item.title, outcome.item.stock) == ("7", {"sv": "Hylla"}, 4)
    assert (outcome.item.prices[0].amount, outcome.item.gtin) == (129_900, "7310865087713")


@pytest.mark.parametrize(
    "header",
    [
        "id\ttitle\tprice\tavailability\timage link\titem group id",
        "ID\tTitle\tPrice\tAvailability\tImage Link\tItem Group ID",
        "g:id\tg:title\tg:price\tg:availability\tg:image_link\tg:item_group_id",
        "Artikelnummer\tNamn\tPris\tLagerstatus\tBildlänk\tVariant group",
    ],
)
def test_reads_tsv_however_the_columns_are_spelt(header):
    outcome = read(f"{header}\n1\tBorr\t99 SEK\tin stock\thttps://n.example/1.jpg\tB\n")
    assert outcome.format == "google-tsv"
    assert (outcome.item.sku, outcome.item.pictures, outcome.item.group) == ("1", ["https://n.example/1.jpg"], "B")


def test_reads_lists_and_shipping_in_tsv():
    outcome = read(
        "id\ttitle\tprice\tadditional_image_link\tshipping\tproduct_detail\n"
        "1\tBorr\t99 SEK\thttps://n.example/1,2.jpg,https://n.example/3.jpg\tNO:::9 NOK,SE::Ombud:49.50 SEK\t"
        "Motor:Spänning:18 V,:Effekt:900 W\n"
    )
    assert outcome.item.pictures == ["https://n.example/1,2.jpg", "https://n.example/3.jpg"]
    assert outcome.item.prices[0].delivery == 4_950
    assert outcome.item.attributes == {"voltage": "18 V", "power": "900 W"}


def test_reads_texts_in_several_languages():
    outcome = read("id;title_sv;title_nb;Title (fi);description_sv;price\n1;Hylla;Hylle;Hylly;Rak;99\n")
    assert outcome.item.title == {"sv": "Hylla", "nb": "Hylle", "fi": "Hylly"}


@pytest.mark.parametrize(
    ("words", "quantity", "stock"),
    [
        ("in stock", "", 10), ("in_stock", "3", 3), ("I lager", "", 10), ("https://schema.org/InStock", "", 10),
        ("out of stock", "", 0), ("out_of_stock", "3", 0), ("preorder", "", 0), ("backorder", "", 0), ("slut", "", 0),
        ("Ikke på lager", "", 0), ("varastossa", "2", 2), ("", "5", 5), ("", "0", 0), ("", "-2", 0), ("", "", 10),
        ("kanske", "", 0), ("", "många", 0), ("", "99999999999", 10_000_000),
    ],
)  # fmt: skip
def test_knows_what_can_be_sold_now(words, quantity, stock):
    assert read(f"id;title;price;availability;quantity\n1;Borr;99;{words};{quantity}\n").item.stock == stock


@pytest.mark.parametrize(
    ("price", "sale", "period", "amount", "regular"),
    [
        ("1299.99", "1199.99", "", 119_999, 129_999),
        ("1299.99", "1199.99", "2016-03-01T13:00-0800/2016-03-11T15:30-0800", 129_999, None),
        ("1299.99", "1199.99", "2027-01-01/2027-02-01", 129_999, None),
        ("1299.99", "1199.99", "snart", 129_999, None),
        ("99", "99", "", 9_900, None),
        ("99", "199", "", 9_900, None),
        ("99", "0", "", 9_900, None),
        ("99", "gratis", "", 9_900, None),
        ("", "79", "", 7_900, None),
    ],
)
def test_takes_the_sale_price_while_the_sale_is_on(price, sale, period, amount, regular):
    item = read(f"id\ttitle\tprice\tsale price\tsale price effective date\n1\tB\t{price}\t{sale}\t{period}\n").item
    assert (item.prices[0].amount, item.prices[0].regular) == (amount, regular)


@pytest.mark.parametrize(
    ("currency", "market", "language"),
    [("SEK", "se", "sv"), ("NOK", "no", "nb"), ("DKK", "dk", "da"), ("EUR", "fi", "fi")],
)
def test_without_a_market_the_currency_chooses_it(currency, market, language):
    item = read(f"id;title;price\n1;Borr;99 {currency}\n", market=None).item
    assert (item.prices[0].market, list(item.title)) == (market, [language])


def test_another_currency_wants_a_rate():
    feed = "id;title;price\n1;Borr;10.00 USD\n2;Borr;99 SEK\n"
    without = read(feed)
    assert without.skus == ["2"]
    assert without.reasons == [(2, "price", "is in USD, the market se trades in SEK, and no rate was given")]
    assert read(feed, rates={"USD": Decimal("10.5")}).items[0].prices[0].amount == 10_500
    nowhere = read(feed, market=None)
    assert nowhere.reasons[0][2] == "is in USD, which no market trades in (FI, DKK, NOK, SEK)".replace("FI", "EUR")
    assert read("id;title;price\n1;Borr;10\n", market=None).reasons[0][2].startswith("names no currency")


@pytest.mark.parametrize(
    ("price", "reason"),
    [
        ("-5", "is negative"), ("0", "is zero"), ("0.004", "is zero"), ("99999999999", "is absurdly high"),
        ("10000001", "is absurdly high"), ("ring oss", "is no price"), ("", "is missing"), ("1e9", "is no price"),
    ],
)  # fmt: skip
def test_refuses_what_is_no_price_and_says_why(price, reason):
    outcome = read(f"id;title;price\n1;Borr;{price}\n2;Borr;99\n")
    assert outcome.skus == ["2"]
    assert (outcome.refused[0].field, outcome.refused[0].value, outcome.refused[0].reason) == ("price", price, reason)


def test_learns_the_decimal_sign_from_plain_prices():
    feed = "id;title;price\n1;A;12.50\n2;B;12.500\n"
    assert [item.prices[0].amount for item in read(feed).items] == [1_250, 1_250]
    feed = "id;title;price\n1;A;12,50\n2;B;12.500\n"
    assert [item.prices[0].amount for item in read(feed).items] == [1_250, 1_250_000]


@pytest.mark.parametrize(
    ("gtin", "read_as", "warned"),
    [
        ("7310865087713", "7310865087713", None),
        ("'7310865087713", "7310865087713", None),
        ("07310865087713", "7310865087713", None),
        ("698615070527", "0698615070527", None),
        ("73513537", "73513537", None),
        ("7310865087714", None, "last digit"),
        ("7,31087E+12", None, "spreadsheet"),
        ("2317406100004", None, "within one shop"),
        ("12345", None, "no GTIN"),
        ("N/A", None, None),
        ("", None, None),
        ("0", None, None),
    ],
)
def test_keeps_only_gtins_that_mean_the_same_to_everybody(gtin, read_as, warned):
    outcome = read(f"id;title;price;gtin\n1;Borr;99;{gtin}\n")
    assert outcome.item.gtin == read_as
    assert [warned in each.reason for each in outcome.warned] == ([True] if warned else [])


@pytest.mark.parametrize(
    ("google", "own", "number", "path"),
    [
        ("2271", "Verktyg", 2271, "Verktyg"),
        ("2271 - Apparel & Accessories > Dresses", "", 2271, None),
        ("Heminredning > Belysning >Lampor", "Lampor", None, "Heminredning > Belysning > Lampor"),
        ("", "A &gt; B", None, "A > B"),
        ("Food, Beverages &amp; Tobacco", "", None, "Food, Beverages & Tobacco"),
        ("", "", None, None),
    ],
)
def test_leaves_category_numbers_and_paths_for_the_catalogue(google, own, number, path):
    feed = google_xml(
        item_xml("1", f"<g:google_product_category>{google.replace(' >', ' &gt;')}</g:google_product_category>"
                      f"<g:product_type>{own}</g:product_type>")
    )  # fmt: skip
    item = read(feed).item
    assert (item.google_category, item.category) == (number, path)


def test_drops_addresses_that_lead_nowhere_safe():
    outcome = read(
        "id;title;price;link;image_link\n1;B;9;javascript:alert(1);ftp://n.example/x.jpg\n"
        "2;B;9;https://n.example/å b|c;data:image/png,x\n"
    )
    assert [(item.link, item.pictures) for item in outcome.items] == [
        (None, []),
        ("https://n.example/å%20b%7Cc", []),
    ]
    assert sorted(warned.field for warned in outcome.warned) == ["link", "pictures", "pictures"]


def test_says_which_columns_are_missing():
    outcome = read("Namn;Färg\nBorr;Röd\n")
    assert outcome.broken == "no column for id, price among Namn, Färg: give a mapping file"
