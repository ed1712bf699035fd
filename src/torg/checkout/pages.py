"""The checkout on one page, and the order that comes of it; everything works without scripts."""

import secrets
from functools import partial
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie, State
from litestar.params import FromPath
from litestar.response import Redirect

from torg.accounts.models import Account
from torg.accounts.pages import locale_at, shop_page
from torg.accounts.sessions import connected, pool_of, who
from torg.carts import CartView
from torg.carts.pages import NOTICES, own_cart
from torg.checkout.buy import Bought, Wish, buy, finish, pay
from torg.checkout.models import Quote
from torg.checkout.quote_cart import quote_cart
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.desk import Form, read_form
from torg.core.errors import Refusal
from torg.core.security import Limit, address_of, origin_of, take
from torg.core.web import SiteLocale
from torg.markets import BadPostalCode, law, market, written_postal_code
from torg.orders import Address, Order, Placed, lines_of_parcels, order_by_secret, orders_of_account, parcels_of_orders
from torg.payments import NewPayment, Providers, filed_methods, insert_payment, look_again, payments_of_order
from torg.sellers import sellers_by_id
from torg.shelf.arrival import day_words

CheckoutRequest = Request[Any, Any, State]
_YEAR = 365 * 24 * 3600
_BUYING = Limit("buy", burst=20, seconds=6)

FAILURES = {
    "declined": "The card was declined. Nothing has been drawn; try another one.",
    "insufficient_funds": "There is not enough money on the card. Nothing has been drawn.",
    "expired_card": "The card is no longer valid. Nothing has been drawn.",
    "invalid_card": "That is no card number. Nothing has been drawn.",
    "authentication_failed": "The bank could not confirm that it was you. Nothing has been drawn.",
    "cancelled": "You went back without paying. Nothing has been drawn.",
    "sold_out_meanwhile": "It sold out while you were paying. You get the whole amount back.",
}
"""Why a payment came to nothing, as msgids."""


@get("/{locale:str}/checkout")
async def checkout_page(request: CheckoutRequest, locale: FromPath[str]) -> Response[Any]:
    """Answer the one page: who, where to, how, what it costs, and the button."""
    known = locale_at(request, locale)
    return await _page(request, known, Form(language=known.language))


