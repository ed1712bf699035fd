"""Markets as JSON: where this Torg sells, in which languages and money, under which VAT; no database."""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Annotated, Any

from babel.core import Locale as BabelLocale
from litestar import Request, Response, get
from litestar.params import PathParameter
from msgspec import Struct

from torg.core.answers import answer
from torg.core.money import decimals
from torg.core.problems import may_answer
from torg.markets.delivery import local_day
from torg.markets.law import law
from torg.markets.models import VAT_CLASSES, VatClass
from torg.markets.registry import MARKETS, locales_of, market
from torg.markets.vat import vat_rate

CACHE = "public, max-age=300, stale-while-revalidate=600, stale-if-error=86400"

MarketCode = Annotated[
    str, PathParameter(description="The market's country in small letters.", schema_extra={"enum": list(MARKETS)})
]


class MarketLocale(Struct, frozen=True):
    """One language of a market: `code` is the first part of its pages' paths and the `locale` of this API."""

    code: str
    language: str
    language_name: str
    """The language's name in itself: `svenska`."""
    hreflang: str
    path: str


class VatToday(Struct, frozen=True):
    """The VAT rate in per cent that holds today for a class of goods."""

    vat_class: VatClass
    rate: float


class MarketDocument(Struct, frozen=True):
    """A market with its money, its languages (the default one first), and the rules that hold there today."""

    code: str
    country: str
    """ISO 3166-1: `SE`."""
    names: dict[str, str]
    """What the country is called, by language."""
    currency: str
    currency_decimals: int
    """Amounts are whole minor units: with two decimals 12900 is 129 kronor."""
    time_zone: str
    default_locale: str
    languages: list[str]
    locales: list[MarketLocale]
    vat: list[VatToday]
    """Prices include VAT; these are the rates within them."""
    withdrawal_days: int
    """Days to withdraw from a purchase, counted from the day after it was received."""
    guarantee_years: int | None
    """Years in which faults can be complained of; null where the law sets no fixed time."""


class MarketList(Struct, frozen=True):
    """Every market where shoppers can buy today."""

    items: list[MarketDocument]


@get("/markets", summary="All markets", tags=["Markets"], sync_to_thread=False)
def list_markets(request: Request[Any, Any, Any]) -> Response[MarketList]:
    """Every market with its currency, languages, VAT rates of today and days of withdrawal."""
    return answer(request, MarketList([_document(code, _today(code)) for code in MARKETS]), CACHE)


@get(
    "/markets/{code:str}",
    summary="One market",
    tags=["Markets"],
    sync_to_thread=False,
    responses=may_answer({400: "The code cannot be read.", 404: "Torg does not sell in such a market."}),
)
def get_market(request: Request[Any, Any, Any], code: MarketCode) -> Response[MarketDocument]:
    """One market with its currency, languages, VAT rates of today and days of withdrawal."""
    return answer(request, _document(market(code).code, _today(code)), CACHE)


routes = [list_markets, get_market]


def _today(code: str) -> date:
    return local_day(market(code).country, datetime.now(UTC))


@lru_cache(maxsize=32)
def _document(code: str, today: date) -> MarketDocument:
    found = market(code)
    rules = law(found.country, found.languages[0], today)
    return MarketDocument(
        code=found.code,
        country=found.country,
        names=found.names,
        currency=found.currency,
        currency_decimals=decimals(found.currency),
        time_zone=found.time_zone,
        default_locale=found.default_locale,
        languages=list(found.languages),
        locales=[
            MarketLocale(
                each.code,
                each.language,
                BabelLocale.parse(each.language).get_display_name(each.language) or each.language,
                each.hreflang,
                f"/{each.code}/",
            )
            for each in locales_of(code)
        ],
        vat=[VatToday(name, float(vat_rate(found.country, name, today))) for name in VAT_CLASSES],
        withdrawal_days=rules.withdrawal_days,
        guarantee_years=rules.guarantee_years,
    )
