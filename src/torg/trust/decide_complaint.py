"""Decide a complaint: by a person, never whoever took the decision (DSA 20(6)); who was right is restored."""

from contextlib import suppress

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.trust.errors import (
    AlreadyDecided,
    AlreadyEnded,
    BadReasons,
    ComplaintNotFound,
    DecidedByPeople,
    NotByWhoDecided,
)
from torg.trust.letters import tell_of_complaint_decision
from torg.trust.models import Complaint, ComplaintOutcome
from torg.trust.notice_queries import notice_by_id, reopen_notice
from torg.trust.rule_queries import end_case_of
from torg.trust.statement_queries import (
    assign_complaint_to,
    lock_complaint,
    save_complaint_decision,
    statement_by_id,
)
from torg.trust.take_measure import end_measure


async def decide_complaint(
    conn: Connection, actor: Actor, complaint_id: int, outcome: ComplaintOutcome, decision: str
) -> Complaint:
    """Let the decision stand (`upheld`) or take it back (`reversed`): then what it took is restored.

    A reversed decision on a report opens the report again. Raises `DecidedByPeople`, `NotByWhoDecided`,
    `AlreadyDecided`, `ComplaintNotFound`, `BadReasons`.
    """
    if actor.role != "operator" or not actor.id:
        raise DecidedByPeople
    if not 10 <= len(decision.strip()) <= 5000:
        raise BadReasons("Say in 10 to 5,000 characters why.")
    complaint = await lock_complaint(conn, complaint_id)
    if complaint.outcome is not None:
        raise AlreadyDecided
    if str(actor) in await who_decided(conn, complaint):
        raise NotByWhoDecided
    decided = await save_complaint_decision(conn, complaint_id, outcome, decision.strip(), str(actor))
    if outcome == "reversed":
        await _reverse(conn, actor, complaint)
    body = {"complaint": complaint_id, "outcome": outcome}
    await record(conn, actor, "complaint.decided", f"complaint:{complaint_id}", body, seller=complaint.seller_id)
    await tell_of_complaint_decision(conn, decided)
    return decided


async def who_decided(conn: Connection, complaint: Complaint) -> set[str]:
    """Name everybody who had a hand in the decision complained of: they do not decide the complaint."""
    if complaint.statement_id is not None:
        statement = await statement_by_id(conn, complaint.statement_id)
        return {statement.actor, str(statement.undone.get("proposed_by", statement.actor))}
    if complaint.notice_id is not None:
        return {(await notice_by_id(conn, complaint.notice_id)).decided_by or ""}
    return set()


async def assign_complaint(conn: Connection, actor: Actor, complaint_id: int) -> None:
    """Take a complaint upon oneself; raises `ComplaintNotFound`, `NotByWhoDecided`."""
    complaint = await lock_complaint(conn, complaint_id)
    if str(actor) in await who_decided(conn, complaint):
        raise NotByWhoDecided
    if not await assign_complaint_to(conn, complaint_id, str(actor)):
        raise ComplaintNotFound
    await record(conn, actor, "complaint.assigned", f"complaint:{complaint_id}", {"complaint": complaint_id})


async def _reverse(conn: Connection, actor: Actor, complaint: Complaint) -> None:
    if complaint.statement_id is not None:
        # What was over before the complaint was decided has nothing to restore; the decision says that it was wrong.
        with suppress(AlreadyEnded):
            await end_measure(conn, actor, complaint.statement_id, "reversed")
        await end_case_of(conn, complaint.statement_id, "reversed")
    elif complaint.notice_id is not None:
        await reopen_notice(conn, complaint.notice_id)