@post("/{locale:str}/checkout")
async def checkout(request: CheckoutRequest, locale: FromPath[str]) -> Response[Any]:
    """Buy what the page showed, or show the page again with everything that was typed."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    if form.value("act") == "count":
        return await _page(request, known, form)
    wish = await _wish(request, known, form)
    if wish is None or not form:
        return await _page(request, known, form, status=422)
    pool = pool_of(request)
    await take(pool, _BUYING, address_of(request))
    try:
        bought = await buy(pool, providers_of(request), actor_of(wish.account_id), wish)
    except Refusal as refusal:
        form.refuse("", form.words.say(refusal.title()))
        return await _page(request, known, form, status=refusal.status)
    return onward(request, known, bought)


@get("/{locale:str}/order/{secret:str}")
async def order_page(request: CheckoutRequest, locale: FromPath[str], secret: FromPath[str]) -> Response[Any]:
    """Answer an order to whoever has its link; whoever comes back from paying finds it decided."""
    known = locale_at(request, locale)
    async with connected(request) as conn:
        order = await order_by_secret(conn, secret)
        payments = await payments_of_order(conn, order.id)
    failure = payments[-1].failure if payments else None
    if order.state == "awaiting_payment" and payments:
        payment = await look_again(pool_of(request), providers_of(request), payments[-1])
        bought = await finish(pool_of(request), actor_of(order.account_id), _placed(order), payment)
        failure = bought.failure
    return await _order_page(request, known, secret, failure)


@post("/{locale:str}/order/{secret:str}/pay")
async def pay_again(request: CheckoutRequest, locale: FromPath[str], secret: FromPath[str]) -> Response[Any]:
    """Try to pay an order that still waits for its payment."""
    known = locale_at(request, locale)
    async with connected(request) as conn:
        order = await order_by_secret(conn, secret)
        payment = (await payments_of_order(conn, order.id))[-1]
        if order.state == "awaiting_payment" and payment.state == "failed":
            again = NewPayment(order.id, payment.provider, payment.method, order.total, order.currency)
            payment = await insert_payment(conn, again)
    if order.state != "awaiting_payment":
        return Redirect(f"/{known.code}/order/{secret}", status_code=303)
    wish = Wish(
        cart=None, locale=order.locale, language=known.language, email=order.email, address=order.address,  # type: ignore[arg-type]
        total=order.total, payment_method=payment.method, key="", return_url=return_url(request, known),
        account_id=order.account_id,
    )  # fmt: skip
    placed = _placed(order)
    bought = await pay(pool_of(request), providers_of(request), actor_of(order.account_id), placed, payment, wish)
    return onward(request, known, bought)


@get("/{locale:str}/orders")
async def orders_page(request: CheckoutRequest, locale: FromPath[str]) -> Response[Any]:
    """Answer the orders of whoever is signed in."""
    known = locale_at(request, locale)
    async with connected(request) as conn:
        found = await who(request, conn)
        if found is None:
            return Redirect(f"/{known.code}/sign-in?next=/{known.code}/orders", status_code=303)
        orders = await orders_of_account(conn, found.account.id, limit=50)
        parcels = await parcels_of_orders(conn, [order.id for order in orders])
    return shop_page(
        request, known, "checkout/orders.html", "Your orders", orders=orders, parcels=parcels, states=STATES
    )


STATES = {
    "awaiting_payment": "Waiting for the payment",
    "placed": "Ordered",
    "accepted": "Being packed",
    "shipped": "On its way",
    "delivered": "Delivered",
    "cancelled": "Cancelled",
}
"""What the states of orders and parcels are called, as msgids."""


async def _page(request: CheckoutRequest, known: SiteLocale, form: Form, *, status: int = 200) -> Response[Any]:
    async with connected(request) as conn:
        account = await _account(request, conn)
        _, cart = await own_cart(request, conn, known)
        if cart is None or all(line.later for line in cart.lines):
            return Redirect(f"/{known.code}/cart", status_code=303)
        view, quote = await _quoted(conn, cart, known, form)
        kept = await filed_methods(conn, account.id) if account else []
        before = await _last_address(conn, account) if account else None
    methods = providers_of(request).methods(known.market, quote.currency)
    words = law(market(known.market).country, known.language, known.today())
    return shop_page(
        request, known, "checkout/checkout.html", "Checkout", status=status, form=form, account=account, view=view,
        quote=quote, methods=methods, kept=kept, before=before, notices=NOTICES, button=words.order_buttons[0],
        key=form.value("key") or secrets.token_urlsafe(18), words=words, day=partial(day_words, known.language),
    )  # fmt: skip


async def _quoted(conn: Connection, cart: Any, known: SiteLocale, form: Form) -> tuple[CartView, Quote]:
    choices = {
        int(name.removeprefix("delivery-")): form.value(name)
        for name in form.typed
        if name.startswith("delivery-") and name.removeprefix("delivery-").isdecimal()
    }
    return await quote_cart(
        conn, cart, known.language, postal_code=form.value("postal_code")[:20], choices=choices, told=True
    )


async def _wish(request: CheckoutRequest, known: SiteLocale, form: Form) -> Wish | None:
    """Read what was typed; errors stand beside their fields."""
    country = market(known.market).country
    async with connected(request) as conn:
        account = await _account(request, conn)
        key, cart = await own_cart(request, conn, known)
        kept = await filed_methods(conn, account.id) if account else []
        if cart is None:
            return None
        _, quote = await _quoted(conn, cart, known, form)
    email = account.email if account else form.email("email")
    postal_code = form.text("postal_code", longest=20)
    if postal_code:
        try:
            postal_code = written_postal_code(country, postal_code)
        except BadPostalCode as refusal:
            form.refuse("postal_code", refusal)
    address = Address(
        form.text("name", longest=120), form.text("street", longest=120), postal_code,
        form.text("city", longest=80), country, form.text("extra", longest=120, required=False),
    )  # fmt: skip
    chosen = form.value("payment")
    filed = next((each for each in kept if f"kept-{each.id}" == chosen), None)
    total = form.whole("total", least=0, most=10**12, otherwise=quote.total)
    if total != quote.total:
        form.refuse("", form.words.say("The total has changed: please look at it once more."))
    return Wish(
        cart=key,
        locale=known.code,
        language=known.language,
        email=email,
        address=address,
        total=total,
        payment_method=filed.method if filed else chosen,
        key=form.text("key", longest=100),
        return_url=return_url(request, known),
        phone=form.text("phone", longest=40, required=False),
        account_id=account.id if account else None,
        choices={each.seller.id: each.chosen.choice.code for each in quote.parcels},
        token=filed.token if filed else None,
        keep=account is not None and form.ticked("keep"),
    )


def onward(request: CheckoutRequest, known: SiteLocale, bought: Bought) -> Response[Any]:
    """Lead to the provider's page, or to the order."""
    if bought.outcome == "action" and bought.action_url:
        # A form may not lead to another site by a redirect (CSP form-action), so a page leads there.
        return shop_page(request, known, "checkout/to_pay.html", "To the payment", url=bought.action_url)
    return Redirect(f"/{known.code}/order/{bought.order.secret}", status_code=303)


