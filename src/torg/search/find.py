"""Find: from a search to a page of products, with everything needed to show and narrow it."""

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from tantivy import Query

from torg.search.analysis import QueryWord, query_words
from torg.search.chosen_weights import chosen_weights
from torg.search.corrections import correction
from torg.search.cursor import fingerprint, read_cursor, write_cursor
from torg.search.errors import BadSearch
from torg.search.facets import facets_of
from torg.search.facts import Rows
from torg.search.filters import filters_of
from torg.search.intent import applied, read_query
from torg.search.match import exact_number
from torg.search.matched import keeping, matched, some_of
from torg.search.models import Facet, Intent, SearchRequest, SearchResult
from torg.search.narrow import kept_and_left
from torg.search.paging import RANKED, Page, ordered_page, ranked_page, scored
from torg.search.ranking import Ranked, all_candidates, best_candidates, rank
from torg.search.searches import Generation, Searches
from torg.search.suggest import suggest
from torg.search.understand import understood
from torg.search.weights import RankingWeights
from torg.search.words import strict

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
    rest: str
    """The words that no intent takes."""
    words: tuple[QueryWord, ...]
    """Of the rest, for the order of the hits."""
    some: Query | None
    """What finds and scores products that say some of the rest, where few say all of it."""
    relaxed: bool
    said: int
    """Products that say every word, within the filters; none when some of the query had to be given up."""


class Hits(Struct, frozen=True):
    """What a search finds: products by their words, and which of them each filter keeps."""

    rows: Rows
    kept: dict[str, NDArray[np.bool_]]
    left: Rows
    """What all filters keep."""
    exact: Rows
    """Those that a number in the query names."""


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
        generation.remembered.begin()
        answer = _answer(generation, request)
        generation.kept.keep(asked, answer)
    plan = answer.plan
    page: Page
    if plan.request.sort == "relevance" and plan.words:
        weights = chosen_weights()
        ranked: Ranked | None = generation.kept.get((b"ranked", asked, weights))
        if ranked is None:
            ranked = _ranked(generation, plan, _hits(generation, asked, plan), weights)
            generation.kept.keep((b"ranked", asked, weights), ranked)
        beyond = cursor is not None and ranked.total > RANKED
        query = _scored(generation, plan) if beyond else Query.empty_query()
        page = ranked_page(generation.searcher, query, ranked, cursor, request.limit)
    else:
        left = _hits(generation, asked, plan).left
        page = ordered_page(generation.facts, left, plan.request.sort, cursor, request.limit)
    following = None
    if page.more and page.rows:
        value, product = page.rows[-1]
        following = write_cursor(request, value, product, (cursor.seen if cursor else 0) + len(page.rows))
    return SearchResult(
        total=page.total,
        ids=[product for _, product in page.rows],
        facets=_facets(generation, asked, plan),
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
    index = generation.index
    reading = read_query(request, generation.locale, generation.vocabulary, index.lexicon)
    meaning = understood(generation, request, reading)
    wanted = applied(request, meaning.kept)
    rest = reading.rest(meaning.kept + meaning.given_up)
    said = len(keeping(generation, wanted, rest)[2]) if meaning.said is None else meaning.said
    found = some_of(generation, rest) if said < ENOUGH else None
    return Plan(
        request=wanted,
        intents=[one.intent for one in meaning.kept],
        rest=rest,
        words=tuple(query_words(rest, index.lexicon)),
        some=found[0].query if found else None,
        relaxed=bool(meaning.given_up) or (found is not None and said == 0),
        said=0 if meaning.given_up else said,
    )


def _hits(generation: Generation, asked: bytes, plan: Plan) -> Hits:
    """Give what a plan finds, kept for as long as the last searches are."""
    found: Hits | None = generation.rows.get(asked)
    if found is None:
        exact = np.zeros(0, np.intp)
        if plan.some is not None:
            found_some = some_of(generation, plan.rest)
            rows, kept, left = kept_and_left(generation.facts, plan.request, found_some[1] if found_some else exact)
        else:
            rows, kept, left = keeping(generation, plan.request, plan.rest)
        number = exact_number(generation.index, plan.rest, plan.words) if plan.words else None
        if number is not None and len(exact := matched(generation, number)):
            rows, kept, left = kept_and_left(generation.facts, plan.request, np.union1d(rows, exact))
        found = Hits(rows, kept, left, exact)
        generation.rows.keep(asked, found)
    return found


def _ranked(generation: Generation, plan: Plan, hits: Hits, weights: RankingWeights) -> Ranked:
    """Rank the best of the hits: all of them where they are few, else those that the index scores highest."""
    if len(hits.left) <= RANKED:
        candidates = all_candidates(generation.facts, hits.left, hits.exact)
    else:
        candidates = best_candidates(generation.searcher, generation.facts, _scored(generation, plan), RANKED)
    return rank(generation.facts, candidates, plan.words, weights, limit=RANKED)


def _scored(generation: Generation, plan: Plan) -> Query:
    """The query that finds a plan's hits and scores their words."""
    text = plan.some if plan.some is not None else strict(generation.index, plan.rest)
    return scored(list(filters_of(generation.index.schema, plan.request).values()), text or Query.all_query())


def _facets(generation: Generation, asked: bytes, plan: Plan) -> list[Facet]:
    """Give the facets, counted once for all pages of a search and all who search alike while the index is the same."""
    key = (b"facets", asked)
    found: list[Facet] | None = generation.kept.get(key)
    if found is None:
        hits = _hits(generation, asked, plan)
        found = facets_of(generation, plan.request, hits.rows, hits.kept, hits.left)
        generation.kept.keep(key, found)
    return found
