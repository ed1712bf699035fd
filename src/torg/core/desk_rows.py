"""How a table's rows are read: filters, order and a cursor around the domain's own query."""

import base64
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec
from msgspec import Struct
from psycopg import sql
from psycopg.errors import DataError
from psycopg.rows import dict_row

from torg.core.desk_form import Form
from torg.core.errors import BadRequest
from torg.core.money import minor_units

if TYPE_CHECKING:
    from torg.core.desk_frame import Desk
    from torg.core.desk_table import Filter, Table

Row = dict[str, Any]
COUNTED = 10_000


class BadPlace(BadRequest):
    """The address names a place in the list that cannot be read."""

    code = "bad_cursor"


class Place(Struct, frozen=True, array_like=True):
    """Where a page ends: the value that orders it, as text, and the key."""

    value: str | None
    key: str


class Asked(Struct, frozen=True):
    """How a table is wanted."""

    sort: str
    """The column, without its sign."""
    down: bool
    """The largest first."""
    typed: dict[str, str]
    """The filters as typed."""
    conditions: list[tuple[sql.Composable, dict[str, Any]]]
    errors: dict[str, str]
    after: Place | None = None
    before: Place | None = None

    @property
    def query(self) -> str:
        """The address without a place: filters and order."""
        return self.with_()

    def with_(self, **changes: str) -> str:
        """Give the query string with changes; an empty value takes one away."""
        values = {**self.typed, "sort": ("-" if self.down else "") + self.sort, **changes}
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return bool(self.typed)


class Read(Struct, frozen=True):
    """One page of rows, and where the ones before and after it are."""

    rows: list[Row]
    count: int
    """All rows that the filters leave, up to 10,000."""
    previous: str = ""
    next: str = ""

    @property
    def more(self) -> bool:
        """Whether there are more than were counted."""
        return self.count > COUNTED


def asked_of(desk: "Desk", table: "Table", typed: Mapping[str, str]) -> Asked:
    """Read how a table is wanted; what cannot be read stands in `errors` and narrows nothing."""
    form = Form({name: [value] for name, value in typed.items()}, language=desk.language)
    conditions: list[tuple[sql.Composable, dict[str, Any]]] = []
    kept: dict[str, str] = {}
    for each in table.filters:
        names = (
            [each.name]
            if each.kind not in {"range", "money_range", "dates"}
            else [f"{each.name}_from", f"{each.name}_to"]
        )
        for name in names:
            if form.value(name).strip():
                kept[name] = form.value(name).strip()[:200]
                conditions += _condition(each, name, form)
    sortable = {column.name for column in table.columns if column.sort} | {table.sort.lstrip("-"), table.key}
    sort = form.value("sort") or table.sort
    if sort.lstrip("-") not in sortable:
        sort = table.sort
    return Asked(
        sort=sort.lstrip("-"),
        down=sort.startswith("-"),
        typed=kept,
        conditions=conditions,
        errors=form.errors,
        after=_place(form.value("after")),
        before=_place(form.value("before")),
    )


def _condition(each: "Filter", name: str, form: Form) -> list[tuple[sql.Composable, dict[str, Any]]]:
    """Give what a filter that is set demands of a row."""
    value = _value(each, name, form)
    if value is None:
        return []
    if each.where:
        return [(sql.SQL("({})").format(sql.SQL(each.where.replace("%(value)s", f"%({name})s"))), {f"{name}": value})]
    columns = [sql.Identifier("source", column) for column in each.over or (each.name,)]
    held = sql.Placeholder(name)
    if each.kind == "search":
        held_word = "%" + str(value).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        parts = [sql.SQL("{}::text ILIKE {}").format(column, held) for column in columns]
        return [(sql.SQL("({})").format(sql.SQL(" OR ").join(parts)), {name: held_word})]
    sign = " >= " if name.endswith("_from") else " <= " if name.endswith("_to") else " = "
    if each.kind == "dates" and name.endswith("_to"):
        return [(sql.SQL("{} < ({}::date + 1)").format(columns[0], held), {name: value})]
    return [(sql.SQL("{}{}{}").format(columns[0], sql.SQL(sign), held), {name: value})]


def _value(each: "Filter", name: str, form: Form) -> Any:
    """Read what was typed into a filter; nothing when it cannot be read."""
    found: Any
    if each.kind == "choice":
        found = form.choice(name, each.words.keys()) if each.words else form.text(name)
    elif each.kind == "flag":
        found = form.ticked(name) or None
    elif each.kind == "dates":
        found = form.day(name)
    elif each.kind == "money_range":
        found = minor_units(form.decimal(name, least=Decimal(-1_000_000_000)), each.currency)
    elif each.kind in {"range", "number"}:
        found = form.whole(name, least=-1_000_000_000)
    else:
        found = form.text(name)
    return None if name in form.errors else found


