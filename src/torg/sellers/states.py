"""The states of a seller and the ways between them: one table, and the waiting times of the law."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

SellerStatus = Literal["draft", "under_review", "asked_to_complete", "active", "restricted", "suspended", "closed"]
STATUSES: tuple[SellerStatus, ...] = (
    "draft",
    "under_review",
    "asked_to_complete",
    "active",
    "restricted",
    "suspended",
    "closed",
)

Surface = Literal["new_offers", "campaigns", "featured", "recommendations", "payouts"]
SURFACES: tuple[Surface, ...] = ("new_offers", "campaigns", "featured", "recommendations", "payouts")
"""What a restriction can take away, each by its name."""

Party = Literal["seller", "market"]
Ground = Literal[
    "application", "traceability", "agreement", "illegal", "repeated", "standing", "legal_duty", "own_wish"
]
GROUNDS: tuple[Ground, ...] = (
    "application",
    "traceability",
    "agreement",
    "illegal",
    "repeated",
    "standing",
    "legal_duty",
    "own_wish",
)
"""Why the market decides: the application, missing data (DSA 30), the agreement, illegal goods, repeated breaches,
poor standing, a duty of law; or because the seller itself wishes so."""
NOTICE_OF_CLOSURE = timedelta(days=30)
"""P2B Art. 4(2): a closure comes with its reasons at least this long before."""
_AT_ONCE: frozenset[Ground] = frozenset({"legal_duty", "repeated"})
"""P2B Art. 4(4): the notice does not apply to a duty of law, nor to repeated breaches."""
TIME_TO_COMPLAIN = timedelta(days=183)
"""DSA Art. 20(1): a complaint is possible for six months at least."""


class Way(Struct, frozen=True):
    """Who may take a seller from one state into another."""

    party: frozenset[Party]


_SELLER, _MARKET = Way(frozenset({"seller"})), Way(frozenset({"market"}))
_EITHER = Way(frozenset({"seller", "market"}))

TRANSITIONS: Mapping[SellerStatus, Mapping[SellerStatus, Way]] = {
    "draft": {"under_review": _SELLER, "closed": _EITHER},
    "under_review": {"active": _MARKET, "asked_to_complete": _MARKET, "closed": _EITHER},
    "asked_to_complete": {"under_review": _SELLER, "active": _MARKET, "closed": _EITHER},
    "active": {"restricted": _MARKET, "suspended": _MARKET, "closed": _EITHER},
    "restricted": {"active": _MARKET, "restricted": _MARKET, "suspended": _MARKET, "closed": _EITHER},
    "suspended": {"active": _MARKET, "restricted": _MARKET, "closed": _EITHER},
    "closed": {},
}
_HARD: frozenset[SellerStatus] = frozenset({"restricted", "suspended", "closed"})
_STARTED: frozenset[SellerStatus] = frozenset({"active", "restricted", "suspended"})


def may_become(status: SellerStatus, target: SellerStatus, party: Party) -> bool:
    """Tell whether a party may take a seller from one state into another."""
    way = TRANSITIONS[status].get(target)
    return way is not None and party in way.party


def ways_from(status: SellerStatus, party: Party) -> list[SellerStatus]:
    """List the states that a party may take a seller into."""
    return [target for target, way in TRANSITIONS[status].items() if party in way.party]


def wants_reason(target: SellerStatus) -> bool:
    """Tell whether a step into a state takes something away, so that reasons are owed (P2B 4, DSA 17)."""
    return target in _HARD or target == "asked_to_complete"


def earliest(status: SellerStatus, target: SellerStatus, party: Party, ground: Ground, now: datetime) -> datetime:
    """Give the first moment at which a step may take effect.

    A market that closes a seller which has sold waits 30 days, but for the law's own exceptions (P2B Art. 4(2), (4));
    a restriction or suspension may begin with its reasons, not before (Art. 4(1)).
    """
    waits = party == "market" and target == "closed" and status in _STARTED and ground not in _AT_ONCE
    return now + NOTICE_OF_CLOSURE if waits else now


def selling(status: SellerStatus) -> bool:
    """Tell whether shoppers see the offers of a seller in that state."""
    return status in {"active", "restricted"}


def may(status: SellerStatus, restrictions: list[str], surface: Surface) -> bool:
    """Tell whether a seller in that state may do something; a draft may prepare its offers, which nobody sees yet."""
    return status not in {"suspended", "closed"} and surface not in restrictions
