# ruff: noqa: E501 - rows and patterns are as long as they are.
from tests.catalog.feeds.reading import read

OLD = (
    "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,"
    "Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,"
    "Variant Compare At Price,Variant Barcode,Image Src,Image Position,Variant Image,"
    "Google Shopping / Google Product Category,Status\n"
)
NEW = (
    "Title,URL handle,Description,Vendor,Product category,Type,Published on online store,Status,SKU,Barcode,Option1 name,"
    "Option1 value,Price,Compare-at price,Inventory tracker,Inventory quantity,Continue selling when out of stock,"
    "Weight value (grams),Product image URL,Image position,Variant image URL,"
    "Material (product.metafields.custom.material)\n"
)


def test_gathers_variants_and_pictures_over_several_rows():
    outcome = read(
        OLD
        + "jacka,Jacka,<p>Varm</p>,Nils,Kläder,,true,Färg,Röd,Storlek,S,J-1,500,shopify,3,deny,999.00,1299.00,'7310865087713,"
        "https://n.example/2.jpg,2,https://n.example/red.jpg,212,active\n"
        "jacka,,,,,,,,Röd,,M,J-2,500,shopify,0,deny,999.00,,,,,,,\n"
        "jacka,,,,,,,,Blå,,M,,500,shopify,-4,continue,1099.00,1099.00,,,,,,\n"
        "jacka,,,,,,,,,,,,,,,,,,,https://n.example/1.jpg,1,,,\n"
        "krok,Krok,,Nils,Hem,,true,Title,Default Title,,,,0,,0,deny,49.00,0.00,,,,,,active\n"
    )
    first, second, third, hook = outcome.items
    assert outcome.format == "shopify"
    assert outcome.lines == [2, 3, 4, 6]
    assert [item.group for item in outcome.items] == ["jacka", "jacka", "jacka", None]
    assert [item.sku for item in outcome.items] == ["J-1", "J-2", "jacka-bla-m", "krok"]
    assert first.options == {"colour": "Röd", "size": "S"}
    assert third.options == {"colour": "Blå", "size": "M"}
    assert hook.options == {}
    assert [(item.prices[0].amount, item.prices[0].regular) for item in outcome.items] == [
        (99_900, 129_900),
        (99_900, None),
        (109_900, None),
        (4_900, None),
    ]
    assert [item.stock for item in outcome.items] == [3, 0, 10, 10]
    assert (first.gtin, first.google_category, first.attributes) == ("7310865087713", 212, {"weight": "500 g"})
    assert first.pictures == [f"https://n.example/{name}.jpg" for name in ("red", "1", "2")]
    assert second.pictures == ["https://n.example/1.jpg", "https://n.example/2.jpg"]
    assert second.title == {"sv": "Jacka"}
    assert second.description == {"sv": "<p>Varm</p>"}


def test_reads_the_newer_column_names():
    outcome = read(
        NEW
        + "Jacka,jacka,Varm,Nils,Apparel & Accessories > Clothing,Jackor,TRUE,active,J-1,,Size,S,999.00,1299.00,shopify,3,"
        "FALSE,500,https://n.example/1.jpg,1,,Ull\n"
        ",jacka,,,,,,,J-2,,,M,1099.00,,shopify,0,TRUE,500,,,,\n"
    )
    assert outcome.format == "shopify"
    assert [(item.sku, item.options, item.prices[0].amount, item.stock) for item in outcome.items] == [
        ("J-1", {"size": "S"}, 99_900, 3),
        ("J-2", {"size": "M"}, 109_900, 10),
    ]
    assert outcome.items[1].category == "Apparel & Accessories > Clothing"
    assert outcome.items[0].attributes == {"material": "Ull", "weight": "500 g"}


def test_takes_away_what_is_not_published_unless_another_row_sells_it():
    row = "{handle},Krok,,Nils,Hem,,{published},Title,Default Title,,,{sku},0,,1,deny,49.00,,,,,,,{status}\n"
    outcome = read(
        OLD
        + row.format(handle="a", published="false", sku="A", status="active")
        + row.format(handle="b", published="true", sku="B", status="draft")
        + row.format(handle="c", published="false", sku="C", status="active")
        + row.format(handle="d", published="true", sku="C", status="active")
    )
    assert [(item.sku, item.removed) for item in outcome.items] == [("C", False), ("A", True), ("B", True)]


def test_a_product_that_comes_again_later_keeps_its_title():
    outcome = read(
        OLD + "a,Krok,,Nils,Hem,,true,Färg,Röd,,,A-1,0,,1,deny,49.00,,,,,,,\n"
        "b,Hylla,,Nils,Hem,,true,Title,Default Title,,,B-1,0,,1,deny,99.00,,,,,,,\n"
        "a,,,,,,,,Blå,,,A-2,0,,1,deny,49.00,,,,,,,\n"
        "a,,,,,,,,,,,,,,,,,,,https://n.example/late.jpg,2,,,\n"
        "b,,,,,,,,,,,,,,,,,,,https://n.example/late.jpg,2,,,\n"
    )
    assert [item.title["sv"] for item in outcome.items] == ["Krok", "Hylla", "Krok"]
    assert outcome.items[2].options == {"colour": "Blå"}
    assert [warned.value for warned in outcome.warned] == ["b"]


def test_a_bad_variant_is_refused_alone():
    outcome = read(
        OLD + "a,Krok,,Nils,Hem,,true,Färg,Röd,,,A-1,0,,1,deny,49.00,,,,,,,\n"
        "a,,,,,,,,Blå,,,A-2,0,,1,deny,gratis,,,,,,,\n"
        ",,,,,,,,,,,A-3,0,,1,deny,5.00,,,,,,,\n"
        "a,,,,,,,,Grön,,,A-1,0,,1,deny,49.00,,,,,,,\n"
        "a,,,,,,,,Vit,,,A-4,0,,1,deny,49.00,,,,,,,\n"
    )
    assert outcome.skus == ["A-1", "A-4"]
    assert sorted(outcome.reasons) == [
        (3, "price", "is no price"),
        (4, "Handle", "is missing"),
        (5, "sku", "is there already, in line 2"),
    ]
