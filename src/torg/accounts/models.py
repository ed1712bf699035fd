"""The nouns of accounts: people, their sessions and passkeys, and where they work."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from torg.accounts.permissions import SELLER_ROLES, STAFF_ROLES, permissions_of

Means = Literal["passkey", "mail_code", "link"]
"""How somebody has signed in."""


class Account(Struct, frozen=True):
    """One person with one e-mail address."""

    id: int
    handle: str
    """A random name that passkeys know the person by."""
    email: str
    name: str
    language: str
    created: datetime

    @property
    def called(self) -> str:
        """What to call them: the name, else the address."""
        return self.name or self.email


class Session(Struct, frozen=True):
    """One signed-in browser."""

    id: int
    device: str
    """`Firefox, Linux`."""
    means: Means
    created: datetime
    seen: datetime
    expires: datetime


class SignedIn(Struct, frozen=True):
    """Who is signed in, and by which session."""

    account: Account
    session: Session


class Passkey(Struct, frozen=True):
    """A key on somebody's device, or in their password manager."""

    id: int
    account_id: int
    credential: bytes
    public_key: bytes
    sign_count: int
    name: str
    synced: bool
    created: datetime
    used: datetime | None


class Member(Struct, frozen=True):
    """A person's place at a seller, with what the frame needs of that seller."""

    seller_id: int
    seller_slug: str
    seller_name: str
    seller_status: str
    home_market: str
    roles: list[str]

    @property
    def permissions(self) -> frozenset[str]:
        """What the roles let them do."""
        return permissions_of(SELLER_ROLES, self.roles)


class StaffMember(Struct, frozen=True):
    """A person's place among those who run the market."""

    account_id: int
    roles: list[str]

    @property
    def permissions(self) -> frozenset[str]:
        """What the roles let them do."""
        return permissions_of(STAFF_ROLES, self.roles)
