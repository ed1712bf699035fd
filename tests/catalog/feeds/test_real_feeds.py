"""Every real feed and catalogue beside the repository, with what must come of it."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import Struct

from torg.catalog.feeds import FeedBroken, FeedDefaults, ReadItem, Refused, Warned, load_mapping, read_feed
from torg.catalog.models import FeedItem

MAPPINGS = Path(__file__).parent / "mappings"


class Real(Struct):
    """What came of one file."""

    items: dict[str, FeedItem]
    removed: int
    refused: list[Refused]
    warned: list[Warned]
    format: str | None

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Items to sell, items taken away, rows refused, warnings."""
        return len(self.items), self.removed, len(self.refused), len(self.warned)


def real(path: Path, mapping: str | None = None, **defaults) -> Real:
    reading = read_feed(path, None, FeedDefaults(**defaults), load_mapping(MAPPINGS / mapping) if mapping else None)
    events = list(reading)
    assert not [event for event in events if isinstance(event, FeedBroken)]
    items = [event.item for event in events if isinstance(event, ReadItem)]
    return Real(
        {item.sku: item for item in items if not item.removed},
        sum(item.removed for item in items),
        [event for event in events if isinstance(event, Refused)],
        [event for event in events if isinstance(event, Warned)],
        reading.format,
    )


def test_a_live_norwegian_feed(shared):
    feed = real(shared / "feeds/google_merchant/norsk-feed.xml")
    assert (feed.counts, feed.format) == ((16, 0, 0, 0), "google-xml")
    watch = feed.items["200003775-200001645"]
    assert watch.title["nb"].startswith("Smart Watch Sport innebygd GPS, Vanntett")
    assert (watch.prices[0].market, watch.prices[0].amount, watch.prices[0].delivery) == ("no", 145_654, 0)
    assert watch.category == "Övrigt > Norsk"
    assert "søvnovervåkning &amp; 5 sporter" in watch.description["nb"]
    assert feed.items["200003516"].title["nb"].startswith("Pakketilbud: Hodelykt")
    assert feed.items["200001867"].prices[0].delivery == 13_241


def test_published_google_examples(shared, tmp_path):
    criteo = real(shared / "feeds/google_merchant/criteo_feed_sample.xml", language="en")
    boots = criteo.items["myproductid"]
    assert (boots.prices[0].market, boots.prices[0].amount, boots.prices[0].regular) == ("fi", 129_999, None)
    assert (boots.category, boots.gtin) == ("Women’s > Shoes > Working Boots", None)
    assert sorted(warned.field for warned in criteo.warned) == ["delivery", "gtin"]
    page = (shared / "feeds/google_merchant/google-xml-example.md").read_text("utf-8")
    (tmp_path / "example.xml").write_text(page.split("```")[1].strip(), "utf-8")
    refused = real(tmp_path / "example.xml", market="se")
    assert Counter(each.field for each in refused.refused) == {"price": 2}
    watches = real(tmp_path / "example.xml", market="se", language="en", rates={"USD": Decimal("10.5")})
    watch = watches.items["celebird-eg-variants-apparel-upi-002"]
    assert (watch.prices[0].amount, watch.gtin, watch.mpn) == (110_555, "0698615086467", "DZ1572")
    assert watch.options == {"colour": "White/Yellow", "size": "44mm", "pattern": "Solid"}
    assert watch.category == "Apparel & Accessories > Jewelry > Watches"


@pytest.mark.parametrize(
    ("name", "counts"),
    [("apparel", (95, 0, 1, 0)), ("jewelry", (24, 0, 0, 0)), ("bicycles", (939, 141, 11, 3))],
)
def test_shopify_catalogues(shared, name, counts):
    feed = real(shared / f"feeds/shopify/{name}.csv", market="se", language="en")
    assert (feed.counts, feed.format) == (counts, "shopify")
    assert all(refused.line > 1 and refused.reason for refused in feed.refused)


def test_shopify_variants_prices_and_stock(shared):
    apparel = real(shared / "feeds/shopify/apparel.csv", market="se", language="en").items
    shirt = apparel["43MCHBL4"]
    assert (shirt.title, shirt.group, shirt.options) == ({"en": "Ayres Chambray"}, "ayers-chambray", {"size": "L"})
    assert (shirt.prices[0].amount, shirt.stock, len(shirt.pictures) > 0) == (9_800, 25, True)
    jewelry = real(shared / "feeds/shopify/jewelry.csv", market="se", language="en").items
    assert jewelry["14k-solid-bloom-earrings"].prices[0].regular == 52_900
    bicycles = real(shared / "feeds/shopify/bicycles.csv", market="se", language="en").items
    assert sum(item.gtin is not None for item in bicycles.values()) > 200


def test_woocommerce_sample(shared):
    feed = real(shared / "feeds/woocommerce/sample_products.csv", market="se", language="en")
    assert (feed.counts, feed.format) == ((22, 0, 0, 2), "woocommerce")
    hoodie = feed.items["woo-hoodie-blue-logo"]
    assert (hoodie.group, hoodie.options) == ("woo-hoodie", {"colour": "Blue", "logo": "Yes"})
    assert (hoodie.title, hoodie.category) == ({"en": "Hoodie"}, "Clothing > Hoodies")
    beanie = feed.items["woo-beanie"].prices[0]
    assert (beanie.amount, beanie.regular) == (1_800, 2_000)
    assert feed.items["wp-pennant"].link.startswith("https://mercantile.wordpress.org/")


