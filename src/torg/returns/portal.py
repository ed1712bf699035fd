"""Returns in the portal: what comes back, until when the money is due, and what is decided about it."""

from datetime import UTC, datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.core.desk import Column, Desk, Entry, Filter, Form, Table
from torg.core.errors import NotFound
from torg.core.files import StoredFile, files_of
from torg.core.money import format_money
from torg.core.static import static_files
from torg.core.templates import render
from torg.orders import OrderLine, lines_of_parcels
from torg.orders.portal_queries import buyer_of
from torg.orders.queries import lock_parcel
from torg.returns.deadlines import WARNING
from torg.returns.decide_return import decide_return
from torg.returns.letters import written_day
from torg.returns.models import Decision, Inspected, ReturnCase, ReturnLine
from torg.returns.move_return import mark_received, stop_sending
from torg.returns.portal_queries import RETURN_ROWS
from torg.returns.queries import count_due, lines_of_returns, pictures_of, return_by_id
from torg.returns.reckon import most_of
from torg.returns.words import KIND_WORDS, REASON_WORDS, STATE_TONES, STATE_WORDS

PortalRequest = Request[Any, Any, State]
entries = [Entry("Returns", area="portal", path="returns", permission="orders", icon="inbox", order=12)]
KINDS = {"withdrawal": "Withdrawal", "return": "Return", "complaint": "Complaint about goods"}
STATES = {
    "announced": "Return announced",
    "sent": "Sent back",
    "received": "Received",
    "refunded": "Refunded",
    "refused": "Not accepted",
    "cancelled": "Cancelled before sending",
}


def _clock(desk: Desk, row: dict[str, Any]) -> Any:
    return render(desk.language, "returns/portal/clock.html", urgent=row["urgent"], overdue=row["overdue"])


RETURNS = Table(
    name="returns",
    source=RETURN_ROWS,
    columns=(
        Column("Order", "number", link="{desk}/returns/{id}"),
        Column("Kind", "kind", kind="state", words=KINDS),
        Column("State", "state", kind="state", words=STATES, tones=STATE_TONES, sort=True),  # type: ignore[arg-type]
        Column("Notice", "noticed", kind="time", sort=True),
        Column("Money back by", "due", kind="date", sort=True),
        Column("Clock", "urgent", kind="state", show=_clock),
        Column("Goods", "goods", phone=False),
        Column("Refunded", "refund", kind="money", currency="currency", phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("number", "goods")),
        Filter("State", "state", words=STATES),
        Filter("Kind", "kind", words=KINDS),
        Filter("Only urgent ones", "urgent", kind="flag"),
    ),
    sort="-noticed",
    empty="Nothing has come back.",
)


