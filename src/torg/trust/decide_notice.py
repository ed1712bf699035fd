"""Decide a report: take a measure or none, tell both sides why, and act on misuse (DSA 16(5), 17, 20, 23)."""

from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.trust.errors import AlreadyDecided, BadReasons, DecidedByPeople
from torg.trust.letters import tell_of_misuse, tell_of_notice_decision
from torg.trust.models import Notice, Reasons
from torg.trust.notice_queries import (
    count_unfounded,
    insert_reporter_measure,
    lock_notice,
    save_assignment,
    save_notice_decision,
    suspended_until,
    was_warned,
)
from torg.trust.take_measure import take_measure


class MisuseRules(Struct, frozen=True):
    """When somebody reports without any ground again and again: first a warning, then silence for a time."""

    warn_at: int = 3
    suspend_at: int = 5
    """Within the window, and never without a warning before."""
    window_days: int = 180
    silence_days: int = 60


async def assign_notice(conn: Connection, actor: Actor, notice_id: int) -> None:
    """Take a report upon oneself; raises `NoticeNotFound`, `AlreadyDecided`."""
    notice = await lock_notice(conn, notice_id)
    if notice.state == "decided":
        raise AlreadyDecided
    await save_assignment(conn, notice_id, str(actor))
    await record(conn, actor, "notice.assigned", f"notice:{notice_id}", {"notice": notice_id})


async def act_on_notice(
    conn: Connection,
    actor: Actor,
    notice_id: int,
    measure: str,
    subject_id: int,
    reasons: Reasons,
    *,
    until: datetime | None = None,
    proposed_by: str = "",
) -> Notice:
    """Take a measure because of a report; who is concerned gets a statement of reasons, who reported an answer.

    Raises `AlreadyDecided` and what `take_measure` does.
    """
    notice = await _undecided(conn, actor, notice_id)
    source = "trusted_flagger" if notice.trusted_flagger else "notice"
    because = replace(reasons, source=source)
    statement = await take_measure(conn, actor, measure, subject_id, because, until=until, proposed_by=proposed_by)
    decided = await save_notice_decision(
        conn, notice_id, "measure", reasons.ground_explanation, str(actor), unfounded=False, statement_id=statement.id
    )
    await _tell(conn, actor, decided)
    return decided


async def dismiss_notice(
    conn: Connection,
    actor: Actor,
    notice_id: int,
    decision: str,
    *,
    unfounded: bool = False,
    rules: MisuseRules = MisuseRules(),  # noqa: B008 - frozen.
) -> Notice:
    """Take no measure, and tell who reported why; `unfounded` says that it was manifestly so, which counts as misuse.

    Raises `AlreadyDecided`, `BadReasons`.
    """
    if not 10 <= len(decision.strip()) <= 5000:
        raise BadReasons("Say in 10 to 5,000 characters why nothing is done.")
    await _undecided(conn, actor, notice_id)
    decided = await save_notice_decision(
        conn, notice_id, "no_measure", decision.strip(), str(actor), unfounded=unfounded, statement_id=None
    )
    await _tell(conn, actor, decided)
    if unfounded and decided.email:
        await _act_on_misuse(conn, actor, decided, rules)
    return decided


async def _undecided(conn: Connection, actor: Actor, notice_id: int) -> Notice:
    if actor.role != "operator" or not actor.id:
        raise DecidedByPeople("A report is decided by a person of the staff.")
    notice = await lock_notice(conn, notice_id)
    if notice.state == "decided":
        raise AlreadyDecided
    return notice


async def _tell(conn: Connection, actor: Actor, notice: Notice) -> None:
    body = {"notice": notice.id, "outcome": notice.outcome, "statement": notice.statement_id}
    await record(conn, actor, "notice.decided", f"notice:{notice.id}", body)
    await tell_of_notice_decision(conn, notice)


async def _act_on_misuse(conn: Connection, actor: Actor, notice: Notice, rules: MisuseRules) -> None:
    now = datetime.now(UTC)
    since = now - timedelta(days=rules.window_days)
    times = await count_unfounded(conn, notice.email, since)
    warned = await was_warned(conn, notice.email, since)
    if times >= rules.suspend_at and warned:
        if await suspended_until(conn, notice.email, now) is None:
            until = await insert_reporter_measure(conn, notice.email, str(actor), days=rules.silence_days)
            await tell_of_misuse(conn, notice, times, until)
    elif times >= rules.warn_at and not warned:
        await insert_reporter_measure(conn, notice.email, str(actor), days=None)
        await tell_of_misuse(conn, notice, times, None)
