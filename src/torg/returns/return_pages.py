"""A shopper's returns and complaints of one order; whoever has the order's link needs no account."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Redirect

from torg.accounts.pages import locale_at, shop_page
from torg.accounts.sessions import connected, pool_of
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.desk import Form, read_form
from torg.core.errors import Refusal
from torg.core.files import files_of
from torg.core.files_kinds import PICTURES
from torg.core.money import format_money
from torg.core.security import Limit, address_of, take
from torg.core.web import SiteLocale
from torg.orders import Order, OrderLine, order_by_secret, parcels_of_orders
from torg.returns.errors import ReturnNotFound
from torg.returns.letters import return_address, written_day
from torg.returns.models import Picture, ReturnKind
from torg.returns.move_return import mark_sent
from torg.returns.open_return import free_pieces, open_return
from torg.returns.pages import law_of, withdraw_path
from torg.returns.queries import lines_of_returns, return_by_id, returns_of_order, titles_of_lines
from torg.returns.words import COMPLAINT_REASONS, KIND_WORDS, RETURN_REASONS, STATE_WORDS
from torg.sellers import sellers_by_id

ShopRequest = Request[Any, Any, State]
LIMIT = Limit("return", burst=20, seconds=60)
MOST_PICTURES = 4
LARGEST = 8_000_000
ASTRAY = "There are not so many pieces that could be returned."


@get("/{locale:str}/order/{secret:str}/returns")
async def returns_page(request: ShopRequest, locale: FromPath[str], secret: FromPath[str]) -> Response[Any]:
    """Show what comes back of an order, and what else can."""
    known = locale_at(request, locale)
    return await _page(request, known, secret, Form(language=known.language))


@post("/{locale:str}/order/{secret:str}/returns", request_max_body_size=MOST_PICTURES * LARGEST + 100_000)
async def send_return(request: ShopRequest, locale: FromPath[str], secret: FromPath[str]) -> Response[Any]:
    """Return goods, or complain of them."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    line_id = form.whole("line", least=1, most=2**62)
    pieces = form.whole("pieces", least=1, most=999, otherwise=1)
    reason = form.choice("reason", {**RETURN_REASONS, **COMPLAINT_REASONS})
    message = form.text("message", longest=2000, required=False, lines=True)
    kind: ReturnKind = "complaint" if reason in COMPLAINT_REASONS else "return"
    if form:
        try:
            await take(pool_of(request), LIMIT, address_of(request))
            pictures = await _pictures(request, form)
            async with connected(request) as conn:
                order = await order_by_secret(conn, secret)
                parcel = next((p for p, line, _ in await _free(conn, order) if line.id == line_id), 0)
                await open_return(
                    conn, Actor("shopper"), order, parcel, {line_id: pieces}, kind, reason, message=message,
                    pictures=pictures,
                )  # fmt: skip
            return Redirect(f"/{known.code}/order/{secret}/returns", status_code=303)
        except Refusal as refusal:
            form.refuse("", form.words.say(ASTRAY if refusal.status == 404 else refusal.detail))
    return await _page(request, known, secret, form, status=422)


@post("/{locale:str}/order/{secret:str}/returns/{case:int}/sent")
async def sent(
    request: ShopRequest, locale: FromPath[str], secret: FromPath[str], case: FromPath[int]
) -> Response[Any]:
    """Say that goods are on their way back."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    number = form.text("tracking_number", longest=80, required=False)
    if form:
        async with connected(request) as conn:
            order = await order_by_secret(conn, secret)
            if (await return_by_id(conn, case)).order_id != order.id:
                raise ReturnNotFound
            await mark_sent(conn, Actor("shopper"), case, number)
    return Redirect(f"/{known.code}/order/{secret}/returns", status_code=303)


async def _pictures(request: ShopRequest, form: Form) -> list[Picture]:
    """Keep the pictures that came along, before the transaction begins."""
    kept = []
    for place in range(1, MOST_PICTURES + 1):
        chosen = form.file(f"picture-{place}")
        if chosen is not None:
            file = await files_of(request).keep_upload(chosen, PICTURES, largest=LARGEST)
            kept.append(Picture(0, file.key, file.size, file.content_type, file.name))
    return kept


async def _free(conn: Connection, order: Order) -> list[tuple[int, OrderLine, int]]:
    """Find the lines that can come back: parcel, line, pieces."""
    found = []
    for parcel in (await parcels_of_orders(conn, [order.id])).get(order.id, []):
        if parcel.state in {"shipped", "delivered"}:
            lines, left = await free_pieces(conn, parcel)
            found += [(parcel.id, line, left[line.id]) for line in lines if left[line.id]]
    return found


async def _page(request: ShopRequest, known: SiteLocale, secret: str, form: Form, status: int = 200) -> Response[bytes]:
    async with connected(request) as conn:
        order = await order_by_secret(conn, secret)
        cases = await returns_of_order(conn, order.id)
        lines = await lines_of_returns(conn, [case.id for case in cases])
        sellers = await sellers_by_id(conn, {case.seller_id for case in cases})
        titles = await titles_of_lines(conn, [each.order_line_id for found in lines.values() for each in found])
        free = await _free(conn, order)
    say = form.words.say
    return shop_page(
        request, known, "returns/returns.html", "Return or complain", status=status, form=form, order=order,
        cases=cases, lines=lines, titles=titles, kinds=KIND_WORDS, states=STATE_WORDS,
        goods={str(line.id): f"{line.title} ({left})" for _, line, left in free},
        reasons={code: say(words) for code, words in {**COMPLAINT_REASONS, **RETURN_REASONS}.items()},
        address=lambda case: return_address(sellers[case.seller_id], known.language),
        day=lambda moment: written_day(moment, known.language),
        money=lambda amount: format_money(amount, order.currency, known.language),
        withdraw=withdraw_path(known.code, order.number), withdraw_here=law_of(known).withdraw_here,
        most_pictures=MOST_PICTURES,
    )  # fmt: skip


routes = [returns_page, send_return, sent]
