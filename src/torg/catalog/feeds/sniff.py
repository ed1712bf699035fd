"""Finding out a feed's format from its first bytes."""

import re

import msgspec

from torg.catalog.feeds.columns import field_of
from torg.catalog.feeds.csv_rows import Lines, Table, read_table
from torg.catalog.feeds.encoding import find_encoding
from torg.catalog.feeds.models import FeedFault, FeedFormat
from torg.catalog.feeds.woo_columns import woo_field

_SYNDICATED = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf)[\s>]|base\.google\.com/ns", re.IGNORECASE)
_MOST, _LINES = 200_000, 20
_SHOPIFY = ({"handle", "title"}, {"url handle", "title"})


def sniff_format(head: bytes, name: str = "") -> FeedFormat | None:
    """Tell the format of a feed by its first bytes and its file name; none when nothing is recognised.

    `csv`, `tsv`, `xml`, `json` and `jsonl` mean that only the outer form is known.
    """
    text = head.decode(find_encoding(head).name, "replace").lstrip("\ufeff \t\r\n\x00")
    if lines := _json_lines(text):
        return lines
    if text.startswith("<"):
        return "google-xml" if _SYNDICATED.search(text[:4_000]) else "xml"
    if text.startswith(("{", "[")):
        return "json"
    return _table_format(text, name)


def _json_lines(text: str) -> FeedFormat | None:
    """Tell JSON Lines by any two of the first lines, or by the only one: some of them may be damaged."""
    lines = [line.strip() for line in text[:_MOST].split("\n", _LINES)[:_LINES] if line.strip()]
    rows = [row for line in lines if (row := _object(line)) is not None]
    if any("sku" in row and row.keys() & {"title", "prices", "removed"} for row in rows):
        return "torg"
    followed = lines and _object(lines[0]) is not None and len(lines) > 1 and lines[1].startswith("{")
    return "jsonl" if len(rows) > 1 or followed else None


def _object(line: str) -> dict[str, object] | None:
    if not line.startswith("{") or not line.endswith("}"):
        return None
    try:
        row = msgspec.json.decode(line.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _table_format(text: str, name: str) -> FeedFormat | None:
    try:
        table = read_table(Lines(_Text(text)))
    except FeedFault:
        return None
    if len(table.columns) < 2:
        return None
    return _format_of_columns(table) or ("tsv" if table.delimiter == "\t" or name.endswith(".tsv") else "csv")


def _format_of_columns(table: Table) -> FeedFormat | None:
    plain = {column.strip().casefold() for column in table.columns}
    if any(wanted <= plain for wanted in _SHOPIFY) and ("variant price" in plain or "price" in plain or len(plain) > 8):
        return "shopify"
    woo = {field for column in table.columns if (field := woo_field(column))}
    if {"name", "type"} <= woo and woo & {"regular_price", "parent", "categories"} and woo & {"sku", "id"}:
        return "woocommerce"
    if {"id", "title", "price"} <= {field_of(column) for column in table.columns}:
        return "google-tsv"
    return None


class _Text:
    """A text as a source of lines."""

    def __init__(self, text: str) -> None:
        self.lines = iter(text[:_MOST].splitlines(keepends=True))

    def readline(self, _size: int, /) -> str:
        return next(self.lines, "")
