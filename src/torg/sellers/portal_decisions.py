"""What the market decided about a seller and told it: reasons, complaints, terms; and leaving the market."""

from datetime import UTC, datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.core.desk import Desk, Entry, Form
from torg.core.desk_cells import written_time
from torg.core.static import static_files
from torg.sellers.agreements import agreement_ahead, agreement_in_force
from torg.sellers.complain import complain
from torg.sellers.decide import decide
from torg.sellers.decision_models import GROUND_NAMES, STATUS_NAMES, SURFACE_NAMES, NewDecision
from torg.sellers.decision_queries import complaints_of, decisions_of, mark_read, notices_of
from torg.sellers.file_queries import told_of_agreement
from torg.sellers.read_file import whole_file
from torg.sellers.states import may_become
from torg.sellers.words import STATUS_TONES

PortalRequest = Request[Any, Any, State]
entries = [Entry("Decisions and terms", area="portal", path="decisions", permission="settings", icon="flag", order=86)]


@get("/portal/{seller:str}/decisions")
async def decisions(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Show every decision with its reasons and what can be done about it."""
    async with member_at(request, seller, "settings") as desk:
        answer = await _page(desk, Form(language=desk.language))
        await mark_read(desk.conn, desk.member.seller_id)
        return answer


@post("/portal/{seller:str}/decisions/{decision:int}/complaint")
async def complaint(request: PortalRequest, seller: FromPath[str], decision: FromPath[int]) -> Response[Any]:
    """Complain about a decision; a suspended seller may as well."""
    async with member_at(request, seller, "settings", while_suspended=True) as desk:
        form = await desk.form()
        said = form.text(f"said_{decision}", longest=10_000, lines=True)
        if form:
            async with form.trying(desk.conn, f"said_{decision}"):
                await complain(desk.conn, desk.actor, desk.member.seller_id, decision, said)
        if not form:
            return await _page(desk, form, status=422)
        return desk.redirect(desk.url("decisions"), desk.say("Your complaint is here. A person answers it."))


@post("/portal/{seller:str}/close")
async def close(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Close one's own seller for good; who asks has signed in a moment ago."""
    async with member_at(request, seller, "settings", recent=True, while_suspended=True) as desk:
        form = await desk.form()
        if form.text("sure", required=False).casefold() != desk.name.casefold():
            form.refuse("sure", desk.say("Write the name of the seller exactly as it is."))
        if form:
            async with form.trying(desk.conn, "sure"):
                reason = form.text("why", longest=2000, required=False, lines=True)
                new = NewDecision("closed", reason, "own_wish")
                await decide(desk.conn, desk.actor, desk.member.seller_id, new)
        if not form:
            return await _page(desk, form, status=422)
        return desk.redirect(desk.url(), desk.say("The seller is closed."))


async def _page(desk: Desk, form: Form, status: int = 200) -> Response[Any]:
    seller_id = desk.member.seller_id
    of = await whole_file(desk.conn, seller_id)
    ahead = agreement_ahead()
    told = await told_of_agreement(desk.conn, seller_id)
    return desk.page(
        "sellers/portal/decisions.html", title=desk.say("Decisions and terms"), status=status, form=form,
        static=static_files(), of=of, now=datetime.now(UTC), tones=STATUS_TONES,
        decisions=await decisions_of(desk.conn, seller_id), complaints=await complaints_of(desk.conn, seller_id),
        notices=await notices_of(desk.conn, seller_id, 20),
        statuses={key: desk.say(words) for key, words in STATUS_NAMES.items()},
        grounds={key: desk.say(words) for key, words in GROUND_NAMES.items()},
        surfaces={key: desk.say(words) for key, words in SURFACE_NAMES.items()},
        agreement=agreement_in_force(), ahead=ahead,
        binds=ahead.binds(told.get(ahead.version, datetime.now(UTC))) if ahead else None,
        sections=ahead.texts[desk.language] if ahead else [],
        when=lambda at: written_time(desk, at),
        may_close=may_become(of.seller.status, "closed", "seller"),
    )  # fmt: skip


routes = [decisions, complaint, close]
