"""Webhooks in the portal: where events go, how each got there, tests and replays."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from msgspec import json

from torg.accounts import member_at
from torg.core.desk import Column, Desk, Entry, Filter, Form, Table
from torg.core.desk_cells import written_time
from torg.core.static import static_files
from torg.webhooks.ask_again import replay_delivery, replay_time, send_test
from torg.webhooks.endpoint_life import (
    EndpointChange,
    change_endpoint,
    create_endpoint,
    endpoint_of,
    remove_endpoint,
    rotate_secret,
)
from torg.webhooks.errors import DeliveryNotFound
from torg.webhooks.events import EVENT_TYPES
from torg.webhooks.models import EVERYTHING, Endpoint, NewEndpoint
from torg.webhooks.portal_queries import DELIVERIES
from torg.webhooks.portal_words import DELIVERY_STATES, ENDPOINT_STATES, REASONS, REPLAYS, event_words
from torg.webhooks.queries import (
    attempts_of_delivery,
    delivery_by_id,
    endpoints_of_seller,
    payload_of_message,
)

Req = Request[Any, Any, State]
_TONES = {
    "active": "good",
    "paused": "quiet",
    "disabled": "bad",
    "delivered": "good",
    "waiting": "few",
    "failed": "bad",
}
entries = [Entry("Webhooks", area="portal", path="integrations/webhooks", permission="settings", icon="link", order=74)]


def _answered(desk: Desk, row: dict[str, Any]) -> str:
    if row["status"] is not None:
        return str(row["status"])
    return desk.say("nobody answered") if row["error"] else "–"


TABLE = Table(
    name="deliveries",
    source=DELIVERIES,
    columns=(
        Column("Event", "type", link="{desk}/integrations/webhooks/{endpoint_id}/deliveries/{id}"),
        Column("Concerns", "subject", phone=False),
        Column("State", "state", kind="state", words=DELIVERY_STATES, tones={
            "delivered": "good", "waiting": "few", "failed": "bad"}),
        Column("Answer", "status", kind="text", show=_answered),
        Column("Tries", "attempts", kind="number", phone=False),
        Column("Happened", "created", kind="time", sort=True, phone=False),
        Column("Next try", "next_try", kind="time", phone=False),
    ),
    filters=(
        Filter("State", "state", words=DELIVERY_STATES),
        Filter("Search", "q", kind="search", over=("subject", "type")),
    ),
    sort="-created",
    empty="Nothing has been sent yet.",
)  # fmt: skip


@get("/portal/{seller:str}/integrations/webhooks")
async def webhooks(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Show where events go, and a form for another address."""
    async with member_at(request, seller, "settings") as desk:
        return await _list(desk)


