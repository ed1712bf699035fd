"""Decisions about sellers in the office: one person restricts, two suspend or close."""

from datetime import UTC, datetime, time, timedelta
from typing import Any, cast

from litestar import Request, Response, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import staff_at
from torg.core.actor import Actor
from torg.core.approvals import Approval, approvable, propose
from torg.core.db import Connection
from torg.core.desk import Desk, Form
from torg.core.journal import record
from torg.sellers.company_registry import Company
from torg.sellers.complain import answer_complaint
from torg.sellers.completeness import WANTED
from torg.sellers.decide import decide
from torg.sellers.decision_models import NewDecision
from torg.sellers.file_queries import mark_account_checked, mark_identity_checked
from torg.sellers.pages import looked_up
from torg.sellers.queries import lock_seller
from torg.sellers.read_file import whole_file
from torg.sellers.save_step import save_step
from torg.sellers.states import GROUNDS, STATUSES, SURFACES, Ground, SellerStatus, may_become
from torg.sellers.take_over import taken_over

OfficeRequest = Request[Any, Any, State]
TWO_PEOPLE = {"suspended", "closed"}
"""What one person alone does not do to a seller that has sold."""
_STARTED = {"active", "restricted", "suspended"}


@post("/office/sellers/{seller:int}/decision")
async def decision(request: OfficeRequest, seller: FromPath[int]) -> Response[Any]:
    """Decide about a seller, or propose it to another person where two are wanted."""
    async with staff_at(request, "sellers") as desk:
        form = await desk.form()
        new = _read(desk, form)
        here = desk.url(f"sellers/{seller}")
        shop = await lock_seller(desk.conn, seller)
        if form and new.target in TWO_PEOPLE and shop.status in _STARTED:
            if not may_become(shop.status, new.target, "market") or not new.reason:
                form.refuse("reason", desk.say("Please fill this in."))
            else:
                async with form.trying(desk.conn):
                    await propose(
                        desk.conn,
                        desk.actor,
                        "seller.decision",
                        f"seller:{seller}",
                        _body(new),
                        new.reason,
                        seller=seller,
                    )
            if form:
                return desk.redirect(here, desk.say("Proposed: another person has to approve it."), "few")
        elif form:
            async with form.trying(desk.conn):
                await decide(desk.conn, desk.actor, seller, new)
            if form:
                return desk.redirect(here, desk.say("Decided. The seller has been told."))
        return await _again(desk, seller, form)


@approvable("seller.decision", title="Suspend or close a seller", permission="sellers")
async def _approved(conn: Connection, actor: Actor, approval: Approval) -> None:
    """Do what two people want: suspend or close a seller."""
    body = approval.body
    until = datetime.fromisoformat(body["until"]) if body.get("until") else None
    new = NewDecision(body["target"], approval.why, body["ground"], until=until)
    await decide(conn, actor, int(approval.subject.partition(":")[2]), new)


@post("/office/sellers/{seller:int}/account-checked")
async def account_checked(request: OfficeRequest, seller: FromPath[int]) -> Response[Any]:
    """Note that the bank account was found to be the seller's."""
    async with staff_at(request, "sellers") as desk:
        await mark_account_checked(desk.conn, seller)
        body = {"seller": seller}
        await record(desk.conn, desk.actor, "onboarding.account_checked", f"seller:{seller}", body, seller=seller)
        return desk.redirect(desk.url(f"sellers/{seller}"), desk.say("Saved."))


@post("/office/sellers/{seller:int}/identity-checked")
async def identity_checked(request: OfficeRequest, seller: FromPath[int]) -> Response[Any]:
    """Note that it is known who represents the seller, by eID or in person."""
    async with staff_at(request, "sellers") as desk:
        await mark_identity_checked(desk.conn, seller)
        body = {"seller": seller}
        await record(desk.conn, desk.actor, "onboarding.identity_checked", f"seller:{seller}", body, seller=seller)
        return desk.redirect(desk.url(f"sellers/{seller}"), desk.say("Saved."))


@post("/office/sellers/{seller:int}/look-up")
async def look_up(request: OfficeRequest, seller: FromPath[int]) -> Response[Any]:
    """Ask the company register about a seller; its answer is noted beside what the seller says."""
    async with staff_at(request, "sellers") as desk:
        shop = (await whole_file(desk.conn, seller)).seller
    company: Company | None = await looked_up(request, shop.country, shop.org_number)
    async with staff_at(request, "sellers") as desk:
        here = desk.url(f"sellers/{seller}")
        if company is None:
            return desk.redirect(
                here, desk.say("The register does not know that number, or does not answer now."), "few"
            )
        of = await whole_file(desk.conn, seller)
        await save_step(desk.conn, desk.actor, of, of.seller, taken_over(of, company)[1])
        return desk.redirect(here, desk.say("Saved."))


@post("/office/sellers/{seller:int}/complaints/{decision_id:int}")
async def complaint(request: OfficeRequest, seller: FromPath[int], decision_id: FromPath[int]) -> Response[Any]:
    """Answer a complaint, as another person than who decided."""
    async with staff_at(request, "sellers") as desk:
        form = await desk.form()
        name = f"answer_{decision_id}"
        answer = form.text(name, longest=10_000, lines=True)
        upheld = form.choice("upheld", ("yes", "no")) == "yes"
        if form:
            async with form.trying(desk.conn, name):
                await answer_complaint(desk.conn, desk.actor, decision_id, answer, upheld=upheld)
        if form:
            return desk.redirect(desk.url(f"sellers/{seller}"), desk.say("Answered. The seller has been told."))
        return await _again(desk, seller, form)


def _read(desk: Desk, form: Form) -> NewDecision:
    """Read what somebody wants to decide."""
    target = cast("SellerStatus", form.choice("target", STATUSES) or "active")
    ground = cast("Ground", form.choice("ground", GROUNDS) or "agreement")
    until = form.day("until", required=False)
    ends = datetime.combine(until + timedelta(days=1), time(), desk.zone).astimezone(UTC) if until else None
    surfaces = form.choices("restrictions", SURFACES) if target == "restricted" else []
    if target == "restricted" and not surfaces:
        form.refuse("restrictions", desk.say("Please choose what is restricted."))
    return NewDecision(
        target,
        form.text("reason", longest=4000, required=target in {"restricted", "suspended", "closed"}, lines=True),
        ground,
        tuple(surfaces),
        tuple(form.choices("fields", WANTED)) if target == "asked_to_complete" else (),
        until=ends if target in {"restricted", "suspended"} else None,
    )


def _body(new: NewDecision) -> dict[str, Any]:
    body: dict[str, Any] = {"target": new.target, "ground": new.ground}
    return body | ({"until": new.until.isoformat()} if new.until else {})


async def _again(desk: Desk, seller: int, form: Form) -> Response[Any]:
    from torg.sellers.office import file_page  # noqa: PLC0415 - the page has the routes of this file on it.

    return await file_page(desk, seller, form, status=422)


routes = [decision, account_checked, identity_checked, look_up, complaint]
