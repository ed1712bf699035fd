"""The seller's order desk: its parcels in a table, and each on a page with everything to be done about it."""

from typing import Any

from babel.dates import format_date
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.core.desk import Action, Column, Desk, Entry, Filter, Form, Table
from torg.core.desk_cells import dated
from torg.core.money import format_money
from torg.core.static import static_files
from torg.core.templates import render
from torg.markets import country_name
from torg.orders.cancel_pieces import cancel_pieces, left_of, worth_of
from torg.orders.errors import WrongState
from torg.orders.move_parcel import accept_parcel, deliver_parcel, ship_parcel
from torg.orders.portal_queries import PARCEL_ROWS, buyer_of, messages_to_buyer, seller_name_and_email
from torg.orders.queries import lines_of_parcels, lock_parcel
from torg.orders.write_to_buyer import LONGEST, write_to_buyer

PortalRequest = Request[Any, Any, State]
entries = [Entry("Orders", area="portal", path="orders", permission="orders", icon="truck", order=10)]

STATES = {
    "placed": "New",
    "accepted": "Being packed",
    "shipped": "On its way",
    "delivered": "Delivered",
    "cancelled": "Cancelled",
}
TONES: dict[str, Any] = {"placed": "bad", "accepted": "few", "shipped": "quiet", "delivered": "good"}
LATE = {"true": "Late", "false": "In time"}
CARRIERS = ("PostNord", "Bring", "DHL", "Instabox", "Budbee", "Posti", "Matkahuolto", "GLS", "UPS")
CANCEL_REASONS = {
    "sold_out": "It is sold out",
    "damaged": "It is damaged",
    "wrong_price": "The price was wrong",
    "buyer": "The buyer has asked for it",
    "other": "Another reason",
}


def _promise(desk: Desk, row: dict[str, Any]) -> Any:
    return render(desk.language, "orders/portal/promise.html", late=row["late"])


ORDERS = Table(
    name="orders",
    source=PARCEL_ROWS,
    columns=(
        Column("Order", "number", sort=True, link="{desk}/orders/{id}"),
        Column("State", "state", kind="state", words=STATES, tones=TONES, sort=True),
        Column("Placed", "placed", kind="time", sort=True),
        Column("Promised until", "promised_until", kind="date", sort=True),
        Column("Promise kept", "late", kind="state", show=_promise),
        Column("Buyer", "buyer", phone=False),
        Column("Town", "town", phone=False),
        Column("Pieces", "pieces", kind="number", phone=False),
        Column("Total", "total", kind="money", currency="currency", sort=True),
        Column("Tracking number", "tracking_number", phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("number", "buyer", "town", "skus", "tracking_number")),
        Filter("State", "state", words=STATES),
        Filter("Only late ones", "late", kind="flag"),
        Filter("Placed", "placed", kind="dates"),
        Filter("Promised until", "promised_until", kind="dates"),
    ),
    actions=(
        Action("Accept", path="accept", permission="orders"),
        Action("Pick list", path="pick", permission="orders"),
    ),
    sort="-placed",
    empty="No orders yet. They come here the moment they are placed.",
)


