"""Postal codes as a country writes them."""

import re

from torg.markets.errors import BadPostalCode
from torg.markets.registry import country as country_facts

_LONGEST = 20
_LETTERS = {"SE": ("SE", "S"), "NO": ("NO", "N"), "DK": ("DK",), "FI": ("FIN", "FI"), "IS": ("IS",)}
"""What people write before their country's codes."""
_SIGNS = re.compile(r"[\s\-–.]+")


def written_postal_code(country: str, text: str) -> str:
    """Write a postal code as its country does: `SE-11455` is `114 55`.

    A country's own letters before it are taken away. Raises `BadPostalCode` when the number of digits is another
    than the country's, and `UnknownCountry`.
    """
    facts = country_facts(country)
    shape = facts.postal_code
    plain = _SIGNS.sub("", text[:_LONGEST]).upper()
    letters = next((each for each in _LETTERS[facts.country] if plain.startswith(each)), "")
    plain = plain.removeprefix(letters)
    if len(text) > _LONGEST or len(plain) != shape.digits or not (plain.isascii() and plain.isdigit()):
        raise BadPostalCode(
            f"{text[:_LONGEST]!r} is no postal code of {facts.country}: "
            f"it wants {shape.digits} digits, such as {shape.example}."
        )
    digits = iter(plain)
    return "".join(next(digits) if sign == "#" else sign for sign in shape.shape)
