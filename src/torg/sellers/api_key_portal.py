"""API keys in the portal: made, shown once, replaced, revoked."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.core.desk import Desk, Entry, Form
from torg.core.desk_cells import written_time
from torg.core.static import static_files
from torg.sellers.api_key_life import create_api_key, revoke_api_key, rotate_api_key
from torg.sellers.api_key_queries import keys_of_seller
from torg.sellers.api_keys import MadeApiKey, NewApiKey

Req = Request[Any, Any, State]
entries = [Entry("API keys", area="portal", path="integrations/keys", permission="settings", icon="key", order=72)]
SCOPE_MEANINGS = {
    "read": "See offers, imports and webhooks",
    "prices": "Change prices and stock",
    "catalogue": "Send feeds",
    "orders": "Handle orders",
    "webhooks": "Set up webhooks",
}
LIVES = {"0": "Never", "30": "In 30 days", "90": "In 90 days", "365": "In a year"}
OVERLAPS = {"0": "At once", "1": "In an hour", "24": "In a day", "168": "In a week"}
"""Msgids, by days and by hours."""


@get("/portal/{seller:str}/integrations/keys")
async def keys(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Show the seller's keys, and a form for another."""
    async with member_at(request, seller, "settings") as desk:
        return await _page(desk)


@post("/portal/{seller:str}/integrations/keys")
async def create(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Make a key and show it, this once."""
    async with member_at(request, seller, "settings", recent=True) as desk:
        form = await desk.form()
        name, scopes = form.text("name", longest=100), form.choices("scopes", SCOPE_MEANINGS)
        days = int(form.choice("expires", LIVES) or 0)
        if not scopes:
            form.refuse("scopes", desk.say("Please choose one of these."))
        if form:
            expires = datetime.now(UTC) + timedelta(days=days) if days else None
            async with form.trying(desk.conn, "name"):
                new = NewApiKey(name, scopes, expires)  # type: ignore[arg-type]
                made = await create_api_key(desk.conn, desk.actor, desk.member.seller_id, new)
        return await _page(desk, made=made) if form else await _page(desk, form, status=422)


@post("/portal/{seller:str}/integrations/keys/{key_id:int}/replace")
async def replace(request: Req, seller: FromPath[str], key_id: FromPath[int]) -> Response[Any]:
    """Make a key in the place of another, which goes on for as long as was chosen."""
    async with member_at(request, seller, "settings", recent=True) as desk:
        form = await desk.form()
        hours = int(form.choice("overlap", OVERLAPS) or 24)
        async with form.trying(desk.conn):
            overlap = timedelta(hours=hours)
            made = await rotate_api_key(desk.conn, desk.actor, desk.member.seller_id, key_id, overlap)
        return await _page(desk, made=made) if form else await _page(desk, form, status=422)


@post("/portal/{seller:str}/integrations/keys/{key_id:int}/revoke")
async def revoke(request: Req, seller: FromPath[str], key_id: FromPath[int]) -> Response[Any]:
    """End a key at once."""
    async with member_at(request, seller, "settings") as desk:
        await revoke_api_key(desk.conn, desk.actor, desk.member.seller_id, key_id)
        return desk.redirect(desk.url("integrations/keys"), desk.say("The key opens nothing any more."))


routes = [keys, create, replace, revoke]


async def _page(
    desk: Desk, form: Form | None = None, *, made: MadeApiKey | None = None, status: int = 200
) -> Response[Any]:
    now = datetime.now(UTC)
    found = await keys_of_seller(desk.conn, desk.member.seller_id)
    return desk.page(
        "sellers/portal/api_keys.html",
        title=desk.say("API keys"),
        status=status,
        form=Form(language=desk.language) if form is None else form,
        made=made,
        alive=[each for each in found if each.is_alive(now)],
        dead=[each for each in found if not each.is_alive(now)],
        scopes={name: desk.say(words) for name, words in SCOPE_MEANINGS.items()},
        lives={name: desk.say(words) for name, words in LIVES.items()},
        overlaps={name: desk.say(words) for name, words in OVERLAPS.items()},
        when=partial(written_time, desk),
        static=static_files(),
    )
