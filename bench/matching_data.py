"""The titles of ../shared/data/matching with their products, in a part to learn from and a part to report on."""

import csv
import gzip
import zlib
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from bench.quality_data import SHARED

FILE = SHARED / "matching" / "pricerunner_en" / "offers.csv.gz"
_PARTS = 4
"""Of four parts, by product, the first is reported on and never learned from."""


class Labelled(Struct, frozen=True):
    """Titles, each with the number of its product and its category."""

    titles: list[str]
    products: list[int]
    categories: list[str]


class Score(Struct, frozen=True):
    """Pairs of titles that were put together, against those that belong together."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def labelled(*, reported: bool | None) -> Labelled:
    """Read the part that is reported on, the part that is learned from, or, with none, everything."""
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    kept = [row for row in rows if reported is None or is_reported(row["Cluster ID"]) == reported]
    return Labelled(
        [row["Product Title"] for row in kept],
        [int(row["Cluster ID"]) for row in kept],
        [row["Category Label"] for row in kept],
    )


def is_reported(product: str) -> bool:
    """Tell which part a product is in: all its titles are in the same one."""
    return zlib.crc32(product.encode()) % _PARTS == 0


def score(found: Sequence[int], products: Sequence[int]) -> Score:
    """Compare clusters with products, pair by pair."""
    right = _pairs(list(zip(found, products, strict=True)))
    put_together, belong_together = _pairs(found), _pairs(products)
    return Score(right / put_together if put_together else 1.0, right / belong_together if belong_together else 1.0)


def score_among(found: Sequence[int], products: Sequence[int], counted: Sequence[bool]) -> Score:
    """Compare clusters with products by those pairs only of which one title at least counts."""
    others = [place for place, counts in enumerate(counted) if not counts]
    both = list(zip(found, products, strict=True))
    right = _pairs(both) - _pairs([both[place] for place in others])
    put_together = _pairs(found) - _pairs([found[place] for place in others])
    belong_together = _pairs(products) - _pairs([products[place] for place in others])
    return Score(right / put_together if put_together else 1.0, right / belong_together if belong_together else 1.0)


def _pairs(labels: Sequence[object]) -> int:
    return sum(times * (times - 1) // 2 for times in Counter(labels).values())
