"""Synonyms: words of one meaning, a file for each language, a line for each meaning."""

from functools import lru_cache
from importlib.resources import files

from torg.search.text import Language, stem, tokens

Phrase = tuple[str, ...]
"""The stems of a phrase."""
LONGEST_PHRASE = 3


def synonyms_of(word: str, stemmed: str, language: Language) -> tuple[Phrase, ...]:
    """Find what else a word may be called, in the file's order."""
    table = _table(language)
    return table.get((stemmed,)) or table.get((word,)) or ()


def synonyms_of_phrase(phrase: Phrase, language: Language) -> tuple[Phrase, ...]:
    """Find what else a phrase of stems may be called, in the file's order."""
    return _table(language).get(phrase, ())


@lru_cache(maxsize=8)
def _table(language: Language) -> dict[Phrase, tuple[Phrase, ...]]:
    table: dict[Phrase, dict[Phrase, None]] = {}
    for line in (files(__package__) / f"{language}.txt").read_text("utf-8").splitlines():
        meaning = line.partition("#")[0].strip()
        phrases = [_stems(phrase, language) for phrase in meaning.split(",")] if meaning else []
        for phrase in phrases:
            others = table.setdefault(phrase, {})
            others.update(dict.fromkeys(other for other in phrases if other != phrase))
    return {phrase: tuple(others) for phrase, others in table.items()}


def _stems(phrase: str, language: Language) -> Phrase:
    return tuple(
        stem(token.text, language) if token.kind == "word" else token.text for token in tokens(phrase, language)
    )
