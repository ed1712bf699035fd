"""Onboarding in the portal: one step a page, saved each time, to be left and taken up again anywhere."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.core.desk import Desk, Entry, Form
from torg.core.errors import NotFound
from torg.core.security import take
from torg.core.static import static_files
from torg.markets import LANGUAGES, MARKETS
from torg.sellers.accept_agreement import accept_agreement, certify, submit_application
from torg.sellers.account_numbers import bank_of, written_account
from torg.sellers.agreements import agreement_in_force
from torg.sellers.completeness import STEPS, WANTED, missing, steps_done
from torg.sellers.decision_queries import decisions_of
from torg.sellers.errors import BadOrgNumber
from torg.sellers.eu_numbers import EU, NORDIC
from torg.sellers.file_models import DOCUMENT_KINDS, WholeFile
from torg.sellers.org_numbers import canonical_org_number
from torg.sellers.pages import LOOK_UP, country_choices, looked_up
from torg.sellers.read_file import whole_file
from torg.sellers.read_step import ACCOUNT_KINDS, CONTACTS, LEGAL_FORMS, identity_open, read_step
from torg.sellers.save_step import save_step
from torg.sellers.take_over import taken_over
from torg.sellers.words import DOCUMENT_NAMES, STEP_NAMES

PortalRequest = Request[Any, Any, State]
entries = [Entry("Company and application", area="portal", path="start", permission="settings", icon="store", order=80)]


@get("/portal/{seller:str}/start")
async def overview(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Show how far the application is: each step, what is missing in it, and why the law asks."""
    async with member_at(request, seller, "settings") as desk:
        of = await whole_file(desk.conn, desk.member.seller_id)
        lacking = missing(of)
        decisions = await decisions_of(desk.conn, of.seller.id)
        asked = next((each for each in decisions if each.to_status == "asked_to_complete"), None)
        return desk.page(
            "sellers/portal/start.html",
            title=desk.say("Your application") if identity_open(of.seller) else desk.say("Company"),
            static=static_files(), of=of, missing=lacking, steps=_steps(of), step="",
            asked=asked if of.seller.status == "asked_to_complete" else None,
            next_step=next((each.wanted.step for each in lacking), "agreement"),
            can_submit=not lacking and identity_open(of.seller),
        )  # fmt: skip


@get("/portal/{seller:str}/start/{step:str}")
async def step_page(request: PortalRequest, seller: FromPath[str], step: FromPath[str]) -> Response[Any]:
    """Show one step with what was saved before."""
    async with member_at(request, seller, "settings") as desk:
        of = await whole_file(desk.conn, desk.member.seller_id)
        return step_page_of(desk, of, step, Form(language=desk.language))


@post("/portal/{seller:str}/start/{step:str}")
async def save(request: PortalRequest, seller: FromPath[str], step: FromPath[str]) -> Response[Any]:
    """Save a step as far as it is right, and go on to the next; with an error, stay and say which."""
    if step == "agreement":
        return await _accept(request, seller)
    async with member_at(request, seller, "settings") as desk:
        of = await whole_file(desk.conn, desk.member.seller_id)
        form = await desk.form()
        if step not in STEPS or step == "documents":
            raise NotFound
        changed_seller, changed_file = read_step(step, form, of)
        await save_step(desk.conn, desk.actor, of, changed_seller, changed_file)
        if not form:
            saved = await whole_file(desk.conn, of.seller.id)
            return step_page_of(desk, saved, step, form, status=422)
        return desk.redirect(desk.url(f"start/{_after(step)}"), desk.say("Saved."))


