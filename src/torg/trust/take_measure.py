"""Take a measure with its statement of reasons, and end it again."""

from datetime import UTC, datetime

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.trust.errors import AlreadyEnded, BadReasons
from torg.trust.letters import tell_of_end, tell_of_statement
from torg.trust.measures import measure_of
from torg.trust.models import Affected, Ending, Reasons, Statement, new_reference
from torg.trust.statement_queries import insert_end, insert_statement, lock_statement, statement_by_id
from torg.trust.transparency import CATEGORIES


async def take_measure(
    conn: Connection,
    actor: Actor,
    code: str,
    subject_id: int,
    reasons: Reasons,
    *,
    until: datetime | None = None,
    proposed_by: str = "",
) -> Statement:
    """Do it, and tell whom it concerns what was done, why, and how to complain (DSA 17): one transaction.

    `proposed_by` is the other person where it took two. Raises `UnknownMeasure`, `BadReasons`, `SubjectNotFound`, and
    what the domain of the subject says no with.
    """
    measure = measure_of(code)
    _check(actor, reasons, until)
    affected = await measure.affected(conn, subject_id)
    undone = await measure.take(conn, actor, subject_id, reasons, until)
    if proposed_by:
        undone = {**undone, "proposed_by": proposed_by}
    written = _statement(actor, code, measure.content_type, affected, reasons, until, undone)
    statement = await statement_by_id(conn, await insert_statement(conn, written))
    body = {"statement": statement.id, "measure": code, "subject": affected.subject, "reference": statement.reference}
    await record(conn, actor, "statement.issued", affected.subject, body, seller=affected.seller_id)
    await tell_of_statement(conn, statement)
    return statement


async def end_measure(conn: Connection, actor: Actor, statement_id: int, cause: Ending) -> Statement:
    """Take a measure back and tell whom it concerned; raises `StatementNotFound` and `AlreadyEnded`."""
    statement = await lock_statement(conn, statement_id)
    if statement.ended is not None:
        raise AlreadyEnded
    restored = await measure_of(statement.measure).undo(conn, actor, statement.subject_id, statement.undone)
    await insert_end(conn, statement, str(actor), cause, restored=restored)
    body = {"statement": statement.id, "cause": cause, "restored": restored}
    await record(conn, actor, "statement.ended", statement.subject, body, seller=statement.seller_id)
    ended = await statement_by_id(conn, statement_id)
    await tell_of_end(conn, ended)
    return ended


def _check(actor: Actor, reasons: Reasons, until: datetime | None) -> None:
    if not 10 <= len(reasons.facts.strip()) <= 5000:
        raise BadReasons("Say in 10 to 5,000 characters what was found.")
    if not 1 <= len(reasons.ground_reference.strip()) <= 500:
        raise BadReasons("Name the law, or the clause of the terms, in at most 500 characters.")
    if not 1 <= len(reasons.ground_explanation.strip()) <= 2000:
        raise BadReasons("Say in at most 2,000 characters why it applies.")
    if reasons.category not in CATEGORIES:
        raise BadReasons(f"There is no category {reasons.category[:60]!r}.")
    if until is not None and until <= datetime.now(UTC):
        raise BadReasons("The measure would be over before it began.")
    if actor.role == "system" and not reasons.automated_decision:
        raise BadReasons("A measure that no person takes is said to be automated.")


def _statement(
    actor: Actor,
    code: str,
    content_type: str,
    affected: Affected,
    reasons: Reasons,
    until: datetime | None,
    undone: dict[str, object],
) -> Statement:
    now = datetime.now(UTC)
    # A closure of a business begins 30 days after its reasons (P2B 4(2)): then the measure says from when on it holds.
    effective = datetime.fromisoformat(str(undone["effective"])) if "effective" in undone else now
    return Statement(
        id=0, reference=new_reference(), at=now, actor=str(actor), seller_id=affected.seller_id,
        account_id=affected.account_id, recipient=affected.recipient, subject=affected.subject,
        label=affected.label[:300], measure=code, effective=effective, until=until, territory=list(reasons.territory),
        facts=reasons.facts.strip(), automated_detection=reasons.automated_detection,
        automated_decision=reasons.automated_decision, ground=reasons.ground,
        ground_reference=reasons.ground_reference.strip(), ground_explanation=reasons.ground_explanation.strip(),
        category=reasons.category, content_type=content_type, content_date=affected.content_date,
        content_language=affected.content_language, source=reasons.source, undone=undone,
    )  # fmt: skip
