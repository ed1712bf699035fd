"""Buying: from the tap through the payment to an order that stands, and everything that can come in between."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from msgspec.structs import replace
from psycopg_pool import AsyncConnectionPool

from tests.orders.market import ADDRESS, ASTRID, SmallMarket, open_market, stock_of
from tests.payments.sandboxed import DECLINED, GOOD, sandbox
from torg.carts import CartKey, add_to_cart, find_cart
from torg.checkout import (
    Bought,
    CartChanged,
    NothingToBuy,
    TotalChanged,
    Wish,
    buy,
    finish,
    quote_cart,
    settle_order,
)
from torg.core.actor import SYSTEM
from torg.core.db import Connection, Pool, open_pool
from torg.ledger import balance, provider_clearing, shopper_receivable, trial_balance
from torg.offers import PriceAndStock, set_price_and_stock
from torg.orders import (
    cancel_pieces,
    give_up,
    lines_of_parcels,
    order_by_id,
    order_by_key,
    parcels_of_orders,
    ship_parcel,
)
from torg.payments import (
    PaymentRequest,
    ProviderEvent,
    Providers,
    ProviderUnavailable,
    look_again,
    payments_of_order,
    perform_request,
    take_in_event,
)
from torg.payments.sandbox.provider import SandboxProvider

PHONE = CartKey("se", token_hash=b"phone")


class Shop:
    """An open market with a sandbox, and Astrid's browser."""

    def __init__(self, pool: Pool, small: SmallMarket, provider: SandboxProvider, browser: httpx.AsyncClient) -> None:
        self.pool, self.small, self.provider, self.browser = pool, small, provider, browser
        self.providers = Providers([provider])

    async def wish(self, key: str = "tap-tap-1", **fields: Any) -> Wish:
        async with self.pool.connection() as conn:
            cart = await find_cart(conn, PHONE)
            assert cart is not None
            _, quote = await quote_cart(conn, cart, "sv")
        given = {
            "cart": PHONE, "locale": "sv-se", "language": "sv", "email": "a@x.se", "address": ADDRESS,
            "total": quote.total, "payment_method": "sandbox_card", "key": key, "return_url": "http://m.test/{order}",
        } | fields  # fmt: skip
        return Wish(**given)

    async def buy(self, wish: Wish) -> Bought:
        return await buy(self.pool, self.providers, ASTRID, wish)

    async def pay(self, bought: Bought, number: str = GOOD) -> Bought:
        """Type a card on the provider's page, and come back."""
        assert bought.action_url is not None
        await self.browser.post(bought.action_url, data={"number": number, "expires": "2030-12"})
        async with self.pool.connection() as conn:
            payment = (await payments_of_order(conn, bought.order.id))[-1]
        return await finish(self.pool, ASTRID, bought.order, await look_again(self.pool, self.providers, payment))

    async def settle(self, order_id: int) -> None:
        async with self.pool.connection() as conn:
            requests = await settle_order(conn, order_id)
        for request in requests:
            await perform_request(self.pool, self.providers, request)

    async def owed(self, order_id: int) -> int:
        async with self.pool.connection() as conn:
            assert sum(each.amount for each in await trial_balance(conn)) == 0
            return await balance(conn, shopper_receivable("SEK", str(order_id)))


@pytest.fixture
async def shop(fresh_database: str, tmp_path: Path) -> AsyncIterator[Shop]:
    pool: AsyncConnectionPool[Connection] = open_pool(fresh_database, size=8)
    await pool.open()
    async with sandbox(tmp_path) as (provider, browser, _):
        async with pool.connection() as conn:
            small = await open_market(conn)
            await add_to_cart(conn, PHONE, {small.drill.offer_id: 2, small.book.offer_id: 1})
        yield Shop(pool, small, provider, browser)
    await pool.close()


async def stocks(shop: Shop) -> tuple[int, int]:
    async with shop.pool.connection() as conn:
        return await stock_of(conn, shop.small.drill), await stock_of(conn, shop.small.book)


async def test_a_shopper_pays_and_the_order_stands(shop: Shop) -> None:
    bought = await shop.buy(await shop.wish())
    assert (bought.outcome, await stocks(shop)) == ("action", (3, 4))
    done = await shop.pay(bought)

    assert (done.outcome, done.order.state) == ("placed", "placed")
    async with shop.pool.connection() as conn:
        cart = await find_cart(conn, PHONE)
    assert cart is not None
    assert cart.lines == []
    assert await shop.owed(done.order.id) == done.order.total


async def test_a_card_on_file_is_one_tap(shop: Shop) -> None:
    answer = await shop.provider.begin(
        PaymentRequest("k1", "sandbox_card", 100, "SEK", "AAAA-0000", "a@x.se", "sv", "SE", "http://m.test/", keep=True)
    )
    await shop.browser.post(answer.action_url or "", data={"number": GOOD, "expires": "2030-12"})
    seen = await shop.provider.look(answer.reference)
    assert seen is not None
    assert seen.kept is not None

    bought = await shop.buy(await shop.wish(token=seen.kept.token))
    assert (bought.outcome, bought.order.state) == ("placed", "placed")


async def test_a_double_tap_and_a_lost_answer_are_one_order(shop: Shop) -> None:
    wish = await shop.wish()
    outcomes = await asyncio.gather(*(shop.buy(wish) for _ in range(4)))
    again = await shop.buy(wish)

    assert len({each.order.id for each in (*outcomes, again)}) == 1
    assert {each.action_url for each in (*outcomes, again)} == {outcomes[0].action_url}
    assert await stocks(shop) == (3, 4)