@post("/portal/{seller:str}/start/look-up")
async def look_up(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Fill name and address in from the company register; nothing outside is asked while the database waits."""
    async with member_at(request, seller, "settings") as desk:
        of = await whole_file(desk.conn, desk.member.seller_id)
        form, pool, person = await desk.form(), desk.pool, desk.person.id
        country = form.value("country") or of.seller.country
        try:
            number = canonical_org_number(country, form.value("org_number") or of.seller.org_number)
        except BadOrgNumber:
            form.refuse("org_number", desk.say("That is no organisation number of that country."))
            return step_page_of(desk, of, "company", form, status=422)
    await take(pool, LOOK_UP, str(person))
    company = await looked_up(request, country, number)
    async with member_at(request, seller, "settings") as desk:
        of = await whole_file(desk.conn, desk.member.seller_id)
        here = desk.url("start/company")
        if company is None:
            said = desk.say(
                "The company register does not know that number, or does not answer now. Please type it in."
            )
            return desk.redirect(here, said, "few")
        await save_step(desk.conn, desk.actor, of, *taken_over(of, company))
        return desk.redirect(here, desk.say("Filled in from the company register. Please check it."))


@post("/portal/{seller:str}/start/submit")
async def submit(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Hand the application in."""
    async with member_at(request, seller, "settings") as desk:
        form = Form(language=desk.language)
        async with form.trying(desk.conn):
            await submit_application(desk.conn, desk.actor, desk.member.seller_id)
        if not form:
            return desk.redirect(desk.url("start"), form.errors[""], "bad")
        return desk.redirect(desk.url("start"), desk.say("Thank you. We look at it now and write to you."))


async def _accept(request: PortalRequest, seller: str) -> Response[Any]:
    """Accept the agreement that was shown, certify, and hand in when nothing else is missing."""
    async with member_at(request, seller, "settings") as desk:
        form = await desk.form()
        seller_id = desk.member.seller_id
        for name in ("accept", "certify"):
            if not form.ticked(name):
                form.refuse(name, desk.say("Please tick this: without it you cannot sell."))
        if form:
            async with form.trying(desk.conn):
                await accept_agreement(desk.conn, desk.actor, seller_id, form.value("version"), desk.language)
                await certify(desk.conn, desk.actor, seller_id)
        of = await whole_file(desk.conn, seller_id)
        if not form:
            return step_page_of(desk, of, "agreement", form, status=422)
        return desk.redirect(desk.url("start"), desk.say("Saved."))


def step_page_of(desk: Desk, of: WholeFile, step: str, form: Form, status: int = 200) -> Response[Any]:
    """Answer the page of a step; raises NotFound for one that there is not."""
    if step not in STEPS:
        raise NotFound
    number = STEPS.index(step) + 1
    agreement = agreement_in_force()
    names = country_choices(desk.language)
    return desk.page(
        f"sellers/portal/step_{step}.html", title=desk.say(STEP_NAMES[step]), status=status, form=form, of=of,
        static=static_files(), step=step, number=number, steps=_steps(of), wanted=WANTED, countries=names,
        markets={code: (each, each.names[desk.language]) for code, each in MARKETS.items()},
        union={code: names[code] for code in sorted(EU, key=lambda code: names[code])},
        forms={key: desk.say(words) for key, words in LEGAL_FORMS.items()},
        account_kinds=_account_kinds(desk, of), bank=bank_of(of.file.account_number),
        written_account=written_account(of.file.account_kind, of.file.account_number),
        contacts={key: desk.say(words) for key, words in CONTACTS.items()},
        languages={code: desk.say(words) for code, words in _LANGUAGES.items()},
        kinds={kind: desk.say(DOCUMENT_NAMES[kind]) for kind in DOCUMENT_KINDS},
        agreement=agreement, sections=agreement.texts[desk.language], nordic=of.seller.country in NORDIC,
        identity_open=identity_open(of.seller), accepted=of.accepted.get(agreement.version),
        before=STEPS[number - 2] if number > 1 else "",
    )  # fmt: skip


_LANGUAGES = {"sv": "Swedish", "nb": "Norwegian", "da": "Danish", "fi": "Finnish", "en": "English"}
assert tuple(_LANGUAGES) == LANGUAGES  # noqa: S101 - a language more wants its name here.


def _account_kinds(desk: Desk, of: WholeFile) -> dict[str, str]:
    """Bankgiro and plusgiro are for Swedish companies."""
    kinds = {kind: desk.say(words) for kind, words in ACCOUNT_KINDS.items()}
    return kinds if of.seller.country == "SE" else {"iban": kinds["iban"]}


def _steps(of: WholeFile) -> list[tuple[str, str, bool]]:
    """Give each step with its name (a msgid) and whether it is done."""
    done = steps_done(of)
    return [(step, STEP_NAMES[step], done[step]) for step in STEPS]


def _after(step: str) -> str:
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]


routes = [overview, look_up, submit, step_page, save]
