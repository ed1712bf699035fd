"""The nouns of markets: where Torg sells, in which words, under which dated rules."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

Language = Literal["sv", "nb", "da", "fi", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "nb", "da", "fi", "en")

VatClass = Literal["standard", "food", "book", "newspaper", "transport", "medicine"]
VAT_CLASSES: tuple[VatClass, ...] = ("standard", "food", "book", "newspaper", "transport", "medicine")


class PostalCode(Struct, frozen=True):
    """How a country writes its postal codes: `digits` of them, in a `shape` such as `### ##`."""

    digits: int
    shape: str
    example: str


class Market(Struct, frozen=True):
    """A country with its one currency and its languages, the default one first."""

    code: str
    """`se`, `no`, `dk`, `fi`: the country in small letters."""
    country: str
    """ISO 3166-1: `SE`."""
    names: dict[str, str]
    """What the country is called, by language."""
    currency: str
    languages: tuple[str, ...]
    time_zone: str
    open: bool
    """Whether shoppers can buy there today."""
    postal_code: PostalCode

    @property
    def default_locale(self) -> str:
        """Give the code of the locale that a shopper meets who asked for nothing else."""
        return f"{self.languages[0]}-{self.code}"


class Locale(Struct, frozen=True):
    """One language in one market: the first part of every page's path."""

    code: str
    """`sv-se`."""
    language: str
    """`sv`."""
    market: Market
    hreflang: str
    """`sv-SE`, as HTML and HTTP write it."""

    @property
    def country(self) -> str:
        """Give the market's country: `SE`."""
        return self.market.country

    @property
    def currency(self) -> str:
        """Give the market's currency: `SEK`."""
        return self.market.currency


class VatPeriod(Struct, frozen=True):
    """A VAT rate in per cent and the days, both included, on which it holds; no `valid_to` when still open."""

    country: str
    vat_class: VatClass
    valid_from: date
    valid_to: date | None
    rate: Decimal
