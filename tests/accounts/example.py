"""A page as domains build them, for tests of the desk: a table of things with everything that tables do."""

from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.params import FromPath

from torg.accounts import member_at
from torg.accounts.answers import desk_error
from torg.core.desk import Action, Column, Entry, Filter, Table
from torg.core.errors import Refusal
from torg.core.security import keep_nowhere, same_origin

AnyRequest = Request[Any, Any, State]
SCHEMA = """
CREATE TABLE thing (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, seller_id bigint NOT NULL, name text NOT NULL, price bigint,
    stock integer NOT NULL, status text NOT NULL, changed timestamptz NOT NULL DEFAULT now()
);
CALL isolate('thing', 'SELECT, UPDATE');
"""
ROWS = """
INSERT INTO thing (seller_id, name, price, stock, status, changed)
SELECT CASE WHEN n %% 2 = 0 THEN %(nils)s ELSE %(kaisa)s END,
    CASE WHEN n = 4 THEN '=1+1' ELSE 'Sak ' || n END,
    CASE WHEN n %% 10 = 0 THEN NULL ELSE n * 1250 END, n,
    CASE WHEN n %% 3 = 0 THEN 'withdrawn' ELSE 'active' END,
    '2026-11-22 10:00+00'::timestamptz - n * interval '1 day'
FROM generate_series(1, 100) AS n
"""
STATUS = {"active": "In stock", "withdrawn": "Sold out"}
THINGS = Table(
    name="things",
    source="SELECT id, name, price, 'SEK' AS currency, stock, status, changed FROM thing WHERE name <> %(but)s",
    columns=(
        Column("Product", "name", sort=True, link="{desk}/things/{id}"),
        Column("Price", "price", kind="money", sort=True, edit="prices"),
        Column("Stock", "stock", kind="number", sort=True),
        Column("Status", "status", kind="state", words=STATUS, tones={"active": "good", "withdrawn": "bad"}),
        Column("Changed", "changed", kind="time", sort=True, phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("name",)),
        Filter("Status", "status", words=STATUS),
        Filter("Price", "price", kind="money_range"),
        Filter("Changed", "changed", kind="dates"),
        Filter("Dear", "dear", kind="flag", where="(source.price > 100000) = %(value)s"),
    ),
    actions=(Action("Remove", path="withdraw", permission="prices", confirm="Remove these?"),),
    sort="name",
    page_size=10,
)
VALUES = {"but": "hidden"}
entries = [
    Entry("Products", area="portal", path="things", icon="tag"),
    Entry("Price", area="portal", path="prices", permission="prices", icon="coins"),
]


class TooCheap(Refusal):
    """That is less than it costs."""

    code = "too_cheap"
    status = 422


@get("/portal/{seller:str}/things")
async def things(request: AnyRequest, seller: FromPath[str]) -> Response[Any]:
    async with member_at(request, seller, "read") as desk:
        return await THINGS.answer(desk, title="Things", values=VALUES)


@get("/portal/{seller:str}/things/{thing:int}")
async def thing(request: AnyRequest, seller: FromPath[str], thing: FromPath[int]) -> Response[Any]:
    async with member_at(request, seller, "read") as desk:
        return desk.page("desk/overview.html", title=str(thing))


@post("/portal/{seller:str}/things/{thing:int}/price")
async def change_price(request: AnyRequest, seller: FromPath[str], thing: FromPath[int]) -> Response[Any]:
    async with member_at(request, seller, "prices") as desk:
        form = await desk.form()
        price = form.money("value", "SEK")
        if form:
            async with form.trying(desk.conn, "value"):
                await desk.conn.execute("UPDATE thing SET price = %s WHERE id = %s", (price, thing))
                if price < 100:
                    raise TooCheap
        return await THINGS.cell(desk, thing, "price", form, values=VALUES)


@post("/portal/{seller:str}/things/withdraw")
async def withdraw(request: AnyRequest, seller: FromPath[str]) -> Response[Any]:
    async with member_at(request, seller, "prices") as desk:
        chosen = await THINGS.chosen(desk, await desk.form(), values=VALUES)
        await desk.conn.execute("UPDATE thing SET status = 'withdrawn' WHERE id = ANY(%s)", (chosen,))
        return desk.redirect(desk.url("things"), f"{len(chosen)} gone.")


@post("/portal/{seller:str}/sure")
async def sensitive(request: AnyRequest, seller: FromPath[str]) -> Response[Any]:
    async with member_at(request, seller, "settings", recent=True) as desk:
        return desk.redirect(desk.url(), "Done.")


router = Router(
    "/",
    route_handlers=[things, thing, change_price, withdraw, sensitive],
    guards=[same_origin],
    after_request=keep_nowhere,
    exception_handlers={Refusal: desk_error, HTTPException: desk_error, Exception: desk_error},
)