async def test_a_declined_card_leaves_the_cart_and_the_next_try_works(shop: Shop) -> None:
    declined = await shop.pay(await shop.buy(await shop.wish()), DECLINED)
    assert (declined.outcome, declined.failure) == ("failed", "declined")
    async with shop.pool.connection() as conn:
        cart = await find_cart(conn, PHONE)
    assert cart is not None
    assert len(cart.lines) == 2

    done = await shop.pay(await shop.buy(await shop.wish("tap-tap-2")))
    assert done.outcome == "placed"
    assert await stocks(shop) == (3, 4)


async def test_a_total_that_was_not_shown_is_refused(shop: Shop) -> None:
    wish = await shop.wish()
    with pytest.raises(TotalChanged):
        await shop.buy(replace(wish, total=wish.total - 1))
    assert await stocks(shop) == (5, 5)


async def test_a_price_that_changes_under_the_hand_is_refused(shop: Shop) -> None:
    wish = await shop.wish()
    async with shop.pool.connection() as conn:
        await set_price_and_stock(conn, SYSTEM, shop.small.nils.id, [PriceAndStock("DRILL", "se", price=159900)])
    with pytest.raises(CartChanged) as refused:
        await shop.buy(wish)
    assert refused.value.extra["offers"] == [{"offer": shop.small.drill.offer_id, "change": "price_up"}]
    assert await stocks(shop) == (5, 5)


async def test_an_empty_cart_buys_nothing(shop: Shop) -> None:
    wish = await shop.wish()
    with pytest.raises(NothingToBuy):
        await shop.buy(replace(wish, cart=CartKey("se", token_hash=b"nobody")))


async def test_a_provider_that_does_not_answer_is_asked_again(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    wish = await shop.wish()
    real = shop.provider.begin

    async def begin_and_lose(request: PaymentRequest) -> Any:
        await real(request)
        raise ProviderUnavailable

    monkeypatch.setattr(shop.provider, "begin", begin_and_lose)
    assert (await shop.buy(wish)).outcome == "unknown"
    monkeypatch.undo()

    bought = await shop.buy(wish)
    assert bought.outcome == "action"
    assert (await shop.pay(bought)).outcome == "placed"


async def test_a_payment_after_the_time_is_over_stands_or_goes_back(shop: Shop) -> None:
    bought = await shop.buy(await shop.wish())
    async with shop.pool.connection() as conn:
        await give_up(conn, SYSTEM, bought.order.id)
        await set_price_and_stock(conn, SYSTEM, shop.small.nils.id, [PriceAndStock("DRILL", "se", stock=1)])
    late = await shop.pay(bought)

    assert (late.outcome, late.failure) == ("failed", "sold_out_meanwhile")
    async with shop.pool.connection() as conn:
        (payment,) = await payments_of_order(conn, bought.order.id)
        cursor = await conn.execute("SELECT id, kind FROM payment_request")
        (request,) = await cursor.fetchall()
    assert request[1] == "void"
    await perform_request(shop.pool, shop.providers, request[0])
    seen = await shop.provider.look(payment.reference or "")
    assert seen is not None
    assert seen.state == "voided"
    assert await shop.owed(bought.order.id) == 0


async def test_each_parcel_is_drawn_when_it_leaves_and_what_is_cancelled_never_is(shop: Shop) -> None:
    done = await shop.pay(await shop.buy(await shop.wish()))
    order = done.order.id
    async with shop.pool.connection() as conn:
        tools, books = (await parcels_of_orders(conn, [order]))[order]
        lines = await lines_of_parcels(conn, [tools.id])
        await cancel_pieces(conn, SYSTEM, tools.id, {lines[tools.id][0].id: 1}, "Damaged")
        await ship_parcel(conn, SYSTEM, tools.id)
    for _ in range(2):
        await shop.settle(order)
    assert await shop.owed(order) == books.total

    async with shop.pool.connection() as conn:
        lines = await lines_of_parcels(conn, [books.id])
        await cancel_pieces(conn, SYSTEM, books.id, {lines[books.id][0].id: 1}, "Out of print")
    await shop.settle(order)
    assert await shop.owed(order) == 0
    async with shop.pool.connection() as conn:
        (payment,) = await payments_of_order(conn, order)
        clearing = await balance(conn, provider_clearing("sandbox", "SEK"))
    assert payment.captured == 149900
    assert clearing == 149900 - payment.fee


async def test_events_doubled_late_and_out_of_order_count_once(shop: Shop) -> None:
    done = await shop.pay(await shop.buy(await shop.wish()))
    order = done.order.id
    async with shop.pool.connection() as conn:
        for parcel in (await parcels_of_orders(conn, [order]))[order]:
            await ship_parcel(conn, SYSTEM, parcel.id)
    await shop.settle(order)
    async with shop.pool.connection() as conn:
        (payment,) = await payments_of_order(conn, order)
    seen = await shop.provider.look(payment.reference or "")
    assert seen is not None
    older = replace(seen, captured=0, fee=0)
    for number, view in enumerate((seen, older, seen)):
        event = ProviderEvent(f"ev_{number % 2}", "captured", seen.reference)
        async with shop.pool.connection() as conn:
            await take_in_event(conn, SYSTEM, "sandbox", event, view)
    async with shop.pool.connection() as conn:
        (after,) = await payments_of_order(conn, order)
        assert (await order_by_id(conn, order)).state == "placed"
        assert await order_by_key(conn, "tap-tap-1") is not None
    assert (after.captured, after.fee) == (payment.captured, payment.fee) == (done.order.total, seen.fee)
    assert await shop.owed(order) == 0
