"""Model numbers as they are compared: without case and separators, with a colour or size at their end told apart."""

import re
from functools import cache

from msgspec import Struct

from torg.catalog.attribute_values import value_set, without_marks
from torg.catalog.matching.terms import MEASURE, Title, read_title

_SEPARATORS = re.compile(r"[^A-Za-z0-9]+")
_SHORTEST = 4
_SIZES = frozenset({"xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "2xl", "3xl", "4xl", "os", "onesize"})
_COLOUR_CODES = frozenset(
    {"blk", "bk", "wht", "wh", "gry", "gy", "red", "blu", "bl", "grn", "gn", "slv", "sv", "slvr", "org", "ylw", "brn",
     "pnk"}
)  # fmt: skip
_TELLING_UNITS = frozenset({"gb", "l", "kg", "w", "inches", "v", "pcs", "parts", "packs", "persons"})
"""What two articles of one model cannot differ in."""


class ModelNumber(Struct, frozen=True):
    """A model number, read."""

    key: str
    """All its letters and digits: what the database's `model_key` gives."""
    base: str
    """Without a colour or size at its end; equal to the key where there is none."""


def model_number(written: str | None) -> ModelNumber | None:
    """Read a model number; none where it is too short or too plain to name anything (`1000`, `Basic`)."""
    parts = [part for part in _SEPARATORS.split((written or "").lower()) if part]
    key = "".join(parts)
    if not _names_a_model(key):
        return None
    rest = list(parts)
    while len(rest) > 1 and is_suffix(rest[-1]) and _names_a_model("".join(rest[:-1])):
        rest.pop()
    return ModelNumber(key, "".join(rest))


def is_suffix(text: str) -> bool:
    """Tell whether the end of a model number says a colour or a size."""
    return text in _SIZES or text in _COLOUR_CODES or text in _colour_words()


def contradict(one: str, two: str) -> bool:
    """Tell whether two titles name amounts of the same kind that differ: 64 GB and 256 GB, 5 l and 10 l."""
    first, second = _amounts(read_title(one)), _amounts(read_title(two))
    return any(not first[unit] & second[unit] for unit in first.keys() & second.keys())


def _names_a_model(key: str) -> bool:
    letters = any(map(str.isalpha, key))
    return len(key) >= _SHORTEST and any(map(str.isdigit, key)) and (letters or len(key) > _SHORTEST)


def _amounts(title: Title) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for term in title.terms:
        if term.kind == MEASURE and term.unit in _TELLING_UNITS:
            found.setdefault(term.unit, set()).add(term.text)
    return found


@cache
def _colour_words() -> frozenset[str]:
    return frozenset(without_marks(word.lstrip("=")) for word in value_set("colour").keys)
