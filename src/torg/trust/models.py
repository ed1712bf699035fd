"""The nouns of trust: statements of reasons, complaints, notices."""

import secrets
from datetime import date, datetime, timedelta
from typing import Any, Literal

from msgspec import Struct, field

TIME_TO_COMPLAIN = timedelta(days=184)
"""Six months at least (DSA 20(1)): no six months are longer than 184 days."""

Ground = Literal["law", "terms"]
Source = Literal["notice", "trusted_flagger", "other_notice", "own"]
Ending = Literal["expired", "reversed", "lifted"]
ComplaintOutcome = Literal["upheld", "reversed"]
NoticeState = Literal["new", "assigned", "decided", "set_aside"]
NoticeOutcome = Literal["measure", "no_measure"]

EVERYWHERE = ("SE", "NO", "DK", "FI")
"""Where the market sells: the territory of a measure unless it says otherwise."""


def new_reference() -> str:
    """Make the name by which people and other systems know a case; nobody can guess another's."""
    return secrets.token_urlsafe(12).replace("-", "x").replace("_", "y")


class Recipient(Struct, frozen=True):
    """Whom to tell: what they were called and where they were to be reached at the time."""

    name: str = ""
    email: str = ""
    language: str = "en"
    locale: str = ""


class Reasons(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a measure is taken, as article 17 of the DSA wants it told."""

    facts: str
    """What was found, without names or addresses of those who reported it."""
    ground: Ground
    ground_reference: str
    """The law, or the clause of the terms."""
    ground_explanation: str
    """Why it applies."""
    category: str = "OTHER_VIOLATION_TC"
    """As the DSA Transparency Database names it, without `STATEMENT_CATEGORY_`."""
    source: Source = "own"
    automated_detection: bool = False
    automated_decision: bool = False
    territory: tuple[str, ...] = EVERYWHERE


class Affected(Struct, frozen=True):
    """What a measure is about, and whom it concerns."""

    subject: str
    """`seller:12`, `review:7`."""
    label: str
    """What people call it: the seller's name, the product's title."""
    content_date: date
    seller_id: int | None = None
    account_id: int | None = None
    recipient: Recipient = Recipient()
    content_language: str | None = None
    gtin: str | None = None


class Statement(Struct, frozen=True):
    """A statement of reasons: what was done, to whom, why, and when it began. Never changed."""

    id: int
    reference: str
    at: datetime
    actor: str
    seller_id: int | None
    account_id: int | None
    recipient: Recipient
    subject: str
    label: str
    measure: str
    effective: datetime
    until: datetime | None
    territory: list[str]
    facts: str
    automated_detection: bool
    automated_decision: bool
    ground: Ground
    ground_reference: str
    ground_explanation: str
    category: str
    content_type: str
    content_date: date
    content_language: str | None
    source: Source
    undone: dict[str, Any] = field(default_factory=dict)
    ended: datetime | None = None
    ending: Ending | None = None
    complaint_id: int | None = None

    @property
    def complain_until(self) -> datetime:
        """Until when a complaint is possible."""
        return self.at + TIME_TO_COMPLAIN

    @property
    def subject_id(self) -> int:
        """The id of what the measure is about."""
        return int(self.subject.partition(":")[2])


class Complaint(Struct, frozen=True):
    """A complaint against a measure, or against the decision on a report."""

    id: int
    reference: str
    at: datetime
    statement_id: int | None
    notice_id: int | None
    seller_id: int | None
    actor: str
    name: str
    email: str
    language: str
    reason: str
    assigned: str | None
    outcome: ComplaintOutcome | None
    decision: str | None
    decided_by: str | None
    decided: datetime | None


class NewNotice(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody reports: what is wrong, where exactly, and who says so."""

    about: str
    """The exact address, ours or as a path."""
    category: str
    reason: str
    good_faith: bool
    name: str = ""
    email: str = ""
    locale: str = "en-se"
    trusted_flagger: bool = False


class Notice(Struct, frozen=True):
    """A report of something illegal."""

    id: int
    reference: str
    at: datetime
    about: str
    subject: str
    seller_id: int | None
    category: str
    reason: str
    name: str
    email: str
    language: str
    locale: str
    trusted_flagger: bool
    state: NoticeState
    assigned: str | None
    outcome: NoticeOutcome | None
    unfounded: bool
    decision: str | None
    decided_by: str | None
    decided: datetime | None
    statement_id: int | None
