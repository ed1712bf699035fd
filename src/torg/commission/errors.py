"""What commission says no to."""

from typing import ClassVar

from torg.core.errors import Refusal


class BadPlan(Refusal):
    """That cannot be a commission plan."""

    code: ClassVar[str] = "bad_plan"
    status: ClassVar[int] = 422


class NoticeTooShort(Refusal):
    """Sellers must know of a higher commission at least 15 days before it holds."""

    code: ClassVar[str] = "notice_too_short"
    status: ClassVar[int] = 409


class NoPlan(Refusal):
    """No commission plan holds there on that day."""

    code: ClassVar[str] = "no_plan"
    status: ClassVar[int] = 409
