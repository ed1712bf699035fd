"""Rows of CSV and TSV, with damage kept to the row that has it."""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import Protocol

from msgspec import Struct

from torg.catalog.feeds.models import MAX_FIELD, MAX_ROW, FeedFault, Refused, Warned, shortened

DELIMITERS = "\t;,|"
MOST_LINES, FEWEST_LINES = 2_000, 16
MAX_COLUMNS = 2_000
_ENDS = "\r\n"
_DECLARED_DELIMITER = re.compile(r'"?sep=(.)"?\s*')

csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW))


class Table(Struct):
    """The columns of a CSV file, and how it is cut into them."""

    columns: list[str]
    """Unique: a second column `image` is called `image (2)`."""
    delimiter: str


Row = tuple[int, list[str]]
"""The line where a row starts, and one cell for each column."""


def delimiter_of(header: str) -> str:
    """Find the delimiter of a header line: the one that cuts it into most cells."""
    return max(DELIMITERS, key=lambda sign: len(_cells(header.rstrip(_ENDS), sign) or []))


class LineSource(Protocol):
    """What lines are read from: a text stream."""

    def readline(self, size: int, /) -> str:
        """Give the next line, or `size` characters of it."""


class Lines:
    """The physical lines of a text, with push-back, each of bounded length."""

    def __init__(self, text: LineSource, cut_off: Callable[[], bool] = lambda: False) -> None:
        """Read lines from `text`; `cut_off` tells whether the text ended before its end."""
        self.text = text
        self.cut_off = cut_off
        self.number = 0
        self.waiting: deque[str] = deque()

    def next(self) -> str | None:
        """Give the next line with its end; an empty text at the end, none for one that is too long to keep."""
        self.number += 1
        if self.waiting:
            return self.waiting.popleft()
        line = self.text.readline(MAX_ROW)
        if len(line) < MAX_ROW or line.endswith(("\n", "\r")):
            # Half a row could pass for a whole one, with half a price.
            return "" if line and line[-1] not in _ENDS and self.cut_off() else line
        while (rest := self.text.readline(MAX_ROW)) and not rest.endswith(("\n", "\r")):
            pass
        return None

    def give_back(self, lines: list[str]) -> None:
        """Read these lines again."""
        self.waiting.extendleft(reversed(lines))
        self.number -= len(lines)


def read_table(lines: Lines, delimiter: str | None = None) -> Table:
    """Read the header; raises FeedFault when there is none."""
    while (line := lines.next()) != "":
        if line is None:
            raise FeedFault("the first line is too long to be a header", lines.number)
        if declared := _DECLARED_DELIMITER.fullmatch(line):
            delimiter = delimiter or declared[1]
            continue
        if line.strip("\ufeff \t\r\n\x00"):
            break
    else:
        raise FeedFault("the feed is empty", lines.number)
    line = line.lstrip("\ufeff").replace("\x00", "")
    delimiter = delimiter or delimiter_of(line)
    row = next(_records(Lines(_OneLine(line)), delimiter), None)
    cells = row[1] if isinstance(row, tuple) else (_cells(line.rstrip(_ENDS), delimiter) or [])
    if len(cells) > MAX_COLUMNS:
        raise FeedFault(f"the header has more than {MAX_COLUMNS} columns", lines.number)
    return Table(_unique([cell.strip() for cell in cells]), delimiter)


def read_rows(lines: Lines, table: Table) -> Iterator[Row | Refused | Warned]:
    """Give every row after the header; a row that does not fit the header is refused, and nothing else with it."""
    width = len(table.columns)
    for record in _records(lines, table.delimiter, width):
        if not isinstance(record, tuple):
            yield record
            continue
        number, cells = record
        if len(cells) != width:
            if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
                del cells[width:]
            elif len(cells) > width or (len(cells) == 1 and width > 1):
                if any(cell.strip() for cell in cells):
                    yield _misfit(number, cells, width)
                continue
            else:
                cells.extend([""] * (width - len(cells)))
        if not any(cells):
            continue
        yield number, cells


def _misfit(number: int, cells: list[str], width: int) -> Refused:
    reason = f"the row has {len(cells)} columns, the header {width}: a quote or a delimiter is missing or too many"
    return Refused(number, cells[0].strip()[:100] or None, None, shortened(" | ".join(cells[:20])), reason)


