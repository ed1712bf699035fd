"""Stems: one form for a word's inflections."""

import re
from collections.abc import Callable
from functools import lru_cache

from Stemmer import Stemmer

from torg.search.text.frequencies import language_strength
from torg.search.text.letters import Language

_ALGORITHMS: dict[Language, str] = {
    "sv": "swedish",
    "nb": "norwegian",
    "da": "danish",
    "fi": "finnish",
    "en": "english",
}
_NORWEGIAN_DOER = re.compile(r"(?<=\w{3})er(?:e|en|ne)$")
_FINNISH_TOOL = re.compile(r"(\w{2,})(?:tin|ttim[ei]\w*)")
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
    if language == "en":
        return _english_singular(word)
    if language == "fi" and (tool := _FINNISH_TOOL.fullmatch(word)):
        # Keitin, keittimen, keittimet: what does something, in any of its forms.
        return _FINNISH_DOUBLE.sub(r"\1", tool[1]) + "tin"
    if language == "nb":
        # Støvsugere, støvsugeren, støvsugerne: Snowball takes only one of the two endings.
        word = _NORWEGIAN_DOER.sub("er", word)
    short = _stemmer(language)(word)
    if language == "fi":
        # Consonant gradation: keitin and keittimet, matto and maton are one word.
        short = _FINNISH_DOUBLE.sub(r"\1", short)
        if short.endswith("m") and len(short) > 4:
            short = short[:-1] + "n"
    elif language in ("nb", "da", "sv"):
        if language == "sv" and short.endswith("an") and _is_definite(short):
            short = _stemmer(language)(short[:-1])
        short = _DOUBLE_END.sub(r"\1", short)
        if short.endswith("dt") or (short.endswith("frit") and len(short) > 5):
            # Neuter: rødt, glutenfritt.
            short = short[:-1]
    return short


def _is_definite(word: str) -> bool:
    """Tell limpan, the loaf, from vulkan: what stands before the n is a word, or ends in one."""
    base = word[:-1]
    return any(language_strength(base[begin:], "sv") > 1.0 for begin in (0, *range(2, len(base) - 4)))


def _english_singular(word: str) -> str:
    """Take an English plural's ending off, and nothing else: gaming is no game, and a printer no print."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "os")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]
