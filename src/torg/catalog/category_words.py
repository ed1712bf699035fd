"""Words as categories are matched by them: one form for inflections, spellings and keyboards without Nordic letters."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files

from Stemmer import Stemmer

_ALGORITHMS = {"sv": "swedish", "nb": "norwegian", "da": "danish", "fi": "finnish"}
_LONGEST_TEXT = 1000
_SHORT_PART_HYPHEN = re.compile(r"(?<![\w-])(\w{1,2})[-'](?=\w{3})|(?<=\w{3})['](?=\w)")
_CUT_SHORT = re.compile(r"\w+-(?=[\s,/]|$)")
"""The first words of Jakt-, militær- og kommunikasjonsradio: what they belong to comes last."""
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = {"ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "o", "ı": "i"}
_PLAIN = str.maketrans(
    {chr(code): unicodedata.normalize("NFD", chr(code))[0] for code in (*range(0xE0, 0x180), *range(0x1E00, 0x1F00))}
    | _LETTERS
)
_FINNISH_DOUBLE = re.compile(r"([kpt])\1")


def _word_lists() -> dict[str, frozenset[str]]:
    text = (files("torg.catalog") / "category_data" / "words.txt").read_text("utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#")).replace("\n ", " ").splitlines()
    return {name: frozenset(words.split()) for name, _, words in (line.partition(":") for line in lines)}


_LISTS = _word_lists()
CONNECTORS = _LISTS["connectors"]
"""Words that say nothing in the name of a category."""
PREPOSITIONS = _LISTS["prepositions"]
"""What follows one of these says what a thing is for, has or is made of, not what it is."""
QUALITIES = _LISTS["qualities"]
"""Words of a title that tell how a thing is, or what it comes in, and never what it is."""
MATERIALS = _LISTS["materials"]
"""What things are made of, which after another word says nothing else."""
_PARTICIPLES = ("ad", "ade", "ande", "ende", "ede", "ttu", "tty")


def is_participle(word: str) -> bool:
    """Tell whether a word says what was done to a thing: grillad is no grill."""
    return word.endswith(_PARTICIPLES)


def words_of(text: str) -> list[str]:
    """Give the words of a text in lower case, figures and signs left out; `t-shirt` is one word."""
    plain = text[:_LONGEST_TEXT].lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", plain.replace("\u00ad", "").replace("’", "'"))
    if "-" in plain or "'" in plain:
        plain = _SHORT_PART_HYPHEN.sub(r"\1", _CUT_SHORT.sub("", plain))
    return _WORD.findall(plain)


@lru_cache(maxsize=8)
def _stemmer(language: str) -> Callable[[str], str]:
    stemmer = Stemmer(_ALGORITHMS[language], 0)
    word: Callable[[str], str] = stemmer.stemWord
    return word


@lru_cache(maxsize=200_000)
def root_of(word: str, language: str, *, keep: bool = False) -> str:
    """Give what the inflections of a word in a language share, without Nordic letters unless they are to be kept."""
    short = word if len(word) < 3 else _shortened(word, language)
    return short if keep else folded(short)


def _shortened(word: str, language: str) -> str:
    if language == "en":
        return _singular(word)
    short = _stemmer(language)(word)
    if language == "fi":
        short = _FINNISH_DOUBLE.sub(r"\1", short)
        # Consonant gradation: keitin and keittimet are one word.
        return short[:-1] + "n" if short.endswith("m") and len(short) > 4 else short
    return short


def folded(word: str) -> str:
    """Spell a word without Nordic letters, whichever way its writer avoided them: `smør`, `smoer` and `smor`."""
    if not word.isascii():
        word = word.translate(_PLAIN)
    return word.replace("ae", "a").replace("oe", "o").replace("aa", "a")


_IRREGULAR = {
    "knives": "knife", "shelves": "shelf", "scarves": "scarf", "leaves": "leaf", "loaves": "loaf", "mice": "mouse",
    "feet": "foot", "teeth": "tooth", "children": "child", "men": "man", "women": "woman",
}  # fmt: skip


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "os")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def phrase(words: Sequence[str], language: str) -> str:
    """Give the key of several words in a language: their shared forms without connectors.

    The order counts in English alone, where a coffee filter is no filter coffee.
    """
    if len(words) == 1:
        return "" if words[0] in CONNECTORS else root_of(words[0], language)
    return phrase_of_roots([root_of(word, language) for word in words if word not in CONNECTORS], language)


def phrase_of_roots(roots: Sequence[str], language: str) -> str:
    """Give the key of words whose shared forms are known."""
    once = dict.fromkeys(roots)
    return " ".join(once if language == "en" else sorted(once))
