"""Attributes: what they are called in each language, and the operator's own names for them."""

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import staff_at
from torg.catalog.attributes import built_in_name, known_codes
from torg.catalog.operator_choices import ATTRIBUTE_NAMES, AttributeNames
from torg.core.desk import Column, Desk, Filter, Table
from torg.core.errors import NotFound
from torg.core.market_settings import change, read
from torg.markets import LANGUAGES
from torg.office.queries import ATTRIBUTE_ROWS
from torg.office.take_effect import take_effect

_LANGUAGE_NAMES = {"sv": "Swedish", "nb": "Norwegian", "da": "Danish", "fi": "Finnish", "en": "English"}

ATTRIBUTES = Table(
    name="attributes",
    source=ATTRIBUTE_ROWS,
    columns=(
        Column("Code", "code", sort=True),
        *(Column(words, code, sort=True, edit="catalogue") for code, words in _LANGUAGE_NAMES.items()),
        Column("Own names", "own", kind="number", sort=True, phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("code", *_LANGUAGE_NAMES)),
        Filter("Only with names of our own", "changed", kind="flag", where="source.own > 0 AND %(value)s"),
    ),
    sort="code",
    key="code",
)


@get("/office/attributes")
async def attributes(request: Request[Any, Any, State]) -> Response[Any]:
    """Answer every attribute with its names; an emptied field has the built-in name again."""
    async with staff_at(request, "read") as desk:
        return await ATTRIBUTES.answer(
            desk, title=desk.say("Attributes"), template="office/office/attributes.html", values=await _values(desk)
        )


@post("/office/attributes/{code:str}/{language:str}")
async def rename(request: Request[Any, Any, State], code: FromPath[str], language: FromPath[str]) -> Response[Any]:
    """Give an attribute another name in one language, or the built-in one back."""
    async with staff_at(request, "catalogue") as desk:
        if language not in LANGUAGES or code not in known_codes():
            raise NotFound
        form = await desk.form()
        name = form.text("value", longest=60, required=False)
        if form:
            kept = (await read(desk.conn, ATTRIBUTE_NAMES)).names
            names = {each: dict(own) for each, own in kept.items()}
            own = names.setdefault(code, {})
            own.pop(language, None)
            if name and name != built_in_name(code, language):
                own[language] = name
            changed = await change(
                desk.conn, desk.actor, ATTRIBUTE_NAMES,
                AttributeNames({each: names[each] for each in sorted(names) if names[each]}),
                f"{code} ({language}): {name or '–'}",
            )  # fmt: skip
            if changed:
                await take_effect(desk.conn, desk.actor, "attributes")
        return await ATTRIBUTES.cell(desk, code, language, form, values=await _values(desk))


routes = [attributes, rename]


async def _values(desk: Desk) -> dict[str, Any]:
    """Give the rows of the table as JSON: built-in names with the operator's own laid over them."""
    own = (await read(desk.conn, ATTRIBUTE_NAMES)).names
    rows = [
        {"code": code, "own": len(own.get(code, {})),
         **{language: own.get(code, {}).get(language) or built_in_name(code, language) for language in LANGUAGES}}
        for code in known_codes()
    ]  # fmt: skip
    return {"rows": msgspec.json.encode(rows).decode()}
