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


class LawWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What consumer law of a country binds shops to on a day, in the words of one language."""

    country: str
    language: str
    withdrawal_days: int
    """Days to withdraw from a contract, counted from the day after the last item was received."""
    prior_price_days: int
    """Days before a reduction whose lowest price must be shown beside it."""
    withdrawal_function: bool
    """Whether shoppers are offered to withdraw by two buttons, without signing in."""
    prior_price: str
    """The sentence beside a reduction, with `{price}` in it."""
    unit_price: str
    """What the comparison price is called."""
    unit_price_short: str
    units: dict[str, str]
    """What stands after a comparison price, by unit (`kg`, `l`, `m`, `m2`, `st`): `/kg`, `/stk.`, ` each`."""
    vat_included: str
    business_seller: str
    private_seller: str
    private_seller_means: str
    """What a shopper must know before buying from a private person."""
    order_buttons: list[str]
    """Words that make an order binding; the first is the one to use, and nothing else may stand on the button."""
    withdraw_here: str
    """The first step of a withdrawal; `confirm_withdrawal` is on the button of the second."""
    confirm_withdrawal: str
    guarantee: str
    """The seller's legal liability for faults, in a sentence."""
    guarantee_years: int | None = None
    """Years in which faults can be complained of; none where the law sets no fixed time."""
    guarantee_years_lasting: int | None = None
    """The same for goods that are meant to last considerably longer, where the law knows such."""

    def unit_price_text(self, price: str, unit: str) -> str:
        """Write a comparison price: `89,90 kr/kg`, `SEK 4 each`; `price` is the amount as people write it."""
        return price + self.units.get(unit, f"/{unit}")
