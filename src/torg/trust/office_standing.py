"""A seller's standing in the office: computed on demand, and what must not count is pardoned."""

from datetime import UTC, datetime, timedelta
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import staff_at
from torg.core.desk import Desk, Form
from torg.sellers import SellerNotFound, sellers_by_id
from torg.sellers.standing import DEFAULT_RULES, standing_of
from torg.sellers.standing_acts import pardon_event, recompute_standing
from torg.sellers.standing_queries import events_of, standing_history, tally_of
from torg.trust.words import EVENT_WORDS, QUALITY_WORDS, day

OfficeRequest = Request[Any, Any, State]


@get("/office/standing/{seller:int}")
async def standing(request: OfficeRequest, seller: FromPath[int]) -> Response[Any]:
    """Show a seller's standing as it is now, with what went wrong."""
    async with staff_at(request, "trust") as desk:
        return await _page(desk, seller, Form(language=desk.language))


@post("/office/standing/{seller:int}")
async def compute(request: OfficeRequest, seller: FromPath[int]) -> Response[Any]:
    """Compute a seller's standing now."""
    async with staff_at(request, "trust") as desk:
        await recompute_standing(desk.conn, desk.actor, seller)
        return desk.redirect(desk.url(f"standing/{seller}"), desk.say("The standing is computed anew."))


@post("/office/standing/{seller:int}/events/{event:int}/pardon")
async def pardon(request: OfficeRequest, seller: FromPath[int], event: FromPath[int]) -> Response[Any]:
    """Let something that went wrong count no more: a carrier's strike."""
    async with staff_at(request, "trust") as desk:
        form = await desk.form()
        reason = form.text(f"reason_{event}", longest=2000)
        if form:
            async with form.trying(desk.conn, f"reason_{event}"):
                await pardon_event(desk.conn, desk.actor, seller, event, reason)
        if not form:
            return await _page(desk, seller, form, status=422)
        said = desk.say("It does not count any more, and the standing is computed anew.")
        return desk.redirect(desk.url(f"standing/{seller}"), said)


async def _page(desk: Desk, seller: int, form: Form, status: int = 200) -> Response[bytes]:
    found = (await sellers_by_id(desk.conn, [seller])).get(seller)
    if found is None:
        raise SellerNotFound
    now = datetime.now(UTC)
    tally = await tally_of(desk.conn, seller, now, DEFAULT_RULES.window_days, DEFAULT_RULES.answer_hours)
    return desk.page(
        "trust/office/standing.html",
        title=desk.say("Standing of %(seller)s", seller=found.name),
        status=status,
        form=form,
        seller=found,
        standing=standing_of(tally),
        history=await standing_history(desk.conn, seller, 30),
        events=await events_of(desk.conn, seller, now - timedelta(days=DEFAULT_RULES.window_days), 100),
        qualities=QUALITY_WORDS,
        kinds=EVENT_WORDS,
        day=lambda moment: day(moment, desk.language),
    )


routes = [standing, compute, pardon]
