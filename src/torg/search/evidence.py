"""Evidence: what a product says and where, packed beside it, so that the best candidates can be weighed exactly."""

import zlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

PLACES = ("name", "brand", "part", "category", "properties", "description")
"""Where a product says a term; `part` is a part of a compound or of a model number in name or brand."""

_LENGTHS = np.dtype("<u2")
_ENTRY = np.dtype([("term", "<u4"), ("said", "<u2")])
_MOST_SAID = 3
_MOST = 2**32 - 1
_MOST_TERMS = 400
_MOST_FEATURES = 100
_BUY = np.dtype([("popularity", "<u4"), ("price", "<u4"), ("availability", "u1"), ("days", "u1"), ("standing", "u1")])
# The header is as long as some entries are, so that what many products say can be read as one row of entries.
_HEADER = np.dtype(
    {
        "names": ["lengths", "features", "buy"],
        "formats": [(_LENGTHS, len(PLACES)), "<u2", _BUY],
        "offsets": [0, 2 * len(PLACES), 2 * len(PLACES) + 2],
        "itemsize": 5 * _ENTRY.itemsize,
    }
)
_HEAD = np.arange(_HEADER.itemsize // _ENTRY.itemsize)
_HALF = np.uint32(0xFFFF)
_SHIFTS = 2 * np.arange(len(PLACES), dtype=np.uint16)
_FEATURE = 1 << 15
_FULL = 255


class Evidence(Struct, frozen=True):
    """What some products say of some terms."""

    said: NDArray[np.float32]
    """How often each product says each term in each place, at most three times: products, terms, places."""
    lengths: NDArray[np.float32]
    """How many terms each product has in each place: products, places."""
    features: NDArray[np.float32]
    """How much each product is told by each of the features asked for, 0 to 1: products, features."""
    described: NDArray[np.bool_]
    """Whether a product has any feature at all."""
    buy: NDArray[np.void]
    """What speaks for buying each product, whatever was asked: see `Buy`."""


class Buy(Struct, frozen=True):
    """What speaks for buying a product: `price` in minor units, `days` until it comes, the seller's `standing`."""

    popularity: int = 0
    price: int = 0
    availability: int = 0
    """0 out of stock, 1 a few left, 2 in stock."""
    days: int = 99
    standing: int = 0


def term_code(term: str) -> int:
    """Give the number that stands for a term in packed evidence."""
    return zlib.crc32(term.encode())


def pair(first: str, second: str) -> str:
    """Write two terms that stand side by side."""
    return f"{first} {second}"


def pack(
    places: Sequence[Mapping[str, int]],
    forms: Iterable[str] = (),
    bares: Iterable[str] = (),
    pairs: Iterable[str] = (),
    features: Mapping[str, float] | None = None,
    buy: Buy = Buy(),  # noqa: B008 - a frozen value.
) -> bytes:
    """Pack the terms of one product, place by place in the order of `PLACES`, and its features.

    Forms are the words of name and brand as they stand there, bares those with Nordic letters written without;
    pairs are terms that stand side by side in the name (`pair`).
    """
    said: dict[int, int] = {}
    for place, terms in enumerate(places):
        for term, count in terms.items():
            code = term_code(term)
            said[code] = said.get(code, 0) | min(count, _MOST_SAID) << 2 * place
    for sign, words in (("=", forms), ("~", bares), ("&", pairs)):
        for word in words:
            said[term_code(sign + word)] = 1
    # Low places come first, so that what a very long description says last is what is left out.
    kept = sorted(said.items(), key=lambda item: (item[1] & -item[1], item[0]))[:_MOST_TERMS]
    told = {term_code("#" + each): _FEATURE | round(weight * _FULL) for each, weight in (features or {}).items()}
    kept += sorted(told.items(), key=lambda item: (-item[1], item[0]))[:_MOST_FEATURES]
    lengths = [min(sum(terms.values()), 65535) for terms in places]
    facts = (min(buy.popularity, _MOST), min(buy.price, _MOST), buy.availability, min(buy.days, 255), buy.standing)
    # Zeros first: what lies between the numbers would otherwise be whatever was in memory.
    header = np.zeros(1, _HEADER)
    header[0] = (lengths, len(told), facts)
    return header.tobytes() + np.array(kept, _ENTRY).tobytes()


def unpack(packed: Sequence[bytes], terms: Sequence[str], features: Sequence[str] = ()) -> Evidence:
    """Read of each product how often it says each of the terms, and how much each of the features tells of it."""
    count, split = len(packed), len(terms)
    everything = b"".join(packed)
    sizes = np.fromiter(map(len, packed), np.intp, count) // _ENTRY.itemsize
    starts = np.cumsum(sizes) - sizes
    entries = np.frombuffer(everything, _ENTRY)
    header = np.frombuffer(everything, np.uint8).reshape(-1, _ENTRY.itemsize)
    header = header[starts[:, None] + _HEAD].reshape(count, -1).view(_HEADER)[:, 0]
    codes = np.array([*map(term_code, terms), *(term_code("#" + each) for each in features)], np.uint32)
    said = entries["term"].astype(np.uint32)
    # Nearly all that is said was not asked for: a glance at half of each code tells, and few are looked up.
    glance = np.zeros(1 << 16, np.bool_)
    glance[codes & _HALF] = True
    near = np.flatnonzero(glance[said & _HALF])
    order = np.argsort(codes)
    ordered = codes[order]
    columns = np.minimum(np.searchsorted(ordered, said[near]), len(codes) - 1)
    owners = np.searchsorted(starts, near, "right") - 1
    hits = (ordered[columns] == said[near]) & (near - starts[owners] >= len(_HEAD))
    found = np.zeros((count, len(codes)), np.uint16)
    found[owners[hits], order[columns[hits]]] = entries["said"][near[hits]]
    return Evidence(
        said=(found[:, :split, None] >> _SHIFTS & np.uint16(3)).astype(np.float32),
        lengths=header["lengths"].astype(np.float32),
        features=(found[:, split:] & np.uint16(_FULL)).astype(np.float32) / np.float32(_FULL),
        described=header["features"] > 0,
        buy=header["buy"],
    )
