"""Weighing: how well each candidate answers the words of a query, from what it says and where."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from torg.search.analysis import QueryWord, Variant
from torg.search.evidence import Evidence, pair, unpack
from torg.search.weights import RankingWeights

Scores = NDArray[np.float64]

_USUAL_LENGTHS = np.array([6.0, 1.5, 3.0, 2.0, 30.0, 15.0], np.float32)
"""Terms of a usual product by place; more of them, and each says less."""
_LEAST_LENGTH = 0.05
_SURE = 0.3
_UNKNOWN = 0.5
"""Likeness from which on a product is of the kind."""


def weigh(
    words: Sequence[QueryWord], packed: Sequence[bytes], weights: RankingWeights
) -> tuple[Scores, NDArray[np.void]]:
    """Score candidates by the words they say, 0 for none of them, and give what speaks for buying each.

    For each word the best of its variants counts, with what several places say of it added up and saturated
    (BM25F; Robertson and Zaragoza, The probabilistic relevance framework, 2009), times the word's rarity.
    """
    columns: dict[str, int] = {}
    for word in words:
        for variant in word.variants:
            for term in variant.terms:
                columns.setdefault(term, len(columns))
        columns.setdefault("=" + word.text, len(columns))
        if word.bare:
            columns.setdefault("~" + word.bare, len(columns))
    beside = [(one, other) for one, other in pairwise(words) if not (one.optional or other.optional)]
    for one, other in beside:
        columns.setdefault("&" + pair(one.stem, other.stem), len(columns))
    kind: Counter[str] = Counter()
    for word in words:
        kind.update(dict(word.kind))
    evidence = unpack(packed, list(columns), list(kind))
    impacts = _impacts(evidence, weights)
    total = np.zeros(len(packed))
    whole = np.ones(len(packed), bool)
    for word in words:
        best = np.zeros(len(packed))
        says = np.zeros(len(packed), bool)
        for variant in word.variants:
            places = [columns[term] for term in variant.terms]
            found, entire = _variant(impacts[:, places], variant)
            best = np.maximum(best, found * (variant.likeness * weights.of_variant(variant.how)))
            if variant.how not in ("similar", "figure"):
                says |= entire
        if word.bare:
            best = np.maximum(best, (evidence.said[:, columns["~" + word.bare], 0] > 0) * weights.bare_letters)
        best += (evidence.said[:, columns["=" + word.text], 0] > 0) * weights.same_form
        worth = word.rarity**weights.rarity
        total += best * (worth * weights.filler if word.optional else worth)
        if not word.optional:
            whole &= says
    for one, other in beside:
        near = evidence.said[:, columns["&" + pair(one.stem, other.stem)], 0] > 0
        total += near * (weights.side_by_side * (one.rarity**weights.rarity + other.rarity**weights.rarity))
    total = np.where(whole, total * (1 + weights.all_words), total)
    # The less of the query tells a sort, the less the sort tells.
    said = sum(word.rarity for word in words if word.kind) / max(sum(word.rarity for word in words), 1e-9)
    return np.asarray(total * (1 + weights.kind * said * _of_the_kind(evidence, kind))), evidence.buy


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
    """How much each place's length and each place itself counts."""
    pull = np.array(
        [
            weights.short_names,
            weights.short_names,
            weights.short_names,
            0.0,
            weights.few_properties,
            weights.short_descriptions,
        ],
        np.float32,
    )
    place = np.array(
        [
            weights.in_name,
            weights.in_brand,
            weights.in_part,
            weights.in_category,
            weights.in_properties,
            weights.in_description,
        ],
        np.float32,
    )
    return pull, place


def _impacts(evidence: Evidence, weights: RankingWeights) -> Scores:
    """How loudly each product says each term, 0 to a little over 1: products, terms."""
    pull, place = _place_weights(weights)
    worth = place / np.maximum(1 - pull + pull * evidence.lengths / _USUAL_LENGTHS, _LEAST_LENGTH)
    loud = np.einsum("dtp,dp->dt", evidence.said, worth)
    return np.asarray(loud * (1 + weights.saturation) / (loud + weights.saturation), np.float64)


def _variant(impacts: Scores, variant: Variant) -> tuple[Scores, NDArray[np.bool_]]:
    """How loudly the products say a variant, and which say all of it; only compounds count when said in part."""
    if len(variant.terms) == 1:
        said = impacts[:, 0]
        return said, said > 0
    entire = np.asarray((impacts > 0).all(axis=1), np.bool_)
    said = impacts @ np.array(variant.shares)
    return (said if variant.how == "parts" else said * entire), entire
