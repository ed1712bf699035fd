"""Matched: the rows of the products that a query of the index matches, nothing scored."""

from operator import itemgetter

import numpy as np
from tantivy import Order, Query

from torg.search.facts import Rows
from torg.search.models import SearchRequest
from torg.search.narrow import Kept, filter_key, kept_and_left
from torg.search.searches import Generation
from torg.search.words import literal

_FIRST = itemgetter(0)


def matched(generation: Generation, query: Query) -> Rows:
    """Give the rows of the products that a query matches, in the order of their ids."""
    searcher, facts = generation.searcher, generation.facts
    # Ordered by a number, nothing is scored, and the numbers come with the hits.
    hits = searcher.search(query, max(1, searcher.num_docs), count=False, order_by_field="id", order=Order.Asc).hits
    rows = facts.rows(np.fromiter(map(_FIRST, hits), np.int64, len(hits)))
    # A product taken away since is still in this searcher, but no more in the facts.
    return rows[facts.there[rows]]


def keeping(generation: Generation, request: SearchRequest, text: str) -> tuple[Rows, dict[str, Kept], Rows]:
    """Give the products that say every word of a text anywhere, what each filter keeps of them, and what all keep."""
    key = ("keeping", text, *filter_key(request))
    found: tuple[Rows, dict[str, Kept], Rows] | None = generation.rows.get(key)
    if found is None:
        said = saying(generation, text, anywhere=True)
        rows = generation.facts.all if said is None else said
        found = kept_and_left(generation.facts, request, rows)
        generation.rows.keep(key, found)
    return found


def saying(generation: Generation, text: str, *, anywhere: bool = False, named: bool = False) -> Rows | None:
    """Give the products that say every word of a text (`literal`), or nothing when it has no words."""
    key = ("saying", text, anywhere, named)
    if key not in generation.rows:
        query = literal(generation.index, text, anywhere=anywhere, named=named)
        generation.rows.keep(key, None if query is None else matched(generation, query))
    found: Rows | None = generation.rows[key]
    return found
