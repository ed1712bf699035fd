"""What judging sellers says no to."""

from typing import ClassVar

from torg.core.errors import NotFound, Refusal


class BadStandingEvent(Refusal):
    """What is told of a seller does not say what it must."""

    code: ClassVar[str] = "bad_standing_event"
    status: ClassVar[int] = 422


class EventNotFound(NotFound):
    """There is no such event at that seller, or it was pardoned before."""

    code: ClassVar[str] = "event_not_found"
