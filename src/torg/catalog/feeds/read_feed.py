"""Reading a feed: whatever a seller has becomes a stream of items, refusals and warnings."""

from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, Self, cast, get_args

from torg.catalog.feeds.build_item import Builder
from torg.catalog.feeds.csv_rows import Lines, Row, Table, read_rows, read_table
from torg.catalog.feeds.encoding import Encoding, as_utf8, find_encoding, stated_encoding, text_of
from torg.catalog.feeds.errors import BadMapping, UnknownFormat
from torg.catalog.feeds.google import FieldNames, column_fields, draft_of, fields_of_row
from torg.catalog.feeds.json_rows import JsonElements, json_lines, read_value, sku_in
from torg.catalog.feeds.mapped import Mapped
from torg.catalog.feeds.mapping import Mapping, merged_defaults
from torg.catalog.feeds.models import (
    Draft,
    FeedBroken,
    FeedDefaults,
    FeedEvent,
    FeedFault,
    FeedFormat,
    ReadItem,
    Refused,
    RowFault,
    Warned,
    shortened,
)
from torg.catalog.feeds.open_feed import OpenFeed
from torg.catalog.feeds.seen import Removed, Seen
from torg.catalog.feeds.shopify import Shopify
from torg.catalog.feeds.sniff import sniff_format
from torg.catalog.feeds.torg_lines import draft_of_line
from torg.catalog.feeds.woocommerce import WooCommerce
from torg.catalog.feeds.xml_element import read_element
from torg.catalog.feeds.xml_element import sku_in as sku_in_element
from torg.catalog.feeds.xml_rows import ITEM_TAGS, XmlElements

FORMATS: tuple[str, ...] = (*get_args(FeedFormat), "google", "mapping")
"""Every name that `format` may have; `google` stands for both of Google's, `mapping` for what the mapping says."""

_Drafts = Iterator[Draft | Refused | Warned]


