"""Webhooks: sellers' programs hear of what happens, signed, in order for each subject, and again if need be."""

from torg.webhooks.ask_again import replay_delivery, replay_time, send_test
from torg.webhooks.dispatch import dispatch
from torg.webhooks.endpoint_life import (
    EndpointChange,
    change_endpoint,
    create_endpoint,
    endpoint_of,
    remove_endpoint,
    rotate_secret,
)
from torg.webhooks.events import EVENT_TYPES, KINDS, EventType
from torg.webhooks.models import Delivery, Endpoint, MadeEndpoint, NewEndpoint

__all__ = [
    "EVENT_TYPES",
    "KINDS",
    "Delivery",
    "Endpoint",
    "EndpointChange",
    "EventType",
    "MadeEndpoint",
    "NewEndpoint",
    "change_endpoint",
    "create_endpoint",
    "dispatch",
    "endpoint_of",
    "remove_endpoint",
    "replay_delivery",
    "replay_time",
    "rotate_secret",
    "send_test",
]
