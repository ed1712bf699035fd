"""The rules that act on what happened at a seller: data, judged by one pure function."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from torg.sellers.standing import DEFAULT_RULES, StandingRules, Tally, standing_of

RuleMeasure = Literal["late", "cancelled", "faulty", "answers", "reviews", "standing", "illegal"]
RuleAction = Literal["warn", "restrict", "suspend", "close"]
HIGHER_IS_WORSE: frozenset[RuleMeasure] = frozenset({"late", "cancelled", "faulty", "illegal"})


class NewRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule as staff write it: when what is measured passes the threshold, the action follows after the grace."""

    code: str
    measure: RuleMeasure
    threshold: float
    """A share of orders (0.08) or of prompt answers, stars, points, or a count: see `measured`."""
    window_days: int
    minimum: int
    """So many orders (answers, reviews, cases) must there be, or nothing is said."""
    action: RuleAction
    grace_days: int
    duration_days: int | None
    """How long the action lasts; without, until staff end it."""
    ground: str
    """The clause of the terms, or the law, that the seller is told."""
    active: bool = True


class Rule(Struct, frozen=True):
    """One version of a rule."""

    id: int
    code: str
    version: int
    active: bool
    measure: RuleMeasure
    threshold: float
    window_days: int
    minimum: int
    action: RuleAction
    grace_days: int
    duration_days: int | None
    ground: str
    at: datetime
    actor: str


class Facts(Struct, frozen=True):
    """What is known of one seller for one rule, within the rule's window."""

    seller: int
    tally: Tally = Tally()
    illegal: int = 0


class OpenCase(Struct, frozen=True):
    """A breach that is being followed: warned of, or acted on."""

    id: int
    seller_id: int
    rule_id: int
    code: str
    opened: datetime
    due: datetime
    acted: datetime | None


Step = Literal["warn", "act", "recovered", "superseded"]


class Verdict(Struct, frozen=True):
    """What is to be done about a seller because of a rule, and what was measured."""

    seller: int
    step: Step
    measured: float
    of: float
    """In how many orders, answers, reviews or cases."""
    due: datetime
    case: int | None = None


def measured(rule: Rule | NewRule, facts: Facts, rules: StandingRules = DEFAULT_RULES) -> tuple[float, float]:
    """Give what a rule measures, and of how many: a share, stars, points or a count."""
    tally = facts.tally
    match rule.measure:
        case "late" | "cancelled" | "faulty":
            bad = float(getattr(tally, rule.measure))
            return (bad / tally.orders if tally.orders else 0.0), tally.orders
        case "answers":
            return (tally.prompt / tally.answers if tally.answers else 0.0), tally.answers
        case "reviews":
            return (tally.stars / tally.reviews if tally.reviews else 0.0), tally.reviews
        case "standing":
            return float(standing_of(tally, rules).points or 0), tally.orders if standing_of(tally, rules).points else 0
        case "illegal":
            return float(facts.illegal), float(facts.illegal)


def breached(rule: Rule | NewRule, facts: Facts) -> bool:
    """Tell whether a seller is on the wrong side of a rule, with enough cases to say so."""
    found, of = measured(rule, facts)
    if of < rule.minimum:
        return False
    if rule.measure == "illegal":
        return found >= rule.threshold
    return found > rule.threshold if rule.measure in HIGHER_IS_WORSE else found < rule.threshold


def judge(rule: Rule, facts: Collection[Facts], cases: Mapping[int, OpenCase], now: datetime) -> list[Verdict]:
    """Say what a rule asks for now: warn (which opens a case), act once the grace is over, or let go who recovered.

    `cases` are the open ones of this rule's code, by seller. A seller that was acted on already is left alone.
    """
    verdicts = []
    for each in facts:
        case = cases.get(each.seller)
        found, of = measured(rule, each)
        is_breach = rule.active and breached(rule, each)
        if case is None:
            if is_breach:
                due = now + timedelta(days=rule.grace_days)
                verdicts.append(Verdict(each.seller, "act" if not rule.grace_days else "warn", found, of, due))
        elif case.acted is not None:
            continue
        elif not rule.active:
            verdicts.append(Verdict(each.seller, "superseded", found, of, case.due, case.id))
        elif not is_breach:
            verdicts.append(Verdict(each.seller, "recovered", found, of, case.due, case.id))
        elif now >= case.due:
            verdicts.append(Verdict(each.seller, "act", found, of, case.due, case.id))
    return verdicts


def told(rule: Rule | NewRule, number: float) -> str:
    """Write what a rule measures or its threshold as people do: `8.5 %`, `3.4`, `41`."""
    if rule.measure in {"late", "cancelled", "faulty", "answers"}:
        return f"{round(100 * number, 1):g}\u00a0%"
    return f"{number:.1f}" if rule.measure == "reviews" else f"{number:.0f}"