@post("/portal/{seller:str}/integrations/webhooks")
async def create(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Add an address, and show its secret this once."""
    async with member_at(request, seller, "settings", recent=True) as desk:
        form = await desk.form()
        new = NewEndpoint(form.text("url", longest=2000), _events(form), form.text("description", required=False))
        if form:
            async with form.trying(desk.conn, "url"):
                made = await create_endpoint(
                    desk.conn, desk.actor, desk.member.seller_id, new, allow_private=_allow_private(desk)
                )
        if not form:
            return await _list(desk, form, status=422)
        return await _one(desk, made.endpoint, secret=made.secret)


@get("/portal/{seller:str}/integrations/webhooks/{endpoint_id:int}")
async def webhook(request: Req, seller: FromPath[str], endpoint_id: FromPath[int]) -> Response[Any]:
    """Show an address, and what was delivered to it."""
    async with member_at(request, seller, "settings") as desk:
        return await _one(desk, await endpoint_of(desk.conn, desk.member.seller_id, endpoint_id))


@post("/portal/{seller:str}/integrations/webhooks/{endpoint_id:int}")
async def change(request: Req, seller: FromPath[str], endpoint_id: FromPath[int]) -> Response[Any]:
    """Change an address, or what is sent there."""
    async with member_at(request, seller, "settings") as desk:
        form = await desk.form()
        said = EndpointChange(form.text("url", longest=2000), _events(form), form.text("description", required=False))
        if form:
            async with form.trying(desk.conn, "url"):
                await change_endpoint(
                    desk.conn, desk.actor, desk.member.seller_id, endpoint_id, said, allow_private=_allow_private(desk)
                )
        if not form:
            found = await endpoint_of(desk.conn, desk.member.seller_id, endpoint_id)
            return await _one(desk, found, form, status=422)
        return desk.redirect(_path(desk, endpoint_id), desk.say("Saved."))


@post("/portal/{seller:str}/integrations/webhooks/{endpoint_id:int}/turn")
async def turn(request: Req, seller: FromPath[str], endpoint_id: FromPath[int]) -> Response[Any]:
    """Turn an address off or on."""
    async with member_at(request, seller, "settings") as desk:
        form = await desk.form()
        said = EndpointChange(active=form.value("to") == "on", catch_up=form.value("missed") != "forget")
        await change_endpoint(
            desk.conn, desk.actor, desk.member.seller_id, endpoint_id, said, allow_private=_allow_private(desk)
        )
        on, off = desk.say("Events are sent again."), desk.say("No events are sent for now.")
        return desk.redirect(_path(desk, endpoint_id), on if said.active else off)


@post("/portal/{seller:str}/integrations/webhooks/{endpoint_id:int}/secret")
async def secret(request: Req, seller: FromPath[str], endpoint_id: FromPath[int]) -> Response[Any]:
    """Make another secret and show it, this once."""
    async with member_at(request, seller, "settings", recent=True) as desk:
        made = await rotate_secret(desk.conn, desk.actor, desk.member.seller_id, endpoint_id)
        return await _one(desk, made.endpoint, secret=made.secret)


@post("/portal/{seller:str}/integrations/webhooks/{endpoint_id:int}/test")
async def test(request: Req, seller: FromPath[str], endpoint_id: FromPath[int]) -> Response[Any]:
    """Send a test event."""
    async with member_at(request, seller, "settings") as desk:
        await send_test(desk.conn, desk.actor, desk.member.seller_id, endpoint_id)
        return desk.redirect(_path(desk, endpoint_id), desk.say("A test event is on its way. Look again in a moment."))


@post("/portal/{seller:str}/integrations/webhooks/{endpoint_id:int}/replay")
async def replay(request: Req, seller: FromPath[str], endpoint_id: FromPath[int]) -> Response[Any]:
    """Send all of the last hours or days again."""
    async with member_at(request, seller, "settings") as desk:
        form = await desk.form()
        hours = int(form.choice("hours", REPLAYS) or 1)
        since = datetime.now(UTC) - timedelta(hours=hours)
        await replay_time(desk.conn, desk.actor, desk.member.seller_id, endpoint_id, since)
        return desk.redirect(_path(desk, endpoint_id), desk.say("All of that time is sent again, in its order."))


@post("/portal/{seller:str}/integrations/webhooks/{endpoint_id:int}/remove")
async def remove(request: Req, seller: FromPath[str], endpoint_id: FromPath[int]) -> Response[Any]:
    """Take an address away."""
    async with member_at(request, seller, "settings") as desk:
        await remove_endpoint(desk.conn, desk.actor, desk.member.seller_id, endpoint_id)
        return desk.redirect(desk.url("integrations/webhooks"), desk.say("Nothing more is sent there."))


@get("/portal/{seller:str}/integrations/webhooks/{endpoint_id:int}/deliveries/{delivery_id:int}")
async def delivery(
    request: Req, seller: FromPath[str], endpoint_id: FromPath[int], delivery_id: FromPath[int]
) -> Response[Any]:
    """Show what was sent and what was answered, try by try."""
    async with member_at(request, seller, "settings") as desk:
        endpoint = await endpoint_of(desk.conn, desk.member.seller_id, endpoint_id)
        found = await delivery_by_id(desk.conn, endpoint.id, delivery_id)
        if found is None:
            raise DeliveryNotFound
        payload = await payload_of_message(desk.conn, found.message_id)
        return desk.page(
            "webhooks/portal/delivery.html",
            title=found.type,
            endpoint=endpoint,
            found=found,
            payload=json.format(payload.encode()).decode() if payload else "",
            attempts=await attempts_of_delivery(desk.conn, found.id),
            state=desk.say(DELIVERY_STATES[found.state]),
            tone=_TONES[found.state],
            when=partial(written_time, desk),
            static=static_files(),
        )


@post("/portal/{seller:str}/integrations/webhooks/{endpoint_id:int}/deliveries/{delivery_id:int}/replay")
async def replay_one(
    request: Req, seller: FromPath[str], endpoint_id: FromPath[int], delivery_id: FromPath[int]
) -> Response[Any]:
    """Send one event again."""
    async with member_at(request, seller, "settings") as desk:
        await replay_delivery(desk.conn, desk.actor, desk.member.seller_id, endpoint_id, delivery_id)
        return desk.redirect(_path(desk, endpoint_id), desk.say("The event is sent again, with the same id."))


routes = [webhooks, create, webhook, change, turn, secret, test, replay, remove, delivery, replay_one]


async def _list(desk: Desk, form: Form | None = None, *, status: int = 200) -> Response[Any]:
    return desk.page(
        "webhooks/portal/webhooks.html",
        title=desk.say("Webhooks"),
        status=status,
        form=Form(language=desk.language) if form is None else form,
        endpoints=await endpoints_of_seller(desk.conn, desk.member.seller_id),
        **_words(desk),
    )


async def _one(
    desk: Desk, endpoint: Endpoint, form: Form | None = None, *, secret: str = "", status: int = 200
) -> Response[Any]:
    """Answer the page of an endpoint; a table that is asked for alone is answered alone."""
    values = {"endpoint": endpoint.id}
    if form is None and not secret:
        return await TABLE.answer(
            desk, title=_host(endpoint.url), template="webhooks/portal/webhook.html", values=values,
            form=Form(language=desk.language), endpoint=endpoint, secret="", **_words(desk),
        )  # fmt: skip
    table = await TABLE.html(desk, values, path=_path(desk, endpoint.id))
    return desk.page(
        "webhooks/portal/webhook.html", title=_host(endpoint.url), status=status, table=table,
        form=Form(language=desk.language) if form is None else form, endpoint=endpoint, secret=secret, **_words(desk),
    )  # fmt: skip


def _words(desk: Desk) -> dict[str, Any]:
    return {
        "events": event_words(desk),
        "states": {name: desk.say(words) for name, words in ENDPOINT_STATES.items()},
        "reasons": {name: desk.say(words) for name, words in REASONS.items()},
        "replays": {name: desk.say(words) for name, words in REPLAYS.items()},
        "tones": _TONES,
        "when": partial(written_time, desk),
        "static": static_files(),
    }


def _events(form: Form) -> list[str]:
    return form.choices("events", EVENT_TYPES) or [EVERYTHING]


def _path(desk: Desk, endpoint_id: int) -> str:
    return desk.url(f"integrations/webhooks/{endpoint_id}")


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].rpartition("@")[2]


def _allow_private(desk: Desk) -> bool:
    return bool(desk.request.app.state.settings.allow_private_networks)
