"""Countries, currencies, locales, VAT and the law's words: dated facts as data."""

from torg.markets.delivery import delivery_dates, is_working_day, local_day, working_day_after
from torg.markets.errors import BadPostalCode, NoLaw, NoVatRate, UnknownCountry, UnknownLocale, UnknownMarket
from torg.markets.law import law
from torg.markets.models import LANGUAGES, VAT_CLASSES, Language, LawWords, Locale, Market, VatClass, VatPeriod
from torg.markets.negotiate import locale_for
from torg.markets.postal_code import written_postal_code
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
    "LawWords",
    "Locale",
    "Market",
    "NoLaw",
    "NoVatRate",
    "UnknownCountry",
    "UnknownLocale",
    "UnknownMarket",
    "VatClass",
    "VatPeriod",
    "country",
    "country_name",
    "delivery_dates",
    "is_working_day",
    "law",
    "local_day",
    "locale",
    "locale_for",
    "locales_of",
    "market",
    "vat_periods",
    "vat_rate",
    "working_day_after",
    "written_postal_code",
]
