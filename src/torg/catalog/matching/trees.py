"""The learned judge of pairs: symmetrical trees over the figures of `likeness`, added up to the log-odds of a match.

Each tree asks the same few questions of every pair, so that a thousand pairs are answered with a handful of array
operations (oblivious decision trees, Prokhorenkova et al. 2018, arXiv:1706.09516).
"""

from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Figures = NDArray[np.float32]
Odds = NDArray[np.float64]


class Tree(Struct, frozen=True):
    """Questions (is this figure above that limit?) and what each row of answers is worth."""

    figures: list[int]
    limits: list[float]
    leaves: list[float]
    """By the answers as a binary number, the first question's the highest digit."""


class Judge(Struct, frozen=True):
    """A learned judge, and where it comes from."""

    learned: str
    """The data, the part of it, and the command that repeats the learning."""
    figures: int
    """How many figures a pair has: a judge of other figures is of no use."""
    base: float
    threshold: float
    """The log-odds from which two titles are one product."""
    doubt: float
    """The log-odds from which a person should have a look."""
    trees: list[Tree]

    def log_odds(self, figures: Figures) -> Odds:
        """Give the log-odds that each pair is one product."""
        total = np.full(len(figures), self.base)
        for tree in self.trees:
            leaf = np.zeros(len(figures), dtype=np.int64)
            for figure, limit in zip(tree.figures, tree.limits, strict=True):
                leaf = leaf * 2 + (figures[:, figure] > limit)
            total += np.array(tree.leaves)[leaf]
        return total


@cache
def learned_judge() -> Judge:
    """Read the judge that comes with the program."""
    content = (files("torg.catalog.matching") / "judge.json").read_bytes()
    return msgspec.json.decode(content, type=Judge)
