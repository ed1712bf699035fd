"""Rules for sellers in the office: each with whom it would hit as things are, and its versions."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import staff_at
from torg.core.desk import Desk, Form
from torg.core.errors import NotFound, Refusal
from torg.sellers import sellers_by_id
from torg.trust.apply_rules import would_hit
from torg.trust.change_rule import as_of_now, change_rule
from torg.trust.rule_queries import rules_in_force, versions_of
from torg.trust.rules import HIGHER_IS_WORSE, NewRule, Rule, told
from torg.trust.words import ACTION_WORDS, RULE_WORDS

OfficeRequest = Request[Any, Any, State]
_SHARES = {"late", "cancelled", "faulty", "answers"}


@get("/office/rules")
async def rules(request: OfficeRequest) -> Response[Any]:
    """Show the rules with how many sellers each would hit now."""
    async with staff_at(request, "trust") as desk:
        found = await rules_in_force(desk.conn)
        hits = {rule.code: len(await would_hit(desk.conn, rule)) for rule in found}
        return desk.page(
            "trust/office/rules.html", title=desk.say("Rules for sellers"), rules=found, hits=hits, told=told,
            higher=HIGHER_IS_WORSE, measures=RULE_WORDS, actions=ACTION_WORDS,
        )  # fmt: skip


@get("/office/rules/{code:str}")
async def rule_page(request: OfficeRequest, code: FromPath[str]) -> Response[Any]:
    """Show a rule to be changed, with its versions; `new` is one that is not there yet."""
    async with staff_at(request, "trust") as desk:
        return await _page(desk, code, Form(language=desk.language))


@post("/office/rules/{code:str}")
async def change(request: OfficeRequest, code: FromPath[str]) -> Response[Any]:
    """Try a rule as it was typed (`try`), which only says whom it would hit, or write it."""
    async with staff_at(request, "trust") as desk:
        form = await desk.form()
        new = _read(form, code)
        if not form:
            return await _page(desk, code, form, status=422)
        try:
            if form.value("act") == "try":
                return await _page(desk, code, form, tried=as_of_now(new))
            async with desk.conn.transaction():
                await change_rule(desk.conn, desk.actor, new)
        except Refusal as refusal:
            form.refuse("", desk.say(refusal.detail))
            return await _page(desk, code, form, status=422)
        return desk.redirect(desk.url("rules"), desk.say("The rule holds from now on."))


def _read(form: Form, code: str) -> NewRule:
    measure = form.choice("measure", RULE_WORDS)
    threshold = float(form.decimal("threshold"))
    duration = form.whole("duration_days", least=1, most=3650, otherwise=0)
    return NewRule(
        code=form.text("code", longest=40) if code == "new" else code,
        measure=measure,  # type: ignore[arg-type] # One of RULE_WORDS, or an error beside its field.
        threshold=threshold / 100 if measure in _SHARES else threshold,
        window_days=form.whole("window_days", least=1, most=730),
        minimum=form.whole("minimum", least=1, most=100_000),
        action=form.choice("action", ACTION_WORDS),  # type: ignore[arg-type]
        grace_days=form.whole("grace_days", least=0, most=365),
        duration_days=duration or None,
        ground=form.text("ground", longest=500),
        active=form.ticked("active"),
    )


async def _page(desk: Desk, code: str, form: Form, *, status: int = 200, tried: Rule | None = None) -> Response[bytes]:
    versions = await versions_of(desk.conn, code[:40])
    if not versions and code != "new":
        raise NotFound
    hits = await would_hit(desk.conn, tried) if tried else []
    sellers = await sellers_by_id(desk.conn, [seller for seller, _, _ in hits])
    return desk.page(
        "trust/office/rule.html",
        title=versions[0].code if versions else desk.say("A new rule"),
        status=status,
        form=form,
        rule=versions[0] if versions else None,
        versions=versions,
        tried=tried,
        hits=[(sellers[seller], measured, of) for seller, measured, of in hits],
        told=told,
        measures={name: desk.say(words) for name, words in RULE_WORDS.items()},
        actions={name: desk.say(words) for name, words in ACTION_WORDS.items()},
        shares=_SHARES,
    )


routes = [rules, rule_page, change]
