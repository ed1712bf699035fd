"""Measures: the same quantity is the same term, however it is written."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_UNITS: dict[str, tuple[str, str]] = {
    # Written form: the unit of the term, and how many of it one is.
    "l": ("ml", "1000"), "lit": ("ml", "1000"), "liter": ("ml", "1000"), "litre": ("ml", "1000"),
    "litres": ("ml", "1000"), "liters": ("ml", "1000"), "litra": ("ml", "1000"), "litraa": ("ml", "1000"),
    "ltr": ("ml", "1000"), "dl": ("ml", "100"), "deciliter": ("ml", "100"), "cl": ("ml", "10"),
    "centiliter": ("ml", "10"), "ml": ("ml", "1"), "milliliter": ("ml", "1"),
    "kg": ("g", "1000"), "kilo": ("g", "1000"), "kilogram": ("g", "1000"), "kiloa": ("g", "1000"),
    "hg": ("g", "100"), "hekto": ("g", "100"), "g": ("g", "1"), "gr": ("g", "1"), "gram": ("g", "1"),
    "grammaa": ("g", "1"), "mg": ("mg", "1"),
    "km": ("m", "1000"), "m": ("mm", "1000"), "meter": ("mm", "1000"), "metre": ("mm", "1000"),
    "metriä": ("mm", "1000"), "dm": ("mm", "100"), "cm": ("mm", "10"), "centimeter": ("mm", "10"),
    "mm": ("mm", "1"), "millimeter": ("mm", "1"),
    "tum": ("in", "1"), "tums": ("in", "1"), "tommer": ("in", "1"), "tommers": ("in", "1"), "tum.": ("in", "1"),
    "tuumaa": ("in", "1"), "tuuman": ("in", "1"), "inch": ("in", "1"), "inches": ("in", "1"), "inch.": ("in", "1"),
    '"': ("in", "1"), "''": ("in", "1"),
    "m2": ("m2", "1"), "kvm": ("m2", "1"), "m3": ("m3", "1"),
    "v": ("v", "1"), "volt": ("v", "1"), "volts": ("v", "1"), "w": ("w", "1"), "watt": ("w", "1"), "watts": ("w", "1"),
    "kw": ("w", "1000"), "wh": ("wh", "1"), "kwh": ("wh", "1000"), "mah": ("mah", "1"), "ah": ("mah", "1000"),
    "a": ("a", "1"), "hz": ("hz", "1"), "khz": ("hz", "1000"), "mhz": ("mhz", "1"), "ghz": ("mhz", "1000"),
    "kb": ("kb", "1"), "mb": ("mb", "1"), "gb": ("gb", "1"), "tb": ("gb", "1000"), "gbit": ("gbit", "1"),
    "mp": ("mp", "1"), "mpix": ("mp", "1"), "megapixel": ("mp", "1"), "megapixels": ("mp", "1"),
    "lm": ("lm", "1"), "lumen": ("lm", "1"), "db": ("db", "1"), "bar": ("bar", "1"), "nm": ("nm", "1"),
    "rpm": ("rpm", "1"), "dpi": ("dpi", "1"), "hk": ("hk", "1"), "den": ("den", "1"),
    "%": ("%", "1"), "procent": ("%", "1"), "prosent": ("%", "1"), "percent": ("%", "1"), "°": ("deg", "1"),
    "pack": ("st", "1"), "pak": ("st", "1"), "pakke": ("st", "1"), "pakk": ("st", "1"), "p": ("st", "1"),
    "pk": ("st", "1"), "st": ("st", "1"), "stk": ("st", "1"), "stck": ("st", "1"), "stycken": ("st", "1"),
    "kpl": ("st", "1"), "pcs": ("st", "1"), "pc": ("st", "1"), "pieces": ("st", "1"), "piece": ("st", "1"),
    "bitar": ("st", "1"), "deler": ("st", "1"), "dele": ("st", "1"), "osaa": ("st", "1"), "delar": ("st", "1"),
}  # fmt: skip
_ONLY_ATTACHED = {"a", "p", "bar", "den", "nm", "hk", "db"}
"""Units that are words or letters of their own: taken as units only right behind the figure or its hyphen."""

_NUMBER = r"\d{1,9}(?:[.,]\d{1,4})?"
_WRITTEN = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_COUNTED = "|".join(
    sorted((unit for unit, (base, _) in _UNITS.items() if base in ("ml", "g", "mg")), key=len, reverse=True)
)
MEASURE = re.compile(rf"(?<![\w.,])(?P<number>{_NUMBER})(?P<gap>\s?-?\s?)(?P<unit>{_WRITTEN})(?!\w)(?:\(s\))?")
MULTIPACK = re.compile(
    rf"(?<![\w.,])(?P<times>\d{{1,4}})\s?[x*]\s?(?P<number>{_NUMBER})\s?-?\s?(?P<unit>{_COUNTED})(?!\w)"
)
DIMENSIONS = re.compile(
    rf"(?<![\w.,])(?P<first>{_NUMBER})\s?[x*]\s?(?P<second>{_NUMBER})(?:\s?[x*]\s?(?P<third>{_NUMBER}))?"
    rf"(?:\s?(?P<unit>mm|cm|m|dm|tum|tommer|inch|px|pixels?))?(?!\w)"
)


@lru_cache(maxsize=16_384)
def measure_term(number: str, unit: str) -> str:
    """Name a quantity in its smallest common unit: `1,5` `l` is `1500ml`, as is `1500` `ml`."""
    base, factor = _UNITS[unit]
    return f"{plain_number(str(as_decimal(number) * Decimal(factor)))}{base}"


def is_measure(match: re.Match[str]) -> bool:
    """Tell a quantity from a figure that happens to stand before a short word (`3 a`)."""
    return match["unit"] not in _ONLY_ATTACHED or " " not in match["gap"]


def as_decimal(number: str) -> Decimal:
    """Read a figure with a decimal comma or point; anything else is zero."""
    try:
        return Decimal(number.replace(",", "."))
    except InvalidOperation:
        return Decimal(0)


def plain_number(number: str) -> str:
    """Write a figure without a needless point, zeros or exponent: `1,50` is `1.5`."""
    value = format(as_decimal(number).normalize(), "f")
    return "0" if value in ("-0", "") else value
