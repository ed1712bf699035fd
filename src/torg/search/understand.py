"""Understand: which of the intents read out of a query become filters, and which stay mere words."""

from itertools import combinations

from msgspec import Struct, structs
from tantivy import Query

from torg.search.facts import Rows
from torg.search.filters import all_of, count
from torg.search.intent import Reading, Understood, applied
from torg.search.matched import keeping, saying
from torg.search.models import SearchRequest
from torg.search.narrow import narrowed
from torg.search.searches import Generation
from torg.search.words import literal

KEPT_SHARE = {"brand": 0.5, "category": 0.75, "attribute": 0.9}
"""The least share of the products that say every word which a filter must leave.

Others make things for a brand and name it, so a brand may leave fewer.
"""
PURE_SHARE = 0.6
"""The share of a category's products that must say the word for it, if the category is to stand for the word."""
SCARCE = 3
"""Products below which a category that was read out of the words is no filter."""

_MOST_WAYS = 12
_GIVEN_UP_FIRST = {"attribute": 0, "brand": 1, "price": 2, "category": 3}


class Understanding(Struct, frozen=True):
    """What a query means: its filters, and what was meant as one but leaves nothing."""

    kept: tuple[Understood, ...]
    given_up: tuple[Understood, ...] = ()
    """Their words are no longer demanded either: no red coffee, but coffee."""
    said: int | None = None
    """Products that have the filters and say every other word; none when nobody counted."""


def understood(generation: Generation, request: SearchRequest, reading: Reading) -> Understanding:
    """Decide which intents filter.

    A filter that would lose many of the products that literally say every word was a common
    word and no brand, colour or category. One that leaves nothing at all is given up: what is least of the
    matter first, the kind of thing last.
    """
    said, kept = _in_harmony(generation, request, reading)
    if not _sorts_one_kind(request, kept):
        kept = tuple(one for one in kept if one.intent.key != "sort:price")
    whole = _counted(generation, request, reading, Understanding(kept))
    if whole.said is None or whole.said:
        return _roomier(generation, request, reading, whole)
    prices = tuple(one for one in kept if one.entry is None)
    if said:
        # Products do say the words, so it is the price that nothing has; else the words are the surer way.
        left = Understanding(tuple(one for one in kept if one.entry is not None), prices)
        left = _counted(generation, request, reading, left)
        return left if left.said else Understanding((), prices)
    for given_up in _sacrifices(kept):
        left = Understanding(tuple(one for one in kept if one not in given_up), given_up)
        left = _counted(generation, request, reading, left)
        if left.said:
            return left
    return Understanding((), prices)


def _roomier(generation: Generation, request: SearchRequest, reading: Reading, whole: Understanding) -> Understanding:
    """Take a category for a mere word where hardly anything in it says the rest: what is said elsewhere helps more."""
    others = tuple(one for one in whole.kept if not one.entry or one.entry.kind != "category")
    if whole.said is None or whole.said >= SCARCE or len(others) == len(whole.kept) or not reading.rest(whole.kept):
        return whole
    left = _counted(generation, request, reading, Understanding(others))
    rest = reading.rest(others)
    said = len(keeping(generation, applied(request, others), rest)[2]) if left.said is None else left.said
    return Understanding(others, said=said) if said >= whole.said else whole


def _sacrifices(kept: tuple[Understood, ...]) -> list[tuple[Understood, ...]]:
    """Give what may be given up: as few as possible, and of the matter as little as possible."""
    ways = [way for size in range(1, len(kept)) for way in combinations(kept, size)]
    return sorted(ways, key=lambda way: (len(way), sum(map(_worth, way))))[:_MOST_WAYS]


def _in_harmony(generation: Generation, request: SearchRequest, reading: Reading) -> tuple[int, tuple[Understood, ...]]:
    """Count the products that say every word but prices, and drop the intents at odds with them."""
    prices = tuple(one for one in reading.understood if one.entry is None)
    others = tuple(one for one in reading.understood if one.entry is not None)
    kept = [one for one in prices if one.price is None or one.certain or not _said(generation, reading.text)]
    said = _saying(generation, reading.rest(prices)) if reading.understood else None
    for one in others:
        if said is not None and one.entry:
            left = narrowed(generation.facts, applied(SearchRequest(locale=request.locale), (one,)), said)
            if len(left) < KEPT_SHARE[one.entry.kind] * len(said):
                continue
        kept.append(_with_its_word(generation, one, others))
    return 0 if said is None else len(said), tuple(sorted(kept, key=lambda one: one.spans[0]))


def _saying(generation: Generation, text: str) -> Rows | None:
    """Give the products that say every word: in their names when some do, else among their properties.

    A gaming keyboard is one by name; a computer for gaming with a keyboard has both words among its properties.
    """
    for named in (True, False):
        said = saying(generation, text, named=named)
        if said is not None and len(said):
            return said
    return None


def _with_its_word(generation: Generation, one: Understood, others: tuple[Understood, ...]) -> Understood:
    """Demand a category's word as well when only a part of the category is called so: jackets of "Jackets & vests"."""
    alone = not any(other is not one and other.spans == one.spans for other in others)
    if one.entry is None or one.entry.kind != "category" or not alone:
        return one
    if _stands_for_all(generation, int(one.entry.key), one.entry.count, one.intent.words):
        return one
    return structs.replace(one, remainder=one.intent.words)


def _stands_for_all(generation: Generation, category: int, products: int, words: str) -> bool:
    """Tell whether nearly all of a category is called by some words."""
    key = (category, words)
    known = generation.meanings.get(key)
    if known is None:
        said = literal(generation.index, words)
        within = Query.term_query(generation.index.schema, "category", category, "basic")
        known = said is None or count(generation.searcher, all_of([said, within])) >= PURE_SHARE * products
        generation.meanings[key] = known
    return known


def _said(generation: Generation, text: str) -> bool:
    words = literal(generation.index, text)
    return words is not None and count(generation.searcher, words) > 0


def _counted(generation: Generation, request: SearchRequest, reading: Reading, meaning: Understanding) -> Understanding:
    if not meaning.kept:
        return meaning
    rest = reading.rest(meaning.kept + meaning.given_up)
    return structs.replace(meaning, said=len(keeping(generation, applied(request, meaning.kept), rest)[2]))


def _worth(one: Understood) -> int:
    return _GIVEN_UP_FIRST[one.entry.kind if one.entry else "price"]


def _sorts_one_kind(request: SearchRequest, kept: tuple[Understood, ...]) -> bool:
    """Tell whether the cheapest first is any use: only among things of one kind, else it is all spare parts."""
    return request.category is not None or any(one.entry and one.entry.kind == "category" for one in kept)
