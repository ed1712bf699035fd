"""The nouns of campaigns: what a seller plans, and what the plan does to one offer."""

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

CampaignState = Literal["scheduled", "running", "ended", "cancelled"]


class CampaignPlan(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a seller wants: when, how much lower, and for which of its offers in one market.

    Either `percent` off for everything selected, or `prices` in minor units for article numbers, which then are the
    selection. An article in `skus` is selected; so is one in a category (or below it) and of a brand that are named,
    where naming only categories or only brands is enough; `everything` selects all that is on offer.
    """

    market: str
    name: str
    starts: datetime
    ends: datetime
    percent: int | None = None
    prices: dict[str, int] = field(default_factory=dict)
    whole: bool = False
    """Whether a price by percentage is rounded down to whole units of the currency."""
    claims: bool = True
    """Whether it is called a reduction: the badge is shown where the price log bears it out."""
    skus: list[str] = field(default_factory=list)
    categories: list[int] = field(default_factory=list)
    brands: list[int] = field(default_factory=list)
    everything: bool = False


class Campaign(Struct, frozen=True):
    """A campaign as it is kept."""

    id: int
    seller_id: int
    market: str
    name: str
    state: CampaignState
    starts: datetime
    ends: datetime
    percent: int | None
    whole: bool
    claims: bool
    skus: list[str]
    categories: list[int]
    brands: list[int]
    everything: bool
    started: datetime | None
    ended: datetime | None
    actor: str
    created: datetime


class SelectedOffer(Struct, frozen=True):
    """An offer that a campaign selects, with its own price in the campaign where the plan names one."""

    offer_id: int
    sku: str
    product_id: int
    title: dict[str, str]
    ordinary: int
    asked: int
    """What it costs right now, other campaigns included."""
    own_price: int | None
