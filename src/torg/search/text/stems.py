"""Stems: one form for a word's inflections."""

import re
from collections.abc import Callable
from functools import lru_cache

from Stemmer import Stemmer

from torg.search.text.letters import Language

_ALGORITHMS: dict[Language, str] = {
    "sv": "swedish",
    "nb": "norwegian",
    "da": "danish",
    "fi": "finnish",
    "en": "english",
}
_FINNISH_DOUBLE = re.compile(r"([kpt])\1")
_DOUBLE_END = re.compile(r"([bdfgklmnprst])\1$")


@lru_cache(maxsize=8)
def _stemmer(language: Language) -> Callable[[str], str]:
    stemmer = Stemmer(_ALGORITHMS[language], 0)
    word: Callable[[str], str] = stemmer.stemWord
    return word


@lru_cache(maxsize=131_072)
def stem(word: str, language: Language) -> str:
    """Reduce a canonical word to what its inflections share; figures and short words stay as they are."""
    if len(word) < 3 or not word.isalpha():
        return word
    short = _stemmer(language)(word)
    if language == "fi":
        # Consonant gradation: keitin and keittimet, matto and maton are one word.
        short = _FINNISH_DOUBLE.sub(r"\1", short)
        if short.endswith("m") and len(short) > 4:
            short = short[:-1] + "n"
    elif language in ("nb", "da", "sv"):
        if short.endswith("dt"):
            short = short[:-1]
        short = _DOUBLE_END.sub(r"\1", short)
    return short
