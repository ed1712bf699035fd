"""Quote somebody's cart as it is now."""

from collections.abc import Mapping
from datetime import UTC, datetime

from torg.carts import Cart, CartView, view_cart
from torg.checkout.models import Quote
from torg.checkout.quote import quote
from torg.checkout.read_terms import read_terms
from torg.core.db import Connection


async def quote_cart(
    conn: Connection,
    cart: Cart,
    language: str,
    *,
    postal_code: str = "",
    choices: Mapping[int, str] | None = None,
    told: bool = False,
    at: datetime | None = None,
) -> tuple[CartView, Quote]:
    """Give a cart as it is now with what it costs; with `told`, changes count as read (see `view_cart`)."""
    moment = at or datetime.now(UTC)
    view = await view_cart(conn, cart, language, told=told)
    terms = await read_terms(conn, cart.market, [seller for seller, _ in view.by_seller()], moment)
    return view, quote(view, terms, moment, postal_code=postal_code, choices=choices)
