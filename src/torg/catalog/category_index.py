"""The words of all categories, turned around: from a phrase, a word or the end of a compound to categories."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from msgspec import Struct

from torg.catalog.category_tree import TREE
from torg.catalog.category_words import (
    CONNECTORS,
    PREPOSITIONS,
    folded,
    is_participle,
    phrase,
    phrase_of_roots,
    root_of,
    words_of,
)

NORDIC = ("sv", "nb", "da", "fi")
LISTED = re.compile(r"[,;&+]|(?<=\w)[/_]|(?<=\w)-(?=\s)|\b(?:och|og|ja|and|samt)\b", re.IGNORECASE)
"""What stands between the things of a list."""
_SHORTEST_PREFIX = 3
_SHORTEST_END = 3
_LONGEST_COMPOUND = 40
_OWN_NAME, _SYNONYM, _PART, _FOREIGN = 1.0, 0.95, 0.92, 0.66
_HEAD = 0.6
_INFLECTED = 0.03
_OTHER_LANGUAGE = 0.05
_COMPOUND = {3: 0.5, 4: 0.74, 5: 0.78}
_LONG_COMPOUND = 0.82
_UNKNOWN_BEGINNING = 0.75
"""How much of the trust in a short end is left when nothing else begins like that: Torshälla, Lindblads."""
_LONG_END = 5
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


class _Text(Struct, frozen=True):
    """A name (with its language) or a synonym, in words; a thing of a list counts a little less."""

    category: int
    words: list[str]
    language: str | None
    is_part: bool

    def certainty(self, language: str) -> float:
        whole = _SYNONYM if self.language is None else _OWN_NAME if self.language == language else _FOREIGN
        return whole * _PART if self.is_part else whole


class _Index(Struct, frozen=True):
    """The words of one language."""

    phrases: Table
    """By what words share with their inflections, and by `=` and the words themselves."""
    heads: Table
    """By what names of several words, and compounds, end with."""
    spelled: frozenset[str]
    """What single words share with their inflections, with their Nordic letters."""
    joined: frozenset[str]
    """What words within phrases of several words share with their inflections."""


@cache
def _texts() -> list[_Text]:
    return [text for category in TREE.all() for text in _texts_of(category.id, category.names)]


def _texts_of(category: int, names: dict[str, str]) -> Iterator[_Text]:
    for language, name in names.items():
        yield _Text(category, _telling(name), language, is_part=False)
        parts = LISTED.split(name)
        for part in parts[: len(parts) if len(parts) > 1 else 0]:
            # What a later part completes is no thing by itself: Bord- och golvlampor, Ceiling & wall lights.
            words = _telling(part)
            if words and not part.rstrip().endswith("-") and len(words) >= len(_telling(parts[-1])):
                yield _Text(category, words, language, is_part=True)
    for synonym in TREE.synonyms(category):
        yield _Text(category, _telling(synonym), None, is_part=False)


def _telling(text: str) -> list[str]:
    return [word for word in words_of(text) if word not in CONNECTORS]


@cache
def _index(language: str) -> _Index:
    phrases: Table = {}
    heads: Table = {}
    spelled: set[str] = set()
    joined: set[str] = set()
    for text in _texts():
        if not text.words:
            continue
        certainty = text.certainty(language)
        roots = [root_of(word, language) for word in text.words]
        _raise(phrases, "=" + " ".join(map(folded, text.words)), text.category, certainty)
        _raise(phrases, phrase_of_roots(roots, language), text.category, certainty - _INFLECTED)
        if len(text.words) > 1:
            joined.update(roots)
            _raise(heads, root_of(_head(text.words), language), text.category, _HEAD)
        else:
            spelled.add(root_of(text.words[0], language, keep=True))
    if language in NORDIC:
        for category, end in _ends():
            _raise(heads, root_of(end, language), category, _HEAD)
    return _Index(phrases, heads, frozenset(spelled), frozenset(joined))


@cache
def _singles() -> dict[str, set[int]]:
    """Give every word that is a name or synonym by itself, without Nordic letters, and whose it is."""
    found: dict[str, set[int]] = {}
    for text in _texts():
        if len(text.words) == 1:
            found.setdefault(folded(text.words[0]), set()).add(text.category)
    return found


@cache
def _compounds() -> list[tuple[str, str]]:
    """Give the single words that end in another one as what they begin with and end in: hund and leksaker."""
    singles = _singles()
    return [
        (word, word[begin:])
        for word in singles
        for begin in range(_SHORTEST_PREFIX, len(word) - _SHORTEST_END + 1)
        if word[begin:] in singles
    ]


@cache
def _ends() -> list[tuple[int, str]]:
    """Give the words that single words end in: leksaker for a category of hundleksaker."""
    longest: dict[str, str] = {}
    for word, end in _compounds():
        longest.setdefault(word, end)
    return [(category, end) for word, end in longest.items() for category in _singles()[word]]


@cache
def _beginnings() -> frozenset[str]:
    """Give what compounds may begin with: the words of all names, and what the compounds among them begin with."""
    words = {folded(word) for text in _texts() for word in text.words}
    return frozenset(words | {word.removesuffix(end) for word, end in _compounds()})


def _begins(word: str) -> bool:
    plain = folded(word)
    known = _beginnings()
    return plain in known or (plain[-1] in "sen" and plain[:-1] in known)


def _head(words: list[str]) -> str:
    """Give the last word, before any that says what a thing is for: doft in Doft till hemmet."""
    before = next((place for place, word in enumerate(words) if word in PREPOSITIONS and place), len(words))
    return words[before - 1]


def _raise(table: Table, key: str, category: int, certainty: float) -> None:
    found = table.setdefault(key, {})
    found[category] = max(certainty, found.get(category, 0.0))


@lru_cache(maxsize=100_000)
def meaning_of_phrase(words: tuple[str, ...], languages: tuple[str, ...]) -> Meaning:
    """Give what several words mean together; the first of the languages counts most."""
    exact = "=" + " ".join(folded(word) for word in words if word not in CONNECTORS)
    return _together(
        (phrases.get(key), distance)
        for distance, language in enumerate(languages)
        for phrases in (_index(language).phrases,)
        for key in (exact, phrase(words, language))
    )


def meaning_of_span(words: list[str], languages: tuple[str, ...]) -> Meaning:
    """Give what neighbours in a title mean together; made for the many that mean nothing."""
    for distance, language in enumerate(languages):
        index = _index(language)
        roots = [root_of(word, language) for word in words]
        if all(root in index.joined for root in roots):
            found = index.phrases.get(phrase_of_roots(roots, language))
            if found:
                return _together(((found, distance),))
    return NOTHING


@lru_cache(maxsize=200_000)
def meaning_of_head(word: str, languages: tuple[str, ...]) -> Meaning:
    """Give the categories with a name that ends with this word: weak, for use below a parent."""
    return _together(
        (_index(language).heads.get(root_of(word, language)), distance) for distance, language in enumerate(languages)
    )


@lru_cache(maxsize=200_000)
def meaning_of_title_word(word: str, languages: tuple[str, ...]) -> Meaning:
    """Give what a word of a title means, as it is spelled, else by the end of the compound that it may be."""
    indexes = {language: _index(language) for language in languages}
    spoken = tuple(each for each in languages if root_of(word, each, keep=True) in indexes[each].spelled)
    if is_participle(word) and not any("=" + folded(word) in indexes[each].phrases for each in spoken):
        spoken = ()
    return (meaning_of_phrase((word,), spoken) if spoken else NOTHING) or meaning_of_end(word, languages)


@lru_cache(maxsize=200_000)
def meaning_of_end(word: str, languages: tuple[str, ...]) -> Meaning:
    """Give what the longest end of a word means that is a word of its own, as in a Nordic compound."""
    nordic = [(distance, each, _index(each)) for distance, each in enumerate(languages) if each in NORDIC]
    if not nordic or not _SHORTEST_PREFIX + _SHORTEST_END <= len(word) <= _LONGEST_COMPOUND:
        return NOTHING
    for begin in range(_SHORTEST_PREFIX, len(word) - _SHORTEST_END + 1):
        end = word[begin:]
        found = _together(
            (index.phrases.get(root_of(end, language)), distance)
            for distance, language, index in nordic
            if (word.isascii() and len(end) >= _FOLDED_END) or root_of(end, language, keep=True) in index.spelled
        )
        if found and languages[0] == "fi" and end[-1] == "n" and not _is_exact(end, nordic):
            # A Finnish genitive is no head: tuntematon is no matto.
            continue
        if found:
            if end[0] == "s" and not _is_exact(end, nordic):
                # The s may link: a morotskaka ends in kaka, not in skak.
                linked = ((index.phrases.get("=" + folded(end[1:])), distance) for distance, _, index in nordic)
                found = _together(linked) or found
            trust = _COMPOUND.get(len(end), _LONG_COMPOUND)
            if len(end.removesuffix("s")) < _LONG_END and not _begins(word[:begin]):
                trust *= _UNKNOWN_BEGINNING
            return Meaning({category: trust * certainty for category, certainty in found.certainty.items()})
    return NOTHING


def _is_exact(word: str, nordic: list[tuple[int, str, _Index]]) -> bool:
    return any("=" + folded(word) in index.phrases for _, _, index in nordic)


def _together(tables: Iterable[tuple[dict[int, float] | None, int]]) -> Meaning:
    best: dict[int, float] = {}
    for table, distance in tables:
        if table:
            for category, value in table.items():
                certainty = value - (_OTHER_LANGUAGE if distance else 0.0)
                if certainty > best.get(category, 0.0):
                    best[category] = certainty
    return Meaning(best) if best else NOTHING
