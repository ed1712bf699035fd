"""The sellers' API: webhook endpoints, what was delivered to them, tests and replays."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from litestar import Request, Response, delete, get, patch, post
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec import Meta, Struct

from torg.core.answers import answer
from torg.core.errors import BadRequest
from torg.core.problems import may_answer
from torg.sellers.api_key_access import KEY_REFUSALS, needs, seller_at, seller_routes
from torg.sellers.api_key_bodies import strictly
from torg.sellers.api_key_repeats import Answer, IdempotencyKey, answered_once
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
from torg.webhooks.models import (
    Delivery,
    DeliveryState,
    DeliveryWithContent,
    Endpoint,
    MadeEndpoint,
    NewEndpoint,
)
from torg.webhooks.queries import (
    attempts_of_delivery,
    deliveries_of_endpoint,
    delivery_by_id,
    endpoints_of_seller,
    payload_of_message,
)

CACHE = "private, no-cache"
_MOST = 2**53 - 1
_TAG = ["Seller: webhooks"]
_REFUSALS = may_answer(KEY_REFUSALS | {400: "The request cannot be read: `detail` says what and where."})
_ITEM_REFUSALS = _REFUSALS | may_answer({404: "There is no such endpoint or delivery of yours."})
_CHANGE_REFUSALS = _ITEM_REFUSALS | may_answer(
    {
        409: "The endpoint is not active, there are too many, or the Idempotency-Key came with another request.",
        413: "The request is larger than it may be.",
        422: "What is asked for cannot be: `detail` says why.",
    }
)
EndpointId = Annotated[int, PathParameter(ge=1, le=_MOST, description="The endpoint's number.")]
DeliveryId = Annotated[int, PathParameter(ge=1, le=_MOST, description="The delivery's number.")]


class EventTypeName(Struct, frozen=True):
    """A type of event that can be subscribed to."""

    type: str
    description: str


class EventTypeList(Struct, frozen=True):
    """Every type of event there is."""

    items: list[EventTypeName]


class EndpointList(Struct, frozen=True):
    """Every endpoint of yours."""

    items: list[Endpoint]


class DeliveryPage(Struct, frozen=True):
    """Some deliveries, the newest first; `next_cursor` leads on, and is null on the last page."""

    items: list[Delivery]
    next_cursor: str | None


class SecretRotation(Struct, frozen=True, forbid_unknown_fields=True):
    """How a secret is replaced."""

    overlap_hours: Annotated[int, Meta(ge=0, le=168)] = 24
    """Hours for which events are signed with the old secret as well."""


class ReplayAsked(Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be sent again: all that happened from `since` until before `until`."""

    since: Annotated[datetime, Meta(tz=True)]
    until: Annotated[datetime, Meta(tz=True)] | None = None
    """Now, unless something is said."""


class Asked(Struct, frozen=True):
    """What was asked for is on its way."""

    asked: str
    id: int | None = None


@get("/webhooks/event-types", summary="What can be subscribed to", tags=_TAG, guards=[needs("read", "webhooks")],
     responses=_REFUSALS)  # fmt: skip
async def list_event_types(request: Request[Any, Any, Any]) -> Response[EventTypeList]:
    """Every type of event; an endpoint with `*` hears of all, also of those that come to be."""
    return answer(request, EventTypeList([EventTypeName(*each) for each in EVENT_TYPES.items()]), CACHE)


@get("/webhooks", summary="Your endpoints", tags=_TAG, guards=[needs("read", "webhooks")], responses=_REFUSALS)
async def list_webhooks(request: Request[Any, Any, Any]) -> Response[EndpointList]:
    """Where your events go, and how that has been going."""
    async with seller_at(request) as access:
        found = await endpoints_of_seller(access.conn, access.seller_id)
    return answer(request, EndpointList(found), CACHE)


