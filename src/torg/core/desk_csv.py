"""Tables as CSV that spreadsheets open as they should, and in which no cell is a formula."""

import csv
import tempfile
from collections.abc import AsyncIterator, Mapping
from typing import IO, TYPE_CHECKING, Any

from litestar import Response
from litestar.response import Stream
from markupsafe import Markup
from psycopg.rows import dict_row

from torg.core.desk_cells import currency_of, raw_cell
from torg.core.desk_rows import Asked, Row, export_query

if TYPE_CHECKING:
    from torg.core.desk_frame import Desk
    from torg.core.desk_table import Column, Table

MOST_ROWS = 1_000_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBERS = {"money", "number", "share"}
_IN_MEMORY = 2_000_000
_PIECE = 64 * 1024
_ROWS = 500
"""Rows between two pauses in which the process answers others: some 20 ms."""


async def csv_answer(desk: "Desk", table: "Table", asked: Asked, values: Mapping[str, Any]) -> Response[Any]:
    """Answer with all rows that the filters leave, in the wanted order: 1,000,000 at most.

    Semicolons and decimal commas as Nordic spreadsheets expect them, commas and points in English; UTF-8 with a mark.
    """
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY, mode="w+b")  # noqa: SIM115 - closed when it has been sent.
    try:
        await _write(desk, table, asked, values, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    name = f"{table.name}-{desk.now():%Y-%m-%d}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Stream(_pieces(file), media_type="text/csv; charset=utf-8", headers=headers)


def safe_cell(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula: an apostrophe before what would begin one (CWE-1236)."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) or text.startswith(_FORMULA) else text


async def _write(desk: "Desk", table: "Table", asked: Asked, values: Mapping[str, Any], file: IO[bytes]) -> None:
    columns = [column for column in table.columns if column.export]
    lines = _Lines(file)
    writer = csv.writer(lines, delimiter="," if desk.language == "en" else ";", lineterminator="\r\n")
    file.write("\ufeff".encode())
    heading: list[str] = []
    for column in columns:
        heading += [desk.say(column.title)] + ([desk.say("Currency")] if column.kind == "money" else [])
    writer.writerow(heading)
    query, held = export_query(table, asked, values)
    async with desk.conn.cursor(name="export", row_factory=dict_row) as cursor:
        await cursor.execute(query, held)
        written = 0
        while written < MOST_ROWS and (rows := await cursor.fetchmany(_ROWS)):
            for row in rows:
                writer.writerow(_cells(desk, table, row))
            written += len(rows)


def _cells(desk: "Desk", table: "Table", row: Row) -> list[str]:
    cells: list[str] = []
    for column in table.columns:
        if not column.export:
            continue
        text = _text(desk, column, row)
        cells.append(text if column.kind in _NUMBERS and column.show is None else safe_cell(text))
        if column.kind == "money":
            cells.append(currency_of(column, row))
    return cells


def _text(desk: "Desk", column: "Column", row: Row) -> str:
    """Give a cell as the page has it where the column writes its own, else as a number or word to go on with."""
    if column.show is None:
        return raw_cell(desk, column, row)
    shown = column.show(desk, row)
    return shown.striptags() if isinstance(shown, Markup) else shown


class _Lines:
    """What the CSV writer writes its lines to: a file of bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, line: str) -> int:
        return self._file.write(line.encode())


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    try:
        while piece := file.read(_PIECE):
            yield piece
    finally:
        file.close()
