"""A quote: what a cart costs, to the last öre, and what is ordered by it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.orders.market import ADDRESS, ASTRID, SmallMarket, open_market, stock_of
from torg.carts import CartKey, add_to_cart
from torg.checkout import quote_cart, vat_within
from torg.core.db import Connection
from torg.orders import NewOrder, place_order

PHONE = CartKey("se", token_hash=b"phone")
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
async def small(conn: Connection) -> SmallMarket:
    return await open_market(conn)


async def test_a_parcel_for_each_seller_with_delivery_and_vat(conn: Connection, small: SmallMarket) -> None:
    cart = await add_to_cart(conn, PHONE, {small.drill.offer_id: 1, small.book.offer_id: 2})
    _, quote = await quote_cart(conn, cart, "sv", at=MONDAY)

    tools, books = sorted((each.parcel for each in quote.parcels), key=lambda each: -each.total)
    # Nils sends free from 499 kr on; Kaisa always takes 59 kr.
    assert (tools.total, tools.delivery, tools.vat) == (149900, 0, 29980)
    assert (books.total, books.delivery, books.lines[0].vat_rate) == (2 * 19900 + 5900, 5900, 600)
    assert quote.total == 149900 + 45700
    assert tools.lines[0].commission.net == 14990
    assert [day.isoformat() for day in tools.promised] == ["2026-11-25", "2026-11-27"]


async def test_what_was_quoted_can_be_ordered_as_it_is(conn: Connection, small: SmallMarket) -> None:
    cart = await add_to_cart(conn, PHONE, {small.drill.offer_id: 2})
    _, quote = await quote_cart(conn, cart, "sv")
    placed = await place_order(
        conn,
        ASTRID,
        NewOrder("se", "sv-se", quote.currency, "a@x.se", ADDRESS, [each.parcel for each in quote.parcels], "card",
                 "tap-tap-1", cart_id=cart.id),
    )  # fmt: skip

    assert placed.total == quote.total
    assert await stock_of(conn, small.drill) == 3


async def test_who_does_not_deliver_there_is_named(conn: Connection, small: SmallMarket) -> None:
    await conn.execute("UPDATE seller SET delivery = '{}' WHERE id = %s", (small.kaisa.id,))
    cart = await add_to_cart(conn, PHONE, {small.drill.offer_id: 1})
    await conn.execute("INSERT INTO cart_line VALUES (%s, %s, 1, false, 19900)", (cart.id, small.book.offer_id))
    cart = await add_to_cart(conn, PHONE, {small.drill.offer_id: 1})
    view, quote = await quote_cart(conn, cart, "sv")

    assert [each.seller.id for each in quote.parcels] == [small.nils.id]
    assert {each.notice for each in view.lines} == {None, "gone"}


@given(gross=st.integers(0, 10**9), rate=st.sampled_from([0, 600, 1200, 1350, 2500, 2550]))
def test_vat_within_is_the_gross_less_the_net_to_half_an_ore(gross: int, rate: int) -> None:
    vat = vat_within(gross, rate)
    assert abs(vat * (10_000 + rate) - gross * rate) * 2 <= 10_000 + rate
    assert 0 <= vat <= gross
