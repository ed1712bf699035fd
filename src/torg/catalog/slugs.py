"""Slugs: a title as the readable part of an address."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe", "&": " och ", "'": "", "’": ""}
)
_MARKS = re.compile("[\u0300-\u036f]+")
_REST = re.compile(r"[^a-z0-9]+")
_LONGEST = 80


def slug_of(text: str, otherwise: str = "x") -> str:
    """Give `text` as small ASCII letters, digits and single hyphens, 80 at most; `otherwise` when nothing is left."""
    plain = unicodedata.normalize("NFKD", text[:400].casefold().translate(_LETTERS))
    slug = _REST.sub("-", _MARKS.sub("", plain)).strip("-")
    if len(slug) > _LONGEST:
        slug = slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]
    return slug or otherwise
