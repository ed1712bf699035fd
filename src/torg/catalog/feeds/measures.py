"""Measures: quantities with their units, out of a field (`750ml`) or a title (`6x33cl`)."""

import re
from decimal import Decimal, InvalidOperation

_LITRE, _KILO, _METRE = "l", "kg", "m"
UNITS: dict[str, tuple[str, Decimal]] = {
    "kg": (_KILO, Decimal(1)), "kgm": (_KILO, Decimal(1)), "kilo": (_KILO, Decimal(1)), "kilogram": (_KILO, Decimal(1)),
    "hg": (_KILO, Decimal("0.1")), "g": (_KILO, Decimal("0.001")), "gr": (_KILO, Decimal("0.001")),
    "grm": (_KILO, Decimal("0.001")), "gram": (_KILO, Decimal("0.001")), "grams": (_KILO, Decimal("0.001")),
    "mg": (_KILO, Decimal("0.000001")), "lb": (_KILO, Decimal("0.45359237")), "lbs": (_KILO, Decimal("0.45359237")),
    "oz": (_KILO, Decimal("0.028349523125")), "t": (_KILO, Decimal(1000)),
    "l": (_LITRE, Decimal(1)), "ltr": (_LITRE, Decimal(1)),
    "liter": (_LITRE, Decimal(1)), "litre": (_LITRE, Decimal(1)),
    "litra": (_LITRE, Decimal(1)), "dl": (_LITRE, Decimal("0.1")), "dlt": (_LITRE, Decimal("0.1")),
    "cl": (_LITRE, Decimal("0.01")), "clt": (_LITRE, Decimal("0.01")), "ml": (_LITRE, Decimal("0.001")),
    "mlt": (_LITRE, Decimal("0.001")), "floz": (_LITRE, Decimal("0.0295735295625")), "cbm": (_LITRE, Decimal(1000)),
    "m3": (_LITRE, Decimal(1000)), "m³": (_LITRE, Decimal(1000)),
    "m": (_METRE, Decimal(1)), "mtr": (_METRE, Decimal(1)),
    "meter": (_METRE, Decimal(1)), "metre": (_METRE, Decimal(1)),
    "cm": (_METRE, Decimal("0.01")), "mm": (_METRE, Decimal("0.001")), "in": (_METRE, Decimal("0.0254")),
    "ft": (_METRE, Decimal("0.3048")), "yd": (_METRE, Decimal("0.9144")),
    "m2": ("m2", Decimal(1)), "m²": ("m2", Decimal(1)), "sqm": ("m2", Decimal(1)), "kvm": ("m2", Decimal(1)),
    "cm2": ("m2", Decimal("0.0001")), "sqft": ("m2", Decimal("0.09290304")),
    "st": ("st", Decimal(1)), "styck": ("st", Decimal(1)), "stk": ("st", Decimal(1)), "kpl": ("st", Decimal(1)),
    "pcs": ("st", Decimal(1)), "pc": ("st", Decimal(1)), "ct": ("st", Decimal(1)), "each": ("st", Decimal(1)),
    "unit": ("st", Decimal(1)), "units": ("st", Decimal(1)), "h87": ("st", Decimal(1)), "pack": ("st", Decimal(1)),
}  # fmt: skip
"""What a unit is called to what it is in Torg: `cl` is 0.01 `l`."""

_MEASURE = re.compile(
    r"(?:(\d{1,4})\s?[x×*]\s?)?(\d{1,7}(?:[.,]\d{1,6})?)\s*([a-zA-Z]{1,9}\.?\s?[a-zA-Z]{0,4}[23²³]?)", re.ASCII
)
_IN_TITLE = re.compile(
    r"(?<![\w.,/])(?:(\d{1,3})\s?[x×*]\s?)?(\d{1,5}(?:[.,]\d{1,3})?)(?:\s?(kg|hg|dl|cl|ml)|\s(l|g|L|liter|gram)|(l|g|L))(?![\w/²³-])"
)
_QUANTITY = re.compile(r"\d\s?(?:[kh]?g|[dcm]?l|L|liter|gram)(?!\w)")
_LARGEST = {
    _KILO: Decimal(10_000),
    _LITRE: Decimal(10_000),
    _METRE: Decimal(100_000),
    "m2": Decimal(100_000),
    "st": Decimal(100_000),
}
_SMALLEST = Decimal("0.000001")

Measure = tuple[Decimal, str]


def in_base_unit(quantity: Decimal, unit: str) -> Measure | None:
    """Give a quantity in kg, l, m, m2 or st; none when the unit is unknown or the quantity absurd."""
    known = UNITS.get(unit.casefold().replace(" ", "").rstrip("."))
    if known is None:
        return None
    base, factor = known
    amount = quantity * factor
    if not _SMALLEST <= amount <= _LARGEST[base]:
        return None
    return amount.quantize(_SMALLEST).normalize(), base


def read_measure(text: str) -> Measure | None:
    """Read `750 ml`, `1,5kg`, `6x33cl`; none when the text is no measure."""
    found = _MEASURE.fullmatch(text.replace("\xa0", " ").strip()[:60])
    return _measure(found[1], found[2], found[3]) if found else None


def measure_in_title(title: str) -> Measure | None:
    """Find the net quantity in a title: weights and volumes only, and none when there are several different ones."""
    if not _QUANTITY.search(title):
        return None
    measures = {_measure(found[1], found[2], found[3] or found[4] or found[5]) for found in _IN_TITLE.finditer(title)}
    measures.discard(None)
    return measures.pop() if len(measures) == 1 else None


def _measure(times: str | None, quantity: str, unit: str) -> Measure | None:
    try:
        amount = Decimal(quantity.replace(",", "."))
    except InvalidOperation:
        return None
    if times:
        amount *= int(times)
    return in_base_unit(amount, unit)
