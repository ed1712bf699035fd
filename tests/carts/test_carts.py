"""Carts: what somebody means to buy stays theirs, and is what it is today."""

import pytest

from tests.orders.market import SmallMarket, open_market
from torg.carts import (
    CartFull,
    CartKey,
    CartNotFound,
    NotForSale,
    add_to_cart,
    change_line,
    count_pieces,
    find_cart,
    merge_carts,
    share_cart,
    take_copy,
    view_cart,
)
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.offers import PriceAndStock, set_price_and_stock, suspend_seller

PHONE = CartKey("se", token_hash=b"phone")


@pytest.fixture
async def small(conn: Connection) -> SmallMarket:
    return await open_market(conn)


async def astrid(conn: Connection) -> CartKey:
    cursor = await conn.execute("INSERT INTO account (email, email_key) VALUES ('a@x.se', 'a@x.se') RETURNING id")
    row = await cursor.fetchone()
    assert row is not None
    return CartKey("se", row[0])


async def test_the_same_thing_twice_is_one_line(conn: Connection, small: SmallMarket) -> None:
    await add_to_cart(conn, PHONE, {small.drill.offer_id: 1})
    cart = await add_to_cart(conn, PHONE, {small.drill.offer_id: 2, small.book.offer_id: 1})

    assert [(line.offer_id, line.quantity) for line in cart.lines] == [
        (small.drill.offer_id, 3),
        (small.book.offer_id, 1),
    ]
    assert await count_pieces(conn, PHONE) == 4
    assert await count_pieces(conn, CartKey("no", token_hash=b"phone")) == 0


async def test_a_cart_is_seen_by_seller_with_what_it_costs(conn: Connection, small: SmallMarket) -> None:
    cart = await add_to_cart(conn, PHONE, {small.drill.offer_id: 1, small.book.offer_id: 2})
    view = await view_cart(conn, cart, "sv")

    assert {seller.id: sum(line.total for line in lines) for seller, lines in view.by_seller()} == {
        small.nils.id: 149900,
        small.kaisa.id: 39800,
    }
    assert (view.goods, view.pieces) == (189700, 3)
    assert {each.goods.title for each in view.lines if each.goods} == {"Borrmaskin DRILL", "Boken om trä"}


@pytest.mark.parametrize(
    ("change", "notice", "pieces"),
    [
        (PriceAndStock("DRILL", "se", price=159900), "price_up", 3),
        (PriceAndStock("DRILL", "se", price=139900), "price_down", 3),
        (PriceAndStock("DRILL", "se", stock=2), "fewer", 2),
        (PriceAndStock("DRILL", "se", stock=0), "sold_out", 0),
    ],
)
async def test_a_change_is_told_once(
    conn: Connection, small: SmallMarket, change: PriceAndStock, notice: str, pieces: int
) -> None:
    await add_to_cart(conn, PHONE, {small.drill.offer_id: 3})
    await set_price_and_stock(conn, SYSTEM, small.nils.id, [change])

    cart = await find_cart(conn, PHONE)
    assert cart is not None
    (line,) = (await view_cart(conn, cart, "sv", told=True)).lines
    assert (line.notice, line.pieces) == (notice, pieces)

    again = await find_cart(conn, PHONE)
    assert again is not None
    (line,) = (await view_cart(conn, again, "sv")).lines
    assert line.notice == ("sold_out" if notice == "sold_out" else None)


async def test_what_its_seller_no_longer_sells_is_gone_and_not_bought(conn: Connection, small: SmallMarket) -> None:
    cart = await add_to_cart(conn, PHONE, {small.drill.offer_id: 1, small.book.offer_id: 1})
    await suspend_seller(conn, SYSTEM, small.nils.id, "Sold what was not there")
    view = await view_cart(conn, cart, "sv")

    assert {each.line.offer_id: each.notice for each in view.lines} == {
        small.drill.offer_id: "gone",
        small.book.offer_id: None,
    }
    assert view.goods == 19900
    with pytest.raises(NotForSale):
        await add_to_cart(conn, PHONE, {small.drill.offer_id: 1})


async def test_what_waits_is_not_counted_and_comes_back(conn: Connection, small: SmallMarket) -> None:
    await add_to_cart(conn, PHONE, {small.drill.offer_id: 2})
    cart = await change_line(conn, PHONE, small.drill.offer_id, later=True)
    view = await view_cart(conn, cart, "sv")
    assert (view.lines, len(view.later), view.goods) == ([], 1, 0)

    cart = await add_to_cart(conn, PHONE, {small.drill.offer_id: 1})
    assert [(line.quantity, line.later) for line in cart.lines] == [(1, False)]


async def test_no_pieces_takes_a_line_out(conn: Connection, small: SmallMarket) -> None:
    await add_to_cart(conn, PHONE, {small.drill.offer_id: 2})
    assert (await change_line(conn, PHONE, small.drill.offer_id, quantity=0)).lines == []
    with pytest.raises(CartNotFound):
        await change_line(conn, PHONE, small.drill.offer_id, quantity=1)


async def test_a_cart_has_room_for_so_much(conn: Connection, small: SmallMarket) -> None:
    with pytest.raises(CartFull):
        await add_to_cart(conn, PHONE, {small.drill.offer_id: 1000})


async def test_signing_in_brings_two_carts_together_once(conn: Connection, small: SmallMarket) -> None:
    own = await astrid(conn)
    assert own.account_id is not None
    await add_to_cart(conn, own, {small.drill.offer_id: 1})
    await add_to_cart(conn, PHONE, {small.drill.offer_id: 3, small.book.offer_id: 1})

    for _ in range(2):
        cart = await merge_carts(conn, PHONE, own.account_id)
        assert cart is not None
        assert {line.offer_id: line.quantity for line in cart.lines} == {
            small.drill.offer_id: 3,
            small.book.offer_id: 1,
        }
    assert await find_cart(conn, PHONE) is None


async def test_a_shared_cart_is_copied_and_stays(conn: Connection, small: SmallMarket) -> None:
    own = await astrid(conn)
    await add_to_cart(conn, own, {small.drill.offer_id: 2})
    secret = await share_cart(conn, own)
    copy = await take_copy(conn, PHONE, secret)

    assert [(line.offer_id, line.quantity) for line in copy.lines] == [(small.drill.offer_id, 2)]
    await change_line(conn, PHONE, small.drill.offer_id, quantity=1)
    mine = await find_cart(conn, own)
    assert mine is not None
    assert mine.lines[0].quantity == 2

    await share_cart(conn, own)
    with pytest.raises(CartNotFound):
        await take_copy(conn, PHONE, secret)
