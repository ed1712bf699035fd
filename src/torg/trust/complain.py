"""Complain of a measure, or of the decision on a report: free of charge, for six months (DSA 20)."""

from datetime import UTC, datetime

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_ourselves
from torg.core.journal import record
from torg.trust.errors import AlreadyComplained, BadReasons, NoticeNotFound, TooLateToComplain
from torg.trust.letters import tell_of_complaint_received
from torg.trust.models import TIME_TO_COMPLAIN, Complaint, Recipient, new_reference
from torg.trust.notice_queries import notice_by_reference
from torg.trust.statement_queries import insert_complaint, statement_by_reference


async def complain(
    conn: Connection, actor: Actor, reference: str, reason: str, *, now: datetime | None = None
) -> Complaint:
    """Complain of the measure with this reference, on behalf of whom it concerns; a receipt goes out at once.

    Raises `StatementNotFound` (also when it is somebody else's), `TooLateToComplain`, `AlreadyComplained`.
    """
    now = now or datetime.now(UTC)
    statement = await statement_by_reference(conn, reference)
    if now > statement.complain_until:
        raise TooLateToComplain
    if statement.complaint_id is not None:
        raise AlreadyComplained
    to = statement.recipient
    written = _complaint(actor, reason, now, to, statement_id=statement.id, seller_id=statement.seller_id)
    return await _added(conn, actor, written)


async def complain_of_decision(
    conn: Connection, actor: Actor, reference: str, reason: str, *, now: datetime | None = None
) -> Complaint:
    """Complain of what was decided on the report with this reference, on behalf of who sent it.

    Raises `NoticeNotFound` (also while nothing is decided), `TooLateToComplain`, `AlreadyComplained`.
    """
    now = now or datetime.now(UTC)
    notice = await notice_by_reference(conn, reference)
    if notice.decided is None:
        raise NoticeNotFound
    if now > notice.decided + TIME_TO_COMPLAIN:
        raise TooLateToComplain
    to = Recipient(notice.name, notice.email, notice.language, notice.locale)
    return await _added(conn, actor, _complaint(actor, reason, now, to, notice_id=notice.id))


async def _added(conn: Connection, actor: Actor, written: Complaint) -> Complaint:
    complaint = await insert_complaint(conn, written)
    body = {"complaint": complaint.id, "statement": complaint.statement_id, "notice": complaint.notice_id}
    await record(conn, actor, "complaint.received", f"complaint:{complaint.id}", body, seller=complaint.seller_id)
    async with as_ourselves(conn):
        await tell_of_complaint_received(conn, complaint)
    return complaint


def _complaint(
    actor: Actor,
    reason: str,
    now: datetime,
    to: Recipient,
    *,
    statement_id: int | None = None,
    notice_id: int | None = None,
    seller_id: int | None = None,
) -> Complaint:
    if not 10 <= len(reason.strip()) <= 5000:
        raise BadReasons("Say in 10 to 5,000 characters why the decision is wrong.")
    return Complaint(
        id=0, reference=new_reference(), at=now, statement_id=statement_id, notice_id=notice_id, seller_id=seller_id,
        actor=str(actor), name=to.name, email=to.email, language=to.language, reason=reason.strip(), assigned=None,
        outcome=None, decision=None, decided_by=None, decided=None,
    )  # fmt: skip