async def read_page(desk: "Desk", table: "Table", asked: Asked, values: Mapping[str, Any]) -> Read:
    """Read one page in the wanted order, and count up to 10,000; two statements."""
    backward = asked.before is not None
    query, held = _ordered(table, asked, values, place=asked.before or asked.after, backward=backward)
    found = await _fetch(desk, query + sql.SQL(" LIMIT {}").format(table.page_size + 1), held)
    more = len(found) > table.page_size
    rows = found[: table.page_size]
    if backward:
        rows.reverse()
    count_query, held = _narrowed(table, asked, values)
    counted = await _fetch(
        desk,
        sql.SQL("SELECT count(*) AS number FROM (SELECT FROM {} LIMIT {}) AS c").format(count_query, COUNTED + 1),
        held,
    )
    earlier = more if backward else asked.after is not None
    later = asked.before is not None if backward else more
    return Read(
        rows=rows,
        count=int(counted[0]["number"]),
        previous=asked.with_(before=_written(rows[0])) if rows and earlier else "",
        next=asked.with_(after=_written(rows[-1])) if rows and later else "",
    )


async def read_one(desk: "Desk", table: "Table", key: int | str, values: Mapping[str, Any]) -> Row | None:
    """Read one row by its key."""
    query = sql.SQL("SELECT source.* FROM ({}) AS source WHERE {} = {}").format(
        sql.SQL(table.source), sql.Identifier("source", table.key), sql.Placeholder("_key")
    )
    found = await _fetch(desk, query, {**values, "_key": key})
    return found[0] if found else None


async def read_ids(desk: "Desk", table: "Table", asked: Asked, values: Mapping[str, Any], most: int) -> list[Any]:
    """Read the keys of all rows that the filters leave."""
    narrowed, held = _narrowed(table, asked, values)
    query = sql.SQL("SELECT {} AS key FROM {} ORDER BY 1 LIMIT {}").format(
        sql.Identifier("source", table.key), narrowed, most
    )
    return [row["key"] for row in await _fetch(desk, query, held)]


def export_query(table: "Table", asked: Asked, values: Mapping[str, Any]) -> tuple[sql.Composed, dict[str, Any]]:
    """Give the statement for all rows in the wanted order."""
    return _ordered(table, asked, values)


def _narrowed(table: "Table", asked: Asked, values: Mapping[str, Any]) -> tuple[sql.Composed, dict[str, Any]]:
    """Give `(query) AS source WHERE filters` with its values."""
    held = dict(values)
    wanted: list[sql.Composable] = [sql.SQL("true")]
    for condition, held_values in asked.conditions:
        wanted.append(condition)
        held |= held_values
    return sql.SQL("({}) AS source WHERE {}").format(sql.SQL(table.source), sql.SQL(" AND ").join(wanted)), held


def _ordered(
    table: "Table", asked: Asked, values: Mapping[str, Any], *, place: Place | None = None, backward: bool = False
) -> tuple[sql.Composed, dict[str, Any]]:
    """Give the rows after a place in an order that never changes: the column, then the key.

    Empty values stand where PostgreSQL has them (last upwards, first downwards), so that plain indexes serve.
    """
    narrowed, held = _narrowed(table, asked, values)
    down = asked.down != backward
    column, key = sql.Identifier("source", asked.sort), sql.Identifier("source", table.key)
    way = sql.SQL("DESC" if down else "ASC")
    query = sql.SQL("SELECT source.*, {}::text AS _value, {}::text AS _key FROM {}").format(column, key, narrowed)
    if place is not None:
        query += sql.SQL(" AND ") + _beyond(column, key, place, down=down)
        held |= {"_value": place.value, "_key": place.key}
    return query + sql.SQL(" ORDER BY {} {way}, {} {way}").format(column, key, way=way), held


def _beyond(column: sql.Composable, key: sql.Composable, place: Place, *, down: bool) -> sql.Composable:
    sign = sql.SQL("<" if down else ">")
    parts = {"column": column, "key": key, "sign": sign, "v": sql.Placeholder("_value"), "k": sql.Placeholder("_key")}
    if place.value is None:
        rest = "({column} IS NULL AND {key} {sign} {k}" + (" OR {column} IS NOT NULL)" if down else ")")
    else:
        rest = "(({column}, {key}) {sign} ({v}, {k})" + (")" if down else " OR {column} IS NULL)")
    return sql.SQL(rest).format(**parts)


async def _fetch(desk: "Desk", query: sql.Composed, held: Mapping[str, Any]) -> list[Row]:
    try:
        async with desk.conn.cursor(row_factory=dict_row) as cursor:
            await cursor.execute(query, held)
            return await cursor.fetchall()
    except DataError:
        raise BadPlace from None


def _written(row: Row) -> str:
    place = Place(row["_value"], row["_key"])
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def _place(text: str) -> Place | None:
    """Read a place from an address; raises BadPlace."""
    if not text:
        return None
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=Place)
    except (ValueError, msgspec.DecodeError):
        raise BadPlace from None


__all__ = [
    "COUNTED",
    "Asked",
    "BadPlace",
    "Read",
    "Row",
    "asked_of",
    "export_query",
    "read_ids",
    "read_one",
    "read_page",
]
