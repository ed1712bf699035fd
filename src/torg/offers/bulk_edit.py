"""Prices and stocks by file: read a table, try it without a trace, then make the changes. A report for each row."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import UNSET, Struct

from torg.catalog.feeds.amounts import read_number
from torg.catalog.feeds.encoding import find_encoding
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.core.money import minor_units
from torg.markets import MARKETS
from torg.offers.errors import BadUpload, BulkEditApplied, BulkEditNotFound
from torg.offers.portal_queries import BulkEdit, find_bulk_edit, insert_bulk_edit, save_applied
from torg.offers.set_price_and_stock import MOST_CHANGES, ChangeResult, PriceAndStock, set_price_and_stock

MOST_ROWS = 50_000
MOST_BYTES = 10_000_000
COLUMNS = ("sku", "market", "price", "regular", "stock")
"""The columns that are read; others may stand between them. An empty cell leaves things as they are."""
_NAMES = {
    "sku": ("sku", "article", "artikel", "artikelnummer", "artikelnr", "varenummer", "varenr", "tuotenumero"),
    "market": ("market", "marknad", "marked", "markkina", "country", "land", "maa"),
    "price": ("price", "pris", "hinta"),
    "regular": (
        "regular",
        "regular price",
        "ordinarie pris",
        "ordinarie",
        "ordinær pris",
        "normalpris",
        "normaalihinta",
    ),
    "stock": ("stock", "lager", "lagersaldo", "varasto"),
}
_ENDS_CLAIM = {"-", "–", "0"}


class RowError(Struct, frozen=True):
    """A row of the file that cannot be read: its line, the column, what it had and why not."""

    line: int
    field: str
    value: str
    reason: str
    sku: str = ""


class ReadFile(Struct, frozen=True):
    """What a file asks for."""

    changes: list[PriceAndStock]
    lines: list[int]
    """The line of each change."""
    errors: list[RowError]


class EditedRow(Struct, frozen=True):
    """One row and what becomes of it."""

    line: int
    result: ChangeResult


def read_file(content: bytes, home_market: str) -> ReadFile:
    """Read a table of prices and stocks; raises `BadUpload` when it is none.

    Any of `,` `;` and tab separates cells, amounts are in kronor or euros with comma or point, and a row without a
    market is of the seller's own.
    """
    if len(content) > MOST_BYTES:
        raise BadUpload(f"The file has more than {MOST_BYTES // 1_000_000} megabytes.")
    text = content.decode(find_encoding(content[:100_000]).name, "replace").lstrip("\ufeff")
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(";\t,", key=first.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadUpload(f"The file cannot be read as a table: {error}.") from None
    heads = next((row for row in table if any(cell.strip() for cell in row)), [])
    places = _places(heads)
    if "sku" not in places or not {"price", "stock", "regular"} & places.keys():
        raise BadUpload("The first row has to name the columns: sku, and price or stock.")
    body = table[table.index(heads) + 1 :]
    if len(body) > MOST_ROWS:
        raise BadUpload(f"The file has more than {MOST_ROWS:,} rows.")
    changes: list[PriceAndStock] = []
    numbers: list[int] = []
    errors: list[RowError] = []
    for line, row in enumerate(body, table.index(heads) + 2):
        if not any(cell.strip() for cell in row):
            continue
        read = _read_row(line, row, places, home_market)
        if isinstance(read, RowError):
            errors.append(read)
        else:
            changes.append(read)
            numbers.append(line)
    return ReadFile(changes, numbers, errors)


async def keep_upload(
    conn: Connection, actor: Actor, seller_id: int, name: str, content: bytes, home_market: str
) -> int:
    """Read an uploaded file and keep what it asks for until it is tried and made; give its number."""
    read = read_file(content, home_market)
    if not read.changes and not read.errors:
        raise BadUpload("The file has no rows.")
    kept = [{"line": line, "change": change} for line, change in zip(read.lines, read.changes, strict=True)]
    return await insert_bulk_edit(
        conn, seller_id, name[:200], msgspec.json.encode(kept), msgspec.json.encode(read.errors), str(actor)
    )


async def try_bulk_edit(
    conn: Connection, actor: Actor, seller_id: int, edit_id: int
) -> tuple[BulkEdit, list[EditedRow]]:
    """Give what would become of each row of a kept file, and leave everything as it is. Raises `BulkEditNotFound`."""
    edit = await _found(conn, seller_id, edit_id, lock=False)
    async with conn.transaction(force_rollback=True):
        return edit, await _make(conn, actor, seller_id, edit)


async def apply_bulk_edit(conn: Connection, actor: Actor, seller_id: int, edit_id: int) -> list[EditedRow]:
    """Make the changes of a kept file, once; raises `BulkEditNotFound` and `BulkEditApplied`."""
    edit = await _found(conn, seller_id, edit_id, lock=True)
    if edit.applied is not None:
        raise BulkEditApplied
    rows = await _make(conn, actor, seller_id, edit)
    counts = {outcome: sum(row.result.outcome == outcome for row in rows) for outcome in _OUTCOMES}
    await save_applied(conn, edit_id, msgspec.json.encode(counts))
    body: dict[str, object] = {"file": edit.file, **counts}
    await record(conn, actor, "offers.bulk_edited", f"seller:{seller_id}/offers", body, seller=seller_id)
    return rows


_OUTCOMES = ("changed", "unchanged", "refused")


async def _found(conn: Connection, seller_id: int, edit_id: int, *, lock: bool) -> BulkEdit:
    edit = await find_bulk_edit(conn, seller_id, edit_id, lock=lock)
    if edit is None:
        raise BulkEditNotFound
    return edit


async def _make(conn: Connection, actor: Actor, seller_id: int, edit: BulkEdit) -> list[EditedRow]:
    rows: list[EditedRow] = []
    for part in _parts(edit.changes):
        changes = [msgspec.convert(each["change"], PriceAndStock) for each in part]
        results = await set_price_and_stock(conn, actor, seller_id, changes)
        rows += [EditedRow(int(each["line"]), result) for each, result in zip(part, results, strict=True)]
    return rows


def _parts(changes: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    for start in range(0, len(changes), MOST_CHANGES):
        yield changes[start : start + MOST_CHANGES]


def _places(heads: Sequence[str]) -> dict[str, int]:
    known = {name: column for column, names in _NAMES.items() for name in names}
    places: dict[str, int] = {}
    for place, head in enumerate(heads):
        column = known.get(" ".join(head.replace("_", " ").split()).casefold())
        if column is not None:
            places.setdefault(column, place)
    return places


def _read_row(line: int, row: Sequence[str], places: dict[str, int], home_market: str) -> PriceAndStock | RowError:
    cells = {column: row[place].strip() if place < len(row) else "" for column, place in places.items()}
    sku, market = cells["sku"].removeprefix("'"), cells.get("market", "").lower() or home_market
    if not sku:
        return RowError(line, "sku", "", "is missing")
    if market not in MARKETS:
        return RowError(line, "market", cells.get("market", "")[:40], f"is none of {', '.join(MARKETS)}", sku[:200])
    currency = MARKETS[market].currency
    amounts: dict[str, Any] = {}
    for column in ("price", "regular"):
        text = cells.get(column, "")
        if not text:
            continue
        if column == "regular" and text in _ENDS_CLAIM:
            amounts[column] = None
            continue
        try:
            amounts[column] = minor_units(read_number(text), currency)
        except (ValueError, ArithmeticError):
            return RowError(line, column, text[:40], "is no amount", sku[:200])
    text = cells.get("stock", "").replace(" ", "").replace("\u00a0", "")
    if text and not (text.isascii() and text.isdigit() and len(text) < 12):
        return RowError(line, "stock", text[:40], "is no whole number", sku[:200])
    return PriceAndStock(
        sku=sku, market=market, price=amounts.get("price", UNSET), regular=amounts.get("regular", UNSET),
        stock=int(text) if text else UNSET,
    )  # fmt: skip
