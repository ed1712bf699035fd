"""The nouns of webhooks: where they go, what they say, and how each got there."""

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

EndpointState = Literal["active", "paused", "disabled"]
DeliveryState = Literal["waiting", "delivered", "failed"]
EVERYTHING = "*"
"""Stands for every event type, those to come as well."""


class Endpoint(Struct, frozen=True):
    """An address to which a seller wants events sent."""

    id: int
    seller_id: int
    url: str
    description: str
    events: list[str]
    """Event types, or `*` for all of them."""
    state: EndpointState
    reason: str | None
    """Why Torg disabled it: `gone` (it answered 410) or `failing` (nothing was accepted for days)."""
    failing_since: datetime | None
    """Nothing has been accepted since then, and something was refused."""
    retry_at: datetime | None
    """When it is tried again, after nobody was there several times."""
    old_secret_until: datetime | None
    """Until when events are signed with the secret before as well."""
    catching_up: bool
    """Events that happened while it was not active are still being queued, or will be once it is."""
    created: datetime
    created_by: str


class NewEndpoint(Struct, frozen=True, forbid_unknown_fields=True):
    """What a seller says of a new endpoint."""

    url: str
    events: list[str] = field(default_factory=lambda: [EVERYTHING])
    description: str = ""


class MadeEndpoint(Struct, frozen=True):
    """An endpoint with its secret: the only time that it is seen."""

    endpoint: Endpoint
    secret: str


class Delivery(Struct, frozen=True):
    """One event on its way to one endpoint."""

    id: int
    endpoint_id: int
    message_id: str
    """What the receiver sees as `webhook-id`, the same each time."""
    type: str
    subject: str
    replay: bool
    """Whether the seller asked for it again."""
    state: DeliveryState
    attempts: int
    occurred: datetime
    created: datetime
    next_try: datetime | None
    """None while an earlier event of the same subject is on its way, and when nothing more will be tried."""
    last_try: datetime | None
    status: int | None
    """The HTTP status of the last answer; none when nobody answered."""
    answer: str | None
    """The beginning of the last answer."""
    error: str | None
    milliseconds: int | None


class Attempt(Struct, frozen=True):
    """A try that failed."""

    number: int
    at: datetime
    status: int | None
    answer: str | None
    error: str | None
    milliseconds: int


class DeliveryWithContent(Struct, frozen=True):
    """A delivery, what is sent with it, and every try that failed."""

    delivery: Delivery
    payload: str
    attempts: list[Attempt]
