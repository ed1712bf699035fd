"""A decision about a seller: what is to be, why, from when, and who says so."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, field

from torg.sellers.states import TIME_TO_COMPLAIN, Ground, SellerStatus


class Decision(Struct, frozen=True):
    """One change of a seller's state with its statement of reasons (DSA Art. 17, P2B Art. 4)."""

    id: int
    seller_id: int
    from_status: SellerStatus
    to_status: SellerStatus
    restrictions: list[str]
    ground: Ground
    reason: str
    fields: list[str]
    """What the seller is asked to complete."""
    automated: bool
    actor: str
    decided: datetime
    effective: datetime
    until: datetime | None
    """When a restriction or suspension ends by itself."""
    applied: datetime | None
    withdrawn: datetime | None

    def may_complain(self, now: datetime) -> bool:
        """Tell whether the seller may complain about it: six months long, and only of what takes something away."""
        takes = self.to_status in {"restricted", "suspended", "closed"} and not self.actor.startswith("seller:")
        return takes and self.withdrawn is None and now < self.decided + TIME_TO_COMPLAIN


class Complaint(Struct, frozen=True):
    """A seller's complaint about a decision, and the answer that a person gave."""

    decision_id: int
    seller_id: int
    said: str
    by: str
    at: datetime
    answer: str | None
    upheld: bool | None
    """Whether the seller was right."""
    answered: datetime | None
    answered_by: str | None


class Notice(Struct, frozen=True):
    """Something that a seller was told, in the portal and by mail."""

    id: int
    seller_id: int
    decision_id: int | None
    kind: str
    body: dict[str, str]
    at: datetime
    read: datetime | None


STATUS_NAMES: Mapping[str, str] = {
    "draft": "Draft",
    "under_review": "Under review",
    "asked_to_complete": "Asked to complete",
    "active": "Active",
    "restricted": "Restricted",
    "suspended": "Suspended",
    "closed": "Closed",
}
"""What states are called, as msgids."""
SURFACE_NAMES: Mapping[str, str] = {
    "new_offers": "No new offers",
    "campaigns": "No campaigns",
    "featured": "Never the featured offer",
    "recommendations": "Not in recommendations",
    "payouts": "Payouts wait",
}
"""What restrictions say, as msgids."""
GROUND_NAMES: Mapping[str, str] = {
    "application": "The application and its review",
    "traceability": "Missing or wrong information about the seller (DSA Article 30)",
    "agreement": "A breach of the agreement between seller and market",
    "illegal": "Unlawful goods or content",
    "repeated": "Repeated breaches of the agreement",
    "standing": "The seller's standing with shoppers",
    "legal_duty": "A duty under law that lets no other choice",
    "own_wish": "The seller's own wish",
}
"""What decisions rest on, as msgids."""


class NewDecision(Struct, frozen=True):
    """What somebody wants to decide about a seller."""

    target: SellerStatus
    reason: str = ""
    ground: Ground = "agreement"
    restrictions: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    effective: datetime | None = None
    """From when on; as soon as the law lets it when left out."""
    until: datetime | None = None
    automated: bool = False


class Portfolio(Struct, frozen=True):
    """All that was decided about a seller, newest first, and what it said to that."""

    decisions: list[Decision]
    complaints: dict[int, Complaint] = field(default_factory=dict)
