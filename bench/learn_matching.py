"""Learn the judge of title pairs: `python -m bench.learn_matching` writes src/torg/catalog/matching/judge.json.

Gradient boosting of symmetrical trees on the pairs of the learning part, by logistic loss (rows drawn as by Ke et al.,
LightGBM, 2017). How much must speak for a
match is then chosen by cross-validation within that same part: the least that keeps the precision of clusters at 0.95.
The part that is reported on is never read.
"""

import argparse
import zlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from bench.matching_data import Labelled, labelled, score
from torg.catalog.matching.candidates import candidate_pairs
from torg.catalog.matching.cluster import clusters_of
from torg.catalog.matching.corpus import Corpus
from torg.catalog.matching.terms import read_title
from torg.catalog.matching.titles import CANDIDATES, figures_of
from torg.catalog.matching.trees import Judge, Tree

_FILE = Path(__file__).parents[1] / "src" / "torg" / "catalog" / "matching" / "judge.json"
_BINS = 40
_DEPTH = 5
_RATE = 0.1
_RIDGE = 8.0
_ROWS, _COLUMNS = 0.5, 0.3
_SETTLED, _SELDOM = 0.02, 10.0
_PRECISION = 0.95
_FOLDS = 3
Array = NDArray[np.float64]


_SHARES = (1, 4, 16)
"""Pairs are learned from in sets of different size: all products together, and each of so many shares by itself."""


class Pairs(msgspec.Struct):
    """Compared pairs of a set, with their figures and whether they are one product."""

    count: int
    ones: NDArray[np.int64]
    twos: NDArray[np.int64]
    figures: NDArray[np.float32]
    same: Array
    products: Sequence[int]


def pairs_of(part: Labelled) -> Pairs:
    """Compare the titles of a part with one another."""
    corpus = Corpus([read_title(title) for title in part.titles])
    ones, twos = candidate_pairs(corpus.titles, CANDIDATES)
    products = np.array(part.products)
    same = (products[ones] == products[twos]).astype(np.float64)
    return Pairs(corpus.count, ones, twos, np.concatenate(list(figures_of(corpus, ones, twos))), same, part.products)


def pairs_of_shares(part: Labelled, shares: int) -> list[Pairs]:
    """Compare the titles of each share of the products by itself."""
    found = []
    for share in range(shares):
        kept = [
            place
            for place, product in enumerate(part.products)
            if zlib.crc32(f"share {product}".encode()) % shares == share
        ]
        found.append(pairs_of(Labelled(*([column[place] for place in kept] for column in _columns(part)))))
    return found


def _columns(part: Labelled) -> tuple[list[str], list[int], list[str]]:
    return part.titles, part.products, part.categories


def learn(figures: NDArray[np.float32], same: Array, trees: int, seed: int = 0) -> Judge:
    """Grow trees on pairs."""
    chance = np.random.default_rng(seed)
    limits = [np.unique(np.quantile(column, np.linspace(0, 1, _BINS + 1)[1:-1])) for column in figures.T]
    bins = np.stack(
        [np.searchsorted(limit, column, side="left") for limit, column in zip(limits, figures.T, strict=True)], 1
    ).astype(np.uint8)
    base = float(np.log(same.mean() / (1 - same.mean())))
    odds = np.full(len(same), base)
    grown: list[Tree] = []
    for _ in range(trees):
        probability = 1 / (1 + np.exp(-odds))
        slope, bend = same - probability, probability * (1 - probability)
        # Pairs that are judged right already are drawn seldom, and count for those that were not drawn (GOSS).
        settled = np.abs(slope) < _SETTLED
        rows = np.flatnonzero(chance.random(len(same)) < np.where(settled, _ROWS / _SELDOM, _ROWS))
        columns = [place for place in range(len(limits)) if len(limits[place]) and chance.random() < _COLUMNS]
        weight = np.where(settled[rows], _SELDOM, 1.0)
        slope, bend = slope[rows] * weight, bend[rows] * weight
        questions, leaf = _questions(bins[rows], slope, bend, columns, limits)
        leaves = 1 << _DEPTH
        values = _RATE * np.bincount(leaf, slope, leaves) / (np.bincount(leaf, bend, leaves) + _RIDGE)
        values = np.round(values, 4)
        everywhere = np.zeros(len(same), dtype=np.int64)
        for column, place in questions:
            everywhere = everywhere * 2 + (bins[:, column] > place)
        odds += values[everywhere]
        grown.append(
            Tree(
                [column for column, _ in questions],
                [float(np.float32(limits[column][place])) for column, place in questions],
                [float(value) for value in values],
            )
        )
    return Judge("", figures.shape[1], round(base, 4), 0.0, 0.0, grown)


