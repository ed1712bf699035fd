"""Vocabulary: the brands, categories and attribute values of one index, and the words that mean them."""

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct, field

from torg.search.concepts import ATTRIBUTES, CONCEPTS, LEADING, WORDS
from torg.search.text.letters import Language, bare, canonical, normalise
from torg.search.text.stems import stem

Meant = Literal["brand", "category", "attribute"]
_CONJUNCTIONS = re.compile(r"\s*(?:[&,/]|\b(?:och|og|ja|and)\b)\s*")
_WORD = re.compile(r"\S+")
_SIGNS = str.maketrans(dict.fromkeys('&/+,;:()[]{}"!?*|<>', " "))
LONGEST_PHRASE = 5
"""Words; longer names are still found as text."""


class Entry(Struct, frozen=True):
    """Something that words can mean: what kind, its key in the request, its name, its number of products."""

    kind: Meant
    key: str
    name: str
    count: int
    code: str = ""
    """The attribute's code; empty for brands and categories."""
    group: str = ""
    """The attribute's name in the language (`Färg`)."""
    slug: str = ""

    @property
    def intent(self) -> str:
        """Give the key of an intent that means this: `brand:12`, `attribute:colour:red`."""
        return f"{self.kind}:{self.code}:{self.key}" if self.code else f"{self.kind}:{self.key}"


class Vocabulary(Struct, frozen=True):
    """All that facets name and intents mean, for one generation of one index."""

    language: Language
    entries: dict[str, Entry] = field(default_factory=dict)
    """By intent key."""
    phrases: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    """By the words as written (canonical), the best known meaning first."""
    stems: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    """By the stems of the words: other inflections of them."""
    leading: dict[str, Entry] = field(default_factory=dict)
    """What the first part of a compound may mean: `herr` in herrjacka."""
    parents: dict[str, str] = field(default_factory=dict)
    """Category key to the key of the category above it."""
    sellers: dict[str, str] = field(default_factory=dict)

    def meant(self, words: tuple[str, ...]) -> tuple[Entry, ...]:
        """Give what canonical words mean, as written or else inflected; nothing when they mean nothing."""
        exact = self.phrases.get(" ".join(words))
        if exact is not None:
            return exact
        return self.stems.get(stemmed(words, self.language), ())

    def named(self, kind: str, key: str) -> Entry | None:
        """Give the entry of a brand or category by its id, or of an attribute value by `code:key`."""
        return self.entries.get(f"{kind}:{key}")


def vocabulary(
    language: Language, entries: Iterable[Entry], parents: dict[str, str], sellers: dict[str, str]
) -> Vocabulary:
    """Give the vocabulary of a catalogue from the things in it."""
    known = {entry.intent: entry for entry in sorted(entries, key=lambda entry: (-entry.count, entry.intent))}
    phrases: dict[str, dict[str, Entry]] = {}
    stems: dict[str, dict[str, Entry]] = {}
    leading: dict[str, Entry] = {}
    for key, entry in known.items():
        for words in _said(entry, language):
            phrases.setdefault(" ".join(words), {}).setdefault(key, entry)
            stems.setdefault(stemmed(words, language), {}).setdefault(key, entry)
        concept = _concept(entry, language)
        if concept in LEADING:
            for word in WORDS[concept]:
                leading.setdefault(canonical(word, language), entry)
    return Vocabulary(
        language,
        known,
        {words: tuple(meanings.values()) for words, meanings in phrases.items()},
        {words: tuple(meanings.values()) for words, meanings in stems.items()},
        leading,
        parents,
        sellers,
    )


def words_of(text: str, language: Language) -> tuple[str, ...]:
    """Read a name into canonical words, without the signs between them."""
    return tuple(word for word, _, _ in places_of(normalise(text), language))


def places_of(text: str, language: Language) -> list[tuple[str, int, int]]:
    """Read a normalised text into canonical words, each with where it begins and ends."""
    found: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text.translate(_SIGNS)):
        # An English genitive belongs to its word, also to what is cut out of the query with it.
        word = canonical(match[0].removesuffix("'s").strip("-.'"), language)
        if word:
            found.append((word, match.start(), match.end()))
    return found


def stemmed(words: tuple[str, ...], language: Language) -> str:
    """Give the words' stems without the marks of Nordic letters: what every way to write them shares."""
    return " ".join(bare(stem(word, language)) for word in words)


def _said(entry: Entry, language: Language) -> Iterable[tuple[str, ...]]:
    """Give every way to say an entry, in canonical words."""
    words = words_of(entry.name, language)
    if not words or len(words) > LONGEST_PHRASE or not any(letter.isalpha() for word in words for letter in word):
        return
    yield words
    if entry.kind == "category":
        # "Jackor & rockar" is meant by "jackor" as well as by "rockar".
        parts = _CONJUNCTIONS.split(normalise(entry.name))
        if len(parts) > 1:
            yield from (said for part in parts if len(said := words_of(part, language)) in (1, 2))
    if entry.kind == "attribute" and (concept := _concept(entry, language)):
        for word in WORDS[concept]:
            yield (canonical(word, language),)


def _concept(entry: Entry, language: Language) -> str | None:
    if entry.kind != "attribute":
        return None
    for word in (entry.key.casefold(), normalise(entry.name)):
        concept = CONCEPTS.get(word) or CONCEPTS.get(canonical(word, language))
        if concept and (entry.code in ATTRIBUTES.get(concept, ()) or _fits(entry.code, concept)):
            return concept
    return None


def _fits(code: str, concept: str) -> bool:
    """Tell whether an attribute may hold a concept: people are not colours."""
    people = code in ATTRIBUTES
    return people if concept in LEADING else not people
