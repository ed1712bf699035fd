"""Cutting a feed into batches, on the reader's own thread."""

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from torg.catalog import FeedItem
from torg.catalog.feeds import FeedBroken, FeedEvent, ReadItem, Refused, Warned
from torg.offers.checking import RowRefused, check_sku
from torg.offers.feed_rows import Finding, IncomingRow, as_finding, incoming, shown

MOST_BYTES = 8 * 2**20
"""A batch is cut when its items have this size as JSON, however few they are."""


class Chunk(Struct):
    """What was read for one batch."""

    rows: list[IncomingRow] = field(default_factory=list)
    refusals: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    still_listed: list[str] = field(default_factory=list)
    """Article numbers of refused rows: the seller has not taken them away."""
    read: int = 0
    broken: str | None = None
    """Why the feed could not be read any further."""


class Chunks:
    """A feed in pieces of about `size` rows, where the rows of one group that follow one another stay together."""

    def __init__(self, events: Iterable[FeedItem | FeedEvent], size: int) -> None:
        """Read from `events` as pieces are asked for."""
        self._events: Iterator[FeedItem | FeedEvent] = iter(events)
        self._size = size
        self._waiting: FeedItem | FeedEvent | None = None
        self._ended = False

    def next(self) -> Chunk | None:
        """Give the next piece; none after the last."""
        if self._ended:
            return None
        chunk = Chunk()
        size = 0
        event = self._waiting or next(self._events, None)
        self._waiting = None
        while event is not None:
            if (len(chunk.rows) >= self._size or size >= MOST_BYTES) and not self._continues(chunk, event, size):
                self._waiting = event
                return chunk
            size += _take(event, chunk)
            if chunk.broken is not None:
                break
            if len(chunk.refusals) + len(chunk.warnings) >= 10 * self._size:
                return chunk
            event = next(self._events, None)
        self._ended = True
        return chunk

    def _continues(self, chunk: Chunk, event: FeedItem | FeedEvent, size: int) -> bool:
        """Tell whether an item belongs to the group of the last one, within twice the size."""
        item = event.item if isinstance(event, ReadItem) else event
        if not isinstance(item, FeedItem) or item.group is None or not chunk.rows:
            return False
        small_enough = len(chunk.rows) < 2 * self._size and size < 2 * MOST_BYTES
        return small_enough and item.group == chunk.rows[-1].item.group


def _take(event: FeedItem | FeedEvent, chunk: Chunk) -> int:
    """Put an event where it belongs; give the bytes that it adds."""
    match event:
        case ReadItem():
            return _take_item(event.line, event.item, chunk)
        case FeedItem():
            return _take_item(None, event, chunk)
        case Refused():
            _refuse(as_finding(event), chunk)
        case Warned():
            chunk.warnings.append(as_finding(event))
        case FeedBroken():
            chunk.broken = f"line {event.line}: {event.reason}" if event.line else event.reason
    return 0


def _take_item(line: int | None, item: FeedItem, chunk: Chunk) -> int:
    try:
        check_sku(item.sku)
        row = incoming(line, item)
    except RowRefused as refused:
        _refuse(Finding(line, refused.field, refused.value, refused.reason, shown(item.sku)), chunk)
        return 0
    except UnicodeEncodeError:
        _refuse(Finding(line, "item", "", "has a text that is not valid Unicode", shown(item.sku)), chunk)
        return 0
    chunk.read += 1
    chunk.rows.append(row)
    return row.size


def _refuse(finding: Finding, chunk: Chunk) -> None:
    chunk.read += 1
    chunk.refusals.append(finding)
    if finding.sku is not None and finding.sku.isprintable():
        chunk.still_listed.append(finding.sku)
