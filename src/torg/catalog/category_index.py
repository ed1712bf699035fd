"""The words of all categories, turned around: from a phrase, a word or the end of a compound to categories."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from msgspec import Struct

from torg.catalog.category_tree import TREE
from torg.catalog.category_words import CONNECTORS, PREPOSITIONS, folded, is_participle, phrase, root_of, words_of
from torg.markets.models import LANGUAGES

NORDIC = ("sv", "nb", "da", "fi")
LISTED = re.compile(r"[,;&+]|(?<=\w)[/_]|(?<=\w)-(?=\s)|\b(?:och|og|ja|and|samt)\b", re.IGNORECASE)
"""What stands between the things of a list."""
_SHORTEST_PREFIX = 3
_SHORTEST_END = 3
_LONGEST_COMPOUND = 40
_OWN_NAME, _SYNONYM, _PART, _FOREIGN = 1.0, 0.95, 0.92, 0.85
_HEAD = 0.6
_INFLECTED = 0.03
_OTHER_LANGUAGE = 0.05
_COMPOUND = {3: 0.5, 4: 0.74, 5: 0.78}
_LONG_COMPOUND = 0.82
_FOLDED_END = 5
"""Ends of compounds that are shorter must have their Nordic letters: populärt does not end in art."""

Table = dict[str, dict[int, float]]


class Meaning(Struct, frozen=True):
    """What a phrase may mean: categories, each with how certain that is (1 for its name in the language)."""

    certainty: dict[int, float]

    def __bool__(self) -> bool:
        """Tell whether it means anything."""
        return bool(self.certainty)


NOTHING = Meaning({})


class _Index(Struct, frozen=True):
    """For one language: whole phrases; what names and compounds end with; ends of compounds with their letters."""

    phrases: Table
    heads: Table
    spelled: frozenset[str]


@cache
def _indexes() -> dict[str, _Index]:
    return {language: _index(language) for language in LANGUAGES}


def _index(language: str) -> _Index:
    phrases: Table = {}
    heads: Table = {}
    singles: list[tuple[str, int]] = []
    spelled: set[str] = set()
    for text, category, certainty in _texts(language):
        for words, trust in _phrases(text, certainty, is_name=certainty != _SYNONYM):
            key = phrase(words, language)
            if not key:
                continue
            _raise(phrases, "=" + " ".join(map(folded, words)), category, trust)
            _raise(phrases, key, category, trust - _INFLECTED)
            if len(words) > 1:
                _raise(heads, root_of(_head(words), language), category, _HEAD)
            else:
                singles.append((words[0], category))
                spelled.add(root_of(words[0], language, keep=True))
    for word, category in singles:
        for begin in range(_SHORTEST_PREFIX, len(word) - _SHORTEST_END + 1):
            end = root_of(word[begin:], language)
            if end in phrases and language in NORDIC:
                _raise(heads, end, category, _HEAD)
                break
    return _Index(phrases, heads, frozenset(spelled))


def _texts(language: str) -> Iterator[tuple[str, int, float]]:
    for category in TREE.all():
        for own, name in category.names.items():
            yield name, category.id, _OWN_NAME if own == language else _FOREIGN
        for synonym in TREE.synonyms(category.id):
            yield synonym, category.id, _SYNONYM


def _phrases(text: str, certainty: float, *, is_name: bool) -> Iterator[tuple[list[str], float]]:
    """Give a name as a whole and, when it is a list, each thing in it: mössor is in Mössor och hattar."""
    yield _telling(text), certainty
    parts = LISTED.split(text) if is_name else []
    if len(parts) > 1:
        for part in parts:
            yield _telling(part), certainty * _PART


def _head(words: list[str]) -> str:
    """Give the last word, before any that says what a thing is for: doft in Doft till hemmet."""
    before = next((place for place, word in enumerate(words) if word in PREPOSITIONS and place), len(words))
    return words[before - 1]


def _telling(text: str) -> list[str]:
    return [word for word in words_of(text) if word not in CONNECTORS]


def _raise(table: Table, key: str, category: int, certainty: float) -> None:
    found = table.setdefault(key, {})
    found[category] = max(certainty, found.get(category, 0.0))


@lru_cache(maxsize=100_000)
def meaning_of_phrase(words: tuple[str, ...], languages: tuple[str, ...]) -> Meaning:
    """Give what several words mean together, whatever their order; the first of the languages counts most."""
    indexes = _indexes()
    exact = "=" + " ".join(folded(word) for word in words if word not in CONNECTORS)
    return _together(
        (table.get(key), distance)
        for distance, language in enumerate(languages)
        for table in (indexes[language].phrases,)
        for key in (exact, phrase(words, language))
    )


@lru_cache(maxsize=200_000)
def meaning_of_head(word: str, languages: tuple[str, ...]) -> Meaning:
    """Give the categories with a name that ends with this word: weak, for use below a parent."""
    indexes = _indexes()
    return _together(
        (indexes[language].heads.get(root_of(word, language)), distance) for distance, language in enumerate(languages)
    )


@lru_cache(maxsize=200_000)
def meaning_of_word(word: str, languages: tuple[str, ...], *, spelled: bool = False) -> Meaning:
    """Give what a word means: as it is, else by the longest end of the compound that it may be.

    With `spelled`, a word must be written with its Nordic letters.
    """
    if spelled:
        languages = tuple(each for each in languages if root_of(word, each, keep=True) in _indexes()[each].spelled)
        if is_participle(word) and not any("=" + folded(word) in _indexes()[each].phrases for each in languages):
            return NOTHING
    return meaning_of_phrase((word,), languages) if languages else NOTHING


@lru_cache(maxsize=200_000)
def meaning_of_end(word: str, languages: tuple[str, ...]) -> Meaning:
    """Give what the longest end of a word means that is a word of its own, as in a Nordic compound."""
    nordic = [language for language in languages if language in NORDIC]
    if not nordic or not _SHORTEST_PREFIX + _SHORTEST_END <= len(word) <= _LONGEST_COMPOUND:
        return NOTHING
    indexes = _indexes()
    for begin in range(_SHORTEST_PREFIX, len(word) - _SHORTEST_END + 1):
        end = word[begin:]
        found = _together(
            (index.phrases.get(root_of(end, language)), distance)
            for distance, language in enumerate(nordic)
            for index in (indexes[language],)
            if (word.isascii() and len(end) >= _FOLDED_END) or root_of(end, language, keep=True) in index.spelled
        )
        if found and end[0] == "s" and len(end) > _SHORTEST_END + 1:
            # The s may link: a morotskaka ends in kaka, not in skak.
            linked = _together(
                (indexes[language].phrases.get("=" + folded(end[1:])), distance)
                for distance, language in enumerate(nordic)
            )
            if linked and not any("=" + folded(end) in indexes[language].phrases for language in nordic):
                found = linked
        if found:
            trust = _COMPOUND.get(len(end), _LONG_COMPOUND)
            return Meaning({category: trust * certainty for category, certainty in found.certainty.items()})
    return NOTHING


def _together(tables: Iterable[tuple[dict[int, float] | None, int]]) -> Meaning:
    best: dict[int, float] = {}
    for table, distance in tables:
        if table:
            for category, value in table.items():
                certainty = value - (_OTHER_LANGUAGE if distance else 0.0)
                if certainty > best.get(category, 0.0):
                    best[category] = certainty
    return Meaning(best) if best else NOTHING