async def _order_page(request: CheckoutRequest, known: SiteLocale, secret: str, failure: str | None) -> Response[Any]:
    async with connected(request) as conn:
        order = await order_by_secret(conn, secret)
        parcels = (await parcels_of_orders(conn, [order.id])).get(order.id, [])
        lines = await lines_of_parcels(conn, [parcel.id for parcel in parcels])
        sellers = await sellers_by_id(conn, {parcel.seller_id for parcel in parcels})
        filed = await filed_methods(conn, order.account_id) if order.account_id else []
        account = await _account(request, conn)
    answer = shop_page(
        request, known, "checkout/order.html", "Your order", order=order,
        parcels=parcels, lines=lines, sellers=sellers, failure=FAILURES.get(failure or ""), states=STATES,
        words=law(market(order.market).country, known.language, known.today()),
        day=partial(day_words, known.language),
    )  # fmt: skip
    if account is not None and account.id == order.account_id and filed:
        # Tells scripts on pages that everybody shares that this browser's owner can buy with one tap.
        answer.set_cookie(Cookie(key="torg_tap", value="1", max_age=_YEAR, samesite="lax"))
    return answer


async def _account(request: CheckoutRequest, conn: Connection) -> Account | None:
    found = await who(request, conn)
    return found.account if found else None


async def _last_address(conn: Connection, account: Account) -> Order | None:
    """Find where somebody's last order went: what the page is filled in with."""
    found = await orders_of_account(conn, account.id, limit=1)
    return found[0] if found else None


def _placed(order: Order) -> Placed:
    return Placed(order.id, order.number, order.state, order.total, order.currency, order.secret, new=False)


def return_url(request: CheckoutRequest, known: SiteLocale) -> str:
    """Give where the provider sends the shopper back to; the order's secret is filled in."""
    return f"{origin_of(request)}/{known.code}/order/{{secret}}"


def actor_of(account_id: int | None) -> Actor:
    """Name the shopper."""
    return Actor("shopper", str(account_id or ""))


def providers_of(request: CheckoutRequest) -> Providers:
    """Give the payment providers of this market."""
    providers: Providers = request.app.state.providers
    return providers


routes = [checkout_page, checkout, order_page, pay_again, orders_page]
