"""The cart's pages in the shop's frame; every button is a form, so that all of it works without scripts."""

from contextlib import suppress
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Redirect

from torg.accounts.pages import locale_at, shop_page
from torg.accounts.sessions import connected, own_cookie, read_cookie, who
from torg.carts.change_cart import add_to_cart, change_line, merge_carts, share_cart, take_copy
from torg.carts.models import Cart, CartKey
from torg.carts.queries import count_pieces, find_cart
from torg.carts.view_cart import view_cart
from torg.core.db import Connection, DatabaseUnavailable
from torg.core.desk import Form, read_form
from torg.core.errors import BadRequest
from torg.core.security import new_token, token_hash
from torg.core.web import SiteLocale

CartRequest = Request[Any, Any, State]
COOKIE = "torg_cart"
_YEAR = 365 * 24 * 3600

NOTICES = {
    "price_up": "The price has gone up since you looked.",
    "price_down": "The price has gone down since you looked.",
    "fewer": "There are fewer left than you wanted.",
    "sold_out": "Sold out right now.",
    "gone": "This shop no longer sells it here.",
}
"""What has changed, as msgids."""


@get("/{locale:str}/cart")
async def cart_page(request: CartRequest, locale: FromPath[str]) -> Response[Any]:
    """Answer the cart, priced anew."""
    known = locale_at(request, locale)
    async with connected(request) as conn:
        cart = await find_cart(conn, await key_of(request, conn, known))
        view = await view_cart(conn, cart, known.language, told=True) if cart else None
    return shop_page(
        request, known, "carts/cart.html", "Cart", view=view, notices=NOTICES, form=Form(language=known.language)
    )


@get("/{locale:str}/cart/count")
async def cart_count(request: CartRequest, locale: FromPath[str]) -> dict[str, int]:
    """Say how many pieces are in the cart, for the number in the frame."""
    known = locale_at(request, locale)
    if not has_cart(request):
        return {"pieces": 0}
    with suppress(DatabaseUnavailable):
        async with connected(request) as conn:
            return {"pieces": await count_pieces(conn, await key_of(request, conn, known))}
    return {"pieces": 0}


@post("/{locale:str}/cart/add")
async def add(request: CartRequest, locale: FromPath[str]) -> Response[Any]:
    """Put an offer into the cart."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    offer, pieces = _offer(form), form.whole("pieces", least=1, most=999, otherwise=1)
    token = read_cookie(request, COOKIE) or new_token()
    async with connected(request) as conn:
        key = await key_of(request, conn, known, token)
        await add_to_cart(conn, key, {offer: pieces})
    onward = "checkout" if form.value("go") == "checkout" else "cart"
    answer = Redirect(f"/{known.code}/{onward}", status_code=303)
    if key.account_id is None:
        answer.set_cookie(own_cookie(request, COOKIE, token, _YEAR))
    return answer


@post("/{locale:str}/cart/change")
async def change(request: CartRequest, locale: FromPath[str]) -> Response[Any]:
    """Change how many, save for later, or take out."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    offer, act = _offer(form), form.value("act")
    pieces = form.whole("pieces", least=0, most=999, otherwise=0)
    async with connected(request) as conn:
        key = await key_of(request, conn, known)
        if act in {"later", "back"}:
            await change_line(conn, key, offer, later=act == "later")
        else:
            await change_line(conn, key, offer, quantity=0 if act == "remove" else pieces)
    return Redirect(f"/{known.code}/cart", status_code=303)


@post("/{locale:str}/cart/share")
async def share(request: CartRequest, locale: FromPath[str]) -> Response[Any]:
    """Make a link under which others see a copy."""
    known = locale_at(request, locale)
    async with connected(request) as conn:
        secret = await share_cart(conn, await key_of(request, conn, known))
    return shop_page(request, known, "carts/shared.html", "Share the cart", secret=secret)


@get("/{locale:str}/cart/from/{secret:str}")
async def copy_page(request: CartRequest, locale: FromPath[str], secret: FromPath[str]) -> Response[Any]:
    """Ask whether what somebody has shared is to be put into the own cart."""
    known = locale_at(request, locale)
    return shop_page(request, known, "carts/copy.html", "Somebody shared a cart with you", secret=secret)


@post("/{locale:str}/cart/from/{secret:str}")
async def copy(request: CartRequest, locale: FromPath[str], secret: FromPath[str]) -> Response[Any]:
    """Put what somebody has shared into the own cart."""
    known = locale_at(request, locale)
    token = read_cookie(request, COOKIE) or new_token()
    async with connected(request) as conn:
        key = await key_of(request, conn, known, token)
        await take_copy(conn, key, secret)
    answer = Redirect(f"/{known.code}/cart", status_code=303)
    if key.account_id is None:
        answer.set_cookie(own_cookie(request, COOKIE, token, _YEAR))
    return answer


async def key_of(request: CartRequest, conn: Connection, known: SiteLocale, token: str = "") -> CartKey:
    """Give whose cart it is; whoever has signed in finds what was in the device's cart in their own."""
    token = token or read_cookie(request, COOKIE)
    device = CartKey(known.market, token_hash=token_hash(token) if token else None)
    found = await who(request, conn)
    if found is None:
        return device
    if token:
        await merge_carts(conn, device, found.account.id)
    return CartKey(known.market, found.account.id)


async def own_cart(request: CartRequest, conn: Connection, known: SiteLocale) -> tuple[CartKey, Cart | None]:
    """Give the asker's cart, with whose it is."""
    key = await key_of(request, conn, known)
    return key, await find_cart(conn, key)


def has_cart(request: CartRequest) -> bool:
    """Tell whether the browser brings anything that a cart could be found by."""
    return any(name.endswith(("torg_cart", "torg", "torg_session")) for name in request.cookies)


def _offer(form: Form) -> int:
    text = form.value("offer")
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise BadRequest
    return int(text)


routes = [cart_page, cart_count, add, change, share, copy_page, copy]
