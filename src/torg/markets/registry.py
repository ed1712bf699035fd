"""The markets and locales that Torg has, read from `data/markets.toml`."""

import tomllib
from importlib.resources import files
from typing import Any

import msgspec
from babel.core import Locale as BabelLocale

from torg.markets.errors import UnknownCountry, UnknownLocale, UnknownMarket
from torg.markets.models import Locale, Market


def facts(name: str) -> dict[str, Any]:
    """Read one of the data files of this package: `facts("vat")`."""
    return tomllib.loads((files("torg.markets") / "data" / f"{name}.toml").read_text("utf-8"))


def _countries() -> dict[str, Market]:
    tables = facts("markets")
    markets = [msgspec.convert({"code": code, **table}, Market) for code, table in tables.items()]
    return {market.country: market for market in markets}


def _locales(markets: dict[str, Market]) -> dict[str, Locale]:
    locales = [
        Locale(f"{language}-{market.code}", language, market, f"{language}-{market.country}")
        for market in markets.values()
        for language in market.languages
    ]
    return {each.code: each for each in locales}


COUNTRIES: dict[str, Market] = _countries()
"""Every country whose facts are known, by ISO code (`SE`), whether its market is open or not."""

MARKETS: dict[str, Market] = {market.code: market for market in COUNTRIES.values() if market.open}
"""The open markets by code, in the order of the data file."""

LOCALES: dict[str, Locale] = _locales(MARKETS)
"""Every language of every open market by code, each market's default language first."""


def market(code: str) -> Market:
    """Give the open market of that code (`se`); raises `UnknownMarket`."""
    found = MARKETS.get(code)
    if found is None:
        raise UnknownMarket(f"Torg does not sell in a market {code[:20]!r}; it sells in {', '.join(MARKETS)}.")
    return found


def locale(code: str) -> Locale:
    """Give the locale of that code (`sv-se`); raises `UnknownLocale`."""
    found = LOCALES.get(code)
    if found is None:
        raise UnknownLocale(f"Torg has no locale {code[:20]!r}; it has {', '.join(LOCALES)}.")
    return found


def country(code: str) -> Market:
    """Give the facts of a country (`SE`, in either case), open or not; raises `UnknownCountry`."""
    found = COUNTRIES.get(code.upper())
    if found is None:
        raise UnknownCountry(f"Torg knows no facts of a country {code[:20]!r}; it knows {', '.join(COUNTRIES)}.")
    return found


def locales_of(market_code: str) -> list[Locale]:
    """Give the locales of one market, the default one first; raises `UnknownMarket`."""
    return [each for each in LOCALES.values() if each.market is market(market_code)]


def country_name(code: str, language: str) -> str:
    """Give what any country of the world is called in `language`; its code when nobody has a name for it."""
    known = COUNTRIES.get(code.upper())
    if known is not None and language in known.names:
        return known.names[language]
    return str(BabelLocale.parse(language).territories.get(code.upper(), code))
