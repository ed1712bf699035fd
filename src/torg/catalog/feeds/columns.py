"""What sellers call the fields of a feed: Google's names, and the common ones of the Nordic languages."""

import re
from functools import lru_cache

_NO_WORD = re.compile(r"[\s\-./:]+")
_NUMBERED = re.compile(r" \(\d+\)$")

_NAMES: dict[str, str] = {
    "id": "id sku item_id product_id productid offer_id artikelnummer artikelnr artnr article_number "
    "articlenumber "
    "varenummer varenr tuotenumero tuotekoodi tuotetunnus "
    "item_number itemnumber product_number productnumber code "
    "produktnummer produktnr item_sku seller_sku merchant_sku unique_id artikel_nr art_nr",
    "title": "title name namn navn nimi titel tittel otsikko produktnamn produktnavn tuotenimi product_name "
    "productname product_title item_name varenavn tuotteen_nimi benämning benamning",
    "description": "description beskrivning beskrivelse kuvaus body product_description long_description "
    "produktbeskrivning produktbeskrivelse tuotekuvaus body_html content desc summary",
    "link": "link url product_url producturl product_link länk lenke produktlänk deeplink deep_link linkki",
    "image_link": "image_link image image_url imageurl picture bild bildlänk bilde billede kuva img picture_url "
    "main_image produktbild image_src graphic_url graphicurl imagelink bildurl bild_url",
    "additional_image_link": "additional_image_link additional_images additional_image_links images extra_images "
    "more_images bilder billeder kuvat additional_image pictures gallery",
    "price": "price pris hinta regular_price price_inc_vat price_incl_vat pris_inkl_moms prisinklmoms ordinarie_pris "
    "ordinær_pris normalpris list_price retail_price product_price unit_price_inc_vat current_price",
    "sale_price": "sale_price saleprice reapris rea_pris kampanjpris tilbudspris salgspris tarjoushinta alennushinta "
    "discounted_price special_price discount_price offer_price kampanjepris",
    "sale_price_effective_date": "sale_price_effective_date",
    "currency": "currency valuta valuutta price_currency currency_code currencyid",
    "availability": "availability available instock in_stock lagerstatus tillgänglighet tilgjengelighet tilgængelighed "
    "saatavuus stock_status stockstatus i_lager på_lager lager_status",
    "quantity": "quantity stock lager lagersaldo antal lagerantal lagerbeholdning varasto varastosaldo qty inventory "
    "stock_quantity saldo sell_on_google_quantity quantity_to_sell_on_facebook antall beholdning inventory_quantity "
    "stock_level units_in_stock",
    "gtin": "gtin ean ean13 ean_code upc gtin13 gtin14 gtin_13 barcode streckkod strekkode stregkode viivakoodi isbn "
    "ean_kod eankod ean_nummer ean_upc gtin_ean",
    "mpn": "mpn manufacturer_part_number manufacturer_sku tillverkarens_artikelnummer produsentens_varenummer "
    "producentvarenummer manufacturer_article_number supplier_sku tillverkare_artnr",
    "brand": "brand varumärke varumarke merke mærke brändi tuotemerkki manufacturer tillverkare produsent producent "
    "valmistaja vendor brand_name märke leverantör",
    "google_product_category": "google_product_category google_category google_taxonomy googlecategory",
    "product_type": "product_type category kategori kategoria tuoteryhmä varugrupp varegruppe produkttyp "
    "product_category "
    "categories category_path kategorier merchant_category osasto category_name producttype",
    "item_group_id": "item_group_id group_id parent_id parent_sku item_group variant_group huvudartikel parent "
    "product_group_id master_id",
    "condition": "condition skick tilstand stand kunto",
    "color": "color colour färg farge farve väri",
    "size": "size storlek størrelse koko",
    "material": "material materiale materiaali",
    "pattern": "pattern mönster mønster kuvio",
    "gender": "gender kön kjønn køn sukupuoli",
    "age_group": "age_group",
    "shipping": "shipping delivery",
    "shipping_price": "shipping_price shipping_cost shippingcost fraktkostnad frakt fraktpris fragt leveringspris "
    "toimituskulut delivery_cost delivery_price shipping_fee",
    "unit_pricing_measure": "unit_pricing_measure",
    "shipping_weight": "shipping_weight weight vikt vekt vægt paino product_weight",
    "max_handling_time": "max_handling_time",
    "min_handling_time": "min_handling_time",
    "product_detail": "product_detail",
    "energy_efficiency_class": "energy_efficiency_class energiklass energiklasse energialuokka",
    "product_highlight": "product_highlight",
    "size_system": "size_system",
    "country_of_origin": "country_of_origin ursprungsland opprinnelsesland oprindelsesland alkuperämaa",
    "expiration_date": "expiration_date",
}
FIELD_OF: dict[str, str] = {name: field for field, names in _NAMES.items() for name in names.split()}
"""A column's plain name to Google's name of the field."""

LANGUAGE_ENDINGS = {"sv": "sv", "se": "sv", "nb": "nb", "no": "nb", "da": "da", "dk": "da", "fi": "fi", "en": "en"}
TEXT_FIELDS = ("title", "description")


@lru_cache(4_096)
def plain_name(column: str) -> str:
    """Give a column's name in small letters with `_` between words, without prefix or number."""
    name = _NUMBERED.sub("", column.strip().casefold().removeprefix("g:"))
    return _NO_WORD.sub("_", name.replace("[", " ").replace("]", " ").replace("(", " ").replace(")", " ").strip())


@lru_cache(4_096)
def field_of(column: str) -> str | None:
    """Give Google's name of the field that a column holds; none when the column means nothing to Torg."""
    return FIELD_OF.get(plain_name(column))


@lru_cache(4_096)
def text_field_of(column: str) -> tuple[str, str] | None:
    """Give field and language of a column such as `title_sv` or `Beskrivning (fi)`; none for any other."""
    name, _, ending = plain_name(column).rpartition("_")
    language, field = LANGUAGE_ENDINGS.get(ending), FIELD_OF.get(name)
    return (field, language) if language and field in TEXT_FIELDS else None