class FeedReading(Iterator[FeedEvent]):
    """A feed being read: iterate it, and look at how far it has come.

    `rows` have been met, `position` bytes of `size` (none when unknown) have been read, `format` is what it turned
    out to be.
    """

    def __init__(
        self, source: Path | BinaryIO, feed_format: FeedFormat | None, defaults: FeedDefaults, mapping: Mapping | None
    ) -> None:
        """Prepare to read `source`; nothing is opened before the first event is asked for."""
        self.format: FeedFormat | None = feed_format
        self.rows = 0
        self.line = 0
        self.size: int | None = source.stat().st_size if isinstance(source, Path) and source.is_file() else None
        self._source = source
        self._mapping = mapping
        self._defaults = merged_defaults(mapping, defaults)
        self._builder = Builder(self._defaults)
        self._seen = Seen()
        self._opened: OpenFeed | None = None
        self._events: Generator[FeedEvent, None, None] = self._read()

    def __iter__(self) -> Self:
        """Give itself."""
        return self

    def __next__(self) -> FeedEvent:
        """Give the next event."""
        return next(self._events)

    @property
    def position(self) -> int:
        """Bytes of the source (packed, if it is) that have been read."""
        return self._opened.position if self._opened else 0

    def close(self) -> None:
        """Stop reading and close what was opened."""
        self._events.close()

    def _read(self) -> Generator[FeedEvent, None, None]:
        try:
            with OpenFeed(self._source) as opened, Removed() as removed:
                self._opened = opened
                yield from self._items(opened, removed)
        except FeedFault as fault:
            yield FeedBroken(fault.line or self.line, fault.reason)
        except Exception as fault:  # noqa: BLE001 - a feed may do anything, and what was read must not be lost.
            yield FeedBroken(self.line, f"the feed cannot be read further ({type(fault).__name__}: {fault})"[:300])

    def _items(self, opened: OpenFeed, removed: Removed) -> Iterator[FeedEvent]:
        fault: FeedFault | None = None
        try:
            for draft in self._drafts(opened):
                self.line = max(self.line, draft.line)
                yield from self._events_of(draft, removed)
        except FeedFault as found:
            fault = found
        yield from removed.unless(self._seen)
        if opened.fault:
            raise FeedFault(opened.fault, self.line)
        if fault is not None:
            raise fault
        if not self.rows:
            raise FeedFault("the feed has no items", self.line)

    def _events_of(self, draft: Draft | Refused | Warned, removed: Removed) -> Iterator[FeedEvent]:
        if not isinstance(draft, Draft):
            self.rows += isinstance(draft, Refused)
            yield draft
            return
        self.rows += 1
        builder = self._builder
        try:
            item = builder.build(draft)
        except RowFault as fault:
            builder.warnings.clear()
            yield _refused(draft.line, fault, shortened(draft.sku) or None)
            return
        except Exception as fault:  # noqa: BLE001 - one bad row never loses a good one.
            builder.warnings.clear()
            reason = f"cannot be read ({type(fault).__name__}: {fault})"[:300]
            yield Refused(draft.line, shortened(draft.sku) or None, None, "", reason)
            return
        if item.removed:
            removed.keep(draft.line, item.sku)
            return
        first = self._seen.first_line(item.sku, draft.line)
        if first is not None:
            builder.warnings.clear()
            yield Refused(draft.line, item.sku, "sku", item.sku, f"is there already, in line {first}")
            return
        yield ReadItem(draft.line, item)
        if builder.warnings:
            yield from builder.warnings
            builder.warnings.clear()

    def _drafts(self, opened: OpenFeed) -> _Drafts:
        mapping = Mapped(self._mapping, opened.folder) if self._mapping else None
        declared = self._mapping.source.encoding if self._mapping else None
        encoding = stated_encoding(declared) if declared else find_encoding(opened.head)
        if encoding.warning:
            yield Warned(0, None, None, "", encoding.warning)
        if self._mapping and self._mapping.source.format:
            kind: FeedFormat | None = self._mapping.source.format
        else:
            kind = self.format
            # Torg's own lines are JSON Lines too, and known by their fields.
            if kind is None or (kind == "jsonl" and self._mapping is None):
                kind = sniff_format(opened.head, opened.name) or kind
        self.format = kind
        if kind is None:
            raise FeedFault("the format was not recognised: it is none of Torg's, and no mapping was given")
        if kind in {"google-xml", "xml"}:
            yield from self._xml(opened, encoding, mapping)
        elif kind in {"json", "jsonl", "torg"}:
            yield from self._json(opened, encoding, mapping, kind)
        else:
            yield from self._table(opened, encoding, mapping, kind)

    def _table(self, opened: OpenFeed, encoding: Encoding, mapping: Mapped | None, kind: str) -> _Drafts:
        lines = Lines(text_of(opened.stream, encoding), lambda: opened.fault is not None)
        delimiter = (self._mapping.source.delimiter if self._mapping else None) or ("\t" if kind == "tsv" else None)
        table = read_table(lines, delimiter)
        rows = read_rows(lines, table)
        if mapping:
            mapping.check_columns(table.columns)
            yield from _each(
                rows, lambda line, cells: mapping.drafts(line, dict(zip(table.columns, cells, strict=True)))
            )
        elif kind == "shopify":
            yield from Shopify(table).drafts(rows)
        elif kind == "woocommerce":
            with WooCommerce(table) as shop:
                yield from shop.drafts(rows)
        else:
            yield from self._google_rows(table, rows)

    def _google_rows(self, table: Table, rows: Iterable[Row | Refused | Warned]) -> _Drafts:
        columns = column_fields(table.columns)
        missing = {"id", "title", "price"} - {
            column if isinstance(column, str) else column[0] for column in columns if column
        }
        if missing:
            shown = ", ".join(table.columns[:30])[:400]
            raise FeedFault(f"no column for {', '.join(sorted(missing))} among {shown}: give a mapping file", 1)
        defaults = self._defaults
        yield from _each(rows, lambda line, cells: [draft_of(line, fields_of_row(columns, cells), defaults)])

    def _xml(self, opened: OpenFeed, encoding: Encoding, mapping: Mapped | None) -> _Drafts:
        element = self._mapping.source.element if self._mapping else None
        elements = XmlElements(as_utf8(opened.stream, encoding), (element,) if element else ITEM_TAGS)
        names: FieldNames | None = None

        def drafts(line: int, piece: bytes) -> _Drafts:
            nonlocal names
            values = read_element(piece)
            if mapping:
                yield from mapping.drafts(line, values)
                return
            names = names or FieldNames(elements.namespaces)
            yield draft_of(line, names.fields(values), self._defaults)

        for found in elements:
            if isinstance(found, Refused):
                yield found
            else:
                yield from _safely(found[0], partial(sku_in_element, found[1]), partial(drafts, *found))

    def _json(self, opened: OpenFeed, encoding: Encoding, mapping: Mapped | None, kind: str) -> _Drafts:
        stream = as_utf8(opened.stream, encoding)
        path = self._mapping.source.path if self._mapping else None
        pieces = JsonElements(stream, path) if kind == "json" else json_lines(stream)
        names = FieldNames({})

        def drafts(line: int, key: str | None, piece: bytes) -> _Drafts:
            if kind == "torg" and mapping is None:
                yield draft_of_line(line, piece)
                return
            values = read_value(piece)
            if not isinstance(values, dict):
                raise RowFault(None, values, "is no object")
            if mapping:
                yield from mapping.drafts(line, values, key)
            else:
                yield draft_of(line, names.fields(values), self._defaults)

        for found in pieces:
            if isinstance(found, Refused):
                yield found
            else:
                yield from _safely(found[0], partial(sku_in, found[2]), partial(drafts, *found))


