"""What consumer law wants said and for how long it binds: dated facts of a country, in the words of a language."""

from datetime import date
from functools import cache, lru_cache
from typing import Any

import msgspec

from torg.markets.errors import NoLaw
from torg.markets.models import LawWords
from torg.markets.registry import facts


def law(country: str, language: str, on: date) -> LawWords:
    """Give the law's numbers and words for shoppers of a country (`SE`) on a day, in one of its languages.

    A language that the country has no words for is answered in English. Raises `NoLaw` for a country or a day
    of which nothing is known. Source: `data/law.toml`.
    """
    return _law(country.upper(), language, on)


@lru_cache(maxsize=1024)
def _law(country: str, language: str, on: date) -> LawWords:
    tables = _tables().get(country.lower(), {})
    spoken = language if language in tables and language != "rules" else "en"
    held: dict[str, Any] = {}
    for kind in ("rules", spoken):
        rows = [row for row in tables.get(kind, []) if row["from"] <= on]
        if not rows:
            raise NoLaw(f"Nothing is known of the consumer law of {country[:20]!r} on {on.isoformat()}.")
        for row in sorted(rows, key=lambda row: row["from"]):
            held |= row
    del held["from"]
    return msgspec.convert({"country": country, "language": spoken, **held}, LawWords)


@cache
def _tables() -> dict[str, Any]:
    return facts("law")
