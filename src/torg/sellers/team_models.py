"""A seller's team: who belongs to it, and who has been asked to."""

from datetime import datetime

from msgspec import Struct

from torg.accounts.permissions import SELLER_ROLE_NAMES, SELLER_ROLES

ROLES = tuple(SELLER_ROLES)
ROLE_NAMES = SELLER_ROLE_NAMES


class TeamMember(Struct, frozen=True):
    """One person in a team."""

    account_id: int
    name: str
    email: str
    language: str
    roles: list[str]
    since: datetime


class Invitation(Struct, frozen=True):
    """Somebody was asked into a team."""

    id: int
    seller_id: int
    email: str
    roles: list[str]
    invited_by: str
    created: datetime
    expires: datetime
    used: datetime | None
    revoked: datetime | None

    def open(self, now: datetime) -> bool:
        """Tell whether it can still be accepted."""
        return self.used is None and self.revoked is None and now < self.expires