@get("/portal/{seller:str}/orders")
async def orders(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """List the seller's parcels."""
    async with member_at(request, seller, "orders") as desk:
        return await ORDERS.answer(desk, title=desk.say("Orders"), values=_mine(desk))


@post("/portal/{seller:str}/orders/accept")
async def accept_many(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Accept all chosen parcels that are new."""
    async with member_at(request, seller, "orders") as desk:
        chosen = await ORDERS.chosen(desk, await desk.form(), values=_mine(desk))
        done = 0
        for parcel_id in sorted(chosen):
            if (await lock_parcel(desk.conn, parcel_id)).state == "placed":
                await accept_parcel(desk.conn, desk.actor, parcel_id)
                done += 1
        return desk.redirect(desk.url("orders"), desk.count("%(number)s accepted.", "%(number)s accepted.", done))


@post("/portal/{seller:str}/orders/pick")
async def pick_many(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Lead to the pick list of all chosen parcels."""
    async with member_at(request, seller, "orders") as desk:
        chosen = await ORDERS.chosen(desk, await desk.form(), values=_mine(desk))
        return desk.redirect(desk.url("orders/pick-list") + "?" + "&".join(f"id={each}" for each in chosen[:100]))


@get("/portal/{seller:str}/orders/pick-list")
async def pick_list(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Show what to fetch for parcels, to be printed: one sheet for the shelves, then one slip a parcel."""
    async with member_at(request, seller, "orders") as desk:
        wanted = [int(each) for each in request.query_params.getall("id", []) if each.isdecimal() and len(each) < 19]
        found = [await lock_parcel(desk.conn, each) for each in sorted(set(wanted[:100]))]
        lines = await lines_of_parcels(desk.conn, [parcel.id for parcel in found])
        slips = [(each, await buyer_of(desk.conn, each.order_id), lines.get(each.id, [])) for each in found]
        fetch: dict[tuple[str, str], int] = {}
        for parcel_lines in lines.values():
            for line in parcel_lines:
                if left_of(line):
                    key = (line.sku, line.title)
                    fetch[key] = fetch.get(key, 0) + left_of(line)
        return desk.page(
            "orders/portal/pick_list.html", title=desk.say("Pick list"), static=static_files(),
            slips=slips, fetch=sorted(fetch.items()),
            left=left_of, country=lambda code: country_name(code, desk.language),
        )  # fmt: skip


@get("/portal/{seller:str}/orders/{parcel:int}")
async def parcel_page(request: PortalRequest, seller: FromPath[str], parcel: FromPath[int]) -> Response[Any]:
    """Show a parcel with its lines, its buyer, and what can be done."""
    async with member_at(request, seller, "orders") as desk:
        return await _page(desk, parcel, Form(language=desk.language))


@post("/portal/{seller:str}/orders/{parcel:int}/accept")
async def accept(request: PortalRequest, seller: FromPath[str], parcel: FromPath[int]) -> Response[Any]:
    """Accept a parcel."""
    async with member_at(request, seller, "orders") as desk:
        form = await desk.form()
        async with form.trying(desk.conn):
            await accept_parcel(desk.conn, desk.actor, parcel)
        return await _answer(desk, parcel, form, desk.say("Accepted. Pack it and mark it as sent."))


@post("/portal/{seller:str}/orders/{parcel:int}/ship")
async def ship(request: PortalRequest, seller: FromPath[str], parcel: FromPath[int]) -> Response[Any]:
    """Mark a parcel as sent."""
    async with member_at(request, seller, "orders") as desk:
        form = await desk.form()
        carrier = form.text("carrier", longest=60, required=False)
        number = form.text("tracking_number", longest=80, required=False)
        if form:
            async with form.trying(desk.conn):
                await ship_parcel(desk.conn, desk.actor, parcel, carrier=carrier, tracking_number=number)
        return await _answer(desk, parcel, form, desk.say("Sent. The payment is drawn now."))


@post("/portal/{seller:str}/orders/{parcel:int}/deliver")
async def deliver(request: PortalRequest, seller: FromPath[str], parcel: FromPath[int]) -> Response[Any]:
    """Mark a parcel as delivered."""
    async with member_at(request, seller, "orders") as desk:
        form = await desk.form()
        async with form.trying(desk.conn):
            await deliver_parcel(desk.conn, desk.actor, parcel)
        return await _answer(desk, parcel, form, desk.say("Marked as delivered."))


@post("/portal/{seller:str}/orders/{parcel:int}/cancel")
async def cancel(request: PortalRequest, seller: FromPath[str], parcel: FromPath[int]) -> Response[Any]:
    """Cancel pieces of a parcel that has not been sent."""
    async with member_at(request, seller, "orders") as desk:
        form = await desk.form()
        reason = form.choice("reason", CANCEL_REASONS)
        lines = (await lines_of_parcels(desk.conn, [parcel])).get(parcel, [])
        pieces = {line.id: form.whole(f"line-{line.id}", most=line.quantity, otherwise=0) for line in lines}
        pieces = {line: count for line, count in pieces.items() if count}
        if form and not pieces:
            form.refuse("", desk.say("Please say how many pieces to cancel."))
        if form:
            async with form.trying(desk.conn):
                await cancel_pieces(desk.conn, desk.actor, parcel, pieces, reason)
        return await _answer(desk, parcel, form, desk.say("Cancelled. The buyer pays nothing for it."))


@post("/portal/{seller:str}/orders/{parcel:int}/message")
async def message(request: PortalRequest, seller: FromPath[str], parcel: FromPath[int]) -> Response[Any]:
    """Write to the buyer of a parcel."""
    async with member_at(request, seller, "orders") as desk:
        form = await desk.form()
        text = form.text("text", longest=LONGEST, lines=True)
        if form:
            async with form.trying(desk.conn, "text"):
                sender = await seller_name_and_email(desk.conn, desk.member.seller_id)
                await write_to_buyer(desk.conn, desk.actor, parcel, text, sender)
        return await _answer(desk, parcel, form, desk.say("Sent to the buyer."))


def _mine(desk: Desk) -> dict[str, Any]:
    return {"seller": desk.member.seller_id}


async def _answer(desk: Desk, parcel_id: int, form: Form, said: str) -> Response[Any]:
    """Go back to the parcel with what was done, or show it again with what is wrong."""
    if form:
        return desk.redirect(desk.url(f"orders/{parcel_id}"), said)
    return await _page(desk, parcel_id, form, status=422)


async def _page(desk: Desk, parcel_id: int, form: Form, status: int = 200) -> Response[bytes]:
    form.errors.update({name: desk.say(text) for name, text in form.errors.items()})
    parcel = await lock_parcel(desk.conn, parcel_id)
    if parcel.state == "awaiting_payment":
        raise WrongState("The order has not been paid yet.")
    order = await buyer_of(desk.conn, parcel.order_id)
    return desk.page(
        "orders/portal/parcel.html",
        title=desk.say("Order %(number)s", number=order.number),
        status=status,
        form=form,
        static=static_files(),
        parcel=parcel,
        order=order,
        lines=(await lines_of_parcels(desk.conn, [parcel_id])).get(parcel_id, []),
        messages=await messages_to_buyer(desk.conn, parcel_id),
        left=left_of,
        worth=worth_of,
        states=STATES,
        tones=TONES,
        carriers=CARRIERS,
        reasons={code: desk.say(words) for code, words in CANCEL_REASONS.items()},
        late=parcel.state in {"placed", "accepted"} and parcel.promised_until < desk.now().date(),
        day=lambda when: format_date(when, "long", locale=dated(desk.language)),
        country=country_name(order.address.country, desk.language),
        money=lambda amount: format_money(amount, order.currency, desk.language),
    )


routes = [
    orders, accept_many, pick_many, pick_list, parcel_page, accept, ship, deliver, cancel, message,
]  # fmt: skip