def read_feed(
    source: Path | BinaryIO,
    format: str | None = None,  # noqa: A002 - what people call it.
    defaults: FeedDefaults | None = None,
    mapping: Mapping | None = None,
) -> FeedReading:
    """Read a feed into `ReadItem`, `Refused`, `Warned` and, last, `FeedBroken` when it could not be read whole.

    Without `format` the feed's first bytes decide. Raises UnknownFormat and BadDefaults, before the first event;
    nothing that stands in the feed raises anything.
    """
    if format is not None and format not in FORMATS:
        raise UnknownFormat(f"Torg reads no feed format {format!r}; it reads {', '.join(FORMATS)}.")
    if format == "mapping" and mapping is None:
        raise BadMapping("The format `mapping` wants a mapping file.")
    wanted = None if format in {None, "google", "mapping"} else cast("FeedFormat", format)
    return FeedReading(source, wanted, defaults or FeedDefaults(), mapping)


def _each(
    rows: Iterable[Row | Refused | Warned], drafts: Callable[[int, list[str]], Iterable[Draft | Refused | Warned]]
) -> _Drafts:
    for row in rows:
        if isinstance(row, tuple):
            yield from _safely(row[0], partial(shortened, row[1][0]), partial(drafts, *row))
        else:
            yield row


def _safely(
    line: int, sku: Callable[[], str | None], drafts: Callable[[], Iterable[Draft | Refused | Warned]]
) -> _Drafts:
    """Give the drafts of one row; whatever goes wrong in it refuses it and no other."""
    try:
        yield from drafts()
    except RowFault as fault:
        yield _refused(line, fault, fault.sku or sku() or None)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as fault:
        yield Refused(line, sku() or None, None, "", f"cannot be read ({type(fault).__name__}: {fault})"[:300])


def _refused(line: int, fault: RowFault, sku: str | None) -> Refused:
    return Refused(line, sku, fault.field, shortened(fault.value), fault.reason)
