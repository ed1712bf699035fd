"""Find: from a search to a page of products, with everything needed to show and narrow it."""

import msgspec
from msgspec import Struct
from tantivy import Query

from torg.search.analysis import QueryWord, query_words
from torg.search.corrections import correction
from torg.search.cursor import fingerprint, read_cursor, write_cursor
from torg.search.errors import BadSearch
from torg.search.facets import facets_of
from torg.search.filters import all_of, count, filters_of
from torg.search.intent import applied, read_query
from torg.search.match import match_text
from torg.search.models import Facet, Intent, SearchRequest, SearchResult
from torg.search.paging import Page, ordered_page, ranked_page, ranked_window, scored
from torg.search.searches import Generation, Searches
from torg.search.suggest import suggest
from torg.search.understand import understood
from torg.search.words import literal, strict

__all__ = ["Searches", "find", "suggest"]

ENOUGH = 12
"""Products that say every word from which those that only say some of it are none of the hits."""
FEW = 3
"""Hits below which a better spelling is proposed."""
MOST = 100

_EMPTY = SearchResult(0, [], [], [], None, corrected=False, relaxed=False, next_cursor=None)


class Plan(Struct, frozen=True):
    """A search made ready: the same for every page of it, and kept as long as the index stays the same."""

    request: SearchRequest
    """With the filters of its intents."""
    intents: list[Intent]
    text: Query | None
    """What products must say, with how well they do; none when filters say it all."""
    words: tuple[QueryWord, ...]
    """Of the text, for the order of the hits."""
    filters: dict[str, Query]
    relaxed: bool
    total: int
    """Products found; by relevance the ranking knows it better."""
    said: int
    """Products that say every word, within the filters; none when some of the query had to be given up."""


class Answer(Struct, frozen=True):
    """What every page of one search shares."""

    plan: Plan
    did_you_mean: str | None
    corrected: bool


def find(searches: Searches, request: SearchRequest) -> SearchResult:
    """Find the products of one page of a search.

    Raises `BadSearch` for a page of no or too many products, `BadCursor`, `UnknownLocale`.
    """
    _check(request)
    cursor = read_cursor(request)
    generation = searches.of(request.locale)
    if generation is None:
        return _EMPTY
    asked = fingerprint(request)
    answer = generation.kept.get(asked)
    if answer is None:
        answer = _answer(generation, request)
        generation.kept.keep(asked, answer)
    plan = answer.plan
    query = scored(list(plan.filters.values()), plan.text)
    page: Page
    if plan.request.sort == "relevance" and plan.text is not None:
        window = generation.kept.get((b"ranked", asked))
        if window is None:
            window = ranked_window(generation.searcher, query, plan.words, generation.said)
            generation.kept.keep((b"ranked", asked), window)
        page = ranked_page(generation.searcher, query, window, cursor, request.limit)
    else:
        page = ordered_page(
            generation.index, generation.searcher, query, plan.total, plan.request.sort, cursor, request.limit
        )
    following = None
    if page.more and page.rows:
        value, product = page.rows[-1]
        following = write_cursor(request, value, product, (cursor.seen if cursor else 0) + len(page.rows))
    return SearchResult(
        total=page.total,
        ids=[product for _, product in page.rows],
        facets=_facets(generation, asked, plan, page.total),
        intents=plan.intents,
        did_you_mean=answer.did_you_mean,
        corrected=answer.corrected,
        relaxed=plan.relaxed,
        next_cursor=following,
    )


def _check(request: SearchRequest) -> None:
    """Refuse what no index can look for."""
    if not 1 <= request.limit <= MOST:
        raise BadSearch(f"limit is {request.limit}; a page has 1 to {MOST} products.")
    numbers: dict[str, list[int | None]] = {
        "category": [request.category],
        "brand": [*request.brand],
        "seller": [*request.seller],
        "price_min": [request.price_min],
        "price_max": [request.price_max],
        "max_delivery_days": [request.max_delivery_days],
    }
    for name, values in numbers.items():
        for value in values:
            if value is not None and not 0 <= value < 2**63:
                raise BadSearch(f"{name} is {value}; it wants a number from 0 to 2^63 - 1.")


def _answer(generation: Generation, request: SearchRequest) -> Answer:
    """Plan a search, and plan it with a better spelling where that finds more."""
    plan = _plan(generation, request)
    if request.as_typed or not request.q or plan.said >= FEW:
        return Answer(plan, None, corrected=False)
    better = correction(generation, request.q)
    if better is None:
        return Answer(plan, None, corrected=False)
    other = _plan(generation, msgspec.structs.replace(request, q=better))
    if plan.said == 0 and other.said > 0:
        return Answer(other, better, corrected=True)
    return Answer(plan, better if other.said > plan.said else None, corrected=False)


def _plan(generation: Generation, request: SearchRequest) -> Plan:
    index, searcher = generation.index, generation.searcher
    reading = read_query(request, generation.locale, generation.vocabulary, index.lexicon)
    meaning = understood(generation, request, reading)
    narrowed = applied(request, meaning.kept)
    filters = filters_of(index.schema, narrowed)
    rest = reading.rest(meaning.kept + meaning.given_up)
    text, relaxed, said = None, False, meaning.said
    if said is None:
        words = literal(index, rest, anywhere=True)
        said = count(searcher, all_of([*([words] if words is not None else []), *filters.values()]))
    total = said
    if said >= ENOUGH:
        text = strict(index, rest)
    elif (found := match_text(index, searcher, rest)) is not None:
        text, relaxed = found.query, said == 0
    # By relevance the ranking counts on its way.
    if text is not None and narrowed.sort != "relevance":
        total = count(searcher, scored(list(filters.values()), text))
    return Plan(
        request=narrowed,
        intents=[one.intent for one in meaning.kept],
        text=text,
        words=tuple(query_words(rest, index.lexicon)),
        filters=filters,
        relaxed=relaxed or bool(meaning.given_up),
        total=total,
        said=0 if meaning.given_up else said,
    )


def _facets(generation: Generation, asked: bytes, plan: Plan, total: int) -> list[Facet]:
    """Give the facets, counted once for all pages of a search and all who search alike while the index is the same."""
    key = (b"facets", asked)
    found: list[Facet] | None = generation.kept.get(key)
    if found is None:
        found = facets_of(generation, plan.request, plan.text, plan.filters, total)
        generation.kept.keep(key, found)
    return found
