"""What the office says no to."""

from typing import ClassVar

from torg.core.errors import NotFound, Refusal


class LastOwner(Refusal):
    """Somebody has to be able to change the staff: make another person an owner first."""

    code: ClassVar[str] = "last_owner"
    status: ClassVar[int] = 409


class NoColleague(NotFound):
    """Nobody of that kind works here."""

    code: ClassVar[str] = "no_colleague"


class AlreadyStaff(Refusal):
    """That person works here already."""

    code: ClassVar[str] = "already_staff"
    status: ClassVar[int] = 409
