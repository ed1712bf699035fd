"""What WooCommerce calls the columns of its product CSV, in English and the Nordic languages."""

import re
from functools import lru_cache

from torg.catalog.feeds.columns import plain_name

_NAMES: dict[str, str] = {
    "id": "id",
    "type": "type typ tyyppi",
    "sku": "sku artikelnummer artikelnr varenummer produktnummer tuotetunnus tuotetunnus_sku varenummer_sku varenr "
    "artikelnummer_sku",
    "gtin": "gtin_upc_ean_or_isbn gtin_upc_ean_eller_isbn gtin_upc_ean_tai_isbn gtin ean global_unique_id",
    "name": "name namn navn nimi",
    "published": "published publicerad publisert udgivet offentliggjort julkaistu publiceret",
    "visibility": "visibility_in_catalog synlighet_i_katalog synlighet_i_katalogen synlighed_i_katalog "
    "synlighed_i_kataloget näkyvyys_luettelossa näkyvyys_katalogissa katalogin_näkyvyys",
    "short_description": "short_description kort_beskrivning kort_beskrivelse lyhyt_kuvaus",
    "description": "description beskrivning beskrivelse kuvaus",
    "sale_starts": "date_sale_price_starts startdatum_för_reapris datum_då_reapriset_börjar reapris_startdatum "
    "datum_då_reapris_börjar "
    "datum_när_reapriset_börjar dato_salgspris_starter dato_tilbudspris_starter startdato_for_tilbudspris "
    "startdato_for_salgspris tilbudspris_startdato dato_hvor_tilbudspris_starter alennushinnan_alkamispäivä "
    "alennushinta_alkaa tarjoushinnan_alkamispäivä",
    "sale_ends": "date_sale_price_ends slutdatum_för_reapris datum_då_reapriset_slutar reapris_slutdatum "
    "datum_då_reapris_slutar datum_när_reapriset_upphör "
    "datum_när_reapriset_slutar dato_salgspris_slutter dato_tilbudspris_slutter sluttdato_for_tilbudspris "
    "slutdato_for_tilbudspris sluttdato_for_salgspris tilbudspris_slutdato dato_hvor_tilbudspris_slutter "
    "alennushinnan_päättymispäivä alennushinta_päättyy tarjoushinnan_päättymispäivä",
    "in_stock": "in_stock? i_lager? på_lager? finns_i_lager? varastossa? in_stock",
    "stock": "stock lager lagersaldo lagerbeholdning lagerantal varasto varastosaldo",
    "sale_price": "sale_price reapris rea_pris salgspris tilbudspris udsalgspris alennushinta alehinta tarjoushinta "
    "kampanjpris",
    "regular_price": "regular_price ordinarie_pris ordinær_pris vanlig_pris normalpris normal_pris normaalihinta "
    "normaali_hinta ordinær_pris_kr",
    "categories": "categories kategorier kategoriat osastot tuotekategoriat tuoteosastot",
    "images": "images bilder billeder kuvat",
    "parent": "parent överordnad huvudprodukt förälder forelder overordnet forælder isäntä yläsivu vanhempi "
    "ylätuote päätuote",
    "external_url": "external_url extern_url ekstern_url ulkoinen_url ulkoinen_osoite extern_webbadress "
    "ekstern_nettadresse",
    "brands": "brands brand varumärken varumärke merker merke merkevarer mærker brands_varumärken tuotemerkit brändit",
    "backorders": "backorders_allowed? restnotering_tillåten? tillåt_restnoteringar? "
    "restordrar_tillåtna? restordre_tillatt? "
    "restordrer_tillatt? restordrer_tilladt? jälkitoimitus_sallittu? jälkitoimitukset_sallittu?",
}  # fmt: skip
_COLUMNS = {name: field for field, names in _NAMES.items() for name in names.split()}
_ATTRIBUTE = re.compile(r"(?:attributes?|attribut|attributt|egenskap|egenskab|ominaisuus|attribuutti)_(\d{1,2})_(.+)")
_ATTRIBUTE_PARTS = {
    "name": "name", "namn": "name", "navn": "name", "nimi": "name",
    "value_s": "values", "values": "values", "värde_n": "values", "värden": "values", "verdi_er": "values",
    "verdier": "values", "værdi_er": "values", "værdier": "values", "arvo_t": "values", "arvot": "values",
    "value": "values", "värde": "values", "verdi": "values", "værdi": "values", "arvo": "values",
}  # fmt: skip
_WEIGHT = re.compile(r"(?:weight|vikt|vekt|vægt|paino)_(kg|g|lbs|oz)")


@lru_cache(4_096)
def woo_field(column: str) -> str | None:
    """Give what a column of WooCommerce's CSV holds: a field, `attribute:1:name`, `weight:kg`; none for the rest."""
    plain = plain_name(column).strip("_")
    if plain in _COLUMNS:
        return _COLUMNS[plain]
    if found := _ATTRIBUTE.fullmatch(plain):
        part = _ATTRIBUTE_PARTS.get(found[2].strip("_"))
        return f"attribute:{found[1]}:{part}" if part else None
    found = _WEIGHT.fullmatch(plain)
    return f"weight:{found[1]}" if found else None
