"""Analysis: the terms that a query asks for, word by word, with everything that would do as well."""

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import msgspec
from msgspec import Struct

from torg.search.lexicon import Lexicon
from torg.search.neighbours import Neighbours
from torg.search.product_terms import exact_term
from torg.search.spelling import cost
from torg.search.synonyms import LONGEST_PHRASE, synonyms_of, synonyms_of_phrase
from torg.search.text import Language, Token, bare, normalise, stem, tokens
from torg.search.text.stopwords import STOP_WORDS

__all__ = ["LONGEST_QUERY", "MOST_WORDS", "How", "QueryWord", "Variant", "exact_term", "query_words"]

LONGEST_QUERY = 200
MOST_WORDS = 16
_MOST_REMEMBERED = 20_000
_MOST_READ = 1_000
_MOST_SIMILAR = 3
_MOST_OTHER_PARTS = 4
_LIKENESS_OF_OTHER_PARTS = 0.8
_RARITY_OF_MEASURES = 0.6
"""A quantity narrows what the other words name; alone it names nothing."""

How = Literal["typed", "parts", "figure", "synonym", "similar"]


class Variant(Struct, frozen=True):
    """One way to say a word of the query, in one or several terms."""

    terms: tuple[str, ...]
    how: How = "typed"
    likeness: float = 1.0
    """How close it comes to what was typed, 0 to 1."""
    shares: tuple[float, ...] = (1.0,)
    """How much of the whole each term is, the rarer the more; they add up to 1."""


class QueryWord(Struct, frozen=True):
    """One word of a query: what it may be written as, and what finding it is worth."""

    text: str
    start: int
    end: int
    stem: str
    rarity: float
    variants: tuple[Variant, ...]
    bare: str
    optional: bool = False
    """A word that need not be found for all words to be found."""
    kind: tuple[tuple[str, float], ...] = ()
    """What tells the sort of the products that this word names: features and their weights."""


def query_words(text: str, lexicon: Lexicon) -> list[QueryWord]:
    """Read a query into its words, in the order typed, at most `MOST_WORDS` of them."""
    # One search reads the same text several times, as it was typed or what intents leave of it.
    read: dict[str, tuple[QueryWord, ...]] = lexicon.__dict__.setdefault("_read", {})
    words = read.get(text)
    if words is None:
        if len(read) >= _MOST_READ:
            read.clear()
        words = read[text] = _query_words(normalise(text)[:LONGEST_QUERY], lexicon.language, _Same(lexicon))
    return list(words)


class _Same:
    """A lexicon as a cache key: the same object, not an equal one, for comparing lexicons is slow."""

    __slots__ = ("lexicon",)

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.lexicon is self.lexicon


@lru_cache(maxsize=4096)
def _query_words(text: str, language: Language, same: _Same) -> tuple[QueryWord, ...]:
    stop = STOP_WORDS[language]
    found = tokens(text, language)[:MOST_WORDS]
    meant = [token for token in found if token.text not in stop]
    words = [_word(token, same.lexicon, optional=bool(meant) and token.text in stop) for token in found]
    _add_phrases(words, same.lexicon)
    for place, (first, second) in enumerate(pairwise(found)):
        # Who types "power bank" also means a powerbank; the one word then stands for both.
        joined = first.text + second.text
        if first.kind == second.kind == "word" and same.lexicon.knows(joined):
            whole = Variant((stem(joined, language),), "parts")
            for at in (place, place + 1):
                words[at] = msgspec.structs.replace(words[at], variants=(*words[at].variants, whole))
    return tuple(words)


def _add_phrases(words: list[QueryWord], lexicon: Lexicon) -> None:
    """Let what a whole phrase is called stand for each of its words: usb stick, flash drive."""
    for length in range(2, LONGEST_PHRASE + 1):
        for start in range(len(words) - length + 1):
            phrase = tuple(word.stem for word in words[start : start + length])
            called = [_variant(each, "synonym", lexicon) for each in synonyms_of_phrase(phrase, lexicon.language)]
            for place in range(start, start + length) if called else ():
                words[place] = msgspec.structs.replace(words[place], variants=(*words[place].variants, *called))


def _word(token: Token, lexicon: Lexicon, *, optional: bool) -> QueryWord:
    """Read one word of a query, or remember it: most queries are made of words that others have typed."""
    known: dict[object, QueryWord] = lexicon.__dict__.setdefault("_query_words", {})
    key = (token.text, token.kind, token.parts, optional)
    word = known.get(key)
    if word is None:
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        word = known[key] = _query_word(token, lexicon, optional=optional)
    if (word.start, word.end) == (token.start, token.end):
        return word
    return msgspec.structs.replace(word, start=token.start, end=token.end)


