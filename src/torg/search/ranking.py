"""Ranking: in which order the found products are shown, by weights that are open to everyone."""

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from tantivy import DocAddress, Query, Searcher

from torg.search.analysis import QueryWord
from torg.search.weighing import Scores, weigh
from torg.search.weights import DEFAULT_WEIGHTS, RankingWeights

__all__ = ["DEFAULT_WEIGHTS", "EXACT_SCORE", "Ranked", "RankingWeights", "rank"]

EXACT_SCORE = 1000.0
"""What `match_text` gives for a GTIN, an article or a model number: more than any words can reach."""
_WEIGHED = 150
"""Candidates that are weighed exactly; those after them keep the order in which the index found them."""
_POPULAR = 100_000
"""Sales or views from which on a product is as popular as can be."""


class Ranked(Struct, frozen=True):
    """The products on one page of an answer, best first, and how many were found in all."""

    total: int
    ids: list[int]
    scores: list[float]


def rank(
    searcher: Searcher,
    query: Query,
    words: Sequence[QueryWord] = (),
    weights: RankingWeights = DEFAULT_WEIGHTS,
    *,
    limit: int = 24,
    offset: int = 0,
) -> Ranked:
    """Order the products that a query finds: how well they answer the words first, then what makes them good buys.

    The same products, query and weights give the same order, however the index was built: what ties is
    ordered by product id. Without words the order is the index's own.
    """
    window = max(_WEIGHED, offset + limit)
    found = searcher.search(query, limit=window, count=True, weight_by_field="weight")
    total = int(found.count or 0)  # type: ignore[attr-defined] # The stub leaves it out.
    if not found.hits:
        return Ranked(total, [], [])
    text = np.array([score for score, _ in found.hits])
    addresses = [address for _, address in found.hits]
    ids = np.array(searcher.fast_field_values("id", addresses), np.int64)
    scores = _scores(searcher, addresses[:_WEIGHED], text[:_WEIGHED], words, weights)
    if len(ids) > _WEIGHED:
        rest = np.minimum(text[_WEIGHED:], text[_WEIGHED - 1]) / text[_WEIGHED - 1]
        scores = np.concatenate([scores, scores.min() - 1 + rest])
    # Scores that differ by rounding only are equal, so that a rebuilt index gives the same order.
    scores = np.round(scores, 5)
    order = np.lexsort((ids, -scores))[offset : offset + limit]
    return Ranked(total, ids[order].tolist(), scores[order].tolist())


def _scores(
    searcher: Searcher, addresses: list[DocAddress], text: Scores, words: Sequence[QueryWord], weights: RankingWeights
) -> Scores:
    """Weigh candidates: 0 to 1 for their words, a little for being a good buy, 10 for an exact number."""
    exact = text >= EXACT_SCORE
    if words:
        text = weigh(words, [searcher.doc(address).get_first("evidence") or b"" for address in addresses], weights)
    elif exact.any():
        text = text % EXACT_SCORE
    best = text.max()
    return np.asarray(text / (best if best > 0 else 1.0) + exact * 10.0 + _goodness(searcher, addresses, weights))


def _goodness(searcher: Searcher, addresses: list[DocAddress], weights: RankingWeights) -> Scores:
    """What speaks for each product whatever was asked, between 0 and the sum of the weights."""
    popularity = np.log1p(_column(searcher, "popularity", addresses)) / math.log1p(_POPULAR)
    availability = _column(searcher, "availability", addresses) / 2
    soon = 1 / (1 + _column(searcher, "days", addresses) / 3)
    standing = _column(searcher, "standing", addresses) / 100
    price = _column(searcher, "price", addresses)
    priced = price[price > 0]
    middle = float(np.median(priced)) if len(priced) else 1.0
    cheap = np.where(price > 0, middle / (middle + price), 0.0)
    return np.asarray(
        weights.popularity * np.minimum(popularity, 1)
        + weights.availability * availability
        + weights.delivery * soon
        + weights.price * cheap
        + weights.standing * standing
    )


def _column(searcher: Searcher, name: str, addresses: list[DocAddress]) -> Scores:
    return np.array([value or 0 for value in searcher.fast_field_values(name, addresses)], np.float64)
