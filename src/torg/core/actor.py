"""Who does something: passed to every verb, never ambient."""

from typing import Literal

from msgspec import Struct

Role = Literal["shopper", "seller", "operator", "agent", "system"]


class Actor(Struct, frozen=True):
    """One acting party: its role, and which account or seller it is."""

    role: Role
    id: str = ""

    def __str__(self) -> str:
        """Name the actor as the journal does: `seller:12`, or `system`."""
        return f"{self.role}:{self.id}" if self.id else self.role


SYSTEM = Actor("system")
