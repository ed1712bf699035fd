"""Standing: how well a seller keeps what it promises, as one pure function of what happened, from 1 to 100.

Few orders move little: each rate is drawn towards what is usual on the market as if `prior_orders` orders had gone that
way before (a Beta prior, whose mean is the rate; Gelman et al., Bayesian Data Analysis, 2.4). Below a minimum of orders
nothing is said at all.
"""

from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

StandingKind = Literal["order", "late", "cancelled", "faulty", "answer", "review"]
Quality = Literal["on_time", "kept", "sound", "answers", "reviews"]
QUALITIES: tuple[Quality, ...] = get_args(Quality)
STARS = (1, 5)


class Tally(Struct, frozen=True):
    """What happened at a seller within the window."""

    orders: float = 0
    late: float = 0
    cancelled: float = 0
    """By the seller, not by the buyer."""
    faulty: float = 0
    """Returned because they were faulty or not as described."""
    answers: float = 0
    prompt: float = 0
    """Answers within `StandingRules.answer_hours`."""
    reviews: float = 0
    stars: float = 0
    """The sum of the stars of the reviews."""


class StandingRules(Struct, frozen=True):
    """How much each quality counts, as shares of one, and what is usual. Shares and rates are of orders."""

    on_time: float = 0.30
    kept: float = 0.25
    sound: float = 0.20
    answers: float = 0.10
    reviews: float = 0.15

    worst_late: float = 0.20
    """A rate at which there is nothing left of the quality; no late order at all gives all of it."""
    worst_cancelled: float = 0.10
    worst_faulty: float = 0.15

    usual_late: float = 0.04
    usual_cancelled: float = 0.015
    usual_faulty: float = 0.03
    usual_prompt: float = 0.85
    usual_stars: float = 4.2

    prior_orders: float = 40
    prior_answers: float = 10
    prior_reviews: float = 10

    window_days: int = 90
    minimum_orders: int = 20
    answer_hours: float = 24


DEFAULT_RULES = StandingRules()


class Part(Struct, frozen=True):
    """One quality of a seller: how good it is, and what that adds to the standing."""

    quality: Quality
    rate: float
    """As it was, unsmoothed: the share that was late, cancelled, faulty or prompt, or the average of the stars."""
    known: float
    """How many orders, answers or reviews it was seen in."""
    points: float
    """What it adds to the standing, of `of`."""
    of: float


class Standing(Struct, frozen=True):
    """A seller's standing with the parts that it is the sum of."""

    points: int | None
    """1 to 100; none when not yet known."""
    parts: list[Part]
    orders: float
    minimum_orders: int
    window_days: int


class Improvement(Struct, frozen=True):
    """What would raise the standing: how far, if the next orders (answers, reviews) went well in this one respect."""

    quality: Quality
    next: int
    """So many orders, answers or reviews without a fault."""
    points: int
    """The standing that they would lead to; everything else goes on as it does now."""


def standing_of(tally: Tally, rules: StandingRules = DEFAULT_RULES) -> Standing:
    """Judge a seller by what happened; the same tally gives the same standing."""
    parts = [_part(quality, tally, rules) for quality in QUALITIES]
    points = max(1, round(sum(part.points for part in parts))) if tally.orders >= rules.minimum_orders else None
    return Standing(points, parts, tally.orders, rules.minimum_orders, rules.window_days)


def improvements(tally: Tally, rules: StandingRules = DEFAULT_RULES, *, ahead: int = 50) -> list[Improvement]:
    """Say what would raise the standing, the most first: computed by the same function on what could come next.

    `ahead` orders follow; answers and reviews follow a fifth as many. A quality that has nothing to gain is left out.
    """
    usual = _onward(tally, None, ahead)
    expected = standing_of(usual, rules).points or 0
    found = []
    for quality in QUALITIES:
        better = _onward(tally, quality, ahead)
        points = standing_of(better, rules).points or 0
        if points > expected:
            followed = ahead if quality in {"on_time", "kept", "sound"} else ahead // 5
            found.append(Improvement(quality, followed, points))
    return sorted(found, key=lambda each: (-each.points, QUALITIES.index(each.quality)))


def _part(quality: Quality, tally: Tally, rules: StandingRules) -> Part:
    weight = float(getattr(rules, quality))
    if quality == "reviews":
        known, share = tally.reviews, _drawn(tally.stars, tally.reviews, rules.usual_stars, rules.prior_reviews)
        rate, good = tally.stars / known if known else 0.0, (share - STARS[0]) / (STARS[1] - STARS[0])
    elif quality == "answers":
        known, good = tally.answers, _drawn(tally.prompt, tally.answers, rules.usual_prompt, rules.prior_answers)
        rate = tally.prompt / known if known else 0.0
    else:
        bad, usual, worst = {
            "on_time": (tally.late, rules.usual_late, rules.worst_late),
            "kept": (tally.cancelled, rules.usual_cancelled, rules.worst_cancelled),
            "sound": (tally.faulty, rules.usual_faulty, rules.worst_faulty),
        }[quality]
        known = tally.orders
        good = 1 - _drawn(bad, known, usual, rules.prior_orders) / worst
        rate = bad / known if known else 0.0
    return Part(quality, round(rate, 4), known, round(100 * weight * min(1.0, max(0.0, good)), 2), 100 * weight)


def _drawn(seen: float, of: float, usual: float, weight: float) -> float:
    """Give the rate drawn towards what is usual, as though `weight` cases had gone the usual way before."""
    return (seen + usual * weight) / (of + weight)


def _onward(tally: Tally, better: Quality | None, ahead: int) -> Tally:
    """Give the tally after `ahead` further orders as before, but for one quality in which nothing goes wrong."""
    per_order = ahead / tally.orders if tally.orders else 0.0
    few = ahead // 5
    answered = few / tally.answers if tally.answers else 0.0
    reviewed = few / tally.reviews if tally.reviews else 0.0
    further = replace(
        tally,
        orders=tally.orders + ahead,
        late=tally.late + (0 if better == "on_time" else tally.late * per_order),
        cancelled=tally.cancelled + (0 if better == "kept" else tally.cancelled * per_order),
        faulty=tally.faulty + (0 if better == "sound" else tally.faulty * per_order),
    )
    if better == "answers" or tally.answers:
        prompt = few if better == "answers" else tally.prompt * answered
        further = replace(further, answers=tally.answers + few, prompt=tally.prompt + prompt)
    if better == "reviews" or tally.reviews:
        stars = few * STARS[1] if better == "reviews" else tally.stars * reviewed
        further = replace(further, reviews=tally.reviews + few, stars=tally.stars + stars)
    return further
