"""The activity log in the portal: who did what at this seller, from the journal."""

from typing import Any, LiteralString

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath
from markupsafe import Markup

from torg.accounts import member_at
from torg.core.desk import Column, Desk, Entry, Filter, Row, Table
from torg.sellers.activity_queries import ACTIVITY
from torg.sellers.completeness import WANTED
from torg.sellers.words import KIND_NAMES

PortalRequest = Request[Any, Any, State]
entries = [Entry("Activity", area="portal", path="activity", permission="team", icon="clock", order=84)]
_SOURCE: LiteralString = ACTIVITY


def _what(desk: Desk, row: Row) -> str | Markup:
    """Name what was done; a kind that has no words yet shows its own name."""
    words = KIND_NAMES.get(row["kind"])
    return desk.say(words) if words else str(row["kind"])


def _who(desk: Desk, row: Row) -> str | Markup:
    """Name who did it: a colleague, a program's key, the market's staff, or the market by itself."""
    if row["who"]:
        return str(row["who"])
    actor = str(row["actor"])
    if "/key:" in actor:
        return desk.say("API key %(number)s", number=actor.rpartition(":")[2])
    return desk.say("The market") if actor.startswith(("operator:", "system")) else desk.say("Somebody else")


def _details(desk: Desk, row: Row) -> str | Markup:
    """Say what a change was about: fields by their names, the rest as plain words and values."""
    parts = []
    for name, value in msgspec.json.decode(row["details"]).items():
        values = value if isinstance(value, list) else [value]
        words = [desk.say(WANTED[str(each)].name) if str(each) in WANTED else str(each) for each in values]
        parts.append(", ".join(words) if name in {"fields", "reason"} else f"{name}: {', '.join(words)}")
    return "; ".join(parts)


TABLE = Table(
    name="activity",
    source=_SOURCE,
    columns=(
        Column("When", "at", kind="time", sort=True),
        Column("Who", "who", show=_who),
        Column("What", "kind", show=_what),
        Column("Details", "details", phone=False, show=_details),
        Column("Concerns", "subject", phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("who", "kind", "subject", "details")),
        Filter("What", "kind", kind="choice", words=KIND_NAMES),
        Filter("When", "at", kind="dates"),
    ),
    sort="-at",
    empty="Nothing has happened yet.",
)


@get("/portal/{seller:str}/activity")
async def activity(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Show, filter and export what people and programs did here."""
    async with member_at(request, seller, "team") as desk:
        return await TABLE.answer(desk, title=desk.say("Activity"), values={"seller": desk.member.seller_id})


routes = [activity]
