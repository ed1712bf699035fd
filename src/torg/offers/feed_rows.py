"""Rows on their way in: what a reader hands over, and what became of each."""

from collections.abc import Iterator
from hashlib import blake2b

import msgspec
from msgspec import Struct

from torg.catalog import FeedItem, FeedPrice
from torg.catalog.feeds import Refused, Warned

_encoder = msgspec.json.Encoder()
_FINGERPRINT_VERSION = b"1"
"""Changed when rows have to be read anew although their sellers changed nothing."""


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
    has_nul: bool
    """Whether a text may have a NUL character, which PostgreSQL does not store."""


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
    return IncomingRow(line, item, fingerprint, len(encoded), has_nul=rb"\u0000" in encoded)


def as_finding(event: Refused | Warned) -> Finding:
    """Take over what a reader says of a row: its line, field, value and reason."""
    return Finding(event.line, event.field or "", shown(event.value), event.reason[:500], event.sku)


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
