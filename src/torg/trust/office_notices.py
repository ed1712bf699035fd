"""Reports in the office: the queue, one report with all that is known, and what is decided."""

from typing import Any, LiteralString

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import staff_at
from torg.core.desk import Column, Desk, Filter, Form, Table
from torg.trust.decide_notice import assign_notice, dismiss_notice
from torg.trust.notice_queries import notice_by_id, notices_about
from torg.trust.office_reasons import CATEGORY_CHOICES, choices_about, do_or_propose, read_reasons
from torg.trust.report import NOTICE_CATEGORIES
from torg.trust.subject_queries import subject_shown
from torg.trust.words import STATE_WORDS

OfficeRequest = Request[Any, Any, State]
_CATEGORIES = {code: words for code, (words, _) in NOTICE_CATEGORIES.items()}
NOTICES: LiteralString = """
    SELECT n.id, n.at, n.category, n.about, n.subject, n.reason, n.email, n.state, n.outcome, n.trusted_flagger,
           coalesce(a.name, '') AS assigned
    FROM notice AS n LEFT JOIN account AS a ON n.assigned = 'operator:' || a.id
"""
TABLE = Table(
    name="notices",
    source=NOTICES,
    columns=(
        Column("When", "at", kind="time", sort=True, link="{desk}/notices/{id}"),
        Column("What is wrong", "category", kind="state", words=_CATEGORIES),
        Column("Concerns", "subject"),
        Column("Trusted flagger", "trusted_flagger", kind="flag", sort=True, phone=False),
        Column("State", "state", kind="state", words=STATE_WORDS, tones={"new": "bad", "assigned": "few"}),
        Column("With", "assigned", sort=True, phone=False),
        Column("From", "email", phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("about", "reason", "email", "subject")),
        Filter("State", "state", words=STATE_WORDS),
        Filter("What is wrong", "category", words=_CATEGORIES),
        Filter("When", "at", kind="dates"),
    ),
    sort="at",
    empty="Nobody has reported anything.",
)


@get("/office/notices")
async def notices(request: OfficeRequest) -> Response[Any]:
    """Show, filter and export reports; the oldest first."""
    async with staff_at(request, "trust") as desk:
        return await TABLE.answer(desk, title=desk.say("Reports of illegal content"))


@get("/office/notices/{notice:int}")
async def notice_page(request: OfficeRequest, notice: FromPath[int]) -> Response[Any]:
    """Show a report, what it is about, and what else was said of that."""
    async with staff_at(request, "trust") as desk:
        return await _page(desk, notice, Form(language=desk.language))


@post("/office/notices/{notice:int}/assignment")
async def assign(request: OfficeRequest, notice: FromPath[int]) -> Response[Any]:
    """Take a report upon oneself."""
    async with staff_at(request, "trust") as desk:
        await assign_notice(desk.conn, desk.actor, notice)
        return desk.redirect(desk.url(f"notices/{notice}"), desk.say("It is yours."))


@post("/office/notices/{notice:int}/measure")
async def act(request: OfficeRequest, notice: FromPath[int]) -> Response[Any]:
    """Take a measure because of a report."""
    async with staff_at(request, "trust") as desk:
        form = await desk.form()
        read = read_reasons(form)
        said = await do_or_propose(desk, form, notice, read) if form else ""
        if not form:
            return await _page(desk, notice, form, status=422)
        return desk.redirect(desk.url(f"notices/{notice}"), said)


@post("/office/notices/{notice:int}/dismissal")
async def dismiss(request: OfficeRequest, notice: FromPath[int]) -> Response[Any]:
    """Take no measure, and say why."""
    async with staff_at(request, "trust") as desk:
        form = await desk.form()
        decision, unfounded = form.text("decision", longest=5000, lines=True), form.ticked("unfounded")
        if form:
            async with form.trying(desk.conn, "decision"):
                await dismiss_notice(desk.conn, desk.actor, notice, decision, unfounded=unfounded)
        if not form:
            return await _page(desk, notice, form, status=422)
        return desk.redirect(desk.url("notices?state=new"), desk.say("Decided. Whoever reported has been told."))


async def _page(desk: Desk, notice_id: int, form: Form, status: int = 200) -> Response[bytes]:
    notice = await notice_by_id(desk.conn, notice_id)
    kind, _, number = notice.subject.partition(":")
    return desk.page(
        "trust/office/notice.html",
        title=desk.say("Report %(number)s", number=notice.id),
        status=status,
        form=form,
        notice=notice,
        category=NOTICE_CATEGORIES[notice.category],
        shown=await subject_shown(desk.conn, notice.subject),
        others=await notices_about(desk.conn, notice.subject, notice.id) if kind != "page" else [],
        measures=choices_about(desk, kind),
        of_seller=choices_about(desk, "seller") if notice.seller_id and kind != "seller" else {},
        categories=CATEGORY_CHOICES,
        subject_id=int(number),
        states=STATE_WORDS,
    )


routes = [notices, notice_page, assign, act, dismiss]