def _questions(
    bins: NDArray[np.uint8], slope: Array, bend: Array, columns: list[int], limits: list[NDArray[np.float32]]
) -> tuple[list[tuple[int, int]], NDArray[np.int64]]:
    """Choose, level by level, the question that all leaves together gain most by."""
    leaf = np.zeros(len(slope), dtype=np.int64)
    questions: list[tuple[int, int]] = []
    for level in range(_DEPTH):
        best, chosen = -1.0, (0, 0)
        for column in columns:
            width = len(limits[column]) + 1
            key = leaf * width + bins[:, column]
            slopes = np.bincount(key, slope, width << level).reshape(-1, width).cumsum(1)
            bends = np.bincount(key, bend, width << level).reshape(-1, width).cumsum(1)
            rest_slopes, rest_bends = slopes[:, -1:] - slopes, bends[:, -1:] - bends
            gains = (slopes**2 / (bends + _RIDGE) + rest_slopes**2 / (rest_bends + _RIDGE)).sum(0)[:-1]
            place = int(gains.argmax())
            if gains[place] > best:
                best, chosen = float(gains[place]), (column, place)
        questions.append(chosen)
        leaf = leaf * 2 + (bins[:, chosen[0]] > chosen[1])
    return questions, leaf


def threshold_of(pairs: Pairs, odds: Array) -> float:
    """Find the least log-odds with which clusters are as precise as wanted."""
    for threshold in np.arange(0.0, 3.0, 0.1):
        found = clusters_of(pairs.count, pairs.ones, pairs.twos, odds - threshold)
        if score(found, pairs.products).precision >= _PRECISION:
            return round(float(threshold), 2)
    return 3.0


def folds_of(pairs: Pairs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the folds of the two products of each pair."""
    fold = np.array([zlib.crc32(f"fold {product}".encode()) % _FOLDS for product in pairs.products])
    return fold[pairs.ones], fold[pairs.twos]


def cross_judged(everything: list[Pairs], trees: int) -> Array:
    """Judge every pair of the first set by trees that saw neither of its products in any set."""
    asked = everything[0]
    first, second = folds_of(asked)
    odds, judges = np.zeros(len(asked.same)), np.zeros(len(asked.same))
    for held in range(_FOLDS):
        seen = [np.logical_and(*(fold != held for fold in folds_of(pairs))) for pairs in everything]
        figures = np.concatenate([pairs.figures[kept] for pairs, kept in zip(everything, seen, strict=True)])
        same = np.concatenate([pairs.same[kept] for pairs, kept in zip(everything, seen, strict=True)])
        judge = learn(figures, same, trees)
        judged = (first == held) | (second == held)
        odds[judged] += judge.log_odds(asked.figures[judged])
        judges[judged] += 1
    return odds / judges


def main() -> None:
    """Learn, choose the thresholds, write the judge, and print its scores on the part it was learned from."""
    parser = argparse.ArgumentParser(prog="python -m bench.learn_matching", description=__doc__)
    parser.add_argument("--trees", type=int, default=450)
    asked = parser.parse_args()
    part = labelled(reported=False)
    everything = [each for shares in _SHARES for each in pairs_of_shares(part, shares)]
    pairs = everything[0]
    odds = cross_judged(everything, asked.trees)
    threshold = threshold_of(pairs, odds)
    crossed = score(clusters_of(pairs.count, pairs.ones, pairs.twos, odds - threshold), pairs.products)
    figures = np.concatenate([each.figures for each in everything])
    judge = learn(figures, np.concatenate([each.same for each in everything]), asked.trees)
    learned = (
        "From ../shared/data/matching/pricerunner_en, three of four parts by product (bench/matching_data.py); "
        "repeat with `python -m bench.learn_matching`."
    )
    whole = msgspec.structs.replace(judge, learned=learned, threshold=threshold, doubt=round(threshold - 2.0, 2))
    _FILE.write_bytes(msgspec.json.encode(whole) + b"\n")
    print(f"{len(figures):,} pairs; threshold {threshold}; within the learning part, products held out: {crossed}")


if __name__ == "__main__":
    main()
