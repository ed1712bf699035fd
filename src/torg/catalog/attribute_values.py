"""Closed sets of attribute values, read from `attribute_data/`: words of five languages to one key, and back."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from babel.core import Locale as BabelLocale
from msgspec import Struct

from torg.markets.models import LANGUAGES

_GAPS = re.compile(r"[\s_\-]+")
_AROUND_SLASH = re.compile(r" ?/ ?")
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe"})
_SMALL_LANGUAGES = {"sma", "smj", "smn", "sms", "fkv", "fil"}
"""Those of three letters that Nordic sellers name; the rest of them only make names ambiguous."""

Row = tuple[str, list[list[str]]]
"""A key, and for each language its words, the one to show first."""


class ValueSet(Struct, frozen=True):
    """A closed set: its keys by the words for them, and the name to show by key and language."""

    keys: dict[str, str]
    names: dict[tuple[str, str], str]

    def key_of(self, word: str) -> str | None:
        """Give the key that a word in any language means; without the marks of its letters when it must be."""
        plain = plain_word(word)
        return self.keys.get(plain) or self.keys.get("=" + without_marks(plain))


def plain_word(text: str) -> str:
    """Give words as they are looked up: small letters, one space between, no signs at the ends."""
    plain = _GAPS.sub(" ", unicodedata.normalize("NFC", text).casefold()).strip(" .:;,*'\"()[]")
    return _AROUND_SLASH.sub("/", plain)


def without_marks(text: str) -> str:
    """Give small letters without what stands above, below or through them: `grön` as `gron`."""
    parts = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


@cache
def value_set(name: str) -> ValueSet:
    """Give a closed set by its name in `attributes.tsv`; read once."""
    rows = {key: words for first, key, words in _rows_of_words() if first == name}
    if name in {"colour", "material", "units"}:
        rows = dict(rows_of(f"{name}.tsv"))
    if name in {"country", "language"}:
        rows = {**_rows_of_cldr(name), **rows}
    return _set_of(rows.items())


@cache
def rows_of(name: str) -> list[Row]:
    """Read a file of keys and their words in five languages."""
    return [(key, [cell.split("|") for cell in cells]) for key, *cells in lines_of(name)]


def lines_of(name: str) -> list[list[str]]:
    """Read the cells of a data file, comments left out."""
    text = (files("torg.catalog") / "attribute_data" / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _rows_of_words() -> list[tuple[str, str, list[list[str]]]]:
    return [(first, key, [cell.split("|") for cell in cells]) for first, key, *cells in lines_of("words.tsv")]


def _rows_of_cldr(name: str) -> dict[str, list[list[str]]]:
    """Countries and languages are called what CLDR calls them: those that every one of the five has a name for."""
    locales = [BabelLocale.parse(language) for language in LANGUAGES]
    named: list[dict[str, str]] = [
        dict(locale.territories if name == "country" else locale.languages) for locale in locales
    ]
    codes = [code for code in named[0] if code.isalpha() and (len(code) == 2 or code in _SMALL_LANGUAGES)]
    return {
        code.lower(): [[each[code]] for each in named]
        for code in codes
        if code not in {"ZZ", "XA", "XB"} and all(code in each for each in named)
    }


def _set_of(rows: Iterable[Row]) -> ValueSet:
    rows = list(rows)
    keys: dict[str, str] = {}
    for key, cells in rows:
        for cell in cells:
            for word in (word for form in cell for word in form.split("~")):
                keys.setdefault(plain_word(word), key)
    for key, _ in rows:
        keys.setdefault(plain_word(key), key)
    for word, key in list(keys.items()):
        keys.setdefault("=" + without_marks(word), key)
    names: dict[tuple[str, str], str] = {
        (key, language): cell[0] for key, cells in rows for language, cell in zip(LANGUAGES, cells, strict=True)
    }
    return ValueSet(keys, names)
