"""Change the rules that act on sellers: each change is a new version, and no version is ever altered."""

import re
from datetime import UTC, datetime

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.trust.errors import BadRule
from torg.trust.rule_queries import insert_rule
from torg.trust.rules import NewRule, Rule

_SHARES = {"late", "cancelled", "faulty", "answers"}
_MOST = {"reviews": 5.0, "standing": 100.0, "illegal": 10_000.0}


async def change_rule(conn: Connection, actor: Actor, rule: NewRule) -> Rule:
    """Write a rule, or a new version of it, that holds from now on; raises `BadRule`, which says what is wrong."""
    _check(rule)
    written = await insert_rule(conn, rule, str(actor))
    if written is None:
        raise BadRule("Somebody else changed that rule at the same moment; look at it again.")
    body = {"rule": rule.code, "version": written.version, "active": rule.active}
    await record(conn, actor, "trust_rule.changed", f"trust_rule:{written.id}", body)
    return written


def as_of_now(rule: NewRule) -> Rule:
    """Give a rule as though it held, for a dry run; raises `BadRule`."""
    _check(rule)
    return Rule(
        id=0, code=rule.code, version=0, active=rule.active, measure=rule.measure, threshold=rule.threshold,
        window_days=rule.window_days, minimum=rule.minimum, action=rule.action, grace_days=rule.grace_days,
        duration_days=rule.duration_days, ground=rule.ground, at=datetime.now(UTC), actor="",
    )  # fmt: skip


def _check(rule: NewRule) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,39}", rule.code):
        raise BadRule("A rule's code is 2 to 40 small letters, digits and underscores.")
    if not 0 <= rule.threshold <= (1.0 if rule.measure in _SHARES else _MOST[rule.measure]):
        raise BadRule("The threshold is a share up to 100 %, stars up to 5, points up to 100, or a count.")
    if not 1 <= rule.window_days <= 730 or not 1 <= rule.minimum <= 100_000:
        raise BadRule("The window is 1 to 730 days, and the minimum 1 to 100,000.")
    if not 0 <= rule.grace_days <= 365 or not 1 <= (rule.duration_days or 1) <= 3650:
        raise BadRule("The grace is up to 365 days, and the duration up to 3,650.")
    if not 1 <= len(rule.ground.strip()) <= 500:
        raise BadRule("Name the clause of the terms, or the law, in at most 500 characters.")
