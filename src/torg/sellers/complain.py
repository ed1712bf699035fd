"""Complain about a decision, free of charge and for six months; another person than who decided answers."""

from datetime import UTC, datetime

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.errors import NotFound
from torg.core.i18n import catalogue
from torg.core.isolation import as_ourselves
from torg.core.journal import record
from torg.core.mail import mail_from_template, send_mail
from torg.sellers.decide import decide
from torg.sellers.decision_models import Decision, NewDecision
from torg.sellers.decision_queries import (
    insert_complaint,
    insert_notice,
    lock_complaint,
    lock_decision,
    save_answer,
    withdraw,
)
from torg.sellers.errors import NoComplaint, ReasonWanted
from torg.sellers.queries import lock_seller
from torg.sellers.tell_seller import addresses_of


async def complain(conn: Connection, actor: Actor, seller_id: int, decision_id: int, said: str) -> None:
    """Note what a seller says against a decision (DSA Art. 20, P2B Art. 11); raises `NoComplaint`, `ReasonWanted`."""
    text = said.strip()[:10_000]
    if not text:
        raise ReasonWanted("Say what you think is wrong with the decision.")
    async with as_ourselves(conn):
        decision = await lock_decision(conn, decision_id)
    if decision is None or decision.seller_id != seller_id:
        raise NotFound
    if not decision.may_complain(datetime.now(UTC)):
        raise NoComplaint
    if not await insert_complaint(conn, decision_id, seller_id, text, str(actor)):
        raise NoComplaint
    body = {"seller": seller_id, "decision": decision_id}
    await record(conn, actor, "decision.complained", f"seller_decision:{decision_id}", body, seller=seller_id)


async def answer_complaint(conn: Connection, actor: Actor, decision_id: int, answer: str, *, upheld: bool) -> None:
    """Answer a complaint, as a person who did not take the decision; one that is right takes the decision back.

    Raises `NoComplaint`, `ReasonWanted`.
    """
    text = answer.strip()[:10_000]
    if not text:
        raise ReasonWanted("Say why: the answer goes to the seller.")
    decision = await lock_decision(conn, decision_id)
    complaint = await lock_complaint(conn, decision_id)
    if decision is None or complaint is None or complaint.answered is not None:
        raise NoComplaint("There is no complaint that waits for an answer.")
    if decision.actor == str(actor) or actor.role != "operator":
        raise NoComplaint("Another person than who decided answers the complaint (DSA Article 20(6)).")
    await save_answer(conn, decision_id, text, upheld=upheld, actor=str(actor))
    body = {"seller": decision.seller_id, "decision": decision_id, "upheld": upheld}
    await record(conn, actor, "decision.answered", f"seller_decision:{decision_id}", body, seller=decision.seller_id)
    await _tell(conn, decision, text, upheld=upheld)
    if upheld:
        await _take_back(conn, actor, decision, text)


async def _tell(conn: Connection, decision: Decision, answer: str, *, upheld: bool) -> None:
    seller = await lock_seller(conn, decision.seller_id)
    told = {"answer": answer, "upheld": "yes" if upheld else "no"}
    await insert_notice(conn, seller.id, decision.id, "complaint.answered", told)
    for place, (email, language) in enumerate(await addresses_of(conn, seller)):
        subject = f"{seller.name}: {catalogue(language).say('The answer to your complaint')}"
        mail = mail_from_template(
            email, language, "sellers/mail/complaint.html", subject, seller=seller, answer=answer, upheld=upheld
        )
        await send_mail(conn, mail, message_id=f"seller-complaint-{decision.id}-{place}")


async def _take_back(conn: Connection, actor: Actor, decision: Decision, reason: str) -> None:
    """Undo a decision: what was only announced is withdrawn, what holds is ended."""
    await withdraw(conn, decision.id)
    seller = await lock_seller(conn, decision.seller_id)
    if decision.applied is not None and seller.status == decision.to_status and decision.to_status != "closed":
        await decide(conn, actor, seller.id, NewDecision("active", reason, decision.ground))
