"""View a cart: priced anew, with a word for everything that has changed since the shopper last looked."""

from collections.abc import Mapping

from torg.carts.goods import goods_of
from torg.carts.models import Cart, CartLine, CartView, Goods, Notice, ViewedLine
from torg.carts.queries import note_seen
from torg.core.db import Connection


async def view_cart(conn: Connection, cart: Cart, language: str, *, told: bool = False) -> CartView:
    """Give a cart as it is now; with `told` its shopper is taken to have read it, so that nothing is told twice."""
    view = viewed(cart, await goods_of(conn, [line.offer_id for line in cart.lines], language))
    if told:
        changed = [each for each in (*view.lines, *view.later) if each.notice and each.goods]
        prices = {each.line.offer_id: each.goods.offer.price for each in changed if each.goods}
        pieces = {each.line.offer_id: each.pieces for each in changed if each.notice == "fewer"}
        if prices:
            await note_seen(conn, cart.id, prices, pieces)
    return view


def viewed(cart: Cart, goods: Mapping[int, Goods]) -> CartView:
    """Lay a cart beside what its offers are now: a pure function."""
    lines = [_line(line, goods.get(line.offer_id), cart.market) for line in cart.lines]
    return CartView(cart, [each for each in lines if not each.line.later], [each for each in lines if each.line.later])


def _line(line: CartLine, goods: Goods | None, market: str) -> ViewedLine:
    if goods is None or not goods.buyable or goods.offer.market != market:
        return ViewedLine(line, goods, 0, "gone")
    offer = goods.offer
    pieces = min(line.quantity, max(offer.stock, 0))
    notice: Notice | None = None
    if pieces == 0:
        notice = "sold_out"
    elif pieces < line.quantity:
        notice = "fewer"
    elif offer.price != line.seen_price:
        notice = "price_up" if offer.price > line.seen_price else "price_down"
    return ViewedLine(line, goods, pieces, notice)
