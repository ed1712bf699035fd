"""Place an order: everything that follows from the tap of a shopper, in one statement."""

import hashlib
import secrets

import msgspec

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.ledger import Entry, credit, debit, promotion_market, seller_pending, shopper_receivable
from torg.orders.errors import EmptyOrder, KeyUsedDifferently, OrderRefused
from torg.orders.models import NewOrder, OrderState, Placed
from torg.orders.place_queries import insert_order
from torg.orders.queries import order_by_key

THIS_ORDER = "@order"
"""Stands in the entries for the order's own number, which the statement that makes it fills in."""
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Those that cannot be taken for one another on the telephone (Crockford's base 32)."""


async def place_order(conn: Connection, actor: Actor, order: NewOrder) -> Placed:
    """Order exactly what the shopper was shown, or nothing: stock, parcels, ledger, journal and job in one statement.

    The same request with the same `idempotency_key` gives the order that it made before, however often and however
    many at once. Raises `OrderRefused` with an `offers` list (see `RefusedOffer`) when a price, a stock or an offer is
    no longer what it was, `KeyUsedDifferently`, and `EmptyOrder`. After a refusal the caller rolls back.
    """
    if not order.parcels or any(not parcel.lines for parcel in order.parcels):
        raise EmptyOrder
    asked = _fingerprint(order)
    secret = secrets.token_urlsafe(24)
    number = new_number()
    made = await insert_order(
        conn, actor, order, number, secret, asked, order_entries(order) if order.expires is None else None
    )
    if made.id is not None:
        state: OrderState = "placed" if order.expires is None else "awaiting_payment"
        return Placed(made.id, number, state, order.total, order.currency, secret, new=True)
    # Whoever taps twice finds the stock taken by their own first tap: the key tells.
    found = await order_by_key(conn, order.idempotency_key)
    if found is None:
        raise OrderRefused(offers=[msgspec.to_builtins(each) for each in made.refused])
    before, hashed = found
    if hashed != asked:
        raise KeyUsedDifferently
    return before


def order_entries(order: NewOrder) -> list[Entry]:
    """Give what an order does to the accounts: the shopper owes its total, for what sellers have yet to send."""
    currency = order.currency
    entries = debit(shopper_receivable(currency, THIS_ORDER), order.total, "order")
    for parcel in order.parcels:
        entries += debit(promotion_market(currency), parcel.market_discount, "discount")
        entries += credit(seller_pending(parcel.seller_id, currency), parcel.total + parcel.market_discount, "order")
    return entries


def new_number() -> str:
    """Make a number that people can say: `7KQ2-M04X`; 10^12 of them."""
    made = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{made[:4]}-{made[4:]}"


def _fingerprint(order: NewOrder) -> bytes:
    """Give what tells a repeated request from another one: what is bought, by whom and to where, not when it comes."""
    goods = [
        (parcel.seller_id, parcel.choice, [(line.offer_id, line.quantity, line.unit_price) for line in parcel.lines])
        for parcel in order.parcels
    ]
    asked = (order.market, order.email, order.account_id, order.address, order.payment_method, order.total, goods)
    return hashlib.sha256(msgspec.json.encode(asked)).digest()
