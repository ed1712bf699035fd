"""Understand: which of the intents read out of a query become filters, and which stay mere words."""

from tantivy import Query

from torg.search.filters import count, filters_of
from torg.search.intent import Reading, Understood, applied
from torg.search.models import SearchRequest
from torg.search.paging import scored
from torg.search.searches import Generation
from torg.search.words import literal

KEPT_SHARE = 0.75
"""The least share of the products that say every word which a filter must leave."""


def understood(generation: Generation, request: SearchRequest, reading: Reading) -> tuple[Understood, ...]:
    """Give the intents that may filter.

    A filter that would lose more than a quarter of the products that literally say every word was a common
    word and no brand, colour or price; one that leaves nothing at all is dropped, the least certain first.
    """
    kept = _in_harmony(generation, request, reading)
    while kept and not _any(generation, request, reading, kept):
        options = [kept[:place] + kept[place + 1 :] for place in _least_certain_first(kept)]
        kept = next((option for option in options if option and _any(generation, request, reading, option)), ())
    if all(one.intent.key == "sort:price" for one in kept) or not _orders_by_price(request, kept):
        kept = tuple(one for one in kept if one.intent.key != "sort:price")
    return kept


def _in_harmony(generation: Generation, request: SearchRequest, reading: Reading) -> tuple[Understood, ...]:
    prices = tuple(one for one in reading.understood if one.entry is None)
    others = tuple(one for one in reading.understood if one.entry is not None)
    kept = [one for one in prices if one.price is None or one.certain or not _said(generation, reading.rest(()))]
    words = literal(generation.index, reading.rest(prices))
    saying = count(generation.searcher, words) if words is not None and others else 0
    for one in others:
        if saying and words is not None:
            narrowing = _own_filters(generation, request, one)
            if count(generation.searcher, scored([words, *narrowing], None, None)) < KEPT_SHARE * saying:
                continue
        kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.spans[0]))


def _own_filters(generation: Generation, request: SearchRequest, one: Understood) -> list[Query]:
    bare = SearchRequest(locale=request.locale)
    return list(filters_of(generation.index.schema, applied(bare, (one,))).values())


def _said(generation: Generation, text: str) -> bool:
    words = literal(generation.index, text)
    return words is not None and count(generation.searcher, words) > 0


def _any(generation: Generation, request: SearchRequest, reading: Reading, kept: tuple[Understood, ...]) -> bool:
    queries = list(filters_of(generation.index.schema, applied(request, kept)).values())
    rest = literal(generation.index, reading.rest(kept))
    if rest is not None:
        queries.append(rest)
    return not queries or count(generation.searcher, scored(queries, None, None)) > 0


def _least_certain_first(kept: tuple[Understood, ...]) -> list[int]:
    order = {"brand": 1, "attribute": 0, "category": 2}
    return sorted(range(len(kept)), key=lambda place: order[entry.kind] if (entry := kept[place].entry) else 3)


def _orders_by_price(request: SearchRequest, kept: tuple[Understood, ...]) -> bool:
    """Tell whether the cheapest first is any use: only among things of one kind, else it is all spare parts."""
    return request.category is not None or any(one.entry and one.entry.kind == "category" for one in kept)
