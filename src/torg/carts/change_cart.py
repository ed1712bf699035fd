"""Change a cart: put in, take out, save for later, share, and bring two of them together."""

import secrets
from collections.abc import Mapping

from torg.carts.errors import CartFull, CartNotFound, NotForSale
from torg.carts.goods import goods_of
from torg.carts.models import MOST_LINES, MOST_PIECES, Cart, CartKey
from torg.carts.queries import (
    delete_line,
    find_cart,
    find_shared_cart,
    make_cart,
    merge_lines,
    put_lines,
    save_share,
    set_line,
)
from torg.core.db import Connection
from torg.core.security import token_hash


async def add_to_cart(conn: Connection, key: CartKey, pieces: Mapping[int, int]) -> Cart:
    """Put so many pieces of offers into somebody's cart, which is made when there is none.

    Raises `NotForSale` for an offer that is not sold in the cart's market, and `CartFull`.
    """
    goods = await goods_of(conn, pieces, "en")
    for offer_id, count in pieces.items():
        found = goods.get(offer_id)
        if found is None or not found.buyable or found.offer.market != key.market:
            raise NotForSale
        if not 1 <= count <= MOST_PIECES:
            raise CartFull(f"From 1 to {MOST_PIECES} pieces of a thing go into the cart.")
    cart_id = await make_cart(conn, key)
    await put_lines(conn, cart_id, {each: (count, goods[each].offer.price) for each, count in pieces.items()})
    cart = await _own(conn, key)
    if len(cart.lines) > MOST_LINES:
        raise CartFull(f"A cart holds {MOST_LINES} different things.")
    return cart


async def change_line(
    conn: Connection, key: CartKey, offer_id: int, *, quantity: int | None = None, later: bool | None = None
) -> Cart:
    """Change how many pieces are wanted (0 takes them out), or whether they wait; raises `CartNotFound`."""
    cart = await _own(conn, key)
    if quantity is not None and quantity > MOST_PIECES:
        raise CartFull(f"From 1 to {MOST_PIECES} pieces of a thing go into the cart.")
    if quantity is not None and quantity <= 0:
        await delete_line(conn, cart.id, offer_id)
    elif not await set_line(conn, cart.id, offer_id, quantity=quantity, later=later):
        raise CartNotFound("That is not in the cart any more.")
    return await _own(conn, key)


async def merge_carts(conn: Connection, device: CartKey, account_id: int) -> Cart | None:
    """Bring a device's cart into that of whoever has signed in on it; a second time changes nothing."""
    own = CartKey(device.market, account_id)
    loose = await find_cart(conn, device, lock=True)
    if loose is not None:
        await merge_lines(conn, loose.id, await make_cart(conn, own))
    return await find_cart(conn, own)


async def share_cart(conn: Connection, key: CartKey) -> str:
    """Give a secret for a link under which others see the cart and can take a copy; an older link ends."""
    cart = await _own(conn, key)
    secret = secrets.token_urlsafe(18)
    await save_share(conn, cart.id, token_hash(secret))
    return secret


async def take_copy(conn: Connection, key: CartKey, secret: str) -> Cart:
    """Put what a shared cart holds into one's own, as far as it is for sale here; raises `CartNotFound`."""
    shared = await find_shared_cart(conn, token_hash(secret))
    if shared is None or shared.market != key.market:
        raise CartNotFound("That cart is not shared any more.")
    lines = {line.offer_id: line.quantity for line in shared.lines if not line.later}
    goods = await goods_of(conn, lines, "en")
    buyable = {each: count for each, count in lines.items() if each in goods and goods[each].buyable}
    if not buyable:
        raise CartNotFound("Nothing of that cart is for sale any more.")
    return await add_to_cart(conn, key, buyable)


async def _own(conn: Connection, key: CartKey) -> Cart:
    cart = await find_cart(conn, key, lock=True)
    if cart is None:
        raise CartNotFound
    return cart
