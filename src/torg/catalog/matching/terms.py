"""What a title is made of: words, colours, plain numbers, measures with units, and codes such as model numbers."""

import re
import unicodedata
from functools import cache, lru_cache

from msgspec import Struct

from torg.catalog.attribute_values import value_set, without_marks

WORD, COLOUR, NUMBER, MEASURE, CODE = range(5)
"""The kinds of terms: what may differ between two titles of one product depends on the kind."""

_SIGNS = str.maketrans({"\u201d": '"', "\u2033": '"', "\u2019": "'", "\u00d7": "x", "\u00b2": "2", "\u00b3": "3"})
_PIECE = re.compile(r"(?:\d+(?:[.,]\d+)?(?![.,]?\d))?[^\W_]*|\"")
_PLUS = re.compile(r"(?<=[^\W_])\+(?=\s|$|\+)")
_MEASURE = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)([a-z\"]{1,12}[23]?)?")
_JOINED_UNITS = frozenset('lwvgmkp"')
"""Units of one letter that are believed right behind a number; `50s` is a style."""
_LOOSE_UNITS = frozenset({"l", "w", "v", "g", '"'})
"""Units of one letter that are believed with a space before them; `5 a` is no current."""
_NO_LOOSE_UNITS = frozenset({"in", "st"})
"""`75 in black` are no inches of black."""
_MORE_UNITS = {
    "in": "inches", '"': "inches", "zoll": "inches", "mp": "mp", "megapixel": "mp", "megapixels": "mp", "rpm": "rpm",
    "gb": "gb", "tb": "tb", "mb": "mb", "ghz": "ghz", "mhz": "mhz", "hz": "hz", "k": "k", "p": "p", "x": "",
}  # fmt: skip
_SCALES = {
    "tb": ("gb", 1000.0), "cl": ("l", 0.01), "dl": ("l", 0.1), "ml": ("l", 0.001), "hg": ("kg", 0.1),
    "g": ("kg", 0.001), "mm": ("cm", 0.1), "dm": ("cm", 10.0),
    "m": ("cm", 100.0), "kw": ("w", 1000.0), "mhz": ("ghz", 0.001),
}  # fmt: skip
_MOST_TERMS = 60
_LONGEST_TITLE = 400


class Term(Struct, frozen=True):
    """One piece of a title in the form in which it is compared."""

    text: str
    kind: int
    unit: str = ""
    number: str = ""
    """Of a measure and of a plain number: the number as written, so that `75` finds `75 inch`."""


class Title(Struct, frozen=True):
    """A title, read."""

    terms: tuple[Term, ...]
    """In their order."""
    compact: str
    """Its letters and digits with nothing between, in which a model number is found however it was written."""


def read_title(text: str) -> Title:
    """Read a title of any language; case, accents, signs and separators make no difference."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_TITLE]).translate(_SIGNS).casefold()
    plain = without_marks(_PLUS.sub(" plus ", plain))
    pieces = [piece for piece in _PIECE.findall(plain) if piece]
    terms: list[Term] = []
    place = 0
    while place < len(pieces) and len(terms) < _MOST_TERMS:
        term, used = _term(pieces[place], pieces[place + 1] if place + 1 < len(pieces) else "")
        if term is not None:
            terms.append(term)
        place += used
    return Title(tuple(terms), "".join(pieces).translate(_NOTHING))


_NOTHING = str.maketrans("", "", '.,"')


def _term(piece: str, after: str) -> tuple[Term | None, int]:
    """Read a piece; `after` is used up too where it is the unit of a number."""
    if piece == '"':
        return None, 1
    if not any(map(str.isdigit, piece)):
        colour = _colours().get(piece)
        return (Term(colour, COLOUR) if colour else Term(piece, WORD)), 1
    found = _MEASURE.fullmatch(piece)
    if found is not None:
        number, letters = _shortest(found[1]), found[2]
        if letters:
            unit = _unit(letters) if _is_joined_unit(number, letters) else None
            if unit:
                return _measure(number, unit), 1
        else:
            unit = _unit(after) if _is_loose_unit(after) else None
            return (_measure(number, unit), 2) if unit else (Term(number, NUMBER, number=number), 1)
    text = piece.translate(_NOTHING)
    return (Term(text, NUMBER, number=text) if text.isdigit() else Term(text, CODE)), 1


def _is_joined_unit(number: str, letters: str) -> bool:
    """Tell whether letters right behind a number can be its unit: `4g` is a network, `400g` a weight."""
    return len(letters) > 1 or (letters in _JOINED_UNITS and not (letters == "g" and len(number) < 2))


def _is_loose_unit(after: str) -> bool:
    if not after or after[0].isdigit() or after in _NO_LOOSE_UNITS:
        return False
    return len(after) > 1 or after in _LOOSE_UNITS


def _measure(number: str, unit: str) -> Term:
    to, factor = _SCALES.get(unit, (unit, 0.0))
    value = f"{float(number) * factor:.6g}" if factor else number
    return Term(f"{value}_{to}", MEASURE, to, number)


@lru_cache(maxsize=4096)
def _unit(text: str) -> str | None:
    found = _MORE_UNITS.get(text)
    return found if found is not None else value_set("units").key_of(text)


@cache
def _colours() -> dict[str, str]:
    """Give words for colours in five languages with their key; those of several words are left to their parts."""
    found: dict[str, str] = {}
    for word, key in value_set("colour").keys.items():
        plain = without_marks(word.lstrip("="))
        if " " not in plain:
            found.setdefault(plain, key)
    return found


def _shortest(number: str) -> str:
    whole, _, rest = number.replace(",", ".").partition(".")
    rest = rest.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{rest}" if rest else whole
