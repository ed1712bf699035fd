"""Ranking: in which order the found products are shown, by weights that are open to everyone."""

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from tantivy import DocAddress, Query, Searcher

from torg.search.analysis import QueryWord
from torg.search.weighing import Scores, weigh
from torg.search.weights import DEFAULT_WEIGHTS, RankingWeights

__all__ = ["DEFAULT_WEIGHTS", "EXACT_SCORE", "Ranked", "RankingWeights", "rank"]

EXACT_SCORE = 1000.0
"""What `match_text` gives for a GTIN, an article or a model number: more than any words can reach."""
_WEIGHED = {0: 160, 1: 160, 2: 120}
_WEIGHED_OF_MANY_WORDS = 90
"""Candidates that are weighed exactly, by the number of words; one word has more that are much alike.

Those after them keep the order in which the index found them."""
_MOST_REMEMBERED = 40_000
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
    remembered: dict[int, bytes] | None = None,
) -> Ranked:
    """Order the products that a query finds: how well they answer the words first, then what makes them good buys.

    The same products, query and weights give the same order, however the index was built: what ties is
    ordered by product id. Without words the order is the index's own. `remembered` keeps what products say
    from one search to the next; it must be given up with the searcher.
    """
    weighed = _WEIGHED.get(sum(not word.optional for word in words), _WEIGHED_OF_MANY_WORDS)
    window = max(weighed, offset + limit)
    found = searcher.search(query, limit=window, count=True, weight_by_field="weight")
    total = int(found.count or 0)  # type: ignore[attr-defined] # The stub leaves it out.
    if not found.hits:
        return Ranked(total, [], [])
    text = np.array([score for score, _ in found.hits])
    addresses = [address for _, address in found.hits]
    ids = np.array(searcher.fast_field_values("id", addresses), np.int64)
    said = _evidence(searcher, addresses[:weighed], ids, {} if remembered is None else remembered)
    scores = _scores(said, text[:weighed], words, weights)
    if len(ids) > weighed:
        rest = np.minimum(text[weighed:], text[weighed - 1]) / text[weighed - 1]
        scores = np.concatenate([scores, scores.min() - 1 + rest])
    # Scores that differ by rounding only are equal, so that a rebuilt index gives the same order.
    scores = np.round(scores, 5)
    order = np.lexsort((ids, -scores))[offset : offset + limit]
    return Ranked(total, ids[order].tolist(), scores[order].tolist())


def _evidence(
    searcher: Searcher, addresses: list[DocAddress], ids: NDArray[np.int64], remembered: dict[int, bytes]
) -> list[bytes]:
    """What each candidate says; to fetch it from the index is the dearest part of a search."""
    if len(remembered) > _MOST_REMEMBERED:
        remembered.clear()
    found = []
    for product, address in zip(ids.tolist(), addresses, strict=False):
        said = remembered.get(product)
        if said is None:
            said = remembered[product] = searcher.doc(address).get_first("evidence") or b""
        found.append(said)
    return found


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
