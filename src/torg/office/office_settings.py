"""Market settings: every value that the operator may set, as a form made from its type, with its history."""

from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery
from msgspec import Struct

from torg.accounts import staff_at
from torg.content.pages import WEIGHT_WORDS
from torg.core.desk import Column, Desk, Form, Table
from torg.core.errors import NotFound
from torg.core.market_settings import DECLARED, Declared, change, read
from torg.markets import MARKETS, country_name
from torg.office.queries import SETTING_ROWS
from torg.office.take_effect import take_effect
from torg.office.words import CHOICE_WORDS, FIELD_WORDS, SETTING_TITLES

_ON_OTHER_PAGES = {"categories", "attributes"}
"""Values whose forms are screens of their own."""

HISTORY = Table(
    name="history",
    source=SETTING_ROWS,
    columns=(
        Column("Time", "at", kind="time", sort=True),
        Column("Market", "market"),
        Column("By", "who"),
        Column("Why", "why"),
        Column("Value", "value", phone=False),
        Column("Number", "id", kind="number", sort=True, phone=False),
    ),
    sort="-id",
    empty="The built-in values hold: nothing has been set yet.",
)


class Shown(Struct, frozen=True):
    """One field of a setting as the form shows it."""

    name: str
    label: str
    kind: Literal["text", "number", "flag", "choice"]
    value: str
    built_in: str
    choices: dict[str, str]


@get("/office/settings")
async def settings(request: Request[Any, Any, State]) -> Response[Any]:
    """Answer what can be set."""
    async with staff_at(request, "settings") as desk:
        titles = {
            f"settings/{name}": desk.say(SETTING_TITLES.get(name, name))
            for name in DECLARED
            if name not in _ON_OTHER_PAGES
        }
        return desk.page("office/office/settings.html", title=desk.say("Market settings"), titles=titles)


@get("/office/settings/{name:str}")
async def setting(request: Request[Any, Any, State], name: FromPath[str], market: FromQuery[str] = "") -> Response[Any]:
    """Answer one value, in all markets or in one, with its history."""
    async with staff_at(request, "settings") as desk:
        return await _page(desk, _declared(name), market, Form(language=desk.language))


@post("/office/settings/{name:str}")
async def save(request: Request[Any, Any, State], name: FromPath[str], market: FromQuery[str] = "") -> Response[Any]:
    """Set a value; from the next seconds on it holds everywhere."""
    async with staff_at(request, "settings", recent=True) as desk:
        declared = _declared(name)
        form = await desk.form()
        raw = {field.name: _read(form, field) for field in msgspec.structs.fields(declared.kind)}
        why = form.text("why", longest=500)
        changed = False
        if form:
            async with form.trying(desk.conn):
                value = msgspec.convert(raw, declared.kind, strict=False) if _fits(form, raw, declared) else None
                if value is not None:
                    changed = await change(desk.conn, desk.actor, declared, value, why, market or None)
                    await take_effect(desk.conn, desk.actor, name)
        if not form:
            return await _page(desk, declared, market, form, status=422)
        said = desk.say("Saved. It holds within seconds.") if changed else desk.say("Nothing was different.")
        return desk.redirect(desk.url(f"settings/{name}" + (f"?market={market}" if market else "")), said)


routes = [settings, setting, save]


def _declared(name: str) -> Declared[Any]:
    if name not in DECLARED or name in _ON_OTHER_PAGES:
        raise NotFound
    return DECLARED[name]


async def _page(desk: Desk, declared: Declared[Any], market: str, form: Form, status: int = 200) -> Response[Any]:
    if market and (market not in MARKETS or not declared.by_market):
        raise NotFound
    value = await read(desk.conn, declared, market or None)
    built_in = declared.kind()
    table = await HISTORY.html(desk, {"name": declared.name}, title=desk.say("History"))
    return desk.page(
        "office/office/setting.html",
        title=desk.say(SETTING_TITLES.get(declared.name, declared.name)),
        fields=[_shown(desk, declared.name, each, value, built_in) for each in msgspec.structs.fields(declared.kind)],
        markets={code: country_name(each.country, desk.language) for code, each in MARKETS.items()}
        if declared.by_market
        else {},
        market=market,
        table=table,
        form=form,
        status=status,
    )


def _shown(desk: Desk, name: str, field: msgspec.structs.FieldInfo, value: Any, built_in: Any) -> Shown:
    words = WEIGHT_WORDS.get(field.name) if name == "ranking" else FIELD_WORDS.get(name, {}).get(field.name)
    kind = _kind(field)
    choices = (
        {each: desk.say(CHOICE_WORDS.get(each, each)) for each in get_args(_bare(field.type))}
        if kind == "choice"
        else {}
    )
    return Shown(
        field.name,
        desk.say(words) if words else field.name,
        kind,
        _written(desk, getattr(value, field.name)),
        _written(desk, getattr(built_in, field.name)),
        choices,
    )


def _written(desk: Desk, value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}" if desk.language == "en" else f"{value:g}".replace(".", ",")
    return str(value)


def _bare(kind: Any) -> Any:
    """Take the limits off a type: what remains is str, int, float, bool or a Literal."""
    return get_args(kind)[0] if hasattr(kind, "__metadata__") else kind


def _kind(field: msgspec.structs.FieldInfo) -> Literal["text", "number", "flag", "choice"]:
    bare = _bare(field.type)
    if get_origin(bare) is Literal:
        return "choice"
    if bare is bool:
        return "flag"
    return "number" if bare in {int, float} else "text"


def _read(form: Form, field: msgspec.structs.FieldInfo) -> Any:
    kind, bare = _kind(field), _bare(field.type)
    if kind == "flag":
        return form.ticked(field.name)
    if kind == "choice":
        return form.choice(field.name, get_args(bare))
    if kind == "number":
        if bare is int:
            return form.whole(field.name, least=-1_000_000, most=1_000_000)
        return float(form.decimal(field.name, least=Decimal(0), most=Decimal(1000)))
    return form.text(field.name, longest=1000, required=False)


def _fits(form: Form, raw: dict[str, Any], declared: Declared[Any]) -> bool:
    """Check each field by itself, so that what is wrong stands beside it."""
    for name, value in raw.items():
        try:
            msgspec.convert({name: value}, declared.kind)
        except msgspec.ValidationError as error:
            form.refuse(name, str(error).partition(" - at ")[0])
    return bool(form)
