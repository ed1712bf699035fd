"""Tables of portal and office: filter, sort, page, export and edit in place, from one description and one query.

OFFERS = Table(
name="offers",
source=OFFER_ROWS,                     # queries.py: "SELECT o.id, o.sku, … FROM offer o …"
columns=(
Column("Article", "sku", sort=True, link="{desk}/offers/{id}"),
Column("Price", "price", kind="money", currency="currency", sort=True, edit="prices"),
Column("Status", "status", kind="state", words={"active": "For sale"}, tones={"active": "good"}),
),
filters=(
Filter("Search", "q", kind="search", over=("sku", "title")),
Filter("Status", "status", kind="choice", words={"active": "For sale"}),
),
sort="-changed",
)

async with member_at(request, seller, "read") as desk:
return await OFFERS.answer(desk, title=desk.say("Offers"))
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal, LiteralString
from urllib.parse import unquote

from litestar import Response
from markupsafe import Markup
from msgspec import Struct

from torg.core.desk_csv import csv_answer
from torg.core.desk_form import Form
from torg.core.desk_frame import Desk, Tone, here_again
from torg.core.desk_rows import Asked, Row, asked_of, read_ids, read_one, read_page
from torg.core.desk_view import TableView
from torg.core.errors import BadRequest, NotFound
from torg.core.templates import render

Kind = Literal["text", "number", "money", "time", "date", "state", "flag", "share"]
_MOST_CHOSEN = 10_000


class Column(Struct, frozen=True):
    """One column: its heading (a msgid) and the column of the query that it shows."""

    title: str
    name: str
    kind: Kind = "text"
    sort: bool = False
    currency: str = "currency"
    """For money: the column of the query that holds the currency, or a code of three capitals."""
    link: str = ""
    """Where the cell leads: `{desk}/offers/{id}`, filled in from the row."""
    words: Mapping[Any, str] = {}
    """For states: what each value is called (msgids)."""
    tones: Mapping[Any, Tone] = {}
    edit: str = ""
    """The permission to change the cell in place, posted as `value` to `{table}/{id}/{name}`."""
    show: Callable[[Desk, Row], str | Markup] | None = None
    """How to write the cell when the kinds are not enough."""
    phone: bool = True
    """Whether there is room for it on a phone."""
    export: bool = True


class Filter(Struct, frozen=True):
    """One way to narrow a table, `?name=…` in the address."""

    title: str
    name: str
    kind: Literal["search", "choice", "range", "money_range", "dates", "flag", "number", "text"] = "choice"
    words: Mapping[Any, str] = {}
    """For choices: the values and what they are called (msgids)."""
    over: tuple[str, ...] = ()
    """The columns of the query that it looks at; default: the one of its own name."""
    where: LiteralString = ""
    """A condition of its own, with `%(value)s`, when the kinds are not enough."""
    currency: str = "SEK"
    """For amounts: what they are typed in."""


class Action(Struct, frozen=True):
    """Something to do with all chosen rows: posts `id`s (or `all`, with the filters) to `path`."""

    title: str
    path: str
    """Below the table's own address: `withdraw` is `…/offers/withdraw`."""
    permission: str = "read"
    confirm: str = ""
    """A msgid: a question to answer before it is done."""
    tone: Tone = "quiet"


class Table(Struct, frozen=True):
    """A table: one description, one query, and everything that people do with long lists."""

    name: str
    source: LiteralString
    """`SELECT … FROM …` without ORDER BY; its columns are what Column and Filter name. Values as `%(name)s`."""
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    sort: str = "id"
    """The first order: a sortable column, `-` before it for the largest first."""
    key: str = "id"
    """A unique column: orders rows that are else alike, and names the row."""
    actions: tuple[Action, ...] = ()
    open: str = ""
    """Where Enter on a row leads: `{desk}/offers/{id}`; default: the first column's link."""
    empty: str = "Nothing is here yet."
    """A msgid, for when there are no rows at all."""
    page_size: int = 50

    async def answer(
        self, desk: Desk, *, title: str, template: str = "desk/table_page.html",
        values: Mapping[str, Any] | None = None, **context: Any,
    ) -> Response[Any]:  # fmt: skip
        """Answer with the page of this table, with its part alone for htmx, or with CSV (`?form=csv`).

        `template` holds `{{ table }}`; `values` fill the query.
        """
        asked = self.asked(desk)
        if desk.request.query_params.get("form") == "csv":
            return await csv_answer(desk, self, asked, values or {})
        table = await self.html(desk, values, asked, title=title)
        if desk.wants_part and desk.request.headers.get("hx-target", "").endswith(f"table-{self.name}"):
            return Response(table.encode(), media_type="text/html", headers={"cache-control": "no-store"})
        return desk.page(template, title=title, table=table, **context)

    async def html(
        self,
        desk: Desk,
        values: Mapping[str, Any] | None = None,
        asked: Asked | None = None,
        *,
        title: str = "",
        path: str = "",
    ) -> Markup:
        """Give the table for a page of one's own, `{{ table }}`; `path` is where it is answered alone."""
        asked = asked or self.asked(desk)
        path = path or desk.request.url.path
        page = await read_page(desk, self, asked, values or {})
        return render(
            desk.language, "desk/table.html", table=self, asked=asked, page=page,
            path=path, cells=TableView(desk, self, path, title=title),
        )  # fmt: skip

    async def cell(
        self, desk: Desk, row_id: int | str, column: str, form: Form, values: Mapping[str, Any] | None = None
    ) -> Response[Any]:
        """Answer a change in place: the cell as it is now for htmx, else back to the page that it was on.

        With an error in `form` (beside `value`) the cell keeps what was typed and says what is wrong.
        """
        found = self.column(column)
        row = await read_one(desk, self, row_id, values or {})
        if row is None:
            raise NotFound
        if desk.wants_part:
            path = desk.request.url.path.rsplit("/", 2)[0]
            view = TableView(desk, self, path, form=form)
            return desk.part("desk/cell.html", status=200 if form else 422, cells=view, column=found, row=row)
        back = _back(desk, self.name)
        if form:
            return desk.redirect(back, desk.say("Saved."))
        return desk.redirect(back, f"{desk.say(found.title)}: {next(iter(form.errors.values()))}", "bad")

    async def chosen(self, desk: Desk, form: Form, values: Mapping[str, Any] | None = None) -> list[Any]:
        """Give the keys of the rows that an action is for: those ticked, or all in the list (10,000 at most)."""
        if not form.ticked("all"):
            return form.ids() if form.typed.get("id") else []
        asked = asked_of(desk, self, {name: each[-1] for name, each in form.typed.items()})
        found = await read_ids(desk, self, asked, values or {}, _MOST_CHOSEN + 1)
        if len(found) > _MOST_CHOSEN:
            raise TooManyRows
        return found

    def asked(self, desk: Desk) -> Asked:
        """Read from the address how the table is wanted."""
        return asked_of(desk, self, desk.request.query_params)

    def column(self, name: str) -> Column:
        """Find a column by its name; raises NotFound."""
        for each in self.columns:
            if each.name == name:
                return each
        raise NotFound


class TooManyRows(BadRequest):
    """More than 10,000 rows cannot be changed at once: narrow the list first."""

    code = "too_many_rows"


def _back(desk: Desk, name: str) -> str:
    """Give the page that a form was on, to return to the table."""
    return f"{unquote(here_again(desk.request))}#table-{name}"
