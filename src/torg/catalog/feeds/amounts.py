"""Numbers and prices as people write them: `1 299,00 SEK`, `1.299,00 kr`, `SEK 1,299.00`, `1299:-`, `1.299,-`."""

import re
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

_SPACES = str.maketrans(
    dict.fromkeys(
        "\t\n\r\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff",
        " ",
    )
)
_SIMPLE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,2})?)(?: ([A-Z]{3}))?", re.ASCII)
_PRICE = re.compile(
    r"(?P<before>[^\d\s.,+\-−–—]{1,6}\.?)?\s*"
    r"(?P<number>\d[\d .,'’]*(?::\d\d(?!\d))?|[.,]\d+)"
    r"(?P<dash>\s?[:,.]?\s?[-–—])?\s*"
    r"(?P<after>[^\d\s+\-−–—]{1,12})?",
    re.ASCII,
)
_GROUPED = re.compile(r"\d{1,3}(?:[ '’.,]\d{3})+(?:[.,]\d+)?", re.ASCII)
_SIGNS = {
    "kr": None, "kr.": None, ":": None, "sek": "SEK", "nok": "NOK", "dkk": "DKK", "eur": "EUR", "euro": "EUR",
    "€": "EUR", "$": "USD", "us$": "USD", "usd": "USD", "£": "GBP", "gbp": "GBP", "skr": "SEK", "nkr": "NOK",
    "dkr": "DKK", "ikr": "ISK", "isk": "ISK", "zł": "PLN", "kronor": None, "kroner": None, "euroa": "EUR",
}  # fmt: skip
MAX_AMOUNT = Decimal(10_000_000)
"""Of any currency: what costs more than this is a mistake."""


class NotANumber(ValueError):  # noqa: N818 - the number is at fault, not the program.
    """The text is no number; the message says why."""


class Price(Struct, frozen=True):
    """A price in whole units of a currency (none when the text names none)."""

    amount: Decimal
    currency: str | None = None
    decimal: str | None = None
    """The decimal sign, when the text leaves no doubt about it."""


def read_price(value: object, decimal: str | None = None) -> Price:
    """Read a price; `decimal` is the sign to believe in where a text such as `1.299` leaves doubt.

    Without it three digits after a single sign are taken for thousands. Raises NotANumber.
    """
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        return Price(_finite(value))
    if not isinstance(value, str):
        raise NotANumber("is no price")
    if simple := _SIMPLE.fullmatch(value):
        text = simple[1]
        return Price(Decimal(text), simple[2], "." if text[-3:-2] == "." else None)
    text = value.translate(_SPACES).strip()
    if text.startswith(("-", "−", "–")):
        raise NotANumber("is negative")
    found = _PRICE.fullmatch(text.removeprefix("+").split("/", 1)[0].strip()) if len(text) <= 60 else None
    if found is None:
        raise NotANumber("is no price")
    amount, sign = _plain_number(found["number"].rstrip(" .,'’"), decimal)
    return Price(amount, _currency(found["before"], found["after"]), sign)


def read_number(value: object, decimal: str | None = None) -> Decimal:
    """Read a number without currency; raises NotANumber."""
    if isinstance(value, str):
        text = value.translate(_SPACES).strip()
        negative = text.startswith(("-", "−"))
        found, _ = _plain_number(text.lstrip("-−+ "), decimal)
        return -found if negative else found
    return read_price(value).amount


def in_minor_units(amount: Decimal, decimals: int = 2) -> int:
    """Give an amount in minor units, rounded half up."""
    return int((amount.scaleb(decimals)).to_integral_value(ROUND_HALF_UP))


def is_within(period: str, now: datetime) -> bool:
    """Tell whether `now` lies in a period such as `2026-03-01T13:00-0800/2026-03-11`; raises NotANumber.

    Either end may be missing; a date alone counts from its first to its last moment, in UTC.
    """
    start, slash, end = period.strip().partition("/")
    if not slash:
        raise NotANumber("is no period of two dates")
    begins = _moment(start, last=False)
    ends = _moment(end, last=True)
    return (begins is None or begins <= now) and (ends is None or now <= ends)


def _moment(text: str, *, last: bool) -> datetime | None:
    text = text.strip()
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise NotANumber("is no period of two dates") from None
    if len(text) <= 10 and last:
        moment = moment.replace(hour=23, minute=59, second=59)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _finite(value: Decimal | float) -> Decimal:
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        raise NotANumber("is no number")
    if number < 0:
        raise NotANumber("is negative")
    return number


def _currency(before: str | None, after: str | None) -> str | None:
    named = {_currency_of(word) for word in (before, after) if word}
    named.discard(None)
    if len(named) > 1:
        raise NotANumber("names two currencies")
    return next(iter(named), None)


def _currency_of(word: str) -> str | None:
    word = word.casefold().strip("()[]*: ")
    if not word or word in _SIGNS or word.rstrip(".") in _SIGNS:
        return _SIGNS.get(word, _SIGNS.get(word.rstrip(".")))
    if len(word) == 3 and word.isascii() and word.isalpha():
        return word.upper()
    raise NotANumber("is no price")


def _plain_number(text: str, decimal: str | None) -> tuple[Decimal, str | None]:
    """Tell thousands from decimals; the second value is the decimal sign where there is no doubt."""
    if len(text) > 40 or not text or not text.replace(":", "").strip():
        raise NotANumber("is no number")
    if ":" in text:
        text = text.replace(":", ",")
        decimal = ","
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return _decimal(_ungrouped(text)), None
    sign = text[last]
    other = "," if sign == "." else "."
    whole, fraction = text[:last], text[last + 1 :]
    if text.count(sign) > 1:
        return _decimal(_ungrouped(text)), other
    if other in whole:
        return _decimal(_ungrouped(whole) + "." + fraction), sign
    if len(fraction) == 3 and decimal != sign and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        return _decimal(_ungrouped(text)), None
    return _decimal(_ungrouped(whole or "0") + "." + fraction), sign if len(fraction) in {1, 2} else None


def _ungrouped(text: str) -> str:
    if text.isdigit():
        return text
    if not _GROUPED.fullmatch(text):
        raise NotANumber("is no number")
    return re.sub(r"\D", "", text, flags=re.ASCII)


def _decimal(text: str) -> Decimal:
    whole, _, fraction = text.partition(".")
    if not (whole.isascii() and whole.isdigit() and (not fraction or (fraction.isascii() and fraction.isdigit()))):
        raise NotANumber("is no number")
    return Decimal(text)
