"""Lexicon: what a catalogue teaches about its language: which words there are, how rare, and made of what."""

import math
from collections import Counter
from collections.abc import Iterable

import msgspec
from msgspec import Struct, field

from torg.search.kinds import KindLearner, Profile, features_of
from torg.search.text.compounds import splits
from torg.search.text.frequencies import language_strength
from torg.search.text.letters import Language
from torg.search.text.stems import stem
from torg.search.text.tokens import Token, tokens
from torg.shelf.models import ProductDocument

_MOST_WORDS = 400_000


class CatalogueText(Struct, frozen=True):
    """What the lexicon learns from one product."""

    title: str
    brand: str = ""
    category: tuple[str, ...] = ()
    """From the root to the product's own category."""
    features: tuple[str, ...] = ()
    """What tells its sort: see `kinds`."""


class Lexicon(Struct, frozen=True, dict=True):
    """The words of a catalogue in one language; a value that can be stored and gives the same answers again."""

    language: Language
    products: int = 0
    words: dict[str, int] = field(default_factory=dict)
    """Canonical word to the number of products that say it in title, brand or category."""
    stems: dict[str, int] = field(default_factory=dict)
    """Stem, part of a compound, measure or code to the number of products that have it."""
    brands: dict[str, int] = field(default_factory=dict)
    """Brand as written to its number of products."""
    features: dict[str, int] = field(default_factory=dict)
    """What tells a product's sort, to its number of products."""
    kinds: dict[str, Profile] = field(default_factory=dict)
    """Stem to the features of the products named by it."""

    def rarity(self, term: str) -> float:
        """Weigh a term by how few products have it: 0.05 for everywhere, about 12 for nowhere in a million."""
        return max(0.05, math.log1p((self.products + 1) / (self.stems.get(term, 0) + 0.5)))

    def parts(self, word: str) -> tuple[str, ...]:
        """Split a canonical word into the words that it is made of; the word alone when it is not a compound."""
        found = self.splits(word)
        return found[0] if found else (word,)

    def splits(self, word: str) -> list[tuple[str, ...]]:
        """Give the likeliest ways to split a canonical word, the best first; none when it is not a compound."""
        cache: dict[str, list[tuple[str, ...]]] = self.__dict__.setdefault("_splits", {})
        found = cache.get(word)
        if found is None:
            if len(cache) > _MOST_WORDS:
                cache.clear()
            found = cache[word] = splits(word, self.language, self.strength)
        return found

    def names(self, word: str) -> set[str]:
        """Give the stems of what a word names: itself, and what a compound is a kind of, which is its last part."""
        heads = {way[-1] for way in self.splits(word)} if word.isalpha() else set()
        return {stem(each, self.language) for each in (word, *heads)}

    def strength(self, word: str, *, inflected: bool = False) -> float:
        """Say how sure it is that a string is a word of its own, from this catalogue and from the language."""
        count = self.words.get(word, 0)
        if inflected and len(word) > 4:
            count = max(count, (self.stems.get(stem(word, self.language), 0) + 1) // 2)
        catalogue = 0.9 + 0.45 * math.log(count + 1) if count > 1 or (count and len(word) > 3) else 0.0
        general = language_strength(word, self.language)
        return min(3.2, max(catalogue, general) + 0.3 * min(catalogue, general))

    def knows(self, word: str) -> bool:
        """Tell whether any product says the canonical word, or another inflection of it."""
        return word in self.words or stem(word, self.language) in self.stems


def learn(language: Language, texts: Iterable[CatalogueText]) -> Lexicon:
    """Learn a lexicon from a catalogue; the order of the products does not matter."""
    words: Counter[str] = Counter()
    terms: Counter[str] = Counter()
    brands: Counter[str] = Counter()
    kinds = KindLearner()
    products = 0
    for text in texts:
        products += 1
        title, brand = tokens(text.title, language), tokens(text.brand, language)
        said = title + brand + tokens(" . ".join(text.category), language)
        words.update({word for token in said for word in _words(token)})
        terms.update({term for token in said for term in _terms(token, language)})
        if text.brand:
            brands[text.brand] += 1
        kinds.take(text.title, _said(title), _said(brand), text.features)
    kept = dict(sorted(words.items(), key=lambda item: (-item[1], item[0]))[:_MOST_WORDS])
    spoken: Counter[str] = Counter()
    for word, count in kept.items():
        spoken[stem(word, language)] += count
    known = Lexicon(language, products, kept, dict(spoken))
    for word, count in kept.items():
        parts = {stem(part, language) for way in known.splits(word) for part in way}
        terms.update(dict.fromkeys(parts, count))
    stems = {term: min(count, products) for term, count in sorted(terms.items())}
    return Lexicon(
        language, products, kept, stems, dict(sorted(brands.items())), *kinds.profiles(products, known.names)
    )


def text_of(document: ProductDocument) -> CatalogueText:
    """Take from a product's document what the lexicon learns from."""
    brand = document.brand.name if document.brand else ""
    categories = tuple(category.name for category in document.category)
    return CatalogueText(document.title, brand, categories, features_of(document))


def encode(lexicon: Lexicon) -> bytes:
    """Write a lexicon as bytes to keep; the same lexicon gives the same bytes."""
    return msgspec.msgpack.encode(lexicon, order="deterministic")


def decode(stored: bytes) -> Lexicon:
    """Read a lexicon that `encode` wrote."""
    return msgspec.msgpack.decode(stored, type=Lexicon)


def _said(found: list[Token]) -> frozenset[str]:
    return frozenset(word for token in found for word in (token.text, *token.parts))


def _words(token: Token) -> tuple[str, ...]:
    if token.kind != "word":
        return ()
    return (token.text, *token.parts) if token.parts else (token.text,)


def _terms(token: Token, language: Language) -> tuple[str, ...]:
    if token.kind == "word":
        return tuple(stem(word, language) for word in (token.text, *token.parts))
    return (token.text, *token.parts)
