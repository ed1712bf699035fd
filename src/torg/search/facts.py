"""Facts: what every product of an index is, side by side in memory.

The index tells which products say some words; from here on they are narrowed, counted, ordered and weighed as columns
of numbers, without asking the index about each. Facts come from blocks (`facts_block`); the newest of a product wins.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from mmap import mmap

import numpy as np
from numpy.typing import NDArray

from torg.search.facts_block import TABLE, Block, Fact, key_of
from torg.search.lists import Lists, Numbered, Numbers, Rows, grown

__all__ = ["NO_STEP", "PRICE_STEPS", "Buffer", "Facts", "Numbered", "Rows"]

Buffer = bytes | mmap
PRICE_STEPS = [number * 10**exponent for exponent in range(3, 8) for number in (1, 2, 5)]
"""Where prices are cut, in minor units: 10, 20, 50, 100 … crowns or euros."""
NO_STEP = 2 * len(PRICE_STEPS) + 1
"""The step of what nobody offers."""
_STEPS = np.array(PRICE_STEPS)
_SPREAD = 20
_FEW = 200


class Facts:
    """The facts of all products of an index as one commit left them; nothing in it changes afterwards."""

    def __init__(self) -> None:
        """Know nothing but the unknown product."""
        nothing = np.zeros(1, np.int64)
        self.ids = nothing
        self.price, self.popularity, self.path = nothing, nothing, nothing
        self.brand, self.brands = np.zeros(1, np.int32), Numbered([0])
        """The number of each product's brand in `brands`; 0 for none."""
        self.days, self.availability = nothing, nothing
        self.step = nothing
        """Where each price lies: twice the number of `PRICE_STEPS` below it, one more right on a step."""
        self.there = np.zeros(1, np.bool_)
        self._evidence_at, self._evidence_size = nothing, nothing
        self.sellers, self.attributes = Lists(), Lists()
        self.paths: list[tuple[int, ...]] = [()]
        """Each way from a root to a category, by the number that stands for it in `path`."""
        self._path_places: dict[int, int] = {0: 0}
        self._sorted, self._rows = nothing[:0], np.zeros(0, np.intp)
        self._near: Rows = np.zeros(1, np.intp)
        """The rows by id, while ids are not much higher than there are products; then nothing need be looked for."""
        self._buffer: Buffer = b""
        self.changed: frozenset[int] | None = None
        """The rows in which these facts differ from those that they went on from; nothing where they are many."""

    def extended(self, blocks: Sequence[Block], buffer: Buffer) -> "Facts":
        """Give the facts with `blocks` taken in, the last of a product winning; `buffer` has their evidence."""
        after = Facts()
        table = np.concatenate([block.table for block in blocks])
        ids = table["id"].astype(np.int64)
        rows = self.rows(ids)
        fresh = np.unique(ids[rows == 0])
        size = len(self.ids) + len(fresh)
        after.ids = grown(self.ids, size)
        after.ids[len(self.ids) :] = fresh
        if len(fresh):
            after._look_up_anew()
        else:
            after._sorted, after._rows, after._near = self._sorted, self._rows, self._near
        rows = after.rows(ids)
        # Numpy keeps the last of several values put in one place: the newest of a product.
        for name in ("price", "popularity", "days", "availability"):
            column = grown(getattr(self, name), size)
            column[rows] = table[name]
            setattr(after, name, column)
        after.step = grown(self.step, size)
        after.step[rows] = _step_of(table["price"])
        after.brands, brands = self.brands.extended(table["brand"].astype(np.int64))
        after.brand = grown(self.brand, size)
        after.brand[rows] = brands
        after.there = grown(self.there, size)
        after.there[rows] = table["gone"] == 0
        at = np.concatenate([block.evidence_at for block in blocks])
        after._evidence_at, after._evidence_size = grown(self._evidence_at, size), grown(self._evidence_size, size)
        after._evidence_at[rows], after._evidence_size[rows] = at, table["evidence"]
        after._take_paths(self, blocks, rows, table["path"])
        after.sellers = self.sellers.extended(
            rows, size, table["sellers"].astype(np.int64), [block.sellers for block in blocks]
        )
        after.attributes = self.attributes.extended(
            rows, size, table["attributes"].astype(np.int64), [block.attributes for block in blocks]
        )
        after._buffer = buffer
        if len(self._sorted) and len(rows) <= _FEW:
            after.changed = frozenset(rows.tolist())
        return after

    def _look_up_anew(self) -> None:
        order = np.argsort(self.ids[1:], kind="stable")
        self._sorted, self._rows = self.ids[1:][order], order + 1
        highest = int(self._sorted[-1])
        self._near = np.zeros(highest + 1 if highest < _SPREAD * len(self.ids) else 0, np.intp)
        if len(self._near):
            self._near[self._sorted] = self._rows

    def _take_paths(self, before: "Facts", blocks: Sequence[Block], rows: Rows, keys: NDArray[np.int64]) -> None:
        self.paths, self._path_places = list(before.paths), dict(before._path_places)
        for block in blocks:
            for key, path in block.paths():
                if key not in self._path_places:
                    self._path_places[key] = len(self.paths)
                    self.paths.append(path)
        found, inverse = np.unique(keys, return_inverse=True)
        numbers = np.array([self._path_places[key] for key in found.tolist()], np.int64)
        self.path = grown(before.path, len(self.ids))
        self.path[rows] = numbers[inverse.reshape(-1)]

    def rows(self, ids: Sequence[int] | Numbers) -> Rows:
        """Give the rows of products by their ids, 0 for those that nothing is known of."""
        wanted = np.asarray(ids, np.int64)
        if len(self._near):
            return self._near[np.where((wanted > 0) & (wanted < len(self._near)), wanted, 0)]
        places = np.minimum(np.searchsorted(self._sorted, wanted), len(self._sorted) - 1)
        return np.where(self._sorted[places] == wanted, self._rows[places], 0)

    @cached_property
    def all(self) -> Rows:
        """The rows of every product that there is, in the order of their ids."""
        return self._rows[self.there[self._rows]]

    def evidence(self, rows: Rows) -> list[bytes]:
        """Give what each product says and where (`evidence`), as it was packed."""
        starts = self._evidence_at[rows]
        ends = starts + self._evidence_size[rows]
        return [self._buffer[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    @property
    def size(self) -> int:
        """About how many bytes the facts take that are not outdated."""
        return int(self._evidence_size[self.all].sum()) + len(self.all) * (TABLE.itemsize + 80)

    def read(self, rows: Rows) -> Iterator[Fact]:
        """Give the facts of some products one by one."""
        for row, said in zip(rows.tolist(), self.evidence(rows), strict=True):
            yield Fact(
                id=int(self.ids[row]),
                price=int(self.price[row]),
                popularity=int(self.popularity[row]),
                brand=self.brands.keys[self.brand[row]],
                days=int(self.days[row]),
                availability=int(self.availability[row]),
                categories=self.paths[self.path[row]],
                sellers=self.sellers.of(row),
                attributes=self.attributes.of(row),
                evidence=said,
            )

    def within(self, category: int) -> NDArray[np.bool_]:
        """Tell of each path whether a category is on it."""
        known: dict[int, NDArray[np.bool_]] = self.__dict__.setdefault("_within", {})
        found = known.get(category)
        if found is None:
            found = known[category] = np.array([category in path for path in self.paths], np.bool_)
        return found

    def with_attributes(self, rows: Rows, terms: Iterable[str]) -> NDArray[np.bool_]:
        """Tell of each product whether it has one of the attribute values, given as `code:key`."""
        return self.attributes.any_of(rows, [key_of(term) for term in terms])


def _step_of(price: NDArray[np.int64]) -> NDArray[np.int64]:
    step = np.searchsorted(_STEPS, price, "left") + np.searchsorted(_STEPS, price, "right")
    return np.where(price > 0, step, NO_STEP)
