"""Finding out a feed's format from its first bytes."""

import re

import msgspec

from torg.catalog.feeds.columns import field_of
from torg.catalog.feeds.csv_rows import Lines, Table, read_table
from torg.catalog.feeds.encoding import find_encoding
from torg.catalog.feeds.models import FeedFault, FeedFormat
from torg.catalog.feeds.woo_columns import woo_field

_SYNDICATED = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf)[\s>]|base\.google\.com/ns", re.IGNORECASE)
_SHOPIFY = ({"handle", "title"}, {"url handle", "title"})


def sniff_format(head: bytes, name: str = "") -> FeedFormat | None:
    """Tell the format of a feed by its first bytes and its file name; none when nothing is recognised.

    `csv`, `tsv`, `xml`, `json` and `jsonl` mean that only the outer form is known.
    """
    text = head.decode(find_encoding(head).name, "replace").lstrip("\ufeff \t\r\n\x00")
    if text.startswith("<"):
        return "google-xml" if _SYNDICATED.search(text[:4_000]) else "xml"
    if text.startswith("{"):
        return _json_format(text)
    if text.startswith("["):
        return "json"
    return _table_format(text, name)


def _json_format(text: str) -> FeedFormat:
    first, newline, rest = text.partition("\n")
    try:
        row = msgspec.json.decode(first.encode())
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return "jsonl" if re.match(r"\{.*\}\s*\{", text[:100_000].replace("\n", " ")) and _is_line(first) else "json"
    if isinstance(row, dict) and "sku" in row and ("title" in row or "prices" in row or "removed" in row):
        return "torg"
    return "jsonl" if newline and rest.lstrip().startswith("{") else "json"


def _is_line(first: str) -> bool:
    return first.rstrip().endswith("}")


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
        self.lines = iter(text[:200_000].splitlines(keepends=True))

    def readline(self, _size: int, /) -> str:
        return next(self.lines, "")
