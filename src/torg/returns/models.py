"""The nouns of returns: a declared withdrawal, a case of goods that come back, and what was decided about it.

Amounts are minor units of the order's currency, VAT included.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

ReturnKind = Literal["withdrawal", "return", "complaint"]
ReturnState = Literal["announced", "sent", "received", "refunded", "refused", "cancelled"]
Verdict = Literal["accepted", "in_part", "refused"]
OPEN_STATES = frozenset({"announced", "sent", "received"})


class NewWithdrawal(Struct, frozen=True):
    """What somebody declares: no more than the law lets us ask for."""

    name: str
    number: str
    """The order's number as it was typed."""
    email: str
    locale: str
    idempotency_key: str
    what: str = ""
    """Which goods, in their own words; empty is the whole order."""
    pieces: dict[int, int] = {}
    """Which pieces by order line, when they could be chosen; none is the whole order."""


class Withdrawal(Struct, frozen=True):
    """A declaration as it was received."""

    id: int
    received: datetime
    secret: str
    """Opens its receipt."""
    name: str
    number: str
    email: str
    what: str
    pieces: dict[int, int]
    locale: str
    order_id: int | None
    settled: datetime | None


class ReturnCase(Struct, frozen=True):
    """Pieces of one parcel on their way back, from the notice to the money."""

    id: int
    order_id: int
    parcel_id: int
    seller_id: int
    withdrawal_id: int | None
    kind: ReturnKind
    state: ReturnState
    reason: str
    message: str
    currency: str
    noticed: datetime
    late: bool
    """Whether notice came after the time to withdraw."""
    due: datetime
    """Until when the money must be back."""
    tracking_number: str | None
    sent: datetime | None
    received: datetime | None
    inspected: datetime | None
    closed: datetime | None
    verdict: Verdict | None
    verdict_reason: str
    goods_kept: bool
    restocked: bool
    delivery: int
    subsidy: int
    refund: int

    @property
    def open(self) -> bool:
        """Whether it still waits for something."""
        return self.state in OPEN_STATES


class ReturnLine(Struct, frozen=True):
    """Pieces of one order line in a case."""

    id: int
    return_id: int
    order_line_id: int
    pieces: int
    accepted: int | None
    """None until it was decided."""
    deduction: int
    refund: int


class Picture(Struct, frozen=True):
    """A picture of what is wrong."""

    id: int
    file: str
    size: int
    media_type: str
    name: str


class Inspected(Struct, frozen=True):
    """What the seller finds of one order line."""

    pieces: int
    """How many are accepted."""
    deduction: int = 0
    """What is kept back of their price, because they were used more than it takes to try them."""


class Decision(Struct, frozen=True):
    """What the seller decides about a case."""

    lines: dict[int, Inspected]
    """By order line; one that is not named is refused."""
    reason: str = ""
    """For the shopper: needed when anything is refused or deducted."""
    restock: bool = False
    goods_kept: bool = False
    """Whether the shopper keeps the goods and gets a part of their price back: for complaints."""
