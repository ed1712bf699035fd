"""Paging: the ids of one page in the order asked for, and where it ended."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct
from tantivy import Occur, Order, Query, Searcher

from torg.search.analysis import QueryWord
from torg.search.cursor import Cursor
from torg.search.filters import all_of, between
from torg.search.index import ProductIndex
from torg.search.names import ids_of
from torg.search.ranking import rank

RANKED = 200
"""Products that are ranked by more than their words; whoever looks further gets the rest by words alone."""


_CAN_BE_SENT = 2**40
"""Added to the popularity of what can be sent now, where that comes first."""


class Page(Struct, frozen=True):
    """The ids of a page, each with the value it was ordered by, and whether there are more."""

    total: int
    rows: list[tuple[float, int]]
    more: bool


class Window(Struct, frozen=True):
    """The best `RANKED` products of a search in their order, and how many it finds in all."""

    total: int
    rows: list[tuple[float, int]]


def ranked_window(
    searcher: Searcher, query: Query, words: Sequence[QueryWord], remembered: dict[int, bytes] | None = None
) -> Window:
    """Rank the best products of a search as one, for all its first pages."""
    ranked = rank(searcher, query, words, limit=RANKED, remembered=remembered)
    return Window(ranked.total, list(zip(ranked.scores, ranked.ids, strict=True)))


def ranked_page(searcher: Searcher, query: Query, window: Window, cursor: Cursor | None, limit: int) -> Page:
    """Give a page by relevance.

    A page goes on after the score and id of the last one, so that a price changed in between moves one product
    and not all. What follows the window comes in the order of the words alone.
    """
    seen, total, rows = cursor.seen if cursor else 0, window.total, window.rows
    if seen >= RANKED:
        return Page(total, _by_words(searcher, query, seen, limit), more=total > seen + limit)
    if cursor:
        rows = [row for row in rows if (-row[0], row[1]) > (-cursor.value, cursor.id)]
    page = rows[:limit]
    if len(page) == limit or total <= RANKED:
        return Page(total, page, more=len(rows) > limit or total > RANKED)
    page = page + _by_words(searcher, query, RANKED, limit - len(page))
    return Page(total, page, more=total > RANKED + limit - len(rows))


def ordered_page(
    index: ProductIndex, searcher: Searcher, query: Query, total: int, sort: str, cursor: Cursor | None, limit: int
) -> Page:
    """Give a page by price, popularity or age; what ties is ordered by id, so that each hit comes once.

    Relevance without words is popularity, with what can be sent now first.
    """
    wanted = limit + 1
    if sort == "newest":
        rows = _newest(index, searcher, query, cursor, wanted)
    elif sort == "price":
        rows = _priced_first(index, searcher, query, cursor, wanted)
    elif sort == "-price":
        rows = _after(index, searcher, query, "price", Order.Desc, cursor, wanted)
    elif sort == "popular":
        rows = _after(index, searcher, query, "popularity", Order.Desc, cursor, wanted)
    else:
        rows = _available_first(index, searcher, query, cursor, wanted)
    return Page(total, rows[:limit], more=len(rows) > limit)


def _newest(
    index: ProductIndex, searcher: Searcher, query: Query, cursor: Cursor | None, limit: int
) -> list[tuple[float, int]]:
    """Order by id downwards: ids are given in the order in which products come."""
    if cursor is None:
        return _by_field(searcher, [query], "id", Order.Desc, limit)
    if not cursor.id:
        return []
    return _by_field(searcher, [query, between(index.schema, "id", 0, cursor.id - 1)], "id", Order.Desc, limit)


def _available_first(
    index: ProductIndex, searcher: Searcher, query: Query, cursor: Cursor | None, limit: int
) -> list[tuple[float, int]]:
    """Order by popularity, with what can be sent now before what cannot: what a category shows unasked."""
    rows: list[tuple[float, int]] = []
    past = cursor is not None and cursor.value < _CAN_BE_SENT
    if not past:
        there = all_of([query, between(index.schema, "availability", 1, None)])
        last = msgspec.structs.replace(cursor, value=cursor.value - _CAN_BE_SENT) if cursor else None
        found = _after(index, searcher, there, "popularity", Order.Desc, last, limit)
        rows = [(value + _CAN_BE_SENT, product) for value, product in found]
    if len(rows) < limit:
        gone = all_of([query, between(index.schema, "availability", 0, 0)])
        rows += _after(index, searcher, gone, "popularity", Order.Desc, cursor if past else None, limit - len(rows))
    return rows


def _priced_first(
    index: ProductIndex, searcher: Searcher, query: Query, cursor: Cursor | None, limit: int
) -> list[tuple[float, int]]:
    """Order by price upwards, with what nobody offers (price 0) at the end."""
    rows: list[tuple[float, int]] = []
    if cursor is None or cursor.value > 0:
        priced = all_of([query, between(index.schema, "price", 1, None)])
        rows = _after(index, searcher, priced, "price", Order.Asc, cursor, limit)
    if len(rows) < limit:
        after = cursor.id if cursor and not cursor.value else -1
        rows += _tied(index, searcher, query, "price", 0, after, limit - len(rows))
    return rows


def _after(
    index: ProductIndex, searcher: Searcher, query: Query, field: str, order: Order, cursor: Cursor | None, limit: int
) -> list[tuple[float, int]]:
    """Give what comes after a cursor: first what ties with it, then what lies beyond."""
    rows: list[tuple[float, int]] = []
    beyond = [query]
    if cursor is not None:
        value = max(0, int(cursor.value))
        rows = _tied(index, searcher, query, field, value, cursor.id, limit)
        if order == Order.Desc and value == 0:
            return rows
        bounds = (value + 1, None) if order == Order.Asc else (None, value - 1)
        beyond.append(between(index.schema, field, *bounds))
    wanted = limit - len(rows)
    if wanted <= 0:
        return rows
    found = _by_field(searcher, beyond, field, order, wanted)
    if len(found) == wanted:
        # The last value may be shared by more than fit: of these the lowest ids are next, not any.
        last = found[-1][0]
        found = [row for row in found if row[0] != last]
        found += _tied(index, searcher, query, field, int(last), -1, wanted - len(found))
    return rows + found


def _tied(
    index: ProductIndex, searcher: Searcher, query: Query, field: str, value: int, after: int, limit: int
) -> list[tuple[float, int]]:
    same = [query, Query.term_query(index.schema, field, value, "basic"), between(index.schema, "id", after + 1, None)]
    return [(value, product) for _, product in _by_field(searcher, same, "id", Order.Asc, limit)]


def _by_field(
    searcher: Searcher, queries: list[Query], field: str, order: Order, limit: int
) -> list[tuple[float, int]]:
    hits: list[tuple[Any, Any]] = searcher.search(
        all_of(queries), limit, count=False, order_by_field=field, order=order
    ).hits
    rows = list(zip((int(value or 0) for value, _ in hits), ids_of(searcher, hits), strict=True))
    sign = 1 if order == Order.Asc else -1
    return sorted(rows, key=lambda row: (sign * row[0], row[1]))


def _by_words(searcher: Searcher, query: Query, offset: int, limit: int) -> list[tuple[float, int]]:
    hits = searcher.search(query, limit, count=False, offset=offset, weight_by_field="weight").hits
    return list(zip((score for score, _ in hits), ids_of(searcher, hits), strict=True))


def scored(required: list[Query], text: Query | None) -> Query:
    """Join what must be, which says nothing of how good a product is, with the words that do."""
    clauses = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in required]
    if text is not None:
        clauses.append((Occur.Must, text))
    return Query.boolean_query(clauses) if clauses else Query.all_query()
