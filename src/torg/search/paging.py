"""Paging: the ids of one page in the order asked for, and where it ended."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from tantivy import Occur, Query, Searcher

from torg.search.cursor import Cursor
from torg.search.facts import Facts, Rows
from torg.search.names import ids_of
from torg.search.ranking import Ranked

RANKED = 200
"""Products that are ranked by more than their words; whoever looks further gets the rest by words alone."""

_CAN_BE_SENT = 2**40
"""Added to the popularity of what can be sent now, where that comes first."""
_LAST = 2**62


class Page(Struct, frozen=True):
    """The ids of a page, each with the value it was ordered by, and whether there are more."""

    total: int
    rows: list[tuple[float, int]]
    more: bool


def ranked_page(searcher: Searcher, query: Query, ranked: Ranked, cursor: Cursor | None, limit: int) -> Page:
    """Give a page by relevance out of the best `RANKED` products of a search.

    A page goes on after the score and id of the last one, so that a price changed in between moves one product
    and not all. What follows them comes in the order of the words alone, by `query`.
    """
    seen, total = cursor.seen if cursor else 0, ranked.total
    rows = list(zip(ranked.scores, ranked.ids, strict=True))
    if seen >= RANKED:
        return Page(total, _by_words(searcher, query, seen, limit), more=total > seen + limit)
    if cursor:
        rows = [row for row in rows if (-row[0], row[1]) > (-cursor.value, cursor.id)]
    page = rows[:limit]
    if len(page) == limit or total <= RANKED:
        return Page(total, page, more=len(rows) > limit or total > RANKED)
    page = page + _by_words(searcher, query, RANKED, limit - len(page))
    return Page(total, page, more=total > RANKED + limit - len(rows))


def ordered_page(facts: Facts, rows: Rows, sort: str, cursor: Cursor | None, limit: int) -> Page:
    """Give a page by price, popularity or age; what ties is ordered by id, so that each hit comes once.

    Relevance without words is popularity, with what can be sent now first; what nobody offers has no price and
    is the last of the cheapest.
    """
    total = len(rows)
    values = _values(facts, rows, sort)
    keys, ids = _keys(values, sort), facts.ids[rows]
    if cursor is not None:
        after = int(_keys(np.array([int(cursor.value)]), sort)[0])
        left = (keys > after) | ((keys == after) & (ids > cursor.id))
        values, keys, ids = values[left], keys[left], ids[left]
    if len(keys) > limit:
        # Only what may be on the page is sorted.
        near = keys <= np.partition(keys, limit)[limit]
        values, keys, ids, more = values[near], keys[near], ids[near], True
    else:
        more = False
    order = np.lexsort((ids, keys))[:limit]
    return Page(total, list(zip(values[order].tolist(), ids[order].tolist(), strict=True)), more)


def _values(facts: Facts, rows: Rows, sort: str) -> NDArray[np.int64]:
    if sort == "newest":
        # Ids are given in the order in which products come.
        return facts.ids[rows]
    if sort in ("price", "-price"):
        return facts.price[rows]
    popularity = facts.popularity[rows]
    return popularity if sort == "popular" else popularity + _CAN_BE_SENT * (facts.availability[rows] >= 1)


def _keys(values: NDArray[np.int64], sort: str) -> NDArray[np.int64]:
    """What the values are ordered by, upwards."""
    return np.where(values > 0, values, _LAST) if sort == "price" else -values


def _by_words(searcher: Searcher, query: Query, offset: int, limit: int) -> list[tuple[float, int]]:
    hits = searcher.search(query, limit, count=False, offset=offset, weight_by_field="weight").hits
    return list(zip((score for score, _ in hits), ids_of(searcher, hits), strict=True))


def scored(required: list[Query], text: Query) -> Query:
    """Join what must be, which says nothing of how good a product is, with the words that do."""
    return Query.boolean_query(
        [*((Occur.Must, Query.const_score_query(each, 0.0)) for each in required), (Occur.Must, text)]
    )