@get("/portal/{seller:str}/returns")
async def returns(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """List what comes back, with a warning while a refund is due soon."""
    async with member_at(request, seller, "orders") as desk:
        due = await count_due(desk.conn, datetime.now(UTC) + WARNING)
        return await RETURNS.answer(
            desk, title=desk.say("Returns"), template="returns/portal/returns.html", due=due,
            values={"seller": desk.member.seller_id},
        )  # fmt: skip


@get("/portal/{seller:str}/returns/{case:int}")
async def return_page(request: PortalRequest, seller: FromPath[str], case: FromPath[int]) -> Response[Any]:
    """Show a return with everything to be decided about it."""
    async with member_at(request, seller, "orders") as desk:
        return await _page(desk, case, Form(language=desk.language))


@post("/portal/{seller:str}/returns/{case:int}/received")
async def received(request: PortalRequest, seller: FromPath[str], case: FromPath[int]) -> Response[Any]:
    """Say that the goods have come back."""
    async with member_at(request, seller, "orders") as desk:
        form = await desk.form()
        async with form.trying(desk.conn):
            await mark_received(desk.conn, desk.actor, case)
        return await _answer(desk, case, form, desk.say("Received. Look at the goods and decide."))


@post("/portal/{seller:str}/returns/{case:int}/stop")
async def stop(request: PortalRequest, seller: FromPath[str], case: FromPath[int]) -> Response[Any]:
    """Cancel what was withdrawn from before it was sent."""
    async with member_at(request, seller, "orders") as desk:
        form = await desk.form()
        async with form.trying(desk.conn):
            await stop_sending(desk.conn, desk.actor, case)
        return await _answer(desk, case, form, desk.say("Cancelled. The buyer pays nothing for it."))


@post("/portal/{seller:str}/returns/{case:int}/decide")
async def decide(request: PortalRequest, seller: FromPath[str], case: FromPath[int]) -> Response[Any]:
    """Decide about a return, and give back what is accepted."""
    async with member_at(request, seller, "orders") as desk:
        form = await desk.form()
        found = await return_by_id(desk.conn, case)
        decision = _read(form, found, (await lines_of_returns(desk.conn, [case]))[case])
        if form:
            async with form.trying(desk.conn):
                await decide_return(desk.conn, desk.actor, case, decision)
        return await _answer(desk, case, form, desk.say("Decided. The buyer is told, and gets the money back."))


@get("/portal/{seller:str}/returns/{case:int}/pictures/{picture:int}")
async def picture(
    request: PortalRequest, seller: FromPath[str], case: FromPath[int], picture: FromPath[int]
) -> Response[Any]:
    """Show a picture of what is wrong."""
    async with member_at(request, seller, "orders") as desk:
        found = next((each for each in await pictures_of(desk.conn, case) if each.id == picture), None)
    if found is None:
        raise NotFound
    return await files_of(request).answer(StoredFile(found.file, found.size, found.media_type, found.name))


def _read(form: Form, case: ReturnCase, lines: list[ReturnLine]) -> Decision:
    """Read what was found of each line: how many pieces are accepted, and what is kept back of their price."""
    inspected = {}
    for line in lines:
        name = f"{line.order_line_id}"
        pieces = form.whole(f"accepted-{name}", most=line.pieces, otherwise=0)
        deduction = form.money(f"deduction-{name}", case.currency, required=False)
        inspected[line.order_line_id] = Inspected(pieces, deduction if pieces else 0)
    return Decision(
        inspected,
        form.text("reason", longest=1000, required=False, lines=True),
        restock=form.ticked("restock"),
        goods_kept=form.ticked("goods_kept"),
    )


async def _answer(desk: Desk, case_id: int, form: Form, said: str) -> Response[Any]:
    if form:
        return desk.redirect(desk.url(f"returns/{case_id}"), said)
    return await _page(desk, case_id, form, status=422)


async def _page(desk: Desk, case_id: int, form: Form, status: int = 200) -> Response[bytes]:
    form.errors.update({name: desk.say(text) for name, text in form.errors.items()})
    case = await return_by_id(desk.conn, case_id)
    parcel = await lock_parcel(desk.conn, case.parcel_id)
    bought: dict[int, OrderLine] = {
        line.id: line for line in (await lines_of_parcels(desk.conn, [parcel.id])).get(parcel.id, [])
    }
    order = await buyer_of(desk.conn, case.order_id)
    return desk.page(
        "returns/portal/return.html",
        title=f"{desk.say(KIND_WORDS[case.kind])}: {desk.say('order %(number)s', number=order.number)}",
        status=status,
        form=form,
        static=static_files(),
        case=case,
        parcel=parcel,
        order=order,
        lines=[(line, bought[line.order_line_id]) for line in (await lines_of_returns(desk.conn, [case_id]))[case_id]],
        pictures=await pictures_of(desk.conn, case_id),
        most=most_of,
        states=STATE_WORDS,
        tones=STATE_TONES,
        reason=REASON_WORDS.get(case.reason, case.reason),
        urgent=case.open and case.due < datetime.now(UTC) + WARNING,
        day=lambda moment: written_day(moment, desk.language),
        money=lambda amount: format_money(amount, case.currency, desk.language),
    )


routes = [returns, return_page, received, stop, decide, picture]
