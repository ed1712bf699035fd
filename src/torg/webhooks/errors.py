"""What webhooks say no to."""

from typing import ClassVar

from torg.core.errors import NotFound, Refusal


class EndpointNotFound(NotFound):
    """There is no such webhook endpoint."""

    code: ClassVar[str] = "webhook_not_found"


class DeliveryNotFound(NotFound):
    """There is no such delivery."""

    code: ClassVar[str] = "delivery_not_found"


class BadEndpoint(Refusal):
    """A webhook endpoint cannot be like that."""

    code: ClassVar[str] = "bad_webhook"
    status: ClassVar[int] = 422


class BadReplay(Refusal):
    """What happened then cannot be told again."""

    code: ClassVar[str] = "bad_replay"
    status: ClassVar[int] = 422


class TooManyEndpoints(Refusal):
    """A seller has at most 20 webhook endpoints: remove one first."""

    code: ClassVar[str] = "too_many_webhooks"
    status: ClassVar[int] = 409


class EndpointNotActive(Refusal):
    """That endpoint is not active: turn it on first."""

    code: ClassVar[str] = "webhook_not_active"
    status: ClassVar[int] = 409
