"""Numbers with units as attribute values: `1,5 liter` and `1.5l` are one key, written as each language writes it."""

import re

from torg.catalog.attribute_values import value_set

_NUMBER = r"\d{1,9}(?:[.,]\d{1,6})?"
_MEASURE = re.compile(
    rf"(?P<minus>[-−–])?(?P<numbers>{_NUMBER}(?: ?[x×*–-] ?{_NUMBER}){{0,3}}) ?(?P<unit>[^\d\s][^\d]{{0,20}}[23]?)?"
)
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""A thousand to some and one to others: such a number is left as its seller wrote it."""
_INCH_SIGNS = {'"', "''", "”", "″", "“", "´´"}
_NUMBERS = re.compile(_NUMBER)
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_KEY = re.compile(r"(?P<minus>m)?(?P<numbers>\d+(?:\.\d+)?(?:[x~]\d+(?:\.\d+)?)*)(?:-(?P<unit>[a-z0-9]+))?")
_MEANT_AS = {
    "pcs": {"", "pcs", "parts", "bits", "packs"},
    "parts": {"", "pcs", "parts", "bits"},
    "pages": {"", "pages", "seconds"},
    "persons": {"", "persons", "pcs"},
    "gears": {"", "gears", "pcs"},
    "inches": {"", "inches"},
    "percent": {"", "percent"},
    "years": {"v", "years"},
    "hours": {"tonnes", "hours"},
}
"""What else the unit of an attribute may look like: `3 v` of warranty are three years in Finnish, not volts."""
_OF_SIZES = {"", "mm", "cm", "dm", "m", "m2", "inches", "feet", "ml", "cl", "dl", "l", "g", "kg"}
"""Sizes are lengths, volumes and weights: `13T` is the number of a sprocket's teeth and no time."""


def measure_key(value: str, unit: str) -> str | None:
    """Give the key of a number with a unit (`1.5-l`, `30x20-cm`); none when the text is something else.

    `unit` is the one that goes without saying for the attribute, `size` for those that hold sizes, or empty.
    """
    text = _THOUSANDS.sub("", value.replace("\u00a0", " ").strip().casefold())
    found = _MEASURE.fullmatch(text)
    if found is None:
        return None
    numbers = _NUMBERS.findall(found["numbers"])
    if any(_AMBIGUOUS.fullmatch(number) for number in numbers):
        return None
    written = (found["unit"] or "").strip()
    known = _unit(written) if written else ""
    if known is None or (unit == "size" and known not in _OF_SIZES):
        return None
    if known in _MEANT_AS.get(unit, ()):
        known = unit
    between = "~" if re.search(r"[–-]", found["numbers"]) else "x"
    joined = ("m" if found["minus"] else "") + between.join(_shortest(number) for number in numbers)
    return f"{joined}-{known}" if known else joined


def measure_name(key: str, language: str) -> str | None:
    """Write a measure as people do in `language`: `1,5 l`, `6 stk.`; none when the key is not of a measure."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    numbers = found["numbers"].replace("x", " × ").replace("~", "–")
    if language != "en":
        numbers = numbers.replace(".", ",")
    numbers = "−" * bool(found["minus"]) + numbers
    if not found["unit"]:
        return numbers
    name = value_set("units").names.get((found["unit"], language))
    if name is None:
        return None
    one, _, many = name.rpartition("~")
    name = one if one and found["numbers"] == "1" else many
    gap = "" if name == "%" and language == "en" else "\u00a0"
    return f"{numbers}{gap}{name}"


def _unit(written: str) -> str | None:
    return "inches" if written in _INCH_SIGNS else value_set("units").key_of(written)


def _shortest(number: str) -> str:
    whole, _, rest = number.replace(",", ".").partition(".")
    rest = rest.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{rest}" if rest else whole
