"""Remembered: which products say a word, kept from one search to the next and brought up to date as products change.

What people type is made of few words. A word's products are kept as a bit for each row, so that all of a query's words
are put together without asking the index; after a commit only the products that changed are asked about again.
"""

from collections.abc import Sequence
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray
from tantivy import Order, Query, Schema, Searcher

from torg.search.facts import Facts, Rows
from torg.search.filters import all_of, any_of

Bits = NDArray[np.uint64]

_MOST_KEPT = 2_000
_MOST_CHANGED = 100
"""Changed products up to which what is remembered is brought up to date; after more it is found anew."""
_UNIT = 64
_FIRST = itemgetter(0)


class Remembered:
    """What is remembered of one generation's words; the next one begins with it."""

    def __init__(self, schema: Schema, searcher: Searcher, facts: Facts, before: "Remembered | None" = None) -> None:
        """Begin with what the generation `before` remembered, unless too much has changed since."""
        self._schema, self._searcher, self._facts = schema, searcher, facts
        self._known: dict[int, tuple[Query, Bits]] = {}
        self._outdated: dict[int, tuple[Query, Bits, frozenset[int]]] = {}
        self._typed: dict[int, tuple[Query, int]] = {}
        self._searches = 0
        if before is None or facts.changed is None or before._facts.changed is None:
            return
        # What changed last time counts again: facts may be there before the index knows of them.
        changed = facts.changed | before._facts.changed
        self._typed, self._searches = before._typed, before._searches
        outdated = [(query, bits, changed) for query, bits in list(before._known.values())]
        outdated += [(query, bits, earlier | changed) for query, bits, earlier in list(before._outdated.values())]
        self._outdated = {id(each[0]): each for each in outdated if len(each[2]) <= _MOST_CHANGED}

    def begin(self) -> None:
        """Begin another search: a word comes again when it does in another than the first."""
        self._searches += 1

    def saying(self, query: Query) -> Bits | None:
        """Give the products that say a word, as a bit for each row; nothing for one that is typed the first time.

        Alone a word finds more than together with the others of a query, so it is worth finding when it comes again.
        The query must be the same object each time, as `ProductIndex.query_of` gives it.
        """
        known = self._known.get(id(query))
        if known is not None:
            return known[1]
        bits = self._brought_up_to_date(query)
        if bits is None:
            if self._typed.get(id(query), (query, self._searches))[1] == self._searches:
                self._keep_typed(query)
                return None
            bits = packed(rows_of(self._searcher, self._facts, query), len(self._facts.ids))
        if len(self._known) >= _MOST_KEPT:
            self._known = {}
        self._known[id(query)] = (query, bits)
        return bits

    def _brought_up_to_date(self, query: Query) -> Bits | None:
        found = self._outdated.pop(id(query), None)
        if found is None:
            return None
        _, bits, changed = found
        rows = rows_with(bits)
        if changed:
            ids = [Query.term_query(self._schema, "id", int(self._facts.ids[row]), "basic") for row in sorted(changed)]
            still = rows_of(self._searcher, self._facts, all_of([query, any_of(ids)]))
            rows = np.concatenate([rows[~np.isin(rows, list(changed))], still])
        return packed(rows, len(self._facts.ids))

    def _keep_typed(self, query: Query) -> None:
        if len(self._typed) >= _MOST_KEPT:
            self._typed.clear()
        self._typed[id(query)] = (query, self._searches)


def rows_of(searcher: Searcher, facts: Facts, query: Query) -> Rows:
    """Give the rows of the products that a query of the index matches, nothing scored."""
    # Ordered by a number, nothing is scored, and the numbers come with the hits.
    hits = searcher.search(query, max(1, searcher.num_docs), count=False, order_by_field="id", order=Order.Asc).hits
    rows = facts.rows(np.fromiter(map(_FIRST, hits), np.int64, len(hits)))
    # A product taken away since is still in this searcher, but no more in the facts.
    return rows[facts.there[rows]]


def packed(rows: Rows, size: int) -> Bits:
    """Give rows as bits, one for each of `size` products."""
    says = np.zeros(-(-size // _UNIT) * _UNIT, np.bool_)
    says[rows] = True
    return np.packbits(says, bitorder="little").view(np.uint64)


def rows_with(bits: Bits) -> Rows:
    """Give the rows whose bits are set."""
    return np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little").view(np.bool_))


def rows_with_most(several: Sequence[Bits], least: int) -> Rows:
    """Give the rows whose bits are set at least so many times."""
    times = sum(np.unpackbits(bits.view(np.uint8), bitorder="little") for bits in several)
    return np.flatnonzero(times >= least)
