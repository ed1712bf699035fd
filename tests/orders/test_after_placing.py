"""What an order does after it was placed: paid late, given up, sent, cancelled in parts; the books always agree."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.orders.market import ASTRID, SmallMarket, open_market, order, stock_of
from torg.core.actor import SYSTEM, Actor
from torg.core.db import Connection
from torg.ledger import (
    balance,
    commission_revenue,
    seller_payable,
    seller_pending,
    shopper_receivable,
    trial_balance,
    vat_payable,
)
from torg.offers import PriceAndStock, set_price_and_stock
from torg.orders import (
    OrderLine,
    Parcel,
    WrongState,
    accept_parcel,
    cancel_pieces,
    confirm_payment,
    deliver_parcel,
    give_up,
    lines_of_parcels,
    order_by_id,
    parcels_of_orders,
    place_order,
    ship_parcel,
    worth_of,
)

NILS = Actor("seller", "1/1")
SOON = timedelta(minutes=15)


@pytest.fixture
async def small(conn: Connection) -> SmallMarket:
    return await open_market(conn)


async def only_parcel(conn: Connection, order_id: int) -> tuple[Parcel, list[OrderLine]]:
    (parcel,) = (await parcels_of_orders(conn, [order_id]))[order_id]
    return parcel, (await lines_of_parcels(conn, [parcel.id]))[parcel.id]


async def test_a_payment_in_time_lets_the_order_stand_once(conn: Connection, small: SmallMarket) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 2), expires=datetime.now(UTC) + SOON))

    assert await confirm_payment(conn, SYSTEM, placed.id) == "placed"
    assert await confirm_payment(conn, SYSTEM, placed.id) == "unchanged"
    assert not await give_up(conn, SYSTEM, placed.id)
    assert (await order_by_id(conn, placed.id)).state == "placed"
    assert (await only_parcel(conn, placed.id))[0].state == "placed"
    assert await stock_of(conn, small.drill) == 3
    assert await balance(conn, shopper_receivable("SEK", str(placed.id))) == placed.total
    assert await balance(conn, seller_pending(small.nils.id, "SEK")) == placed.total


async def test_an_order_given_up_gives_its_stock_back(conn: Connection, small: SmallMarket) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 2), expires=datetime.now(UTC) + SOON))

    assert await give_up(conn, SYSTEM, placed.id)
    assert not await give_up(conn, SYSTEM, placed.id)
    assert await stock_of(conn, small.drill) == 5
    assert (await only_parcel(conn, placed.id))[0].state == "cancelled"


async def test_a_late_payment_takes_the_stock_again_where_there_is_some(conn: Connection, small: SmallMarket) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 2), expires=datetime.now(UTC) + SOON))
    await give_up(conn, SYSTEM, placed.id)

    assert await confirm_payment(conn, SYSTEM, placed.id) == "placed"
    assert await stock_of(conn, small.drill) == 3
    assert (await only_parcel(conn, placed.id))[0].state == "placed"


async def test_a_late_payment_for_what_is_gone_has_to_go_back(conn: Connection, small: SmallMarket) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 2), (small.book, 1), expires=datetime.now(UTC) + SOON))
    await give_up(conn, SYSTEM, placed.id)
    await set_price_and_stock(conn, SYSTEM, small.nils.id, [PriceAndStock("DRILL", "se", stock=1)])

    assert await confirm_payment(conn, SYSTEM, placed.id) == "too_late"
    assert (await order_by_id(conn, placed.id)).state == "cancelled"
    assert (await stock_of(conn, small.drill), await stock_of(conn, small.book)) == (1, 5)
    assert await balance(conn, shopper_receivable("SEK", str(placed.id))) == 0


async def test_what_is_sent_is_owed_to_the_seller_less_commission(conn: Connection, small: SmallMarket) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 1)))
    parcel, _ = await only_parcel(conn, placed.id)
    await accept_parcel(conn, NILS, parcel.id)
    await ship_parcel(conn, NILS, parcel.id)
    sent = await deliver_parcel(conn, NILS, parcel.id)

    assert (sent.state, sent.accepted is None, sent.shipped is None, sent.delivered is None) == (
        "delivered",
        False,
        False,
        False,
    )
    fee, vat = 14990, 3748
    assert await balance(conn, seller_pending(small.nils.id, "SEK")) == 0
    assert await balance(conn, seller_payable(small.nils.id, "SEK")) == placed.total - fee - vat
    assert await balance(conn, commission_revenue("SEK")) == fee
    assert await balance(conn, vat_payable("SE", "SEK")) == vat


async def test_a_parcel_goes_forward_only(conn: Connection, small: SmallMarket) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 1)))
    parcel, lines = await only_parcel(conn, placed.id)
    with pytest.raises(WrongState):
        await deliver_parcel(conn, NILS, parcel.id)
    await ship_parcel(conn, NILS, parcel.id)
    for move in (accept_parcel, ship_parcel):
        with pytest.raises(WrongState):
            await move(conn, NILS, parcel.id)
    with pytest.raises(WrongState):
        await cancel_pieces(conn, NILS, parcel.id, {lines[0].id: 1}, "Too late")


async def test_cancelling_all_pieces_cancels_the_parcel_with_its_delivery(conn: Connection, small: SmallMarket) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 3)))
    parcel, (drill,) = await only_parcel(conn, placed.id)
    await cancel_pieces(conn, NILS, parcel.id, {drill.id: 1}, "One is scratched")
    assert await balance(conn, shopper_receivable("SEK", str(placed.id))) == placed.total - 149900

    with pytest.raises(WrongState):
        await cancel_pieces(conn, NILS, parcel.id, {drill.id: 3}, "More than are left")
    left = await cancel_pieces(conn, NILS, parcel.id, {drill.id: 2}, "All of them are")

    assert left.state == "cancelled"
    assert await stock_of(conn, small.drill) == 5
    assert await balance(conn, shopper_receivable("SEK", str(placed.id))) == 0
    assert await balance(conn, seller_pending(small.nils.id, "SEK")) == 0


@given(
    quantity=st.integers(1, 7),
    discount=st.integers(0, 20000),
    parts=st.lists(st.integers(1, 3), max_size=4),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_is_cancelled_before_sending_the_books_agree(
    conn: Connection, small: SmallMarket, quantity: int, discount: int, parts: list[int]
) -> None:
    async with conn.transaction(force_rollback=True):
        await set_price_and_stock(conn, SYSTEM, small.kaisa.id, [PriceAndStock("BOOK", "se", stock=quantity)])
        wish = order((small.book, quantity))
        (parcel,) = wish.parcels
        from msgspec.structs import replace

        line = replace(parcel.lines[0], discount=min(discount, 19900 * quantity), vat=0)
        placed = await place_order(conn, ASTRID, replace(wish, parcels=[replace(parcel, lines=[line])]))
        sent, (book,) = await only_parcel(conn, placed.id)
        left = quantity
        for part in parts:
            if part < left:
                await cancel_pieces(conn, NILS, sent.id, {book.id: part}, "Damaged")
                left -= part
        await ship_parcel(conn, NILS, sent.id)

        _, (after,) = await only_parcel(conn, placed.id)
        owed = await balance(conn, shopper_receivable("SEK", str(placed.id)))
        assert owed == placed.total - after.refunded >= 4900
        assert after.refunded == after.total - worth_of(after, left)
        assert await balance(conn, seller_pending(small.kaisa.id, "SEK")) == 0
        assert await balance(conn, seller_payable(small.kaisa.id, "SEK")) <= owed
        assert sum(each.amount for each in await trial_balance(conn)) == 0
        assert await stock_of(conn, small.book) == quantity - left
