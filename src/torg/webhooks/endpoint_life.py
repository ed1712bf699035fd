"""The life of a webhook endpoint: made, changed, turned off and on, given another secret, removed."""

import ipaddress
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from msgspec import UNSET, Struct, UnsetType

from torg.core.actor import Actor
from torg.core.addresses import IPAddress, is_public
from torg.core.db import Connection
from torg.core.errors import Refusal
from torg.core.fetch import host_of, target_of
from torg.core.journal import record
from torg.webhooks.errors import BadEndpoint, EndpointNotFound, TooManyEndpoints
from torg.webhooks.events import EVENT_TYPES
from torg.webhooks.models import EVERYTHING, Endpoint, MadeEndpoint, NewEndpoint
from torg.webhooks.queries import (
    endpoint_by_id,
    endpoints_of_seller,
    insert_endpoint,
    save_endpoint,
    save_removed,
    save_secret,
    save_state,
)
from torg.webhooks.signing import new_secret

MOST_ENDPOINTS = 20
LONGEST_OVERLAP = timedelta(days=7)
_LONGEST_URL = 2000
_LONGEST_DESCRIPTION = 200


class EndpointChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What a seller wants otherwise; what is left out stays as it is."""

    url: str | UnsetType = UNSET
    events: list[str] | UnsetType = UNSET
    description: str | UnsetType = UNSET
    active: bool | UnsetType = UNSET
    catch_up: bool = True
    """When it becomes active: send what happened while it was not."""


async def endpoint_of(conn: Connection, seller_id: int, endpoint_id: int) -> Endpoint:
    """Find an endpoint of a seller; raises EndpointNotFound."""
    found = await endpoint_by_id(conn, seller_id, endpoint_id)
    if found is None:
        raise EndpointNotFound
    return found


async def create_endpoint(
    conn: Connection, actor: Actor, seller_id: int, new: NewEndpoint, *, allow_private: bool = False
) -> MadeEndpoint:
    """Add an address to which a seller's events go from now on; the secret in the answer is seen this once.

    Where the name leads is checked when something is sent, each time. Raises BadEndpoint, TooManyEndpoints.
    """
    url = _checked_url(new.url, allow_private=allow_private)
    events, description = _checked_events(new.events), _checked_description(new.description)
    if len(await endpoints_of_seller(conn, seller_id)) >= MOST_ENDPOINTS:
        raise TooManyEndpoints
    secret = new_secret()
    endpoint = await insert_endpoint(conn, seller_id, url, description, events, secret, str(actor))
    await _tell(conn, actor, "webhook.created", endpoint, {"url": url, "events": events})
    return MadeEndpoint(endpoint, secret)


async def change_endpoint(
    conn: Connection,
    actor: Actor,
    seller_id: int,
    endpoint_id: int,
    change: EndpointChange,
    *,
    allow_private: bool = False,
) -> Endpoint:
    """Change what a seller says of an endpoint, or turn it off or on; raises EndpointNotFound, BadEndpoint."""
    before = await endpoint_of(conn, seller_id, endpoint_id)
    url = before.url if change.url is UNSET else _checked_url(change.url, allow_private=allow_private)
    events = before.events if change.events is UNSET else _checked_events(change.events)
    description = before.description if change.description is UNSET else _checked_description(change.description)
    if (url, events, description) != (before.url, before.events, before.description):
        await save_endpoint(conn, endpoint_id, url, description, events)
        await _tell(conn, actor, "webhook.changed", before, {"url": url, "events": events})
    if change.active is True and before.state != "active":
        await save_state(conn, endpoint_id, "active", forget_missed=not change.catch_up)
        await _tell(conn, actor, "webhook.turned_on", before, {"catch_up": change.catch_up})
    elif change.active is False and before.state == "active":
        await save_state(conn, endpoint_id, "paused")
        await _tell(conn, actor, "webhook.turned_off", before, {})
    return await endpoint_of(conn, seller_id, endpoint_id)


async def rotate_secret(
    conn: Connection, actor: Actor, seller_id: int, endpoint_id: int, overlap: timedelta = timedelta(days=1)
) -> MadeEndpoint:
    """Give an endpoint another secret; for `overlap` events are signed with both, so that no receiver has to pause.

    Raises EndpointNotFound, BadEndpoint for an overlap above seven days.
    """
    if not timedelta(0) <= overlap <= LONGEST_OVERLAP:
        raise BadEndpoint(f"The old secret can go on for {LONGEST_OVERLAP.days} days at most.")
    endpoint = await endpoint_of(conn, seller_id, endpoint_id)
    secret = new_secret()
    await save_secret(conn, endpoint_id, secret, datetime.now(UTC) + overlap)
    await _tell(conn, actor, "webhook.secret_rotated", endpoint, {})
    return MadeEndpoint(await endpoint_of(conn, seller_id, endpoint_id), secret)


async def remove_endpoint(conn: Connection, actor: Actor, seller_id: int, endpoint_id: int) -> None:
    """Take an endpoint away: what waits for it is not sent. Raises EndpointNotFound."""
    endpoint = await endpoint_of(conn, seller_id, endpoint_id)
    await save_removed(conn, endpoint_id)
    await _tell(conn, actor, "webhook.removed", endpoint, {"url": endpoint.url})


def _checked_url(text: str, *, allow_private: bool) -> str:
    """Give an address to which events may be sent, as far as can be told without asking anybody."""
    url = text.strip()
    try:
        host = host_of(target_of(url))
    except Refusal as refused:
        raise BadEndpoint(f"The address cannot be used: {refused.detail}") from None
    if len(url) > _LONGEST_URL or urlsplit(url).fragment:
        raise BadEndpoint(f"An address has {_LONGEST_URL} characters at most, and no part after #.")
    address = _literal(host)
    is_here = host == "localhost" or (address is not None and address.is_loopback)
    if not url.startswith("https://") and not (allow_private and is_here):
        raise BadEndpoint("An address begins with https://, so that nobody on the way can read along.")
    if not allow_private and (is_here or (address is not None and not is_public(host))):
        raise BadEndpoint("That address leads into a private network, where Torg sends nothing.")
    return url


def _literal(host: str) -> IPAddress | None:
    """Give the address that a host is written as, if it is one and no name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _checked_events(events: list[str]) -> list[str]:
    kept = list(dict.fromkeys(events))
    if unknown := [each for each in kept if each != EVERYTHING and each not in EVENT_TYPES]:
        known = ", ".join([EVERYTHING, *EVENT_TYPES])
        raise BadEndpoint(f"There is no event type {unknown[0][:60]!r}; there are {known}.")
    if not kept:
        raise BadEndpoint("An endpoint hears of one event type at least; `*` stands for all of them.")
    return [EVERYTHING] if EVERYTHING in kept else kept


def _checked_description(text: str) -> str:
    description = " ".join(text.split())
    if len(description) > _LONGEST_DESCRIPTION or not description.isprintable():
        raise BadEndpoint(f"A description has {_LONGEST_DESCRIPTION} characters at most.")
    return description


async def _tell(conn: Connection, actor: Actor, kind: str, endpoint: Endpoint, body: dict[str, object]) -> None:
    subject = f"webhook_endpoint:{endpoint.id}"
    await record(conn, actor, kind, subject, {"endpoint": endpoint.id, **body}, seller=endpoint.seller_id)
