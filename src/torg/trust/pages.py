"""What anybody can do about trust: report, read a decision, complain, choose what a recall gives."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Redirect

from torg.accounts.pages import locale_at, shop_page
from torg.accounts.sessions import connected, pool_of, who
from torg.core.actor import Actor
from torg.core.desk import Form, read_form
from torg.core.errors import Refusal
from torg.core.security import Limit, address_of, take
from torg.core.web import SiteLocale
from torg.trust.complain import complain, complain_of_decision
from torg.trust.letters import facts_of
from torg.trust.models import NewNotice
from torg.trust.notice_queries import notice_by_reference
from torg.trust.reach_buyers import choose_remedy
from torg.trust.recall_queries import buyer_by_token, mark_seen, recall_by_id
from torg.trust.report import NAMELESS, NOTICE_CATEGORIES, report
from torg.trust.statement_queries import statement_by_reference
from torg.trust.words import ENDING_WORDS, OUTCOME_WORDS, REMEDY_WORDS, STATE_WORDS, day, text_in

TrustRequest = Request[Any, Any, State]
BY_ADDRESS = Limit("report", burst=10, seconds=360)
"""Ten reports at once from one address, then ten an hour."""
COMPLAINTS = Limit("complaint", burst=10, seconds=360)


@get("/{locale:str}/report")
async def report_page(request: TrustRequest, locale: FromPath[str]) -> Response[Any]:
    """Answer the form on which anybody reports something illegal."""
    known = locale_at(request, locale)
    found = await who(request) if request.cookies else None
    name, email = (found.account.name, found.account.email) if found else ("", "")
    return _report_page(request, known, Form(language=known.language), name=name, email=email)


@post("/{locale:str}/report")
async def send_report(request: TrustRequest, locale: FromPath[str]) -> Response[Any]:
    """Take in a report, and lead to its receipt."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    category = form.choice("category", NOTICE_CATEGORIES)
    new = NewNotice(
        about=form.text("about", longest=2000),
        category=category,
        reason=form.text("reason", longest=5000, lines=True),
        good_faith=form.ticked("good_faith"),
        name=form.text("name", longest=200, required=category != NAMELESS),
        email=form.email("email", required=category != NAMELESS),
        locale=known.code,
    )
    if not new.good_faith:
        form.refuse("good_faith", form.words.say("Please confirm that you say this in good faith."))
    if form and len(new.reason) < 20:
        form.refuse("reason", form.words.say("Please say in 20 to 5,000 characters why it is illegal."))
    if not form:
        return _report_page(request, known, form, status=422)
    try:
        await take(pool_of(request), BY_ADDRESS, address_of(request))
        async with connected(request) as conn:
            notice = await report(conn, Actor("shopper"), new)
    except Refusal as refusal:
        form.refuse("", form.words.say(refusal.detail))
        return _report_page(request, known, form, status=refusal.status)
    return Redirect(f"/{known.code}/report/{notice.reference}", status_code=303)


@get("/{locale:str}/report/{reference:str}")
async def notice_page(request: TrustRequest, locale: FromPath[str], reference: FromPath[str]) -> Response[Any]:
    """Show whoever reported how far their report has come, and let them complain of what was decided."""
    return await _notice_page(request, locale_at(request, locale), reference, Form())


