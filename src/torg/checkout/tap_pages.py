"""One tap: somebody who has bought before buys from the product page; a sheet shows all of it and waits ten seconds."""

import secrets
from functools import partial
from typing import Any

from litestar import Request, Response, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts.models import Account
from torg.accounts.pages import locale_at
from torg.accounts.sessions import connected, pool_of, who
from torg.carts import CartKey, add_to_cart
from torg.checkout.buy import Wish, buy
from torg.checkout.pages import actor_of, onward, providers_of, return_url
from torg.checkout.quote_cart import quote_cart
from torg.core.db import Connection
from torg.core.desk import Form, read_form
from torg.core.errors import BadRequest, NotFound
from torg.core.security import new_token, token_hash
from torg.core.templates import render
from torg.core.web import SiteLocale, html, site_of
from torg.markets import law, market
from torg.orders import Order, orders_of_account
from torg.payments import FiledMethod, filed_methods
from torg.shelf.arrival import day_words

TapRequest = Request[Any, Any, State]
SECONDS = 10
"""How long the sheet waits for a change of mind."""


@post("/{locale:str}/tap/sheet", status_code=200)
async def sheet(request: TapRequest, locale: FromPath[str]) -> Response[Any]:
    """Answer what one tap is about to buy: what, where to, when, with what, and the total.

    404 tells the page to go the longer way: nobody is signed in, or nothing is on file.
    """
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    token = new_token()
    async with connected(request) as conn:
        _, before, filed = await _known(request, conn)
        cart = await add_to_cart(conn, _key(known, token), {_offer(form): 1})
        _, quote = await quote_cart(conn, cart, known.language, postal_code=before.address.postal_code)
    if not quote.parcels:
        raise NotFound
    words = law(market(known.market).country, known.language, known.today())
    body = render(
        known.language, "checkout/tap.html", site=site_of(request.app.state), locale=known, quote=quote,
        order=before, filed=filed, cart=token, key=secrets.token_urlsafe(18), seconds=SECONDS,
        button=words.order_buttons[0], day=partial(day_words, known.language),
    )  # fmt: skip
    return html(body.encode(), known)


@post("/{locale:str}/tap")
async def tap(request: TapRequest, locale: FromPath[str]) -> Response[Any]:
    """Buy what the sheet showed."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    async with connected(request) as conn:
        account, before, filed = await _known(request, conn)
    wish = Wish(
        cart=_key(known, form.text("cart", longest=100)), locale=known.code, language=known.language,
        email=account.email, address=before.address, total=form.whole("total", least=0, most=10**12),
        payment_method=filed.method, key=form.text("key", longest=100), return_url=return_url(request, known),
        phone=before.phone, account_id=account.id, token=filed.token,
    )  # fmt: skip
    if not form:
        raise BadRequest
    return onward(request, known, await buy(pool_of(request), providers_of(request), actor_of(account.id), wish))


async def _known(request: TapRequest, conn: Connection) -> tuple[Account, Order, FiledMethod]:
    """Give who is asking, where their last order went, and what they pay with; raises NotFound without all of it."""
    found = await who(request, conn)
    if found is None:
        raise NotFound
    orders, filed = (
        await orders_of_account(conn, found.account.id, limit=1),
        await filed_methods(conn, found.account.id),
    )
    if not orders or not filed:
        raise NotFound
    return found.account, orders[0], filed[0]


def _key(known: SiteLocale, token: str) -> CartKey:
    """Give the cart of this one tap, which leaves what is in the shopper's own cart alone."""
    return CartKey(known.market, token_hash=token_hash(f"tap {token}"))


def _offer(form: Form) -> int:
    text = form.value("offer")
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise BadRequest
    return int(text)


routes = [sheet, tap]