@pytest.mark.parametrize(
    ("shop", "counts", "sku", "expected"),
    [
        ("coop", (2_900, 0, 18), "7300156576354", (2_995, None, "7300156576354", Decimal("0.4"))),
        ("hemkop", (3_026, 0, 25), "101240808_ST", (2_495, None, "7311042002116", Decimal("0.25"))),
        ("willys", (3_477, 0, 31), "101086165_ST", (1_490, None, "7311042002079", Decimal("0.25"))),
    ],
)
def test_three_swedish_grocers_out_of_one_file(shared, shop, counts, sku, expected):
    feed = real(shared / "catalogues/matpriser_sv/product_with_ean_derived.csv", f"matpriser_{shop}.toml")
    assert feed.counts[:3] == counts
    assert {refused.field for refused in feed.refused} == {"sku"}
    item = feed.items[sku]
    assert (item.prices[0].amount, item.prices[0].regular, item.gtin, item.net_quantity) == expected
    assert item.category.startswith("Grönsaker > ")
    assert not [
        each for each in feed.items.values() if each.gtin and each.gtin.startswith("2") and len(each.gtin) == 13
    ]


def test_the_grocers_meet_on_their_gtins_and_reduce_only_for_everybody(shared):
    shops = [
        real(shared / "catalogues/matpriser_sv/product_with_ean_derived.csv", f"matpriser_{shop}.toml")
        for shop in ("coop", "hemkop", "willys")
    ]
    gtins = [{item.gtin for item in shop.items.values() if item.gtin} for shop in shops]
    assert len(gtins[0] & gtins[1] & gtins[2]) == 604
    eggs = next(item for item in shops[1].items.values() if item.title["sv"] == "Ägg 12p Frigående M/l Eko")
    assert (eggs.prices[0].amount, eggs.prices[0].regular) == (3_495, 3_995)
    for_members = next(item for item in shops[2].items.values() if item.title["sv"] == "Ägg 10p Inne L")
    assert (for_members.prices[0].amount, for_members.prices[0].regular) == (2_490, None)


def test_swedish_fashion_in_sizes(shared):
    feed = real(shared / "catalogues/miinto_sv/products.json", "miinto.toml")
    assert feed.counts == (1_192, 0, 0, 0)
    skirt = feed.items["04fw3jMy6d4zaYCrSVV8-m"]
    assert (skirt.title, skirt.options, skirt.group) == (
        {"sv": "Midi Bari Bomullskjol"},
        {"size": "M"},
        "04fw3jMy6d4zaYCrSVV8",
    )
    assert (skirt.prices[0].amount, skirt.category, skirt.attributes) == (672_600, "Dam > Kjolar", {"gender": "female"})
    assert 96_781 in {item.prices[0].amount for item in feed.items.values()}


def test_swedish_drinks_out_of_an_object_of_objects(shared):
    feed = real(shared / "catalogues/systembolaget_2022_sv/products-0102.json", "systembolaget.toml")
    assert feed.counts == (1_883, 0, 0, 0)
    wine = feed.items["759101"]
    assert wine.title == {"sv": "Mulderbosch Sparkling Chenin Blanc"}
    assert (wine.prices[0].amount, wine.net_quantity, wine.net_unit) == (9_900, Decimal("0.75"), "l")
    assert wine.category == "Vin > Mousserande > Torrt vitt vin"
    assert wine.attributes["goes_with"] == "Aperitif, Fisk, Fläsk, Grönsaker"
    assert wine.pictures == ["https://product-cdn.systembolaget.se/productimages/24578369/24578369_400.png"]


def test_mangled_danish_groceries(shared):
    feed = real(shared / "catalogues/rema1000_da/rema1000_flat.csv", "rema1000.toml")
    assert feed.counts == (2_617, 0, 24, 0)
    assert Counter((each.field, each.reason) for each in feed.refused) == {
        ("title", "is missing"): 22,
        ("price", "is missing"): 2,
    }
    buns = feed.items["60009"]
    assert (buns.title, buns.prices[0].market, buns.prices[0].amount) == (
        {"da": "Yoghurtboller schulstad"},
        "dk",
        1_200,
    )
    assert (buns.category, buns.net_quantity) == ("Brød & Bavinchi > boller", Decimal("0.5"))


def test_finnish_groceries_in_three_languages(shared):
    feed = real(shared / "catalogues/kruoka_fi_sv_en/fetch-offers.json", "kruoka.toml")
    assert feed.counts == (2, 0, 0, 0)
    pickles = feed.items["6430025259949"]
    assert pickles.title == {
        "fi": "Myrttisen Minikurkut 240 g",
        "sv": "Myrttisen Minigurkor 240 g",
        "en": "Myrttisen Mini cucumbers 240 g",
    }
    assert (pickles.prices[0].market, pickles.prices[0].amount) == ("fi", 499)
    assert (pickles.gtin, pickles.net_quantity, pickles.net_unit) == ("6430025259949", Decimal("0.24"), "kg")
    assert pickles.attributes["country_of_origin"] == {"fi": "Suomi", "sv": "Finland", "en": "Finland"}
