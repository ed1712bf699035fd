"""Complaints in the office: decided by a person who did not take the decision."""

from typing import Any, LiteralString

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import staff_at
from torg.core.desk import Column, Desk, Filter, Form, Table
from torg.trust.decide_complaint import assign_complaint, decide_complaint, who_decided
from torg.trust.letters import facts_of
from torg.trust.notice_queries import notice_by_id
from torg.trust.statement_queries import complaint_by_id, statement_by_id

OfficeRequest = Request[Any, Any, State]
OUTCOMES = {"open": "To decide", "upheld": "The decision stands", "reversed": "The decision was taken back"}
"""How far complaints have come: msgids."""
COMPLAINTS: LiteralString = """
    SELECT c.id, c.at, c.name, c.reason, coalesce(s.label, n.about) AS about, coalesce(c.outcome, 'open') AS outcome,
           coalesce(a.name, '') AS assigned, c.decided
    FROM complaint AS c LEFT JOIN statement AS s ON s.id = c.statement_id LEFT JOIN notice AS n ON n.id = c.notice_id
        LEFT JOIN account AS a ON c.assigned = 'operator:' || a.id
"""
TABLE = Table(
    name="complaints",
    source=COMPLAINTS,
    columns=(
        Column("When", "at", kind="time", sort=True, link="{desk}/complaints/{id}"),
        Column("From", "name"),
        Column("Concerns", "about"),
        Column("State", "outcome", kind="state", words=OUTCOMES, tones={"open": "bad"}),
        Column("With", "assigned", sort=True, phone=False),
        Column("Decided", "decided", kind="time", sort=True, phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("name", "reason", "about")),
        Filter("State", "outcome", words=OUTCOMES),
        Filter("When", "at", kind="dates"),
    ),
    sort="at",
    empty="Nobody has complained.",
)


@get("/office/complaints")
async def complaints(request: OfficeRequest) -> Response[Any]:
    """Show, filter and export complaints; the oldest first."""
    async with staff_at(request, "trust") as desk:
        return await TABLE.answer(desk, title=desk.say("Complaints"))


@get("/office/complaints/{complaint:int}")
async def complaint_page(request: OfficeRequest, complaint: FromPath[int]) -> Response[Any]:
    """Show a complaint beside the decision that it is about."""
    async with staff_at(request, "trust") as desk:
        return await _page(desk, complaint, Form(language=desk.language))


@post("/office/complaints/{complaint:int}/assignment")
async def assign(request: OfficeRequest, complaint: FromPath[int]) -> Response[Any]:
    """Take a complaint upon oneself."""
    async with staff_at(request, "trust") as desk:
        await assign_complaint(desk.conn, desk.actor, complaint)
        return desk.redirect(desk.url(f"complaints/{complaint}"), desk.say("It is yours."))


@post("/office/complaints/{complaint:int}")
async def decide(request: OfficeRequest, complaint: FromPath[int]) -> Response[Any]:
    """Decide a complaint."""
    async with staff_at(request, "trust") as desk:
        form = await desk.form()
        outcome = form.choice("outcome", ("upheld", "reversed"))
        decision = form.text("decision", longest=5000, lines=True)
        if form:
            async with form.trying(desk.conn):
                await decide_complaint(
                    desk.conn, desk.actor, complaint, "reversed" if outcome == "reversed" else "upheld", decision
                )
        if not form:
            return await _page(desk, complaint, form, status=422)
        return desk.redirect(
            desk.url("complaints?outcome=open"), desk.say("Decided. Whoever complained has been told.")
        )


async def _page(desk: Desk, complaint_id: int, form: Form, status: int = 200) -> Response[bytes]:
    complaint = await complaint_by_id(desk.conn, complaint_id)
    statement = await statement_by_id(desk.conn, complaint.statement_id) if complaint.statement_id else None
    notice = await notice_by_id(desk.conn, complaint.notice_id) if complaint.notice_id else None
    return desk.page(
        "trust/office/complaint.html",
        title=desk.say("Complaint %(number)s", number=complaint.id),
        status=status,
        form=form,
        complaint=complaint,
        facts=facts_of(statement, desk.language) if statement else [],
        notice=notice,
        mine=str(desk.actor) in await who_decided(desk.conn, complaint),
        outcomes={code: desk.say(words) for code, words in OUTCOMES.items() if code != "open"},
    )


routes = [complaints, complaint_page, assign, decide]
