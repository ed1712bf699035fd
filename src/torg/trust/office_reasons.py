"""The form on which staff take a measure with its reasons; what ends somebody's trade takes two people."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from torg.core.actor import Actor
from torg.core.approvals import Approval, approvable, propose
from torg.core.db import Connection
from torg.core.desk import Desk, Form
from torg.trust.decide_notice import act_on_notice
from torg.trust.measures import all_measures, measures_about
from torg.trust.models import Reasons
from torg.trust.take_measure import take_measure
from torg.trust.transparency import CATEGORIES

TWO_PEOPLE = {"suspend_seller", "close_seller"}
"""What one person alone does not do."""


def read_reasons(form: Form) -> tuple[str, int, Reasons, datetime | None]:
    """Read measure, subject, reasons and end; errors stand beside their fields."""
    codes = {measure.code for measure in all_measures()}
    days = form.whole("days", least=1, most=3650, otherwise=0)
    ground = form.choice("ground", ("law", "terms"))
    reasons = Reasons(
        facts=form.text("facts", longest=5000, lines=True),
        ground="law" if ground == "law" else "terms",
        ground_reference=form.text("ground_reference", longest=500),
        ground_explanation=form.text("ground_explanation", longest=2000, lines=True),
        category=form.choice("category", CATEGORIES),
        automated_detection=form.ticked("automated_detection"),
    )
    measure, subject = form.choice("measure", codes), form.whole("subject_id", least=1, most=10**15)
    return measure, subject, reasons, datetime.now(UTC) + timedelta(days=days) if days else None


async def do_or_propose(
    desk: Desk, form: Form, notice_id: int | None, read: tuple[str, int, Reasons, datetime | None]
) -> str:
    """Take a measure, because of a report or not, or put it before another person; give what to say of it."""
    measure, subject, reasons, until = read
    if measure in TWO_PEOPLE:
        body: dict[str, Any] = {
            "measure": measure,
            "reasons": msgspec.to_builtins(reasons),
            "until": until.isoformat() if until else None,
            "notice": notice_id,
        }
        async with form.trying(desk.conn):
            await propose(
                desk.conn, desk.actor, "trust.measure", f"seller:{subject}", body, reasons.facts[:2000], seller=subject
            )
        return desk.say("Proposed: another person has to approve it.")
    async with form.trying(desk.conn):
        await _do(desk.conn, desk.actor, notice_id, read)
    return desk.say("Done. Everybody whom it concerns has been told.")


@approvable("trust.measure", title="Suspend a seller or end its agreement, with reasons", permission="trust")
async def _approved(conn: Connection, actor: Actor, approval: Approval) -> None:
    """Do what two people want."""
    body = approval.body
    until = datetime.fromisoformat(body["until"]) if body["until"] else None
    reasons = msgspec.convert(body["reasons"], Reasons)
    subject = int(approval.subject.partition(":")[2])
    await _do(conn, actor, body["notice"], (body["measure"], subject, reasons, until), approval.proposed_by)


async def _do(
    conn: Connection,
    actor: Actor,
    notice_id: int | None,
    read: tuple[str, int, Reasons, datetime | None],
    proposed_by: str = "",
) -> None:
    measure, subject, reasons, until = read
    if notice_id is None:
        await take_measure(conn, actor, measure, subject, reasons, until=until, proposed_by=proposed_by)
    else:
        await act_on_notice(conn, actor, notice_id, measure, subject, reasons, until=until, proposed_by=proposed_by)


def choices_about(desk: Desk, kind: str) -> dict[str, str]:
    """Give what can be done to something of a kind, in words."""
    return {measure.code: desk.say(measure.title) for measure in measures_about(kind)}


CATEGORY_CHOICES = {code: code.replace("_", " ").capitalize() for code in CATEGORIES}
"""The categories of the Transparency Database, under its own names."""
