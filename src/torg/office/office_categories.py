"""Categories: the tree with what is in it, and which branches a market does not show."""

import time
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Redirect
from markupsafe import Markup

from torg.accounts import staff_at
from torg.catalog.categories import TREE
from torg.catalog.operator_choices import HIDDEN_CATEGORIES, HiddenCategories
from torg.core.desk import Action, Column, Desk, Filter, Row, Table
from torg.core.errors import NotFound
from torg.core.market_settings import change, read
from torg.markets import MARKETS, country_name
from torg.office.queries import CATEGORY_ROWS, count_in_categories
from torg.office.take_effect import take_effect
from torg.office.words import VAT_CLASS_WORDS

_PATIENCE = 60.0
"""Seconds for which counts of a whole market are good enough."""
_STATES = {"shown": "Shown", "hidden": "Hidden", "within": "Within a hidden one"}


def _vat_class(desk: Desk, row: Row) -> str | Markup:
    return desk.say(VAT_CLASS_WORDS[row["vat_class"]])


CATEGORIES = Table(
    name="categories",
    source=CATEGORY_ROWS,
    columns=(
        Column("Category", "path", sort=True),
        Column("Number", "id", sort=True, phone=False),
        Column("Level", "depth", kind="number", sort=True, phone=False),
        Column("Products", "products", kind="number", sort=True),
        Column("Offers", "offers", kind="number", sort=True),
        Column("VAT class", "vat_class", show=_vat_class, phone=False),
        Column(
            "State", "state", kind="state", words=_STATES, tones={"shown": "good", "hidden": "bad", "within": "few"}
        ),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("path", "words", "id")),
        Filter("State", "state", words=_STATES),
        Filter("Only with products", "stocked", kind="flag", where="source.products > 0 AND %(value)s"),
        Filter("Departments only", "departments", kind="flag", where="source.depth = 0 AND %(value)s"),
    ),
    actions=(
        Action(
            "Hide", path="hide", permission="catalogue", confirm="Hide these categories, with everything below them?"
        ),
        Action("Show", path="show", permission="catalogue"),
    ),
    sort="path",
)


@get("/office/categories")
async def categories() -> Redirect:
    """Lead to the categories of the first market."""
    return Redirect(f"/office/categories/{next(iter(MARKETS))}", status_code=303)


@get("/office/categories/{market:str}")
async def categories_in(request: Request[Any, Any, State], market: FromPath[str]) -> Response[Any]:
    """Answer every category with what is in it and below it in a market."""
    async with staff_at(request, "read") as desk:
        return await CATEGORIES.answer(
            desk, title=desk.say("Categories"), template="office/office/categories.html",
            values=await _values(desk, market), market=market, markets=_markets(desk),
        )  # fmt: skip


@post("/office/categories/{market:str}/{act:str}")
async def hide_or_show(request: Request[Any, Any, State], market: FromPath[str], act: FromPath[str]) -> Response[Any]:
    """Hide the chosen categories in a market, or show them again."""
    async with staff_at(request, "catalogue") as desk:
        values = await _values(desk, market)
        if act not in {"hide", "show"}:
            raise NotFound
        chosen = {int(each) for each in await CATEGORIES.chosen(desk, await desk.form(), values)}
        before = set((await read(desk.conn, HIDDEN_CATEGORIES, market)).categories)
        known = {number for number in chosen if TREE.get(number) is not None}
        after = before | known if act == "hide" else before - known
        names = ", ".join(sorted(TREE.path(each)[-1].names[desk.language] for each in known))[:400] or "–"
        changed = await change(
            desk.conn, desk.actor, HIDDEN_CATEGORIES, HiddenCategories(sorted(after)), f"{act}: {names}", market
        )
        if not changed:
            said = desk.say("Nothing was different.")
            if act == "show" and known:
                said = desk.say("These are within a hidden category: show that one.")
            return desk.redirect(desk.url(f"categories/{market}"), said, "few")
        await take_effect(desk.conn, desk.actor, "categories")
        return desk.redirect(
            desk.url(f"categories/{market}"), desk.say("Saved. The shop follows within a minute or so.")
        )


routes = [categories, categories_in, hide_or_show]


async def _values(desk: Desk, market: str) -> dict[str, Any]:
    """Give the rows of the table as JSON: the tree is the program's, the counts are the database's."""
    if market not in MARKETS:
        raise NotFound
    counts = await _counts(desk, market)
    hidden = set((await read(desk.conn, HIDDEN_CATEGORIES, market)).categories)
    rows = []
    for each in TREE.all():
        path = TREE.path(each.id)
        state = "hidden" if each.id in hidden else "within" if any(above.id in hidden for above in path) else "shown"
        products, offers = counts.get(each.id, (0, 0))
        rows.append(
            {"id": each.id, "path": " › ".join(above.names[desk.language] for above in path), "depth": each.depth,
             "products": products, "offers": offers, "vat_class": each.vat_class, "state": state,
             "words": " ".join(each.names.values())}
        )  # fmt: skip
    return {"rows": msgspec.json.encode(rows).decode()}


async def _counts(desk: Desk, market: str) -> dict[int, tuple[int, int]]:
    """Count what is in each category and below it; a minute old at most."""
    kept: dict[str, tuple[float, dict[int, tuple[int, int]]]] = desk.request.app.state.setdefault("category_counts", {})
    at, counts = kept.get(market, (0.0, {}))
    if time.monotonic() - at < _PATIENCE and at:
        return counts
    counts = {}
    for number, products, offers in await count_in_categories(desk.conn, market):
        for above in TREE.path(number):
            before = counts.get(above.id, (0, 0))
            counts[above.id] = (before[0] + products, before[1] + offers)
    kept[market] = (time.monotonic(), counts)
    return counts


def _markets(desk: Desk) -> dict[str, str]:
    return {code: country_name(each.country, desk.language) for code, each in MARKETS.items()}
