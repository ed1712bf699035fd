"""Statements of reasons in the office: all, one to be lifted, a new measure, the Transparency Database's file."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, LiteralString

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import staff_at
from torg.core.desk import Column, Desk, Filter, Form, Table
from torg.core.errors import BadRequest
from torg.trust.letters import facts_of
from torg.trust.measures import measures_about
from torg.trust.office_reasons import CATEGORY_CHOICES, choices_about, do_or_propose, read_reasons
from torg.trust.rule_queries import end_case_of
from torg.trust.statement_queries import statement_by_id, statements_between
from torg.trust.subject_queries import subject_shown
from torg.trust.take_measure import end_measure
from torg.trust.transparency import exported
from torg.trust.words import ENDING_WORDS, MEASURE_WORDS, STATEMENT_STATES

OfficeRequest = Request[Any, Any, State]
STATEMENTS: LiteralString = """
    SELECT s.id, s.at, s.measure, s.label, s.subject, s.ground_reference, s.facts, s.reference, s.until,
           s.automated_decision, coalesce(e.cause, 'in_force') AS state, c.id IS NOT NULL AS complained
    FROM statement AS s LEFT JOIN statement_end AS e ON e.statement_id = s.id
        LEFT JOIN complaint AS c ON c.statement_id = s.id
"""
TABLE = Table(
    name="statements",
    source=STATEMENTS,
    columns=(
        Column("When", "at", kind="time", sort=True, link="{desk}/statements/{id}"),
        Column("Measure", "measure", kind="state", words=MEASURE_WORDS),
        Column("Concerns", "label"),
        Column("State", "state", kind="state", words=STATEMENT_STATES, tones={"in_force": "bad"}),
        Column("Ground", "ground_reference", phone=False),
        Column("Until", "until", kind="time", sort=True, phone=False),
        Column("Decided by a program", "automated_decision", kind="flag", phone=False),
        Column("Complained of", "complained", kind="flag", sort=True, phone=False),
        Column("Reference", "reference", phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("label", "facts", "ground_reference", "reference", "subject")),
        Filter("Measure", "measure", words=MEASURE_WORDS),
        Filter("State", "state", words=STATEMENT_STATES),
        Filter("When", "at", kind="dates"),
    ),
    sort="-at",
    empty="No measure has been taken yet.",
)
_MOST_DAYS = 366


@get("/office/statements")
async def statements(request: OfficeRequest) -> Response[Any]:
    """Show, filter and export statements of reasons."""
    async with staff_at(request, "trust") as desk:
        today = desk.now().date()
        return await TABLE.answer(
            desk, title=desk.say("Statements of reasons"), template="trust/office/statements.html",
            first=(today - timedelta(days=30)).isoformat(), last=today.isoformat(),
        )  # fmt: skip


@get("/office/statements.json")
async def export(request: OfficeRequest) -> Response[bytes]:
    """Answer the statements of some days (`?first=…&last=…`) as the DSA Transparency Database takes them."""
    async with staff_at(request, "trust") as desk:
        first, last = _day(request, "first"), _day(request, "last")
        if not first <= last or (last - first).days > _MOST_DAYS:
            raise BadRequest("Choose a first and a last day, at most a year apart.")
        begin = datetime.combine(first, time(), tzinfo=desk.zone)
        end = datetime.combine(last + timedelta(days=1), time(), tzinfo=desk.zone)
        found = await statements_between(desk.conn, begin, end)
    body = msgspec.json.format(msgspec.json.encode({"statements": [exported(each) for each in found]}), indent=1)
    name = f'attachment; filename="statements-{first}-{last}.json"'
    return Response(body, media_type="application/json", headers={"content-disposition": name})


@get("/office/statements/{statement:int}")
async def statement_page(request: OfficeRequest, statement: FromPath[int]) -> Response[Any]:
    """Show a statement of reasons."""
    async with staff_at(request, "trust") as desk:
        found = await statement_by_id(desk.conn, statement)
        return desk.page(
            "trust/office/statement.html", title=desk.say("Statement %(number)s", number=found.id), statement=found,
            facts=facts_of(found, desk.language), ending=ENDING_WORDS.get(found.ending or ""),
        )  # fmt: skip


@post("/office/statements/{statement:int}/lift")
async def lift(request: OfficeRequest, statement: FromPath[int]) -> Response[Any]:
    """Take a measure back before its time."""
    async with staff_at(request, "trust") as desk:
        await end_measure(desk.conn, desk.actor, statement, "lifted")
        await end_case_of(desk.conn, statement, "expired")
        said = desk.say("The measure has ended, and whom it concerned has been told.")
        return desk.redirect(desk.url(f"statements/{statement}"), said)


@get("/office/measures/{kind:str}/{subject:int}")
async def measure_form(request: OfficeRequest, kind: FromPath[str], subject: FromPath[int]) -> Response[Any]:
    """Ask which measure to take, and for its reasons."""
    async with staff_at(request, "trust") as desk:
        return await _measure_page(desk, kind, subject, Form(language=desk.language))


@post("/office/measures/{kind:str}/{subject:int}")
async def take(request: OfficeRequest, kind: FromPath[str], subject: FromPath[int]) -> Response[Any]:
    """Take a measure on the market's own initiative."""
    async with staff_at(request, "trust") as desk:
        form = await desk.form()
        read = read_reasons(form)
        said = await do_or_propose(desk, form, None, read) if form else ""
        if not form:
            return await _measure_page(desk, kind, subject, form, status=422)
        return desk.redirect(desk.url("statements"), said)


async def _measure_page(desk: Desk, kind: str, subject: int, form: Form, status: int = 200) -> Response[bytes]:
    shown = await subject_shown(desk.conn, f"{kind[:20]}:{subject}")
    if shown is None or not measures_about(kind):
        raise BadRequest("There is nothing of that kind to take a measure about.")
    return desk.page(
        "trust/office/measure.html", title=desk.say("Take a measure"), status=status, form=form, shown=shown,
        measures=choices_about(desk, kind), categories=CATEGORY_CHOICES, subject_id=subject,
    )  # fmt: skip


def _day(request: OfficeRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.query_params.get(name, datetime.now(UTC).date().isoformat()))
    except ValueError:
        raise BadRequest(f"`{name}` is a day such as 2026-11-22.") from None


routes = [statements, export, statement_page, lift, measure_form, take]
