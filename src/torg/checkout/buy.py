"""Buy: from the tap to an order that stands, with the payment provider asked in between, outside any transaction."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec
from msgspec import Struct

from torg.carts import CartKey, CartView, Notice, find_cart
from torg.checkout.errors import CartChanged, NothingToBuy, TotalChanged, Undeliverable
from torg.checkout.quote_cart import quote_cart
from torg.checkout.settle_order import settle_order
from torg.core.actor import Actor
from torg.core.db import Connection, Pool
from torg.orders import (
    Address,
    NewOrder,
    Placed,
    confirm_payment,
    give_up,
    order_by_id,
    order_by_key,
    place_order,
    waiting_orders_of_cart,
)
from torg.payments import (
    NewPayment,
    Payment,
    PaymentRequest,
    Providers,
    ProviderUnavailable,
    insert_payment,
    payments_of_order,
    take_in_answer,
)

RESERVED = timedelta(minutes=20)
"""How long the stock is kept while the shopper pays."""
_CHANGES: frozenset[Notice] = frozenset({"price_up", "price_down", "fewer", "sold_out", "gone"})


class Wish(Struct, frozen=True):
    """What a shopper asks for with the tap; `total` is what they were shown, to the last öre."""

    cart: CartKey
    locale: str
    language: str
    email: str
    address: Address
    total: int
    payment_method: str
    key: str
    """The Idempotency-Key: the same tap again is the same order."""
    return_url: str
    """Where the payment provider sends the shopper back to; `{order}` is filled in."""
    phone: str = ""
    account_id: int | None = None
    choices: dict[int, str] = {}
    token: str | None = None
    keep: bool = False
    codes: list[str] = []


class Bought(Struct, frozen=True):
    """What became of the tap."""

    order: Placed
    outcome: Literal["placed", "action", "failed", "unknown"]
    """It stands; the shopper has to prove or pay at `action_url`; it was declined; or the provider did not answer."""
    action_url: str | None = None
    failure: str | None = None


async def buy(pool: Pool, providers: Providers, actor: Actor, wish: Wish, at: datetime | None = None) -> Bought:
    """Place the order, ask for the payment, let the order stand.

    Raises `CartChanged`, `TotalChanged` and `OrderRefused` when something is not as it was shown, `NothingToBuy`,
    `Undeliverable`, `UnknownMethod`; then nothing has been ordered and the cart is as it was.
    """
    async with pool.connection() as conn:
        placed = await _place(conn, providers, actor, wish, at or datetime.now(UTC))
        payment = (await payments_of_order(conn, placed.id))[-1]
    return await pay(pool, providers, actor, placed, payment, wish)


async def pay(pool: Pool, providers: Providers, actor: Actor, placed: Placed, payment: Payment, wish: Wish) -> Bought:
    """Ask the provider for the payment of an order that has been placed, and let it stand once that is authorised."""
    if payment.state == "begun" and payment.action_url is None:
        try:
            answer = await providers.of(payment.provider).begin(_request(placed, payment, wish))
        except ProviderUnavailable:
            # Whether the provider has heard us is not known; a job looks, and the shopper is told to wait.
            return Bought(placed, "unknown")
        async with pool.connection() as conn:
            payment = await take_in_answer(conn, actor, payment.id, answer)
    return await finish(pool, actor, placed, payment)


async def finish(pool: Pool, actor: Actor, placed: Placed, payment: Payment) -> Bought:
    """Let an order stand whose payment is authorised, or say what the shopper has to do."""
    if payment.state == "authorised":
        async with pool.connection() as conn:
            settled = await confirm_payment(conn, actor, placed.id)
            if settled == "too_late":
                await settle_order(conn, placed.id)
                return Bought(placed, "failed", failure="sold_out_meanwhile")
            state = (await order_by_id(conn, placed.id)).state
        return Bought(msgspec.structs.replace(placed, state=state), "placed")
    if payment.state == "begun":
        return Bought(placed, "action" if payment.action_url else "unknown", payment.action_url)
    return Bought(placed, "failed", failure=payment.failure)


async def _place(conn: Connection, providers: Providers, actor: Actor, wish: Wish, at: datetime) -> Placed:
    # The cart is locked first: of two taps at once the second finds what the first has ordered.
    cart = await find_cart(conn, wish.cart, lock=True)
    known = await order_by_key(conn, wish.key)
    if known is not None:
        return known[0]
    if cart is None or not any(not line.later for line in cart.lines):
        raise NothingToBuy
    # Whoever goes back and buys again has not bought twice: what waits for a payment gives its stock back first.
    for waiting in await waiting_orders_of_cart(conn, cart.id):
        await give_up(conn, actor, waiting)
    view, quote = await quote_cart(
        conn, cart, wish.language, postal_code=wish.address.postal_code, choices=wish.choices, at=at
    )
    _refuse_changes(view)
    if quote.undeliverable:
        raise Undeliverable(sellers=[seller.name for seller in quote.undeliverable])
    if quote.total != wish.total:
        raise TotalChanged(total=quote.total)
    method = providers.method(wish.payment_method, cart.market, quote.currency)
    placed = await place_order(
        conn,
        actor,
        NewOrder(
            market=cart.market,
            locale=wish.locale,
            currency=quote.currency,
            email=wish.email,
            address=wish.address,
            parcels=[each.parcel for each in quote.parcels],
            payment_method=method.code,
            idempotency_key=wish.key,
            phone=wish.phone,
            account_id=wish.account_id,
            cart_id=cart.id,
            expires=at + RESERVED,
        ),
    )
    if placed.new:
        new = NewPayment(placed.id, method.provider, method.code, placed.total, placed.currency, wish.token, wish.keep)
        await insert_payment(conn, new)
    return placed


def _refuse_changes(view: CartView) -> None:
    changed: Mapping[int, Notice] = {
        each.line.offer_id: each.notice for each in view.lines if each.notice in _CHANGES and each.notice
    }
    if changed:
        raise CartChanged(offers=[{"offer": offer, "change": notice} for offer, notice in changed.items()])


def _request(placed: Placed, payment: Payment, wish: Wish) -> PaymentRequest:
    return PaymentRequest(
        key=payment.key,
        method=payment.method,
        amount=payment.amount,
        currency=payment.currency,
        order_number=placed.number,
        email=wish.email,
        language=wish.language,
        country=wish.address.country,
        return_url=wish.return_url.replace("{order}", placed.number).replace("{secret}", placed.secret),
        token=payment.token,
        keep=payment.keep,
        phone=wish.phone,
    )
