"""What an offer lacks to be the featured one: found by asking the choice itself, not by a formula beside it."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from torg.offers.featured import LONGEST_RETURN_DAYS, Candidate, FeaturedWeights, ReasonCode, ranked_offers

_PLENTY = 5
_BEST_STANDING = 100
_AVERAGE_STANDING = 50


class Gap(Struct, frozen=True):
    """One change that alone would have given first place."""

    code: ReasonCode
    by: int
    """Minor units cheaper with delivery, working days sooner, points of standing, pieces more, or days of returns."""
    free_returns: bool = False
    """Whether the change is to pay for the way back as well."""


class PlaceTaken(Struct, frozen=True):
    """Where an offer stands among those of the same thing in the same condition, and what would put it first."""

    place: int
    of: int
    gaps: list[Gap]
    """Empty for the first; empty for another one when no single change is enough."""


def place_of(
    candidates: Iterable[Candidate],
    offer_id: int,
    weights: FeaturedWeights = FeaturedWeights(),  # noqa: B008 - frozen.
) -> PlaceTaken:
    """Give an offer's place and the smallest changes, each by itself, that would have put it first.

    Only offers in the same condition count: new, refurbished and used are offers of their own.
    """
    offers = list(candidates)
    mine = next(each for each in offers if each.id == offer_id)
    rivals = [each for each in offers if each.condition == mine.condition]
    order = [each.id for each in ranked_offers(rivals, weights)]
    place = order.index(offer_id) + 1
    if place == 1:
        return PlaceTaken(1, len(rivals), [])

    def is_first(changed: Candidate) -> bool:
        others = [changed if each.id == offer_id else each for each in rivals]
        return ranked_offers(others, weights)[0].id == offer_id

    return PlaceTaken(place, len(rivals), _gaps(mine, is_first))


def _gaps(mine: Candidate, is_first: Callable[[Candidate], bool]) -> list[Gap]:
    found: list[Gap] = []
    cut = _least(1, mine.total - 1, lambda by: is_first(replace(mine, total=mine.total - by)))
    if cut is not None:
        found.append(Gap("price", cut))
    days = _least(1, mine.delivery_days, lambda by: is_first(replace(mine, delivery_days=mine.delivery_days - by)))
    if days is not None:
        found.append(Gap("delivery", days))
    standing = mine.standing or _AVERAGE_STANDING
    points = _least(1, _BEST_STANDING - standing, lambda by: is_first(replace(mine, standing=standing + by)))
    if points is not None:
        found.append(Gap("standing", points))
    pieces = _least(1, _PLENTY - mine.stock, lambda by: is_first(replace(mine, stock=mine.stock + by)))
    if pieces is not None:
        found.append(Gap("stock", pieces))
    found += _returns_gap(mine, is_first)
    return found


def _returns_gap(mine: Candidate, is_first: Callable[[Candidate], bool]) -> Sequence[Gap]:
    if not mine.free_returns and is_first(replace(mine, free_returns=True)):
        return [Gap("returns", 0, free_returns=True)]
    longer = LONGEST_RETURN_DAYS - mine.return_days
    for free in dict.fromkeys((mine.free_returns, True)):
        days = _least(
            1,
            longer,
            lambda by, free=free: is_first(  # type: ignore[misc]
                replace(mine, return_days=mine.return_days + by, free_returns=free)
            ),
        )
        if days is not None:
            return [Gap("returns", days, free_returns=free and not mine.free_returns)]
    return []


def _least(low: int, high: int, enough: Callable[[int], bool]) -> int | None:
    """Give the least number from `low` to `high` that is enough; what is enough stays so with more of it."""
    if high < low or not enough(high):
        return None
    while low < high:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle + 1
    return low