def _query_word(token: Token, lexicon: Lexicon, *, optional: bool) -> QueryWord:
    language = lexicon.language
    if token.kind != "word":
        variants = [Variant((token.text,))]
        if token.parts:
            variants.append(_variant(token.parts, "figure" if token.kind == "measure" else "parts", lexicon))
        variants += [_variant(each, "synonym", lexicon) for each in synonyms_of(token.text, token.text, language)]
        rarity = lexicon.rarity(token.text) * (_RARITY_OF_MEASURES if token.kind == "measure" else 1.0)
        return QueryWord(token.text, token.start, token.end, token.text, rarity, tuple(variants), "", optional)
    whole = stem(token.text, language)
    variants = [Variant((whole,))]
    ways = [token.parts] if token.parts else lexicon.splits(token.text)
    for place, words in enumerate(ways):
        parts = tuple(stem(part, language) for part in words)
        variants.append(_variant(parts, "parts", lexicon, likeness=1.0 if place == 0 else _LIKENESS_OF_OTHER_PARTS))
        variants += _other_parts(words, parts, lexicon) if place == 0 else []
    variants += [_variant(synonym, "synonym", lexicon) for synonym in synonyms_of(token.text, whole, language)]
    variants += [Variant((near,), "similar", likeness) for near, likeness in _similar(token.text, whole, lexicon)]
    rarity = lexicon.rarity(whole)
    if ways and not lexicon.stems.get(whole):
        rarity = max(lexicon.rarity(stem(part, language)) for part in ways[0])
    return QueryWord(
        token.text,
        token.start,
        token.end,
        whole,
        rarity,
        tuple(variants),
        bare(whole),
        optional,
        () if optional else _kind(variants, lexicon),
    )


def _kind(variants: list[Variant], lexicon: Lexicon) -> tuple[tuple[str, float], ...]:
    """Tell the sort of product that a word or its synonyms name, each as much as products have it."""
    total: Counter[str] = Counter()
    products = 0
    for variant in variants:
        if variant.how in ("typed", "synonym") and len(variant.terms) == 1 and (found := kinds_of(lexicon, variant)):
            count = lexicon.stems.get(variant.terms[0], 0)
            products += count
            total.update({feature: weight * count for feature, weight in found.items()})
    return tuple((feature, weight / products) for feature, weight in sorted(total.items()))


def kinds_of(lexicon: Lexicon, variant: Variant) -> dict[str, float]:
    """Give the features of the products named by a term, and how much each tells, 0 to 1."""
    names: list[str] = lexicon.__dict__.setdefault("_features", list(lexicon.features))
    return {names[place]: weight / 255 for place, weight in lexicon.kinds.get(variant.terms[0], ())}


def _other_parts(words: tuple[str, ...], parts: tuple[str, ...], lexicon: Lexicon) -> list[Variant]:
    """Say a compound with another word for one of its parts: kulörtvättmedel, color tvättmedel."""
    found = []
    for place, (word, part) in enumerate(zip(words, parts, strict=True)):
        for synonym in synonyms_of(word, part, lexicon.language):
            if len(synonym) == 1 and lexicon.stems.get(synonym[0]):
                other = (*parts[:place], *synonym, *parts[place + 1 :])
                found.append(_variant(other, "parts", lexicon, likeness=_LIKENESS_OF_OTHER_PARTS))
    return found[:_MOST_OTHER_PARTS]


def _variant(terms: tuple[str, ...], how: How, lexicon: Lexicon, likeness: float = 1.0) -> Variant:
    rarities = [lexicon.rarity(term) for term in terms]
    return Variant(terms, how, likeness, tuple(rarity / sum(rarities) for rarity in rarities))


def _similar(word: str, whole: str, lexicon: Lexicon) -> list[tuple[str, float]]:
    """Find stems of the catalogue that are spelled nearly the same: inflections, other spellings, slips."""
    if len(word) < 4:
        return []
    unknown = not lexicon.knows(word)
    found: dict[str, float] = {}
    for near, share in _neighbours(lexicon).of(word, least=0.4 if unknown else 0.6, most=_MOST_SIMILAR * 4):
        likeness = share if share >= 0.6 else 0.6 if cost(word, near, 1.0) <= 1.0 else 0.0
        short = stem(near, lexicon.language)
        if likeness and short != whole:
            found[short] = max(found.get(short, 0.0), likeness)
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_MOST_SIMILAR]


def _neighbours(lexicon: Lexicon) -> Neighbours:
    """The lexicon's words ready to be compared, made at its first query."""
    known: Neighbours | None = lexicon.__dict__.get("_neighbours")
    if known is None:
        known = lexicon.__dict__["_neighbours"] = Neighbours(lexicon.words)
    return known