@post("/webhooks", summary="Add an endpoint", tags=_TAG, guards=[needs("webhooks")], responses=_CHANGE_REFUSALS)
async def post_webhook(
    request: Request[Any, Any, Any], data: JSONBody[NewEndpoint], idempotency_key: IdempotencyKey = None
) -> Response[MadeEndpoint]:
    """Have events sent to an address; the answer has the secret that they are signed with, this once."""
    said = await strictly(request, type(data))
    async with seller_at(request) as access:

        async def act() -> Answer:
            made = await create_endpoint(
                access.conn, access.actor, access.seller_id, said, allow_private=_allow_private(request)
            )
            return Answer(made, 201, f"/api/v1/seller/webhooks/{made.endpoint.id}")

        return await answered_once(access, request, idempotency_key, await request.body(), act)


@get("/webhooks/{endpoint_id:int}", summary="One endpoint", tags=_TAG, guards=[needs("read", "webhooks")],
     responses=_ITEM_REFUSALS)  # fmt: skip
async def get_webhook(request: Request[Any, Any, Any], endpoint_id: EndpointId) -> Response[Endpoint]:
    """Where events go, which, and how that has been going."""
    async with seller_at(request) as access:
        found = await endpoint_of(access.conn, access.seller_id, endpoint_id)
    return answer(request, found, CACHE)


@patch("/webhooks/{endpoint_id:int}", summary="Change an endpoint, turn it off or on", tags=_TAG,
       guards=[needs("webhooks")], responses=_CHANGE_REFUSALS)  # fmt: skip
async def patch_webhook(
    request: Request[Any, Any, Any], endpoint_id: EndpointId, data: JSONBody[EndpointChange]
) -> Response[Endpoint]:
    """Change what is said and leave the rest; what happened while it was off is sent once it is on."""
    said = await strictly(request, type(data))
    async with seller_at(request) as access:
        changed = await change_endpoint(
            access.conn, access.actor, access.seller_id, endpoint_id, said, allow_private=_allow_private(request)
        )
    return Response(changed, headers={"cache-control": "no-store"})


@delete("/webhooks/{endpoint_id:int}", summary="Remove an endpoint", tags=_TAG, guards=[needs("webhooks")],
        responses=_ITEM_REFUSALS)  # fmt: skip
async def delete_webhook(request: Request[Any, Any, Any], endpoint_id: EndpointId) -> None:
    """Send nothing more to it, not even what waits."""
    async with seller_at(request) as access:
        await remove_endpoint(access.conn, access.actor, access.seller_id, endpoint_id)


@post("/webhooks/{endpoint_id:int}/secret", summary="Replace the secret", tags=_TAG, guards=[needs("webhooks")],
      responses=_CHANGE_REFUSALS)  # fmt: skip
async def post_secret(
    request: Request[Any, Any, Any],
    endpoint_id: EndpointId,
    data: JSONBody[SecretRotation],
    idempotency_key: IdempotencyKey = None,
) -> Response[MadeEndpoint]:
    """Make a new secret; until the overlap is over events are signed with both, so that nothing has to pause."""
    said = await strictly(request, type(data))
    async with seller_at(request) as access:

        async def act() -> Answer:
            overlap = timedelta(hours=said.overlap_hours)
            made = await rotate_secret(access.conn, access.actor, access.seller_id, endpoint_id, overlap)
            return Answer(made, 201)

        return await answered_once(access, request, idempotency_key, await request.body(), act)


@post("/webhooks/{endpoint_id:int}/test", summary="Send a test event", tags=_TAG, guards=[needs("webhooks")],
      status_code=202, responses=_CHANGE_REFUSALS)  # fmt: skip
async def post_test(request: Request[Any, Any, Any], endpoint_id: EndpointId) -> Response[Asked]:
    """Send a `webhook.test` to the endpoint, whatever it is subscribed to."""
    async with seller_at(request) as access:
        await send_test(access.conn, access.actor, access.seller_id, endpoint_id)
    return Response(Asked("test"), status_code=202)


@get("/webhooks/{endpoint_id:int}/deliveries", summary="What was sent to an endpoint", tags=_TAG,
     guards=[needs("read", "webhooks")], responses=_ITEM_REFUSALS)  # fmt: skip
