"""Which article numbers a feed has had already, in twelve bytes each, and which it takes away."""

import tempfile
from array import array
from collections.abc import Iterator
from typing import Self

import msgspec

from torg.catalog.feeds.models import ReadItem
from torg.catalog.models import FeedItem


class Seen:
    """An open hash table of article numbers and the lines where they first stood."""

    def __init__(self) -> None:
        """Start with none."""
        self._resize(1 << 12)

    def __len__(self) -> int:
        """Count the article numbers."""
        return self._count

    def first_line(self, sku: str, line: int) -> int | None:
        """Remember `sku` at `line`; when it has been there before, give the line where it first was."""
        key = hash(sku) & 0xFFFF_FFFF_FFFF_FFFF or 1
        slot = self._slot(key)
        if self._keys[slot]:
            return self._lines[slot]
        self._keys[slot] = key
        self._lines[slot] = min(line, 0xFFFF_FFFF)
        self._count += 1
        if self._count * 4 > len(self._keys) * 3:
            self._grow()
        return None

    def _slot(self, key: int) -> int:
        keys, mask = self._keys, self._mask
        slot = key & mask
        while keys[slot] and keys[slot] != key:
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        keys, lines = self._keys, self._lines
        self._resize(len(keys) * 2)
        for place, key in enumerate(keys):
            if key:
                slot = self._slot(key)
                self._keys[slot] = key
                self._lines[slot] = lines[place]
                self._count += 1

    def _resize(self, slots: int) -> None:
        self._keys = array("Q", bytes(8 * slots))
        self._lines = array("I", bytes(4 * slots))
        self._mask = slots - 1
        self._count = 0


class Removed:
    """Items that the seller has taken away, kept on disk until it is sure that no other row sells them."""

    def __init__(self) -> None:
        """Start with none."""
        self.file = tempfile.SpooledTemporaryFile(max_size=2**20)  # noqa: SIM115 - lives as long as the feed.

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Forget them."""
        self.file.close()

    def keep(self, line: int, sku: str) -> None:
        """Keep an item that was taken away."""
        self.file.write(msgspec.json.encode((line, sku)) + b"\n")

    def unless(self, seen: Seen) -> Iterator[ReadItem]:
        """Give each of them once, except those whose article number is also sold."""
        self.file.seek(0)
        for piece in self.file:
            line, sku = msgspec.json.decode(piece, type=tuple[int, str])
            if seen.first_line(sku, line) is None:
                yield ReadItem(line, FeedItem(sku=sku, removed=True))
