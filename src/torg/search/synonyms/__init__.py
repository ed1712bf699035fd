"""Synonyms: words of one meaning, a file for each language, a line for each meaning."""

from functools import lru_cache
from importlib.resources import files

from torg.search.text import Language, stem, tokens


def synonyms_of(word: str, stemmed: str, language: Language) -> tuple[tuple[str, ...], ...]:
    """Find what else a word may be called: each answer the stems of one phrase, in the file's order."""
    table = _table(language)
    return table.get(stemmed) or table.get(word) or ()


@lru_cache(maxsize=8)
def _table(language: Language) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, dict[tuple[str, ...], None]] = {}
    for line in (files(__package__) / f"{language}.txt").read_text("utf-8").splitlines():
        meaning = line.partition("#")[0].strip()
        if not meaning:
            continue
        phrases = [_stems(phrase, language) for phrase in meaning.split(",")]
        for phrase in phrases:
            if len(phrase) == 1:
                others = table.setdefault(phrase[0], {})
                others.update(dict.fromkeys(other for other in phrases if other != phrase))
    return {word: tuple(others) for word, others in table.items()}


def _stems(phrase: str, language: Language) -> tuple[str, ...]:
    return tuple(
        stem(token.text, language) if token.kind == "word" else token.text for token in tokens(phrase, language)
    )
