"""The featured offer: which of several offers of one thing a page puts first, and why.

Whoever sells it: the operator's own offers have no advantage, because nothing here knows who they are.
"""

from collections.abc import Iterable
from typing import Literal, get_args

from msgspec import Struct

ReasonCode = Literal["price", "delivery", "standing", "stock", "returns"]
CODES: tuple[ReasonCode, ...] = get_args(ReasonCode)
_CONDITIONS = {"new": 0, "refurbished": 1, "used": 2}
_UNKNOWN_STANDING = 50
_PLENTY = 5
USUAL_RETURN_DAYS = 14
"""What the law gives every shopper; it earns nothing."""
LONGEST_RETURN_DAYS = 60
"""More days than these earn no more."""
_FREE_RETURNS = 0.6


class FeaturedWeights(Struct, frozen=True):
    """How much each quality counts, as shares of one."""

    price: float = 0.68
    """The total with delivery: the lowest total gets all of it, twice that total half of it."""
    delivery: float = 0.14
    """The latest day of delivery: the earliest among the offers gets all of it."""
    standing: float = 0.10
    """The seller's standing; a seller whose standing is not yet known counts as average."""
    stock: float = 0.04
    """Five pieces and more get all of it."""
    returns: float = 0.04
    """Free returns get three fifths of it, days beyond the 14 of the law the rest, all of it with 60."""


class Candidate(Struct, frozen=True):
    """What may be weighed of an offer. Amounts in minor units of one currency, delivery in working days."""

    id: int
    total: int
    """Price with delivery."""
    delivery_days: int
    """The latest of them."""
    standing: int
    """0 to 100; 0 when not yet known."""
    stock: int
    condition: str = "new"
    return_days: int = USUAL_RETURN_DAYS
    free_returns: bool = False
    operators_own: bool = False
    """Whether the operator of the market place sells it: told so that it can be shown, and weighed by nothing."""
    barred: bool = False
    """Whether a decision of the market keeps its seller from being featured, for a reason that the seller was told."""


class Reason(Struct, frozen=True):
    """What one quality added to an offer's score, of how much there was to get, and whether no other had more."""

    code: ReasonCode
    points: float
    of: float
    best: bool


class Ranked(Struct, frozen=True):
    """An offer with its score from 0 to 1 and the reasons that add up to it."""

    id: int
    score: float
    reasons: list[Reason]


def ranked_offers(candidates: Iterable[Candidate], weights: FeaturedWeights = FeaturedWeights()) -> list[Ranked]:  # noqa: B008 - frozen.
    """Put offers in order, the one to be featured first: those in stock, then the new ones, then by score.

    Whoever a decision keeps from being featured comes after all others.

    The same candidates give the same order however they come. Equal scores go by total, delivery, standing, then id.
    """
    offers = list(candidates)
    if not offers:
        return []
    rivals = [offer for offer in offers if offer.stock > 0] or offers
    lowest = min(offer.total for offer in rivals)
    quickest = min(offer.delivery_days for offer in rivals)
    qualities = {offer.id: _qualities(offer, lowest, quickest) for offer in offers}
    best: dict[ReasonCode, float] = {code: max(each[code] for each in qualities.values()) for code in CODES}
    ranked: list[tuple[tuple[object, ...], Ranked]] = []
    for offer in offers:
        reasons = [
            Reason(code, round(weight * quality, 6), weight, best=quality >= best[code])
            for code, quality in qualities[offer.id].items()
            for weight in (float(getattr(weights, code)),)
        ]
        score = round(sum(reason.points for reason in reasons), 6)
        order = (
            offer.stock <= 0,
            offer.barred,
            _CONDITIONS.get(offer.condition, len(_CONDITIONS)),
            -score,
            offer.total,
            offer.delivery_days,
            -offer.standing,
            offer.id,
        )
        ranked.append((order, Ranked(offer.id, score, reasons)))
    return [each for _, each in sorted(ranked, key=lambda pair: pair[0])]


def featured_offer(candidates: Iterable[Candidate], weights: FeaturedWeights = FeaturedWeights()) -> Ranked | None:  # noqa: B008 - frozen.
    """Give the offer to be featured with its reasons; none when there is no offer."""
    ranked = ranked_offers(candidates, weights)
    return ranked[0] if ranked else None


def _qualities(offer: Candidate, lowest: int, quickest: int) -> dict[ReasonCode, float]:
    """Rate an offer from 0 to 1 in each quality, beside the best of those that can be bought, else of all."""
    return {
        "price": min(1.0, lowest / offer.total) if offer.total > 0 else 1.0,
        "delivery": min(1.0, (quickest + 1) / (offer.delivery_days + 1)),
        "standing": (offer.standing or _UNKNOWN_STANDING) / 100,
        "stock": min(max(offer.stock, 0), _PLENTY) / _PLENTY,
        "returns": _returns(offer),
    }


def _returns(offer: Candidate) -> float:
    longer = min(max(offer.return_days, USUAL_RETURN_DAYS), LONGEST_RETURN_DAYS) - USUAL_RETURN_DAYS
    days = longer / (LONGEST_RETURN_DAYS - USUAL_RETURN_DAYS)
    return _FREE_RETURNS * offer.free_returns + (1 - _FREE_RETURNS) * days
