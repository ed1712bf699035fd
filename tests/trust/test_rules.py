"""The rules that act on sellers: judged purely, applied with warning and grace, never twice for the same."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.trust.cast import NOW, OLAV, happened, letters, scalar
from torg.core.db import Connection
from torg.sellers import Seller
from torg.sellers.standing import Tally
from torg.trust.apply_rules import apply_rules, would_hit
from torg.trust.change_rule import as_of_now, change_rule
from torg.trust.errors import BadRule
from torg.trust.rule_queries import cases_of_seller, rules_in_force, versions_of
from torg.trust.rules import Facts, NewRule, OpenCase, breached, judge
from torg.trust.statement_queries import expired_statements, statements_of_seller
from torg.trust.take_measure import end_measure

LATE = NewRule("late_deliveries", "late", 0.1, 60, 20, "restrict", 14, 30, "Terms, 1")
RULE = as_of_now(LATE)


def facts(seller: int = 1, orders: int = 100, late: int = 20) -> Facts:
    return Facts(seller, Tally(orders=orders, late=late))


def case(**changes: object) -> OpenCase:
    made = OpenCase(1, 1, 1, LATE.code, NOW, NOW + timedelta(days=14), None)
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("rule", "tally", "illegal", "hit"),
    [
        (LATE, Tally(orders=100, late=11), 0, True),
        (LATE, Tally(orders=100, late=10), 0, False),
        (LATE, Tally(orders=19, late=19), 0, False),
        (replace(LATE, measure="reviews", threshold=3.0), Tally(reviews=20, stars=59), 0, True),
        (replace(LATE, measure="reviews", threshold=3.0), Tally(reviews=20, stars=60), 0, False),
        (replace(LATE, measure="answers", threshold=0.5), Tally(answers=20, prompt=9), 0, True),
        (replace(LATE, measure="standing", threshold=50, minimum=20), Tally(orders=100, late=90, faulty=90), 0, True),
        (replace(LATE, measure="standing", threshold=50, minimum=20), Tally(orders=10, late=9), 0, False),
        (replace(LATE, measure="illegal", threshold=3, minimum=1), Tally(), 3, True),
        (replace(LATE, measure="illegal", threshold=3, minimum=1), Tally(), 2, False),
    ],
)
def test_who_is_on_the_wrong_side(rule: NewRule, tally: Tally, illegal: int, hit: bool) -> None:
    assert breached(rule, Facts(1, tally, illegal)) is hit


def test_first_a_warning_then_the_measure_when_the_grace_is_over() -> None:
    [warned] = judge(RULE, [facts()], {}, NOW)
    assert (warned.step, warned.due) == ("warn", NOW + timedelta(days=14))
    assert judge(RULE, [facts()], {1: case()}, NOW + timedelta(days=13)) == []
    assert judge(RULE, [facts()], {1: case()}, NOW + timedelta(days=14))[0].step == "act"


def test_who_recovers_is_let_go() -> None:
    assert judge(RULE, [facts(late=5)], {1: case()}, NOW)[0].step == "recovered"


def test_who_was_acted_on_is_left_alone() -> None:
    assert judge(RULE, [facts()], {1: case(acted=NOW)}, NOW + timedelta(days=20)) == []


def test_a_rule_that_is_switched_off_lets_everybody_go() -> None:
    assert judge(replace(RULE, active=False), [facts()], {1: case()}, NOW)[0].step == "superseded"
    assert judge(replace(RULE, active=False), [facts()], {}, NOW) == []


def test_without_grace_the_measure_comes_at_once() -> None:
    assert judge(replace(RULE, grace_days=0), [facts()], {}, NOW)[0].step == "act"


async def test_a_change_is_a_new_version(conn: Connection) -> None:
    first = await change_rule(conn, OLAV, replace(LATE, threshold=0.2))
    second = await change_rule(conn, OLAV, replace(LATE, threshold=0.3))
    assert (first.version, second.version) == (2, 3)
    assert [rule.threshold for rule in await versions_of(conn, LATE.code)] == [0.3, 0.2, 0.15]
    assert {rule.code: rule.version for rule in await rules_in_force(conn)}[LATE.code] == 3


@pytest.mark.parametrize(
    "change", [{"threshold": 1.5}, {"code": "X"}, {"minimum": 0}, {"window_days": 0}, {"ground": " "}]
)
async def test_a_rule_that_cannot_be_is_refused(conn: Connection, change: dict[str, object]) -> None:
    with pytest.raises(BadRule):
        await change_rule(conn, OLAV, replace(LATE, **change))


async def test_a_dry_run_says_who_and_changes_nothing(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    await happened(conn, nils, order=100, late=30)
    await happened(conn, kaisa, order=100, late=5)
    assert await would_hit(conn, RULE, now=NOW) == [(nils.id, 0.3, 100)]
    assert await cases_of_seller(conn, nils.id) == []


async def test_a_seller_is_warned_then_restricted_then_free_again(conn: Connection, nils: Seller) -> None:
    await happened(conn, nils, order=100, late=30)
    done = await apply_rules(conn, now=NOW)
    assert [(rule.code, verdict.step) for rule, verdict in done] == [("late_deliveries", "warn")]
    assert await apply_rules(conn, now=NOW + timedelta(days=1)) == []
    assert await scalar(conn, "SELECT status FROM seller WHERE id = %s", nils.id) == "active"

    later = NOW + timedelta(days=15)
    done = await apply_rules(conn, now=later)
    assert [(rule.code, verdict.step) for rule, verdict in done] == [("late_deliveries", "act")]
    assert await scalar(conn, "SELECT status FROM seller WHERE id = %s", nils.id) == "restricted"
    [statement] = await statements_of_seller(conn, nils.id)
    assert statement.automated_decision
    assert statement.automated_detection
    assert "30\u00a0%" in statement.facts
    assert statement.until == later + timedelta(days=30)

    [expired] = await expired_statements(conn, later + timedelta(days=31))
    await end_measure(conn, OLAV, expired, "expired")
    assert await scalar(conn, "SELECT status FROM seller WHERE id = %s", nils.id) == "active"
    subjects = [subject for _, subject in await letters(conn)]
    assert len([each for each in subjects if "30" not in each]) >= 3


async def test_nobody_is_acted_on_twice_for_the_same(conn: Connection, nils: Seller) -> None:
    await happened(conn, nils, order=100, late=30)
    await apply_rules(conn, now=NOW)
    acted = NOW + timedelta(days=15)
    await apply_rules(conn, now=acted)
    await conn.execute("UPDATE trust_case SET ended = now(), outcome = 'expired'")
    assert await apply_rules(conn, now=acted + timedelta(days=31)) == []


async def test_who_recovers_is_told_and_let_go(conn: Connection, nils: Seller) -> None:
    await happened(conn, nils, order=100, late=16)
    await apply_rules(conn, now=NOW)
    await happened(conn, nils, days_ago=1, order=100)
    done = await apply_rules(conn, now=NOW + timedelta(days=3))
    assert [verdict.step for _, verdict in done] == ["recovered"]
    assert await cases_of_seller(conn, nils.id) == []
