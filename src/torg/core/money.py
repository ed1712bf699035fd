"""Money: whole minor units with their currency, one rounding rule, and amounts as people write them."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import ClassVar

from babel.core import Locale as BabelLocale
from babel.core import UnknownLocaleError
from babel.numbers import get_currency_precision
from msgspec import Struct

from torg.core.errors import Refusal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_DECIMALS = {"SEK": 2, "NOK": 2, "DKK": 2, "EUR": 2, "ISK": 0}

_OWN_SIGNS = {("sv", "SEK"): "kr", ("nb", "NOK"): "kr", ("da", "DKK"): "kr."}
"""Only the language of a currency's own country says `kr`: elsewhere three currencies share that word."""

_SEPARATORS = {
    "sv": (NO_BREAK_SPACE, ","),
    "nb": (NO_BREAK_SPACE, ","),
    "fi": (NO_BREAK_SPACE, ","),
    "da": (".", ","),
    "en": (",", "."),
}


class UnknownCurrency(Refusal):
    """No currency has that code; it wants three capital letters of ISO 4217, such as SEK."""

    code = "unknown_currency"
    status: ClassVar[int] = 400


class CurrencyMismatch(Refusal):
    """Amounts of two currencies cannot be added or compared."""

    code = "currency_mismatch"
    status: ClassVar[int] = 400


class Money(Struct, frozen=True):
    """A whole number of minor units (öre, cent; krónur in Iceland) of one currency."""

    amount: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        """Give the sum of two amounts of one currency."""
        self._must_share_currency(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """Give the difference of two amounts of one currency."""
        self._must_share_currency(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, quantity: int) -> "Money":
        """Give the price of `quantity` pieces."""
        return Money(self.amount * quantity, self.currency)

    def __neg__(self) -> "Money":
        """Give the same amount the other way, as a refund is to its payment."""
        return Money(-self.amount, self.currency)

    def __lt__(self, other: "Money") -> bool:
        """Tell whether this is less than another amount of the same currency."""
        self._must_share_currency(other)
        return self.amount < other.amount

    def __le__(self, other: "Money") -> bool:
        """Tell whether this is at most another amount of the same currency."""
        self._must_share_currency(other)
        return self.amount <= other.amount

    def _must_share_currency(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} cannot be added or compared.")


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Give the sum of amounts that are all in `currency`, zero when there are none."""
    return sum(amounts, start=Money(0, currency))


@cache
def decimals(currency: str) -> int:
    """Give the number of decimals of a currency (SEK 2, ISK 0); raises `UnknownCurrency`. Source: CLDR."""
    known = _DECIMALS.get(currency)
    if known is not None:
        return known
    if currency not in BabelLocale.parse("en").currencies:
        raise UnknownCurrency(f"{currency[:20]!r} is not a currency code of ISO 4217, such as SEK.")
    return int(get_currency_precision(currency))


def rounded_half_up(value: Decimal | Fraction | int) -> int:
    """Give the nearest whole number, halves away from zero: the only rounding of money in Torg.

    Halves of negative values go down, so that a refund is exactly its payment the other way.
    """
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return int(value.to_integral_value(ROUND_HALF_UP))
    return _rounded_quotient(value.numerator, value.denominator)


def minor_units(value: Decimal, currency: str) -> int:
    """Give an amount in whole units of its currency (`Decimal("19.90")`) as minor units (1990)."""
    return rounded_half_up(value.scaleb(decimals(currency)))


def vat_part(gross: int, rate: Decimal) -> int:
    """Give the VAT within a VAT-inclusive amount: gross × rate / (100 + rate), rounded half up.

    `rate` is in per cent, `Decimal("25.5")`. The net is the gross less this, so that the two always add up.
    """
    numerator, denominator = rate.as_integer_ratio()
    if numerator < 0:
        raise ValueError(f"A VAT rate is never negative: {rate}")
    return _rounded_quotient(gross * numerator, 100 * denominator + numerator)


def format_money(amount: int, currency: str, language: str, *, short: bool = False) -> str:
    """Write an amount of minor units as people do in `language`: `1 299 kr`, `1.299 kr.`, `12,90 €`, `SEK 1,299`.

    Decimals stand only where the amount has them; spaces do not break. English puts the code first, since
    its readers come from anywhere and `kr` is the name of four currencies. `short` leaves the currency out,
    for lists and ranges that say it once.
    """
    return _formatted(amount, currency, language, short)


@lru_cache(maxsize=32768)
def _formatted(amount: int, currency: str, language: str, short: bool) -> str:  # noqa: FBT001 - keyed by the cache.
    places = decimals(currency)
    thousands, point = _SEPARATORS.get(language) or _separators_of(language)
    whole, rest = divmod(abs(amount), 10**places)
    number = f"{whole:,}"
    if thousands != ",":
        number = number.replace(",", thousands)
    if rest:
        number = f"{number}{point}{rest:0{places}d}"
    minus = MINUS if amount < 0 else ""
    if short:
        return minus + number
    if language == "en":
        sign = "€" if currency == "EUR" else currency + NO_BREAK_SPACE
        return f"{minus}{sign}{number}"
    sign = "€" if currency == "EUR" else _OWN_SIGNS.get((language, currency), currency)
    return f"{minus}{number}{NO_BREAK_SPACE}{sign}"


@cache
def _separators_of(language: str) -> tuple[str, str]:
    """Find how a language that is none of the five groups its digits; international habit when CLDR lacks it."""
    try:
        symbols = BabelLocale.parse(language).number_symbols["latn"]
    except (UnknownLocaleError, ValueError, KeyError):
        return NO_BREAK_SPACE, "."
    return symbols.get("group", NO_BREAK_SPACE).replace("\u202f", NO_BREAK_SPACE), symbols.get("decimal", ".")


def _rounded_quotient(numerator: int, denominator: int) -> int:
    magnitude = (2 * abs(numerator) + denominator) // (2 * denominator)
    return magnitude if numerator >= 0 else -magnitude
