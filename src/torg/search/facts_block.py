"""Blocks: the facts of some products as bytes, columns of numbers first, so that many are read at once.

A block is its header (how long, and a checksum), a row of numbers for each product, and then what differs in length:
the categories, sellers and attributes of all, and what each says and where (`evidence`).
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

TABLE = np.dtype(
    [
        ("id", "<i8"),
        ("price", "<i8"),
        ("popularity", "<i8"),
        ("brand", "<i8"),
        ("path", "<i8"),
        ("evidence", "<u4"),
        ("days", "<u2"),
        ("categories", "<u2"),
        ("sellers", "<u2"),
        ("attributes", "<u2"),
        ("availability", "u1"),
        ("gone", "u1"),
        ("", "<u2"),
    ]
)
_HEADER = np.dtype([("magic", "<u4"), ("check", "<u4"), ("size", "<u8"), ("products", "<u8")])
_MAGIC = 0x46414354
_WIDTH = 8


class Fact(Struct, frozen=True):
    """What one product is."""

    id: int
    price: int = 0
    popularity: int = 0
    brand: int = 0
    days: int = 0
    availability: int = 0
    categories: tuple[int, ...] = ()
    """From the root to the product's own."""
    sellers: tuple[int, ...] = ()
    attributes: tuple[int, ...] = ()
    """The keys (`key_of`) of `code:key`."""
    evidence: bytes = b""
    gone: bool = False


class Block(Struct, frozen=True):
    """A block as it was read: a row for each product, and the lists of all products one after the other."""

    table: NDArray[np.void]
    categories: NDArray[np.int64]
    sellers: NDArray[np.int64]
    attributes: NDArray[np.int64]
    evidence_at: NDArray[np.int64]
    """Where in the file what each product says begins."""
    end: int
    """Where the next block begins."""

    def paths(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Give each way to a category that a product of the block is in, with its key."""
        sizes = self.table["categories"].astype(np.int64)
        starts = np.cumsum(sizes) - sizes
        keys, firsts = np.unique(self.table["path"], return_index=True)
        for key, first in zip(keys.tolist(), firsts.tolist(), strict=True):
            yield key, tuple(self.categories[starts[first] : starts[first] + sizes[first]].tolist())


@lru_cache(maxsize=65_536)
def key_of(text: str) -> int:
    """Give the number of 63 bits that stands for a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little") >> 1


def write_block(facts: Sequence[Fact]) -> bytes:
    """Write the facts of some products down."""
    table = np.zeros(len(facts), TABLE)
    for name in ("id", "price", "popularity", "brand", "days", "availability", "gone"):
        table[name] = [getattr(fact, name) for fact in facts]
    table["path"] = [key_of(",".join(map(str, fact.categories))) if fact.categories else 0 for fact in facts]
    for name in ("categories", "sellers", "attributes", "evidence"):
        table[name] = [len(getattr(fact, name)) for fact in facts]
    payload = b"".join(
        [
            table.tobytes(),
            _numbers(each for fact in facts for each in fact.categories),
            _numbers(each for fact in facts for each in fact.sellers),
            _numbers(each for fact in facts for each in fact.attributes),
            *(fact.evidence for fact in facts),
        ]
    )
    return np.array([(_MAGIC, zlib.crc32(payload), len(payload), len(facts))], _HEADER).tobytes() + payload


def read_block(content: memoryview, start: int) -> Block | None:
    """Read the block that begins at `start`; nothing where no whole one does."""
    begin = start + _HEADER.itemsize
    if len(content) < begin:
        return None
    header = np.frombuffer(content, _HEADER, 1, start)[0]
    end = begin + int(header["size"])
    if header["magic"] != _MAGIC or len(content) < end or zlib.crc32(content[begin:end]) != header["check"]:
        return None
    # Copied, so that nothing but what products say keeps the file open.
    table = np.frombuffer(content, TABLE, int(header["products"]), begin).copy()
    place = begin + table.nbytes
    lists: list[NDArray[np.int64]] = []
    for name in ("categories", "sellers", "attributes"):
        count = int(table[name].sum(dtype=np.int64))
        lists.append(np.frombuffer(content, "<i8", count, place).astype(np.int64))
        place += count * _WIDTH
    sizes = table["evidence"].astype(np.int64)
    categories, sellers, attributes = lists
    return Block(table, categories, sellers, attributes, place + np.cumsum(sizes) - sizes, end)


def _numbers(values: Iterable[int]) -> bytes:
    return np.fromiter(values, "<i8").tobytes()
