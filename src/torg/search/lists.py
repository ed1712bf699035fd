"""Lists: what a product may have several of, such as sellers and attribute values, as columns of small numbers."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
"""Places of products in the columns; 0 is a product that nothing is known of."""
Numbers = NDArray[np.int64]
Number = TypeVar("Number", bound=np.generic)
_MOST_HAVING = 100


class Numbered:
    """Things by small numbers that stand for them here, in the order in which they came."""

    def __init__(self, keys: Iterable[int] = ()) -> None:
        """Take the first things."""
        self.keys = list(keys)
        self.places = {key: place for place, key in enumerate(self.keys)}

    def extended(self, keys: NDArray[np.int64]) -> tuple["Numbered", NDArray[np.int32]]:
        """Give the things with new ones taken in, and the number of each that was given."""
        after = Numbered(self.keys)
        found, inverse = np.unique(keys, return_inverse=True)
        for key in found.tolist():
            if key not in after.places:
                after.places[key] = len(after.keys)
                after.keys.append(key)
        numbers = np.array([after.places[key] for key in found.tolist()], np.int32)
        return after, numbers[inverse.reshape(-1)]

    @cached_property
    def array(self) -> NDArray[np.int64]:
        """The things as a column."""
        return np.array(self.keys, np.int64)

    def wanted(self, keys: Iterable[int]) -> NDArray[np.bool_]:
        """Tell by number which things are among some."""
        wanted = np.zeros(len(self.keys), np.bool_)
        wanted[[self.places[key] for key in keys if key in self.places]] = True
        return wanted


class Lists:
    """A list of things for each product, such as its sellers: which things, and how many products have each."""

    def __init__(self) -> None:
        """Start with the unknown product, which has nothing."""
        self._starts, self._sizes = np.zeros(1, np.int64), np.zeros(1, np.int64)
        self._values, self._owners = np.zeros(0, np.int32), np.zeros(0, np.intp)
        self._having: dict[int, NDArray[np.bool_]] = {}
        self.things = Numbered()

    def extended(self, rows: Rows, size: int, sizes: Numbers, keys: Sequence[NDArray[np.int64]]) -> "Lists":
        """Give the lists of `size` products, with those of `rows` as given: their sizes, and all their keys."""
        after = Lists()
        after.things, numbers = self.things.extended(np.concatenate(keys))
        after._starts, after._sizes = grown(self._starts, size), grown(self._sizes, size)
        after._starts[rows] = len(self._values) + np.cumsum(sizes) - sizes
        after._sizes[rows] = sizes
        after._values = np.concatenate([self._values, numbers])
        # What a product had before, it has no more; of several lists of one product the last holds.
        still = np.ones(size, np.bool_)
        still[rows] = False
        last = np.zeros(len(rows), np.bool_)
        last[len(rows) - 1 - np.unique(rows[::-1], return_index=True)[1]] = True
        after._owners = np.concatenate(
            [np.where(still[self._owners], self._owners, 0), np.repeat(np.where(last, rows, 0), sizes)]
        )
        return after

    def counts(self, rows: Rows) -> Numbers:
        """Count by thing how many of the products have it."""
        return np.bincount(self._gathered(rows), minlength=len(self.things.keys))

    def any_of(self, rows: Rows, keys: Iterable[int]) -> NDArray[np.bool_]:
        """Tell of each product whether it has one of the things."""
        has = np.zeros(len(rows), np.bool_)
        for key in keys:
            if key in self.things.places:
                has |= self._with(self.things.places[key])[rows]
        return has

    def _with(self, thing: int) -> NDArray[np.bool_]:
        """Tell of every row whether it has a thing; remembered, because few things are chosen much."""
        having = self._having.get(thing)
        if having is None:
            having = np.zeros(len(self._sizes), np.bool_)
            having[self._owners[self._values == thing]] = True
            having[0] = False
            if len(self._having) >= _MOST_HAVING:
                self._having.clear()
            self._having[thing] = having
        return having

    def of(self, row: int) -> tuple[int, ...]:
        """Give the things of one product."""
        start = int(self._starts[row])
        return tuple(self.things.keys[each] for each in self._values[start : start + int(self._sizes[row])].tolist())

    def _gathered(self, rows: Rows) -> NDArray[np.int32]:
        """The things of some products, one product after the other."""
        sizes = self._sizes[rows]
        ends = np.cumsum(sizes)
        total = int(ends[-1]) if len(rows) else 0
        return self._values[np.arange(total) + np.repeat(self._starts[rows] - ends + sizes, sizes)]


def grown(column: NDArray[Number], size: int) -> NDArray[Number]:
    """A copy of a column with room for `size` products; what readers hold is never written to."""
    grown = np.zeros(size, column.dtype)
    grown[: len(column)] = column
    return grown
