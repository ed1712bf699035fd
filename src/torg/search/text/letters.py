"""Letters: which ones a language keeps apart, and which ones its shoppers mix."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, get_args

Language = Literal["sv", "nb", "da", "fi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LONGEST_TEXT = 20_000

_NORDIC = "åäöæø"
_NATIVE: dict[Language, dict[str, str]] = {
    "sv": {"æ": "ä", "ø": "ö"},
    "fi": {"æ": "ä", "ø": "ö"},
    "nb": {"ä": "æ", "ö": "ø"},
    "da": {"ä": "æ", "ö": "ø"},
    "en": {"å": "a", "ä": "a", "ö": "o", "æ": "ae", "ø": "o"},
}
_BARE = {"å": "a", "ä": "a", "ö": "o", "æ": "a", "ø": "o"}
_SINGULAR_LETTERS = {"ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe", "ı": "i", "ŋ": "n", "ħ": "h"}
_TYPOGRAPHY = str.maketrans(
    {
        "™": " ",
        "®": " ",
        "©": " ",
        "℠": " ",
        "\u00ad": "",
        "\u200b": "",
        "\u200d": "",
        "\ufeff": "",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "´": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "″": '"',
        "′": "'",
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "×": "x",
        "½": " 1/2 ",
        "¼": " 1/4 ",
    }
)
_TYPOGRAPHIC = re.compile(f"[{re.escape(''.join(map(chr, _TYPOGRAPHY)))}]")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")


def normalise(text: str) -> str:
    """Write a text in lower case with plain quotes, dashes and spaces; doing it twice changes nothing."""
    text = unicodedata.normalize("NFKC", _plain_signs(text[:LONGEST_TEXT]))
    text = _plain_signs(text).lower()
    if not text.isascii():
        # Lower-casing can decompose a letter (İ becomes i and a dot), so the text is composed once more.
        text = _plain_signs(unicodedata.normalize("NFKC", text))
    return _SPACE.sub(" ", text).strip()


def _plain_signs(text: str) -> str:
    # Looking is ten times faster than translating, and hardly any text has such signs.
    return text.translate(_TYPOGRAPHY) if _TYPOGRAPHIC.search(text) else text


@lru_cache(maxsize=8)
def _letters(language: Language) -> dict[int, str]:
    """The translation of every Latin letter with a mark into the letters that the language keeps."""
    native = _NATIVE[language]
    table: dict[int, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00), *range(0x300, 0x370)):
        letter = chr(code)
        if letter in native:
            table[code] = native[letter]
        elif letter in _SINGULAR_LETTERS:
            table[code] = _SINGULAR_LETTERS[letter]
        elif letter in _NORDIC:
            continue
        else:
            base = unicodedata.normalize("NFD", letter)
            plain = "".join(mark for mark in base if not unicodedata.combining(mark)).lower()
            if plain != letter:
                table[code] = native.get(plain, plain)
    return table


@lru_cache(maxsize=65_536)
def canonical(word: str, language: Language) -> str:
    """Spell one normalised word with the letters of its language: `ø` is `ö` in Swedish, `é` is `e`, `aa` is `å`."""
    word = word.translate(_letters(language))
    if language in ("sv", "nb", "da") and len(word) > 3 and "aa" in word:
        word = word.replace("aa", "å")
    return word


def bare(word: str) -> str:
    """Take the Nordic letters' marks away, as a shopper with another keyboard types: `smörgås` is `smorgas`."""
    for letter, plain in _BARE.items():
        word = word.replace(letter, plain)
    return word.replace("ae", "a").replace("oe", "o").replace("aa", "a")