@post("/{locale:str}/report/{reference:str}")
async def complain_as_reporter(request: TrustRequest, locale: FromPath[str], reference: FromPath[str]) -> Response[Any]:
    """Complain of what was decided on one's report."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    reason = form.text("reason", longest=5000, lines=True)
    if form:
        try:
            await take(pool_of(request), COMPLAINTS, address_of(request))
            async with connected(request) as conn:
                await complain_of_decision(conn, Actor("shopper"), reference, reason)
            return Redirect(f"/{known.code}/report/{reference}", status_code=303)
        except Refusal as refusal:
            form.refuse("reason", form.words.say(refusal.detail))
    return await _notice_page(request, known, reference, form, status=422)


@get("/{locale:str}/decision/{reference:str}")
async def statement_page(request: TrustRequest, locale: FromPath[str], reference: FromPath[str]) -> Response[Any]:
    """Show whom a measure concerns its statement of reasons, and let them complain; the reference is the key."""
    return await _statement_page(request, locale_at(request, locale), reference, Form())


@post("/{locale:str}/decision/{reference:str}")
async def complain_here(request: TrustRequest, locale: FromPath[str], reference: FromPath[str]) -> Response[Any]:
    """Complain of a measure."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    reason = form.text("reason", longest=5000, lines=True)
    if form:
        try:
            await take(pool_of(request), COMPLAINTS, address_of(request))
            async with connected(request) as conn:
                await complain(conn, Actor("shopper"), reference, reason)
            return Redirect(f"/{known.code}/decision/{reference}", status_code=303)
        except Refusal as refusal:
            form.refuse("reason", form.words.say(refusal.detail))
    return await _statement_page(request, known, reference, form, status=422)


@get("/{locale:str}/recall/{token:str}")
async def recall_page(request: TrustRequest, locale: FromPath[str], token: FromPath[str]) -> Response[Any]:
    """Tell a buyer of a recall, and ask what they want; the address in their mail is the key."""
    known = locale_at(request, locale)
    async with connected(request) as conn:
        buyer = await buyer_by_token(conn, token)
        recall = await recall_by_id(conn, buyer.recall_id)
        await mark_seen(conn, token)
    remedies = [(code, REMEDY_WORDS[code]) for code in recall.remedies]
    return shop_page(
        request, known, "trust/recall.html", "Product safety recall" if recall.kind == "recall" else "Illegal goods",
        recall=recall, buyer=buyer, remedies=remedies, chosen=REMEDY_WORDS.get(buyer.remedy or ""),
        text=lambda texts: text_in(texts, known.language), day=lambda moment: day(moment, known.language),
    )  # fmt: skip


@post("/{locale:str}/recall/{token:str}")
async def choose(request: TrustRequest, locale: FromPath[str], token: FromPath[str]) -> Response[Any]:
    """Take in what a buyer of recalled goods wants."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    remedy = form.choice("remedy", REMEDY_WORDS)
    if form:
        async with connected(request) as conn:
            await choose_remedy(conn, token, remedy)  # type: ignore[arg-type] # One of REMEDY_WORDS.
    return Redirect(f"/{known.code}/recall/{token}", status_code=303)


def _report_page(
    request: TrustRequest, known: SiteLocale, form: Form, *, status: int = 200, name: str = "", email: str = ""
) -> Response[bytes]:
    categories = {code: form.words.say(words) for code, (words, _) in NOTICE_CATEGORIES.items()}
    return shop_page(
        request, known, "trust/report.html", "Report something illegal", status=status, form=form,
        about=request.query_params.get("about", "")[:2000], categories=categories, name=name, email=email,
    )  # fmt: skip


async def _notice_page(
    request: TrustRequest, known: SiteLocale, reference: str, form: Form, status: int = 200
) -> Response[bytes]:
    async with connected(request) as conn:
        notice = await notice_by_reference(conn, reference)
    return shop_page(
        request, known, "trust/notice.html", "Your report", status=status, form=form, notice=notice,
        state=STATE_WORDS[notice.state], day=lambda moment: day(moment, known.language),
    )  # fmt: skip


async def _statement_page(
    request: TrustRequest, known: SiteLocale, reference: str, form: Form, status: int = 200
) -> Response[bytes]:
    async with connected(request) as conn:
        statement = await statement_by_reference(conn, reference)
    return shop_page(
        request, known, "trust/statement.html", "Our decision and its reasons", status=status, form=form,
        statement=statement, facts=facts_of(statement, known.language), ending=ENDING_WORDS.get(statement.ending or ""),
        outcomes=OUTCOME_WORDS, day=lambda moment: day(moment, known.language),
    )  # fmt: skip


routes = [
    report_page, send_report, notice_page, complain_as_reporter, statement_page, complain_here, recall_page, choose,
]  # fmt: skip
