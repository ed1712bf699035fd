"""Weighing: how well each candidate answers the words of a query, from what it says and where."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from torg.search.analysis import QueryWord
from torg.search.evidence import Evidence, pair, unpack
from torg.search.weights import RankingWeights

Scores = NDArray[np.float64]

_USUAL_LENGTHS = np.array([6.0, 1.5, 3.0, 2.0, 30.0, 15.0], np.float32)
"""Terms of a usual product by place; more of them, and each says less."""
_LEAST_LENGTH = 0.05
_SURE = 0.3
_UNKNOWN = 0.5
"""Likeness from which on a product is of the kind."""


class Asked(Struct, frozen=True):
    """What a query asks of a product, as columns of terms and one row for each way to say a word."""

    terms: list[str]
    features: list[str]
    shares: Scores
    """How much of each way each term is: ways, terms."""
    needed: Scores
    """How many terms each way has."""
    worth: Scores
    """How much each way counts."""
    in_part: NDArray[np.bool_]
    """Ways that count when only some of their terms are said: compounds."""
    says: NDArray[np.bool_]
    """Ways that say the word itself; what is only spelled alike does not."""
    first: list[int]
    """Where the ways of each word begin."""


def weigh(
    words: Sequence[QueryWord], packed: Sequence[bytes], weights: RankingWeights
) -> tuple[Scores, NDArray[np.void]]:
    """Score candidates by the words they say, 0 for none of them, and give what speaks for buying each.

    For each word the best of its variants counts, with what several places say of it added up and saturated
    (BM25F; Robertson and Zaragoza, The probabilistic relevance framework, 2009), times the word's rarity.
    """
    kind: Counter[str] = Counter()
    for word in words:
        kind.update(dict(word.kind))
    asked = _asked(words, list(kind), weights)
    evidence = unpack(packed, asked.terms, asked.features)
    column = {term: place for place, term in enumerate(asked.terms)}
    said = evidence.said[:, :, 0] > 0
    best, whole = _words_said(asked, evidence, weights)
    total = np.zeros(len(packed))
    for place, word in enumerate(words):
        found = best[place]
        if word.bare:
            found = np.maximum(found, said[:, column["~" + word.bare]] * weights.bare_letters)
        found = found + said[:, column["=" + word.text]] * weights.same_form
        total += found * (_worth(word, weights) * (weights.filler if word.optional else 1.0))
    for one, other in _beside(words):
        near = said[:, column["&" + pair(one.stem, other.stem)]]
        total += near * (weights.side_by_side * (_worth(one, weights) + _worth(other, weights)))
    demanded = [place for place, word in enumerate(words) if not word.optional]
    total = np.where(whole[demanded].all(axis=0), total * (1 + weights.all_words), total)
    # The less of the query tells a sort, the less the sort tells.
    told = sum(word.rarity for word in words if word.kind) / max(sum(word.rarity for word in words), 1e-9)
    return np.asarray(total * (1 + weights.kind * told * _of_the_kind(evidence, kind))), evidence.buy


def _asked(words: Sequence[QueryWord], features: list[str], weights: RankingWeights) -> Asked:
    ways = [variant for word in words for variant in word.variants]
    columns: dict[str, int] = {}
    for variant in ways:
        for term in variant.terms:
            columns.setdefault(term, len(columns))
    shares = np.zeros((len(ways), len(columns)))
    for row, variant in enumerate(ways):
        for term, share in zip(variant.terms, variant.shares, strict=True):
            shares[row, columns[term]] += share
    for word in words:
        columns.setdefault("=" + word.text, len(columns))
        if word.bare:
            columns.setdefault("~" + word.bare, len(columns))
    for one, other in _beside(words):
        columns.setdefault("&" + pair(one.stem, other.stem), len(columns))
    first, at = [], 0
    for word in words:
        first.append(at)
        at += len(word.variants)
    return Asked(
        terms=list(columns),
        features=features,
        shares=shares,
        needed=np.count_nonzero(shares, axis=1).astype(np.float64),
        worth=np.array([variant.likeness * weights.of_variant(variant.how) for variant in ways]),
        in_part=np.array([variant.how == "parts" for variant in ways], np.bool_),
        says=np.array([variant.how not in ("similar", "figure") for variant in ways], np.bool_),
        first=first,
    )


def _words_said(asked: Asked, evidence: Evidence, weights: RankingWeights) -> tuple[Scores, NDArray[np.bool_]]:
    """How loudly the products say each word in the best way, and whether they say all of it: words, products."""
    count = asked.shares.shape[1]
    impacts = _impacts(evidence, count, weights)
    entire = (asked.shares > 0).astype(np.float64) @ (impacts > 0).T >= asked.needed[:, None]
    loud = (asked.shares @ impacts.T) * asked.worth[:, None]
    loud = np.where(entire | asked.in_part[:, None], loud, 0.0)
    return (
        np.maximum.reduceat(loud, asked.first, axis=0),
        np.logical_or.reduceat(entire & asked.says[:, None], asked.first, axis=0),
    )


def _beside(words: Sequence[QueryWord]) -> list[tuple[QueryWord, QueryWord]]:
    return [(one, other) for one, other in pairwise(words) if not (one.optional or other.optional)]


def _worth(word: QueryWord, weights: RankingWeights) -> float:
    return float(word.rarity**weights.rarity)


def _of_the_kind(evidence: Evidence, kind: Counter[str]) -> Scores | float:
    """How much each product is of the sort that the words name, 0 to 1; what is not described may be or not."""
    told = np.array(list(kind.values()), np.float64)
    length = math.sqrt(float(told @ told))
    if not length or not evidence.described.any():
        return 0.0
    likeness = np.clip(evidence.features @ (told / length) / _SURE, 0.0, 1.0)
    return np.where(evidence.described, likeness, _UNKNOWN)


@lru_cache(maxsize=16)
def _place_weights(weights: RankingWeights) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How much each place's length and each place itself counts, in the order of `PLACES`."""
    short = weights.short_names
    pull = [short, short, short, 0.0, weights.few_properties, weights.short_descriptions]
    place = [
        weights.in_name,
        weights.in_brand,
        weights.in_part,
        weights.in_category,
        weights.in_properties,
        weights.in_description,
    ]
    return np.array(pull, np.float32), np.array(place, np.float32)


def _impacts(evidence: Evidence, terms: int, weights: RankingWeights) -> Scores:
    """How loudly each product says each of the first terms, 0 to a little over 1: products, terms."""
    pull, place = _place_weights(weights)
    worth = place / np.maximum(1 - pull + pull * evidence.lengths / _USUAL_LENGTHS, _LEAST_LENGTH)
    loud = np.einsum("dtp,dp->dt", evidence.said[:, :terms], worth)
    return np.asarray(loud * (1 + weights.saturation) / (loud + weights.saturation), np.float64)
