"""What is typed of a feed: how it is to be read, and when it is fetched."""

import tomllib
from typing import Any

import msgspec

from torg.core.desk import Desk, Form
from torg.markets import LANGUAGES, MARKETS, country_name
from torg.offers.feed_imports import FeedOptions

FORMAT_NAMES = {
    "google-xml": "Google Merchant, XML",
    "google-tsv": "Google Merchant, TSV",
    "shopify": "Shopify",
    "woocommerce": "WooCommerce",
    "torg": "Torg, JSON lines",
    "csv": "CSV",
    "tsv": "TSV",
    "xml": "XML",
    "json": "JSON",
    "jsonl": "JSON lines",
    "mapping": "As the mapping says",
}
LANGUAGE_NAMES = {"sv": "Svenska", "nb": "Norsk bokmål", "da": "Dansk", "fi": "Suomi", "en": "English"}
_LONGEST_MAPPING = 100_000


def read_options(form: Form) -> FeedOptions:
    """Read how a feed is to be read; what is wrong stands beside its field."""
    return FeedOptions(
        format=form.choice("format", FORMAT_NAMES, required=False) or None,
        market=form.choice("market", MARKETS, required=False) or None,
        language=form.choice("language", LANGUAGES, required=False) or None,
        complete=form.ticked("complete"),
        force=form.ticked("force"),
        mapping=_mapping(form),
    )


def read_times(form: Form) -> list[str]:
    """Read times of the day, separated by anything that separates."""
    typed = form.text("times", longest=1000)
    return typed.replace(",", " ").replace(";", " ").split()


def option_words(desk: Desk) -> dict[str, Any]:
    """Give what the fields offer."""
    return {
        "formats": {**FORMAT_NAMES, "mapping": desk.say("As the mapping says")},
        "markets": {code: country_name(each.country, desk.language) for code, each in MARKETS.items()},
        "languages": {code: LANGUAGE_NAMES.get(code, code) for code in LANGUAGES},
    }


def mapping_text(options: FeedOptions) -> str:
    """Write a mapping as it can be typed again."""
    return "" if options.mapping is None else msgspec.json.format(msgspec.json.encode(options.mapping)).decode()


def _mapping(form: Form) -> dict[str, Any] | None:
    text = form.text("mapping", longest=_LONGEST_MAPPING, required=False, lines=True)
    if not text:
        return None
    try:
        table = msgspec.json.decode(text) if text.startswith("{") else tomllib.loads(text)
    except (msgspec.DecodeError, tomllib.TOMLDecodeError) as fault:
        form.refuse("mapping", form.words.say("This is neither TOML nor JSON: %(fault)s", fault=fault))
        return None
    if not isinstance(table, dict):
        form.refuse("mapping", form.words.say("A mapping is a table."))
        return None
    return table
