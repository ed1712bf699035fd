"""The nouns of recalls: what is dangerous or illegal, whom it reaches, and what they get."""

import re
from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from torg.catalog import Texts

RecallKind = Literal["recall", "illegal"]
Remedy = Literal["refund", "replace", "repair"]

_SOFTENING = {
    "en": (
        "voluntary",
        "precaution",
        "discretion",
        "rare cases",
        "specific situations",
        "no accidents",
        "no reports of",
    ),
    "sv": (
        "frivillig",
        "försiktighetsskäl",
        "försiktighetsåtgärd",
        "sällsynta fall",
        "inga olyckor",
        "inga kända olyckor",
    ),
    "nb": ("frivillig", "føre var", "føre-var", "sjeldne tilfeller", "ingen ulykker"),
    "da": ("frivillig", "forsigtighed", "sjældne tilfælde", "ingen ulykker"),
    "fi": ("vapaaehtoi", "varotoim", "varmuuden vuoksi", "harvinaisissa tapauksissa", "ei ole sattunut onnettomuuksia"),
}
"""What makes a danger sound smaller than it is: the law wants it left out (GPSR 36(2)(c))."""


class NewRecall(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody recalls. Texts by language: in the seller's own at least."""

    kind: RecallKind
    title: Texts
    danger: Texts
    """What is dangerous, or illegal, about it."""
    advice: Texts
    """What to do now: stop using it, at the least."""
    contact: str
    """A free telephone number or an address where questions are answered."""
    products: tuple[int, ...] = ()
    gtins: tuple[str, ...] = ()
    variants: tuple[int, ...] = ()
    batches: tuple[str, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    """What buyers may choose from: two of the three at least (GPSR 37), or a refund alone."""
    authority: str = ""
    """The number at the authority or in Safety Gate, where there is one."""
    sold_since: datetime | None = None
    seller: int | None = None
    """Whose goods it is about; none when everybody's."""
    stops_sale: bool = True


class Recall(Struct, frozen=True):
    """A recall, or a notice to those who bought something illegal (DSA 32)."""

    id: int
    kind: RecallKind
    seller_id: int | None
    actor: str
    opened: datetime
    title: Texts
    danger: Texts
    advice: Texts
    batches: list[str]
    remedies: list[Remedy]
    contact: str
    authority: str
    sold_since: datetime
    stops_sale: bool
    closed: datetime | None
    variants: list[int] = field(default_factory=list)


class Buyer(Struct, frozen=True):
    """One order line that a recall concerns, and how far its buyer was reached."""

    recall_id: int
    line: str
    token: str
    name: str
    email: str
    language: str
    locale: str
    bought: datetime
    quantity: int
    told: datetime | None
    reminded: datetime | None
    seen: datetime | None
    remedy: Remedy | None
    chosen: datetime | None


class Reach(Struct, frozen=True):
    """How far a recall has come."""

    found: int = 0
    told: int = 0
    unreachable: int = 0
    """Without an e-mail address: to be reached by telephone or letter."""
    seen: int = 0
    chosen: int = 0


def softening_words(texts: Texts) -> list[str]:
    """Find words that make a danger sound smaller than it is."""
    found = []
    for language, text in texts.items():
        lowered = text.casefold()
        found += [word for word in _SOFTENING.get(language, ()) if re.search(rf"(?<!\w){re.escape(word)}", lowered)]
    return found
