"""Ranking: in which order the found products are shown, by weights that are open to everyone."""

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from tantivy import Query, Searcher

from torg.search.analysis import QueryWord
from torg.search.facts import Facts, Rows
from torg.search.weighing import Scores, weigh
from torg.search.weights import DEFAULT_WEIGHTS, RankingWeights

__all__ = [
    "DEFAULT_WEIGHTS",
    "EXACT_SCORE",
    "Candidates",
    "Ranked",
    "RankingWeights",
    "all_candidates",
    "best_candidates",
    "rank",
]

EXACT_SCORE = 1000.0
"""What `match_text` gives for a GTIN, an article or a model number: more than any words can reach."""
_WEIGHED = {0: 160, 1: 160, 2: 120}
_WEIGHED_OF_MANY_WORDS = 90
"""Candidates that are weighed exactly, by the number of words; one word has more that are much alike.

Those after them keep the order in which the index found them."""
_POPULAR = 100_000
"""Sales or views from which on a product is as popular as can be."""


class Candidates(Struct, frozen=True):
    """Products to be ranked, how many were found in all, and what the index gave each for its words."""

    rows: Rows
    total: int
    found: Scores
    """Best first, or 0 for all where so few were found that all are weighed; `EXACT_SCORE` more for an exact number."""
    chosen: bool
    """Whether these are the best of many."""


class Ranked(Struct, frozen=True):
    """The best products of an answer, best first, and how many were found in all."""

    total: int
    ids: list[int]
    scores: list[float]


def all_candidates(facts: Facts, rows: Rows, exact: Rows) -> Candidates:
    """Make candidates of all that was found, with those that an exact number in the query names."""
    # By id, so that the order in which products came cannot change a last digit.
    rows = rows[np.argsort(facts.ids[rows])]
    return Candidates(rows, len(rows), np.where(np.isin(rows, exact), EXACT_SCORE, 0.0), chosen=False)


def best_candidates(searcher: Searcher, facts: Facts, query: Query, most: int) -> Candidates:
    """Find the best by what a query scores."""
    found = searcher.search(query, limit=most, count=True, weight_by_field="weight")
    ids = searcher.fast_field_values("id", [address for _, address in found.hits])
    total = int(found.count or 0)  # type: ignore[attr-defined] # The stub leaves it out.
    scores = np.array([score for score, _ in found.hits], np.float64)
    return Candidates(
        facts.rows(np.array(ids, np.int64)),
        total,
        scores,
        chosen=True,
    )


def rank(
    facts: Facts,
    candidates: Candidates,
    words: Sequence[QueryWord] = (),
    weights: RankingWeights = DEFAULT_WEIGHTS,
    *,
    limit: int = 24,
    offset: int = 0,
) -> Ranked:
    """Order products: how well they answer the words first, then what makes them good buys.

    The same products, words and weights give the same order, however the index was built: what ties is ordered by
    product id. Without words the order is the index's own.
    """
    rows, found = candidates.rows, candidates.found
    if not len(rows):
        return Ranked(candidates.total, [], [])
    weighed = len(rows)
    if candidates.chosen:
        weighed = _WEIGHED.get(sum(not word.optional for word in words), _WEIGHED_OF_MANY_WORDS)
    scores = _scores(facts.evidence(rows[:weighed]), found[:weighed], words, weights)
    if len(rows) > weighed:
        rest = np.minimum(found[weighed:], found[weighed - 1]) / found[weighed - 1]
        scores = np.concatenate([scores, scores.min() - 1 + rest])
    # Scores that differ by rounding only are equal, so that a rebuilt index gives the same order.
    scores, ids = np.round(scores, 5), facts.ids[rows]
    order = np.lexsort((ids, -scores))[offset : offset + limit]
    return Ranked(candidates.total, ids[order].tolist(), scores[order].tolist())


def _scores(packed: list[bytes], found: Scores, words: Sequence[QueryWord], weights: RankingWeights) -> Scores:
    """Weigh candidates: 0 to 1 for their words, a little for being a good buy, 10 for an exact number."""
    exact = found >= EXACT_SCORE
    text, buy = weigh(words, packed, weights)
    if not words:
        text = found % EXACT_SCORE
    best = text.max()
    return np.asarray(text / (best if best > 0 else 1.0) + exact * 10.0 + _goodness(buy, weights))


def _goodness(buy: NDArray[np.void], weights: RankingWeights) -> Scores:
    """What speaks for each product whatever was asked, between 0 and the sum of the weights."""
    popularity = np.log1p(buy["popularity"]) / math.log1p(_POPULAR)
    price = buy["price"].astype(np.float64)
    priced = np.sort(price[price > 0])
    middle = priced[len(priced) // 2] if len(priced) else 1.0
    return np.asarray(
        weights.popularity * np.minimum(popularity, 1)
        + weights.availability * buy["availability"] / 2
        + weights.delivery / (1 + buy["days"] / 3)
        + weights.price * np.where(price > 0, middle / (middle + price), 0.0)
        + weights.standing * buy["standing"] / 100
    )
