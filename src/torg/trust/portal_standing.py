"""A seller's standing: what it is made of, what would raise it, which rules press, what was decided."""

from datetime import UTC, datetime, timedelta
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.core.desk import Desk, Form
from torg.sellers.standing import DEFAULT_RULES, improvements, standing_of
from torg.sellers.standing_queries import events_of, standing_history, tally_of
from torg.trust.complain import complain
from torg.trust.letters import facts_of
from torg.trust.rule_queries import cases_of_seller, rules_in_force
from torg.trust.rules import HIGHER_IS_WORSE, told
from torg.trust.statement_queries import statement_by_reference, statements_of_seller
from torg.trust.words import ACTION_WORDS, ENDING_WORDS, EVENT_WORDS, MEASURE_WORDS, QUALITY_WORDS, RULE_WORDS, day

PortalRequest = Request[Any, Any, State]


@get("/portal/{seller:str}/standing")
async def standing(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Show the standing as it is now, from what happened until this moment."""
    async with member_at(request, seller, "read") as desk:
        number, now = desk.member.seller_id, datetime.now(UTC)
        tally = await tally_of(desk.conn, number, now, DEFAULT_RULES.window_days, DEFAULT_RULES.answer_hours)
        rules = await rules_in_force(desk.conn)
        return desk.page(
            "trust/portal/standing.html",
            title=desk.say("Standing"),
            standing=standing_of(tally),
            better=improvements(tally) if tally.orders >= DEFAULT_RULES.minimum_orders else [],
            history=await standing_history(desk.conn, number, 30),
            events=await events_of(desk.conn, number, now - timedelta(days=DEFAULT_RULES.window_days), 60),
            cases=await cases_of_seller(desk.conn, number),
            rules=[rule for rule in rules if rule.active],
            by_id={rule.id: rule for rule in rules},
            statements=await statements_of_seller(desk.conn, number),
            names={"quality": QUALITY_WORDS, "rule": RULE_WORDS, "action": ACTION_WORDS, "event": EVENT_WORDS},
            endings=ENDING_WORDS,
            measure=lambda code: desk.say(MEASURE_WORDS.get(code, str(code))),
            told=told,
            higher=HIGHER_IS_WORSE,
            day=lambda moment: day(moment, desk.language),
        )


@get("/portal/{seller:str}/statements/{reference:str}")
async def statement(request: PortalRequest, seller: FromPath[str], reference: FromPath[str]) -> Response[Any]:
    """Show a statement of reasons, and let the seller complain."""
    async with member_at(request, seller, "read") as desk:
        return await _page(desk, reference, Form(language=desk.language))


@post("/portal/{seller:str}/statements/{reference:str}")
async def complain_of(request: PortalRequest, seller: FromPath[str], reference: FromPath[str]) -> Response[Any]:
    """Complain of a measure; a suspended seller may as well."""
    async with member_at(request, seller, "settings", while_suspended=True) as desk:
        form = await desk.form()
        reason = form.text("reason", longest=5000, lines=True)
        if form:
            async with form.trying(desk.conn, "reason"):
                await complain(desk.conn, desk.actor, reference, reason)
        if not form:
            return await _page(desk, reference, form, status=422)
        said = desk.say("Your complaint has reached us. A person who did not take the decision will look at it.")
        return desk.redirect(desk.url(f"statements/{reference}"), said)


async def _page(desk: Desk, reference: str, form: Form, status: int = 200) -> Response[bytes]:
    found = await statement_by_reference(desk.conn, reference)
    return desk.page(
        "trust/portal/statement.html",
        title=desk.say("Our decision and its reasons"),
        status=status,
        form=form,
        statement=found,
        facts=facts_of(found, desk.language),
        ending=ENDING_WORDS.get(found.ending or ""),
        may_complain=found.complaint_id is None and datetime.now(UTC) < found.complain_until,
        day=lambda moment: day(moment, desk.language),
    )


routes = [standing, statement, complain_of]
