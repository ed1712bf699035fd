"""The withdrawal function (nordic.md row 3): two steps, no signing in, a receipt at once, the same for everybody."""

import secrets
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Redirect

from torg.accounts.pages import locale_at, shop_page
from torg.accounts.sessions import connected, pool_of, who
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.desk import Form, read_form
from torg.core.errors import Refusal
from torg.core.security import Limit, address_of, take
from torg.core.web import SiteLocale
from torg.markets import LawWords, law
from torg.markets import market as market_of
from torg.orders import OrderLine, parcels_of_orders
from torg.returns.letters import facts_of_withdrawal, goods_of_withdrawal
from torg.returns.models import NewWithdrawal
from torg.returns.open_return import free_pieces
from torg.returns.withdraw import declare_withdrawal, order_that_may_be_seen, withdrawal_of

ShopRequest = Request[Any, Any, State]
BY_ADDRESS = Limit("withdraw", burst=20, seconds=180)
"""Twenty steps at once from one address, then twenty an hour."""
BY_EMAIL = Limit("withdraw-mail", burst=10, seconds=600)
"""So that nobody is sent receipts without end: ten at once to one address, then six an hour."""


def withdraw_path(locale: str, number: str = "") -> str:
    """Give where the withdrawal of an order begins; the link's words are `law(…).withdraw_here`."""
    return f"/{locale}/withdraw" + (f"?order={number}" if number else "")


@get("/{locale:str}/withdraw")
async def withdraw_page(request: ShopRequest, locale: FromPath[str]) -> Response[Any]:
    """Ask who withdraws from which order."""
    known = locale_at(request, locale)
    found = await who(request) if request.cookies else None
    name, email = (found.account.name, found.account.email) if found else ("", "")
    number = request.query_params.get("order", "")[:40]
    return _first(request, known, Form(language=known.language), name=name, email=email, number=number)


@post("/{locale:str}/withdraw")
async def withdraw_from(request: ShopRequest, locale: FromPath[str]) -> Response[Any]:
    """Show what is about to be declared; whoever knows the order's e-mail address chooses among its goods."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    _read(form, known, {})
    if form:
        try:
            await take(pool_of(request), BY_ADDRESS, address_of(request))
        except Refusal as refusal:
            form.refuse("", form.words.say(refusal.title()))
            return _first(request, known, form, status=refusal.status)
    if not form:
        return _first(request, known, form, status=422)
    return await _second(request, known, form)


@post("/{locale:str}/withdraw/confirm")
async def confirm(request: ShopRequest, locale: FromPath[str]) -> Response[Any]:
    """Take in the declaration, and lead to its receipt."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    async with connected(request) as conn:
        lines = await _lines(conn, form)
    new = _read(form, known, {line.id: left for line, left in lines})
    if not form:
        return await _second(request, known, form, status=422)
    try:
        await take(pool_of(request), BY_ADDRESS, address_of(request))
        await take(pool_of(request), BY_EMAIL, new.email.lower())
        async with connected(request) as conn:
            withdrawal = await declare_withdrawal(conn, Actor("shopper"), new)
    except Refusal as refusal:
        form.refuse("", form.words.say(refusal.title()))
        return await _second(request, known, form, status=refusal.status)
    return Redirect(f"/{known.code}/withdraw/{withdrawal.secret}", status_code=303)


@get("/{locale:str}/withdraw/{secret:str}")
async def receipt(request: ShopRequest, locale: FromPath[str], secret: FromPath[str]) -> Response[Any]:
    """Show the receipt: what was declared, and the day and time at which it was received."""
    known = locale_at(request, locale)
    async with connected(request) as conn:
        withdrawal = await withdrawal_of(conn, secret=secret)
        goods = await goods_of_withdrawal(conn, withdrawal)
    return shop_page(
        request, known, "returns/receipt.html", "We have received your withdrawal",
        facts=facts_of_withdrawal(withdrawal, goods), email=withdrawal.email,
    )  # fmt: skip


def law_of(known: SiteLocale) -> LawWords:
    """Give what the law says today where these pages are."""
    return law(market_of(known.market).country, known.language, _today(known))


def _today(known: SiteLocale) -> date:
    return known.today()


def _read(form: Form, known: SiteLocale, left: dict[int, int]) -> NewWithdrawal:
    """Read what was typed; `left` are the lines that may be chosen, with how many pieces there are."""
    pieces = {line: form.whole(f"line-{line}", most=most, otherwise=0) for line, most in left.items()}
    chosen = {line: count for line, count in pieces.items() if count}
    if left and not chosen and form.value("step") == "2":
        form.refuse("", form.words.say("Please say which goods you withdraw from."))
    key = form.value("key")
    return NewWithdrawal(
        name=form.text("name", longest=200),
        number=form.text("number", longest=40),
        email=form.email("email"),
        locale=known.code,
        idempotency_key=key if 8 <= len(key) <= 200 else secrets.token_urlsafe(24),
        what=form.text("what", longest=2000, required=False, lines=True),
        pieces={} if chosen == left else chosen,
    )


async def _lines(conn: Connection, form: Form) -> list[tuple[OrderLine, int]]:
    """Find the lines that may be chosen, for whoever knows both the number and the address of an order."""
    order = await order_that_may_be_seen(conn, form.value("number"), form.value("email"))
    if order is None:
        return []
    found = []
    for parcel in (await parcels_of_orders(conn, [order.id])).get(order.id, []):
        if parcel.state in {"placed", "accepted", "shipped", "delivered"}:
            lines, left = await free_pieces(conn, parcel)
            found += [(line, left[line.id]) for line in lines if left[line.id]]
    return found


def _first(
    request: ShopRequest, known: SiteLocale, form: Form, *, status: int = 200, name: str = "", email: str = "",
    number: str = "",
) -> Response[bytes]:  # fmt: skip
    words = law_of(known)
    return shop_page(
        request, known, "returns/withdraw.html", words.withdraw_here, status=status, form=form, name=name,
        email=email, number=number, days=words.withdrawal_days,
    )  # fmt: skip


async def _second(request: ShopRequest, known: SiteLocale, form: Form, status: int = 200) -> Response[bytes]:
    async with connected(request) as conn:
        lines = await _lines(conn, form)
    words = law_of(known)
    return shop_page(
        request, known, "returns/confirm.html", words.withdraw_here, status=status, form=form, lines=lines,
        confirm=words.confirm_withdrawal, key=form.value("key") or secrets.token_urlsafe(24),
    )  # fmt: skip


routes = [withdraw_page, withdraw_from, confirm, receipt]
