"""Apply the rules: warn who is in breach, act once the grace is over, let go who recovered; or only say who."""

from datetime import UTC, datetime, timedelta

from torg.core.actor import SYSTEM, Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.sellers import sellers_by_id
from torg.sellers.standing import DEFAULT_RULES, Tally
from torg.sellers.standing_queries import tallies
from torg.trust.letters import tell_of_breach, tell_of_recovery
from torg.trust.models import Reasons
from torg.trust.rule_queries import (
    end_case,
    insert_case,
    judged_before,
    open_cases,
    rules_in_force,
    save_action,
    selling_sellers,
)
from torg.trust.rules import HIGHER_IS_WORSE, Facts, Rule, Verdict, breached, judge, measured, told
from torg.trust.statement_queries import count_illegal
from torg.trust.take_measure import take_measure

_MEASURES = {"restrict": "restrict_seller", "suspend": "suspend_seller", "close": "close_seller"}
_WORDS = {
    "late": "deliveries late",
    "cancelled": "orders cancelled by the seller",
    "faulty": "goods returned as faulty",
    "answers": "questions answered within a day",
    "reviews": "stars on average",
    "standing": "points of standing",
    "illegal": "measures against illegal content",
}


async def apply_rules(conn: Connection, *, now: datetime | None = None) -> list[tuple[Rule, Verdict]]:
    """Do what every rule asks for now; give what was done, rule by rule."""
    now = now or datetime.now(UTC)
    done = []
    for rule in await rules_in_force(conn):
        for verdict in await verdicts_of(conn, rule, now):
            await _do(conn, SYSTEM, rule, verdict, now)
            done.append((rule, verdict))
    return done


async def verdicts_of(conn: Connection, rule: Rule, now: datetime) -> list[Verdict]:
    """Say what a rule asks for now, without doing it; holds the rule's open cases."""
    cases = await open_cases(conn, rule.code)
    return judge(rule, await facts_for(conn, rule, now), cases, now)


async def would_hit(conn: Connection, rule: Rule, *, now: datetime | None = None) -> list[tuple[int, float, float]]:
    """Say which sellers a rule would hit as things are: seller, what is measured, and of how many."""
    now = now or datetime.now(UTC)
    facts = await facts_for(conn, rule, now)
    return [(each.seller, *measured(rule, each)) for each in facts if breached(rule, each)]


async def facts_for(conn: Connection, rule: Rule, now: datetime) -> list[Facts]:
    """Find what is known of every selling seller within a rule's window: three statements, or one a former case.

    What a measure of this rule has been taken for already is not counted again.
    """
    sellers = await selling_sellers(conn)
    since = now - timedelta(days=rule.window_days)
    found = await tallies(conn, sellers, since, now, DEFAULT_RULES.answer_hours)
    illegal = await count_illegal(conn, sellers, since) if rule.measure == "illegal" else {}
    for seller, acted in (await judged_before(conn, rule.code, sellers)).items():
        if acted > since:
            again = await tallies(conn, [seller], acted, now, DEFAULT_RULES.answer_hours)
            found[seller] = again.get(seller, Tally())
            if rule.measure == "illegal":
                illegal[seller] = (await count_illegal(conn, [seller], acted)).get(seller, 0)
    return [Facts(seller, found.get(seller, Tally()), illegal.get(seller, 0)) for seller in sellers]


async def _do(conn: Connection, actor: Actor, rule: Rule, verdict: Verdict, now: datetime) -> None:
    seller = (await sellers_by_id(conn, [verdict.seller]))[verdict.seller]
    body = {"rule": rule.code, "version": rule.version, "measured": verdict.measured, "step": verdict.step}
    if verdict.step in {"recovered", "superseded"} and verdict.case is not None:
        await end_case(conn, verdict.case, "recovered" if verdict.step == "recovered" else "superseded")
        await tell_of_recovery(conn, seller, rule)
    else:
        case = verdict.case or await insert_case(conn, seller.id, rule, verdict.due, now, verdict.measured)
        if verdict.step == "warn" or rule.action == "warn":
            if rule.action == "warn":
                await save_action(conn, case, None, now)
            await tell_of_breach(conn, seller, rule, verdict)
        else:
            until = now + timedelta(days=rule.duration_days) if rule.duration_days else None
            reasons = _reasons(rule, verdict, now)
            statement = await take_measure(conn, actor, _MEASURES[rule.action], seller.id, reasons, until=until)
            await save_action(conn, case, statement.id, now)
    await record(conn, actor, f"trust_case.{verdict.step}", f"seller:{seller.id}", body, seller=seller.id)


def _reasons(rule: Rule, verdict: Verdict, now: datetime) -> Reasons:
    side = "more than" if rule.measure in HIGHER_IS_WORSE else "less than"
    since = (now - timedelta(days=rule.window_days)).date()
    facts = (
        f"From {since} to {now.date()}: {told(rule, verdict.measured)} {_WORDS[rule.measure]}"
        f"{f' (of {verdict.of:.0f})' if rule.measure not in {'standing', 'illegal'} else ''}. "
        f"The rule {rule.code}, version {rule.version}, acts on {side} {told(rule, rule.threshold)}."
    )
    if rule.grace_days:
        facts += f" The seller was warned {rule.grace_days} days before."
    return Reasons(
        facts=facts,
        ground="law" if rule.measure == "illegal" else "terms",
        ground_reference=rule.ground,
        ground_explanation=f"What happened is on the wrong side of the threshold of {told(rule, rule.threshold)}.",
        category="OTHER_VIOLATION_TC" if rule.measure != "illegal" else "UNSAFE_AND_PROHIBITED_PRODUCTS",
        automated_detection=True,
        automated_decision=True,
    )
