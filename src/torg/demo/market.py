"""Our data files, read once and checked."""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from torg.demo.models import LANGUAGES, Brand, Department, Kind, Seller

Sheet = dict[str, Any]


class Market(msgspec.Struct, frozen=True):
    """Everything that we wrote down about the demo market."""

    words: Sheet
    brands: dict[str, Brand]
    groups: dict[str, str]
    series: dict[str, list[str]]
    departments: dict[str, Department]
    kinds: dict[str, Kind]
    sellers: tuple[Seller, ...]


@lru_cache(maxsize=1)
def read_market() -> Market:
    """Give the whole demo market as our data files tell it."""
    brands_sheet = _sheet("brands.toml")
    departments = {
        code: msgspec.convert({"code": code, **row}, Department) for code, row in _sheet("departments.toml").items()
    }
    kinds = {
        code: msgspec.convert({"code": code, "department": department, **row}, Kind)
        for department in departments
        for code, row in _sheet(f"kinds/{department}.toml").items()
    }
    return Market(
        words=_sheet("words.toml"),
        brands={brand.slug: brand for brand in _brands(brands_sheet["brands"])},
        groups=brands_sheet["groups"],
        series=brands_sheet["series"],
        departments=departments,
        kinds=kinds,
        sellers=tuple(msgspec.convert({"code": code, **row}, Seller) for code, row in _sheet("sellers.toml").items()),
    )


@cache
def five(text: str) -> dict[str, str]:
    """Split a line of five texts by language; a line without bars says the same in each. Not to be changed."""
    parts = [part.strip() for part in text.split(" | ")]
    if len(parts) == 1:
        parts *= len(LANGUAGES)
    if len(parts) != len(LANGUAGES):
        message = f"Five texts are wanted, not {len(parts)}: {text!r}"
        raise ValueError(message)
    return dict(zip(LANGUAGES, parts, strict=True))


@cache
def colour(code: str) -> tuple[str, dict[str, str]]:
    """Give a colour's hexadecimal value and its names."""
    hexadecimal, names = read_market().words["colours"][code].split(" | ", 1)
    return hexadecimal.strip(), five(names)


def slug(text: str) -> str:
    """Write a name with the letters a to z, digits and hyphens only."""
    plain = text.lower()
    for letter, letters in (("ø", "o"), ("æ", "ae"), ("ð", "d"), ("þ", "th")):
        plain = plain.replace(letter, letters)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _sheet(name: str) -> Sheet:
    return tomllib.loads(files("torg.demo").joinpath("data", name).read_text(encoding="utf-8"))


def _brands(rows: Sheet) -> list[Brand]:
    return [
        Brand(name, slug(name), number, tuple(groups.split()), tier, year, style, tint)
        for number, (name, (groups, tier, year, style, tint)) in enumerate(rows.items(), start=1)
    ]
