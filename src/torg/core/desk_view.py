"""What the templates of a table ask: how each cell is written, where it leads, whether it can be changed."""

from typing import TYPE_CHECKING

from babel.numbers import format_decimal
from markupsafe import Markup

from torg.core.desk_cells import currency_of, filled, raw_cell, shown_cell
from torg.core.desk_form import Form
from torg.core.desk_rows import COUNTED, Asked, Read, Row

if TYPE_CHECKING:
    from torg.core.desk_frame import Desk
    from torg.core.desk_table import Action, Column, Table


class TableView:
    """One table as one person sees it; `form` holds a change in place that was just tried."""

    def __init__(self, desk: "Desk", table: "Table", path: str, *, title: str = "", form: Form | None = None) -> None:
        """Look at a table that is answered at `path`."""
        self._desk = desk
        self._table = table
        self._path = path
        self._form = form
        self.title = title
        self.error = next(iter(form.errors.values()), "") if form is not None else ""
        self.saved = form is not None and not form.errors
        may_change = not desk.read_only
        self.actions: list[Action] = [each for each in table.actions if may_change and desk.may(each.permission)]

    def show(self, column: "Column", row: Row) -> str | Markup:
        """Write a cell."""
        return column.show(self._desk, row) if column.show else shown_cell(self._desk, column, row)

    def link(self, column: "Column", row: Row) -> str:
        """Give where a cell leads, or nothing."""
        return filled(column.link, self._desk, row) if column.link else ""

    def opens(self, row: Row) -> str:
        """Give where Enter on a row leads."""
        pattern = self._table.open or next((each.link for each in self._table.columns if each.link), "")
        return filled(pattern, self._desk, row) if pattern else ""

    def edits(self, column: "Column") -> bool:
        """Tell whether this person may change the cells of a column."""
        return bool(column.edit) and self._desk.may(column.edit) and not self._desk.read_only

    def saves(self, column: "Column", row: Row) -> str:
        """Give where a changed cell is sent."""
        return filled(f"{self._path}/{{{self._table.key}}}/{column.name}", self._desk, row)

    def typed(self, column: "Column", row: Row) -> str:
        """Give what stands in the field of a cell: what was typed and is wrong, else the value."""
        if self._form is not None and self._form.errors:
            return self._form.value("value")
        return raw_cell(self._desk, column, row)

    def label(self, column: "Column", row: Row) -> str:
        """Name a field: the column, and which row it is in."""
        first = self._table.columns[0]
        return f"{self._desk.say(column.title)}, {raw_cell(self._desk, first, row)}"

    def currency(self, column: "Column", row: Row) -> str:
        """Give the currency of a cell."""
        return currency_of(column, row)

    def turned(self, column: "Column", asked: Asked) -> str:
        """Give the order that a click on a heading leads to."""
        return f"-{column.name}" if column.name == asked.sort and not asked.down else column.name

    def counted(self, page: Read) -> str:
        """Write how many rows there are: `1 234`, or `10 000+`."""
        return str(format_decimal(min(page.count, COUNTED), locale=self._desk.language)) + ("+" if page.more else "")

    def counted_rows(self, page: Read) -> str:
        """Say how many rows there are."""
        return self._desk.count("%(rows)s row", "%(rows)s rows", min(page.count, COUNTED), rows=self.counted(page))
