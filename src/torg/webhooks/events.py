"""What sellers are told of: which entries of the journal become events, and what an event says.

An event says what happened, as the journal has it: ids, and what changed from what to what. It is made once, so that
every try and every replay has the same bytes; whoever wants the present state asks the API for it by the ids.
"""

import secrets
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from torg.core.journal import Entry
from torg.webhooks.models import EVERYTHING

TEST_KIND = "webhook.test_asked"
_CHANGES = ("price", "regular", "stock", "delivery", "handling_days", "condition", "link", "status")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class EventType(Struct, frozen=True):
    """A type of event, and which fields of the journal's entry it passes on: nothing else leaves the house."""

    type: str
    description: str
    fields: tuple[str, ...] = ()
    changes: bool = False
    """Whether it says what an offer was and is."""


_ORDER = ("order", "parcel", "line", "status")
_STATUSES = {
    "seller.submitted": "under_review",
    "seller.asked": "asked_to_complete",
    "seller.activated": "active",
    "seller.restricted": "restricted",
    "seller.suspended": "suspended",
    "seller.closed": "closed",
}
_STATUS = EventType("seller.status_changed", "Whether you may sell has changed.", ("from", "restrictions"))
_CHANGED = EventType("order.changed", "An order of yours changed.", _ORDER)
KINDS: Mapping[str, EventType] = {
    "product.created": EventType("product.created", "A product is new, with the offers that you brought with it."),
    "offer.created": EventType("offer.created", "An offer of a product that was here already is new.", ("product",)),
    "offer.changed": EventType(
        "offer.changed", "Price, stock or terms of an offer changed.", ("product",), changes=True
    ),
    "offer.withdrawn": EventType("offer.withdrawn", "An offer is no longer for sale.", ("product",)),
    # Of an order a seller hears what concerns its own parcel.
    "parcel.placed": EventType("order.placed", "A shopper bought from you.", _ORDER),
    "parcel.accepted": _CHANGED,
    "parcel.pieces_cancelled": _CHANGED,
    "parcel.cancelled": EventType("order.cancelled", "An order, or your part of it, was cancelled.", _ORDER),
    "parcel.shipped": EventType("order.shipped", "A parcel of yours is on its way.", _ORDER),
    "parcel.delivered": EventType("order.delivered", "A parcel of yours has arrived.", _ORDER),
    "return.announced": EventType("order.returned", "A shopper sends something back to you.", _ORDER),
    **dict.fromkeys(_STATUSES, _STATUS),
    "decision.announced": EventType(
        "seller.status_announced", "Whether you may sell will change.", ("from", "to", "effective")
    ),
    "import.finished": EventType(
        "import.finished",
        "A feed has been read, or could not be.",
        ("import", "name", "state", "read", "kept", "refused", "created", "changed", "removed"),
    ),
    "feed.paused": EventType("feed.paused", "A scheduled feed was paused after many failures.", ("schedule", "name")),
    "api_key.created": EventType("api_key.created", "Somebody made an API key.", ("key", "name", "scopes")),
    "api_key.rotated": EventType("api_key.rotated", "Somebody replaced an API key.", ("key", "name", "replaced_by")),
    "api_key.revoked": EventType("api_key.revoked", "Somebody revoked an API key.", ("key", "name")),
    TEST_KIND: EventType("webhook.test", "You asked for a test.", ("endpoint",)),
}
EVENT_TYPES: dict[str, str] = {each.type: each.description for each in KINDS.values()}


class OfferName(Struct, frozen=True):
    """What a seller calls an offer."""

    sku: str
    market: str


def kinds_of(events: list[str]) -> list[str]:
    """Give the kinds of journal entries that somebody hears of who wants these event types; tests go to all."""
    return [kind for kind, each in KINDS.items() if wants(events, each.type)]


def wants(events: list[str], event_type: str) -> bool:
    """Tell whether somebody who wants these event types hears of this one."""
    return EVERYTHING in events or event_type in events or event_type == KINDS[TEST_KIND].type


def payload_of(entry: Entry, names: Mapping[int, OfferName]) -> str:
    """Write an event as JSON: `type`, `timestamp` (when it happened), `data`."""
    kind = KINDS[entry.kind]
    thing, _, number = entry.subject.partition(":")
    identity = int(number) if number.isascii() and number.isdigit() else number
    content: dict[str, Any] = {thing: identity}
    offer = offer_of(entry)
    if offer is not None and offer in names:
        content |= {"sku": names[offer].sku, "market": names[offer].market}
    elif entry.market is not None:
        content["market"] = entry.market
    content |= {field: entry.body[field] for field in kind.fields if field in entry.body}
    if entry.kind in _STATUSES:
        content["to"] = _STATUSES[entry.kind]
    if kind.changes:
        content["changes"] = {
            name: {"from": entry.body[name][0], "to": entry.body[name][1]}
            for name in _CHANGES
            if isinstance(entry.body.get(name), list) and len(entry.body[name]) == 2
        }
    return msgspec.json.encode({"type": kind.type, "timestamp": entry.at, "data": content}).decode()


def offer_of(entry: Entry) -> int | None:
    """Give the offer that an entry is about, if it is about one."""
    thing, _, number = entry.subject.partition(":")
    return int(number) if thing == "offer" and number.isascii() and number.isdigit() else None


def new_message_id() -> str:
    """Make the id of a message: random, so that it tells nobody how much happens here."""
    return "msg_" + "".join(secrets.choice(_DIGITS) for _ in range(27))
