"""Countries, currencies, locales, VAT and the law's words: dated facts as data."""

from torg.markets.errors import BadPostalCode, NoVatRate, UnknownCountry, UnknownLocale, UnknownMarket
from torg.markets.models import LANGUAGES, VAT_CLASSES, Language, Locale, Market, VatClass, VatPeriod
from torg.markets.negotiate import locale_for
from torg.markets.registry import COUNTRIES, LOCALES, MARKETS, country, country_name, locale, locales_of, market
from torg.markets.vat import vat_periods, vat_rate

__all__ = [
    "COUNTRIES",
    "LANGUAGES",
    "LOCALES",
    "MARKETS",
    "VAT_CLASSES",
    "BadPostalCode",
    "Language",
    "Locale",
    "Market",
    "NoVatRate",
    "UnknownCountry",
    "UnknownLocale",
    "UnknownMarket",
    "VatClass",
    "VatPeriod",
    "country",
    "country_name",
    "locale",
    "locale_for",
    "locales_of",
    "market",
    "vat_periods",
    "vat_rate",
]