def _records(lines: Lines, delimiter: str, width: int = 0) -> Iterator[Row | Refused | Warned]:
    """Cut lines into records; `width` 0 means that it is not known yet."""
    patience = MOST_LINES
    while (line := lines.next()) != "":
        number = lines.number
        if line is None:
            yield Refused(number, None, None, "", f"the row is longer than {MAX_ROW} characters")
            continue
        if '"' not in line:
            cells = line.rstrip(_ENDS).split(delimiter)
            if len(line) > MAX_FIELD and max(map(len, cells)) > MAX_FIELD:
                yield _too_large(number, cells)
                continue
            yield number, cells
            continue
        record = _QuotedRecord(lines, line, patience)
        outcome = record.parse(delimiter, width)
        if isinstance(outcome, Refused):
            patience = max(FEWEST_LINES, patience // 2) if record.gave_back else patience
        elif record.extra:
            patience = MOST_LINES
        if isinstance(outcome, tuple) and record.mended:
            yield Warned(number, outcome[1][0][:100] or None, None, shortened(line), "a quote stands in a wrong place")
        yield outcome


class _QuotedRecord:
    """A record with quotes in it, which may go on over several lines, or swallow them by mistake."""

    def __init__(self, lines: Lines, first: str, patience: int) -> None:
        self.lines = lines
        self.first = first
        self.number = lines.number
        self.patience = patience
        self.extra: list[str] = []
        self.size = len(first)
        self.started = self.overflowed = self.gave_back = self.mended = False

    def __iter__(self) -> "_QuotedRecord":
        return self

    def __next__(self) -> str:
        if not self.started:
            self.started = True
            return self.first
        if len(self.extra) >= self.patience or self.size > MAX_ROW:
            self.overflowed = True
            raise StopIteration
        line = self.lines.next()
        if not line:
            self.overflowed = line is None
            raise StopIteration
        self.extra.append(line)
        self.size += len(line)
        return line

    def parse(self, delimiter: str, width: int) -> Row | Refused:
        try:
            cells = next(csv.reader(self, delimiter=delimiter, strict=True))
        except (csv.Error, StopIteration):
            return self._salvage(delimiter, width)
        if self.extra and width and len(cells) > width and any(cell.strip() for cell in cells[width:]):
            return self._refuse("a quote is opened and not closed")
        if self.size > MAX_FIELD and max(map(len, cells)) > MAX_FIELD:
            return _too_large(self.number, cells)
        return self.number, cells

    def _salvage(self, delimiter: str, width: int) -> Row | Refused:
        if self.extra:
            if self.overflowed and not self._swallowed_rows(delimiter, width):
                return self._skip_field(delimiter)
            return self._refuse("a quote is opened and not closed")
        cells = _cells(self.first.rstrip(_ENDS), delimiter)
        if cells is None or (width and len(cells) != width):
            return self._refuse("a quote stands in a wrong place")
        self.mended = True
        return self.number, cells

    def _refuse(self, reason: str) -> Refused:
        self.lines.give_back(self.extra)
        self.gave_back = bool(self.extra)
        return Refused(self.number, self._first_cell(), None, shortened(self.first), reason)

    def _first_cell(self) -> str | None:
        return re.split(r"[\t;,|]", self.first.strip('" \r\n'), maxsplit=1)[0].strip('" ')[:100] or None

    def _swallowed_rows(self, delimiter: str, width: int) -> bool:
        """Tell whether the lines within the quotes look like rows of their own rather than like one long text."""
        sample = self.extra[:200]
        alike = sum(1 for line in sample if line.count(delimiter) == width - 1)
        return not width or alike * 2 >= len(sample)

    def _skip_field(self, delimiter: str) -> Refused:
        """Leave out a quoted text that is too long to keep, up to the quote that closes it."""
        closing = re.compile(f'(?:^|[^"])(?:"")*"(?:{re.escape(delimiter)}|[\r\n]*$)')
        skipped = self.size
        while skipped < 64 * MAX_ROW:
            line = self.lines.next()
            if line == "":
                break
            skipped += len(line) if line is not None else MAX_ROW
            if line is not None and closing.search(line):
                break
        reason = f"a field is longer than {MAX_FIELD} characters"
        return Refused(self.number, self._first_cell(), None, shortened(self.first), reason)


class _OneLine:
    """A text of one line, for the header."""

    def __init__(self, line: str) -> None:
        self.line = line

    def readline(self, _size: int, /) -> str:
        line, self.line = self.line, ""
        return line


def _too_large(number: int, cells: list[str]) -> Refused:
    value = max(cells, key=len)
    reason = f"a field is longer than {MAX_FIELD} characters"
    return Refused(number, cells[0][:100] or None, f"column {cells.index(value) + 1}", shortened(value), reason)


def _cells(line: str, delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader([line], delimiter=delimiter), None)
    except csv.Error:
        return None


def _unique(columns: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    unique = []
    for column in columns:
        seen[column] = seen.get(column, 0) + 1
        unique.append(column if seen[column] == 1 else f"{column} ({seen[column]})")
    return unique
