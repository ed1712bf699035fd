"""Rows on their way in: what a reader hands over, and what became of each."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Protocol, runtime_checkable

import msgspec
from msgspec import Struct

from torg.catalog.models import FeedItem, FeedPrice

_encoder = msgspec.json.Encoder()
_FINGERPRINT_VERSION = b"1"
"""Changed when rows have to be read anew although their sellers changed nothing."""


@runtime_checkable
class LocatedItem(Protocol):
    """An item with the line that it came from."""

    @property
    def line(self) -> int | None: ...  # noqa: D102
    @property
    def item(self) -> FeedItem: ...  # noqa: D102


class Finding(Struct, frozen=True, omit_defaults=True):
    """What is wrong with a row, where and why: the row is refused, or kept with a warning."""

    line: int | None
    field: str
    value: str
    reason: str
    sku: str | None = None


class IncomingRow(Struct):
    """An item that has been read: where, and the hash of what it says."""

    line: int | None
    item: FeedItem
    fingerprint: str
    """32 hexadecimal digits."""
    size: int
    """Bytes as JSON: batches are cut by it as well."""


class CheckedRow(Struct):
    """An item whose every field can be stored."""

    line: int | None
    item: FeedItem
    fingerprint: str
    gtin: str | None
    """Canonical; none when there is none that means the same to everybody."""
    prices: list[FeedPrice]
    """Only those of open markets, one for each."""


def incoming(line: int | None, item: FeedItem) -> IncomingRow:
    """Give an item its fingerprint; raises UnicodeEncodeError when a text in it is not valid Unicode."""
    encoded = _encoder.encode(item)
    fingerprint = blake2b(encoded, digest_size=16, key=_FINGERPRINT_VERSION).hexdigest()
    return IncomingRow(line, item, fingerprint, len(encoded))


def as_finding(refused: object) -> Finding:
    """Take over what a reader says of a row that it could not read: its line, field, value and reason."""
    line = getattr(refused, "line", None)
    value = getattr(refused, "value", "")
    sku = getattr(refused, "sku", None)
    return Finding(
        line=line if isinstance(line, int) else None,
        field=str(getattr(refused, "field", "")),
        value=shown(value),
        reason=str(getattr(refused, "reason", refused))[:500],
        sku=sku if isinstance(sku, str) and sku else None,
    )


def shown(value: object) -> str:
    """Write a value for a report: 120 characters at most, without control characters."""
    text = "" if value is None else str(value)
    clean = "".join(sign if sign.isprintable() else "·" for sign in text[:121])
    return clean if len(clean) <= 120 else clean[:119] + "…"


def texts_within(item: FeedItem) -> Iterator[str]:
    """Give every text of an item, keys included."""
    stack: list[object] = list(msgspec.structs.asdict(item).values())
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            stack.extend(value.keys())
            stack.extend(value.values())
        elif isinstance(value, list | tuple):
            stack.extend(value)