async def list_deliveries(
    request: Request[Any, Any, Any],
    endpoint_id: EndpointId,
    cursor: Annotated[
        str | None,
        QueryParameter(description="`next_cursor` of the page before.", schema_extra={"pattern": "^d[0-9]{1,18}$"}),
    ] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=200, description="How many at most.")] = 50,
    in_state: Annotated[
        DeliveryState | None, QueryParameter(name="state", description="Only those in this state.")
    ] = None,
) -> Response[DeliveryPage]:
    """Deliveries of the last 30 days, with the last answer and when the next try is."""
    before = None if cursor is None else _number(cursor)
    async with seller_at(request) as access:
        endpoint = await endpoint_of(access.conn, access.seller_id, endpoint_id)
        found = await deliveries_of_endpoint(access.conn, endpoint.id, before=before, limit=limit, state=in_state)
    page = DeliveryPage(found, f"d{found[-1].id}" if len(found) == limit else None)
    return answer(request, page, CACHE)


@get("/webhooks/{endpoint_id:int}/deliveries/{delivery_id:int}", summary="One delivery with its body and tries",
     tags=_TAG, guards=[needs("read", "webhooks")], responses=_ITEM_REFUSALS)  # fmt: skip
async def get_delivery(
    request: Request[Any, Any, Any], endpoint_id: EndpointId, delivery_id: DeliveryId
) -> Response[DeliveryWithContent]:
    """What was sent, and what was answered to each try."""
    async with seller_at(request) as access:
        endpoint = await endpoint_of(access.conn, access.seller_id, endpoint_id)
        found = await delivery_by_id(access.conn, endpoint.id, delivery_id)
        if found is None:
            raise DeliveryNotFound
        payload = await payload_of_message(access.conn, found.message_id)
        content = DeliveryWithContent(found, payload, await attempts_of_delivery(access.conn, found.id))
    return answer(request, content, CACHE)


@post("/webhooks/{endpoint_id:int}/deliveries/{delivery_id:int}/replay", summary="Send one event again", tags=_TAG,
      guards=[needs("webhooks")], status_code=202, responses=_CHANGE_REFUSALS)  # fmt: skip
async def post_delivery_replay(
    request: Request[Any, Any, Any], endpoint_id: EndpointId, delivery_id: DeliveryId
) -> Response[Asked]:
    """Send the same body with the same `webhook-id` again, behind what waits of the same subject."""
    async with seller_at(request) as access:
        replay = await replay_delivery(access.conn, access.actor, access.seller_id, endpoint_id, delivery_id)
    return Response(Asked("replay", replay), status_code=202)


@post("/webhooks/{endpoint_id:int}/replays", summary="Send all of a time again", tags=_TAG, guards=[needs("webhooks")],
      status_code=202, responses=_CHANGE_REFUSALS)  # fmt: skip
async def post_replay(
    request: Request[Any, Any, Any],
    endpoint_id: EndpointId,
    data: JSONBody[ReplayAsked],
    idempotency_key: IdempotencyKey = None,
) -> Response[Asked]:
    """Send all that happened within a time, up to 90 days back, whether it was sent before or not."""
    said = await strictly(request, type(data))
    async with seller_at(request) as access:

        async def act() -> Answer:
            replay = await replay_time(
                access.conn, access.actor, access.seller_id, endpoint_id, said.since, said.until
            )  # fmt: skip
            return Answer(Asked("replay", replay), 202)

        return await answered_once(access, request, idempotency_key, await request.body(), act)


routes = [
    seller_routes(
        list_event_types, list_webhooks, post_webhook, get_webhook, patch_webhook, delete_webhook, post_secret,
        post_test, list_deliveries, get_delivery, post_delivery_replay, post_replay,
    )
]  # fmt: skip


def _allow_private(request: Request[Any, Any, Any]) -> bool:
    return bool(request.app.state.settings.allow_private_networks)


def _number(cursor: str) -> int:
    number = cursor[1:]
    if not (cursor.startswith("d") and number.isascii() and number.isdigit() and len(number) < 19):
        raise BadRequest("The cursor is not one that a page of this list gave.")
    return int(number)
