"""Goods come back: whatever is cancelled, returned, deducted and complained of, the books agree."""

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.orders.market import ASTRID, SmallMarket, open_market, order, stock_of
from tests.returns.cast import SHOP, bought, look
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.ledger import (
    balance,
    commission_revenue,
    promotion_market,
    seller_payable,
    seller_pending,
    shopper_receivable,
    trial_balance,
    vat_payable,
)
from torg.offers import PriceAndStock, set_price_and_stock
from torg.orders import (
    OrderNotFound,
    accept_parcel,
    cancel_pieces,
    left_of,
    place_order,
    ship_parcel,
)
from torg.returns import (
    BadReturn,
    Decision,
    Inspected,
    NothingToReturn,
    ReturnClosed,
    ReturnNotFound,
    decide_return,
    lines_of_returns,
    mark_received,
    mark_sent,
    most_of,
    open_return,
    returns_of_order,
)


@pytest.fixture
async def small(conn: Connection) -> SmallMarket:
    return await open_market(conn)


async def owed(conn: Connection, order_id: int) -> int:
    return await balance(conn, shopper_receivable("SEK", str(order_id)))


async def test_a_whole_withdrawal_brings_back_everything_and_the_delivery(conn: Connection, small: SmallMarket) -> None:
    sold = await bought(conn, small, 2)
    case = await open_return(conn, ASTRID, sold.order, sold.parcel.id, {sold.line.id: 2}, "withdrawal")
    await mark_sent(conn, ASTRID, case.id, "RETURN-1")
    await mark_received(conn, SHOP, case.id)
    done = await decide_return(conn, SHOP, case.id, Decision({sold.line.id: Inspected(2)}, restock=True))

    assert (done.state, done.verdict, done.refund, done.delivery) == ("refunded", "accepted", sold.order.total, 4900)
    assert await owed(conn, sold.order.id) == 0
    assert await balance(conn, seller_payable(small.nils.id, "SEK")) == 0
    assert await balance(conn, commission_revenue("SEK")) == 0
    assert await balance(conn, vat_payable("SE", "SEK")) == 0
    assert await stock_of(conn, small.drill) == 5
    [(jobs,)] = await (
        await conn.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'checkout.settle_order'")
    ).fetchall()
    assert jobs == 1


async def test_a_part_comes_back_without_delivery_and_with_its_share_of_the_fee(
    conn: Connection, small: SmallMarket
) -> None:
    sold = await bought(conn, small, 2)
    case = await open_return(conn, ASTRID, sold.order, sold.parcel.id, {sold.line.id: 1}, "withdrawal")
    done = await decide_return(
        conn, SHOP, case.id, Decision({sold.line.id: Inspected(1, deduction=49900)}, "It has been used.")
    )

    assert (done.verdict, done.refund, done.delivery, done.restocked) == ("in_part", 100000, 0, False)
    assert await owed(conn, sold.order.id) == sold.order.total - 100000
    kept = (2 * 149900 - 100000) / (2 * 149900)
    assert await balance(conn, commission_revenue("SEK")) == pytest.approx(29980 * kept, abs=1)
    assert await stock_of(conn, small.drill) == 3
    assert left_of((await look(conn, sold.order.id)).line) == 1


async def test_a_refusal_needs_a_reason_and_frees_the_pieces(conn: Connection, small: SmallMarket) -> None:
    sold = await bought(conn, small, 1)
    case = await open_return(conn, ASTRID, sold.order, sold.parcel.id, {sold.line.id: 1}, "return", "changed_mind")
    with pytest.raises(NothingToReturn):
        await open_return(conn, ASTRID, sold.order, sold.parcel.id, {sold.line.id: 1}, "complaint", "faulty")
    with pytest.raises(BadReturn):
        await decide_return(conn, SHOP, case.id, Decision({}))
    refused = await decide_return(conn, SHOP, case.id, Decision({}, "It is engraved with a name."))
    assert (refused.state, refused.refund) == ("refused", 0)
    with pytest.raises(ReturnClosed):
        await decide_return(conn, SHOP, case.id, Decision({sold.line.id: Inspected(1)}))
    assert await owed(conn, sold.order.id) == sold.order.total
    again = await open_return(conn, ASTRID, sold.order, sold.parcel.id, {sold.line.id: 1}, "complaint", "faulty")
    assert again.state == "announced"


async def test_a_complaint_may_lower_the_price_and_the_rest_comes_back_later(
    conn: Connection, small: SmallMarket
) -> None:
    sold = await bought(conn, small, 1)
    first = await open_return(conn, ASTRID, sold.order, sold.parcel.id, {sold.line.id: 1}, "complaint", "damaged")
    lower = Decision({sold.line.id: Inspected(1, deduction=149900 - 50000)}, "We agreed on it.", goods_kept=True)
    await decide_return(conn, SHOP, first.id, lower)
    now = await look(conn, sold.order.id)
    assert (left_of(now.line), now.line.refunded) == (1, 50000)
    second = await open_return(conn, ASTRID, sold.order, sold.parcel.id, {sold.line.id: 1}, "withdrawal")
    assert most_of(now.line, 1) == 99900
    done = await decide_return(conn, SHOP, second.id, Decision({sold.line.id: Inspected(1)}))
    assert done.refund == 99900 + 4900
    assert await owed(conn, sold.order.id) == 0
    [(faults,)] = await (await conn.execute("SELECT count(*) FROM standing_event WHERE kind = 'faulty'")).fetchall()
    assert faults == 1


async def test_what_is_deducted_or_accepted_is_never_more_than_there_is(conn: Connection, small: SmallMarket) -> None:
    sold = await bought(conn, small, 2)
    case = await open_return(conn, ASTRID, sold.order, sold.parcel.id, {sold.line.id: 1}, "withdrawal")
    for wrong in (Inspected(2), Inspected(1, deduction=149901), Inspected(1, deduction=-1), Inspected(-1)):
        with pytest.raises(BadReturn):
            await decide_return(conn, SHOP, case.id, Decision({sold.line.id: wrong}, "So"))
    with pytest.raises(BadReturn):
        await decide_return(conn, SHOP, case.id, Decision({sold.line.id + 1: Inspected(1)}, "So"))
    with pytest.raises(BadReturn):
        await decide_return(conn, SHOP, case.id, Decision({sold.line.id: Inspected(1)}, goods_kept=True))


async def test_a_seller_does_it_all_within_its_own_limits_and_another_sees_nothing(
    conn: Connection, small: SmallMarket
) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 3)))
    sold = await look(conn, placed.id)
    async with as_seller(conn, small.kaisa.id):
        for verb in (accept_parcel, ship_parcel):
            with pytest.raises(OrderNotFound):
                await verb(conn, SHOP, sold.parcel.id)
        with pytest.raises(OrderNotFound):
            await cancel_pieces(conn, SHOP, sold.parcel.id, {sold.line.id: 1}, "Not hers")
    async with as_seller(conn, small.nils.id):
        await accept_parcel(conn, SHOP, sold.parcel.id)
        await cancel_pieces(conn, SHOP, sold.parcel.id, {sold.line.id: 1}, "One is scratched")
        sent = await ship_parcel(conn, SHOP, sold.parcel.id, carrier="Bring", tracking_number="T-1")
        assert (sent.carrier, sent.tracking_number) == ("Bring", "T-1")
    case = await open_return(conn, ASTRID, sold.order, sold.parcel.id, {sold.line.id: 2}, "withdrawal")
    decision = Decision({sold.line.id: Inspected(2)}, restock=True)
    async with as_seller(conn, small.kaisa.id):
        with pytest.raises(ReturnNotFound):
            await mark_received(conn, SHOP, case.id)
        with pytest.raises(ReturnNotFound):
            await decide_return(conn, SHOP, case.id, decision)
        assert await returns_of_order(conn, placed.id) == []
    async with as_seller(conn, small.nils.id):
        await mark_received(conn, SHOP, case.id)
        done = await decide_return(conn, SHOP, case.id, decision)
        assert (done.state, len((await lines_of_returns(conn, [case.id]))[case.id])) == ("refunded", 1)
        # It is the seller again that asks afterwards: the order's secret stays out of its reach.
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with conn.transaction():
                await conn.execute("SELECT secret FROM customer_order")
    assert await owed(conn, placed.id) == 0
    assert await stock_of(conn, small.drill) == 5


STEP = st.tuples(
    st.sampled_from(["cancel", "withdrawal", "return", "complaint", "kept", "refused"]),
    st.integers(1, 3),
    st.integers(0, 100),
)


@given(
    quantity=st.integers(1, 6),
    discount=st.integers(0, 30000),
    subsidy=st.integers(0, 5000),
    steps=st.lists(STEP, max_size=7),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_sequence_ends_within_what_was_paid(
    conn: Connection, small: SmallMarket, quantity: int, discount: int, subsidy: int, steps: list[tuple[str, int, int]]
) -> None:
    async with conn.transaction(force_rollback=True):
        await set_price_and_stock(conn, SYSTEM, small.kaisa.id, [PriceAndStock("BOOK", "se", stock=quantity)])
        wish = order((small.book, quantity))
        (parcel,) = wish.parcels
        line = replace(parcel.lines[0], discount=min(discount, 19900 * quantity), vat=0)
        subsidy = min(subsidy, line.discount)
        placed = await place_order(
            conn, ASTRID, replace(wish, parcels=[replace(parcel, lines=[line], market_discount=subsidy)])
        )
        sold = await look(conn, placed.id)
        full = True
        for what, pieces, per_cent in steps:
            sold = await look(conn, placed.id)
            left = left_of(sold.line)
            if pieces > left:
                continue
            if what == "cancel":
                if sold.parcel.state == "placed":
                    await cancel_pieces(conn, SHOP, sold.parcel.id, {sold.line.id: pieces}, "Damaged")
                continue
            if sold.parcel.state == "placed":
                await ship_parcel(conn, SHOP, sold.parcel.id)
            if sold.parcel.state == "cancelled":
                continue
            kind = {"kept": "complaint", "refused": "return"}.get(what, what)
            reason = {"withdrawal": "", "return": "other", "complaint": "faulty"}[kind]
            case = await open_return(
                conn, ASTRID, sold.order, sold.parcel.id, {sold.line.id: pieces}, kind, reason,  # type: ignore[arg-type]
            )  # fmt: skip
            if what == "refused":
                await decide_return(conn, SHOP, case.id, Decision({}, "No"))
                continue
            deduction = most_of(sold.line, pieces, kept=what == "kept") * per_cent // 100
            full = full and deduction == 0 and what in {"withdrawal", "complaint"}
            found = {sold.line.id: Inspected(pieces, deduction)}
            await decide_return(conn, SHOP, case.id, Decision(found, "So", goods_kept=what == "kept"))
        after = await look(conn, placed.id)
        back = await owed(conn, placed.id)
        assert 0 <= back <= placed.total
        assert back == placed.total - after.line.refunded - sum(
            case.delivery for case in await returns_of_order(conn, placed.id)
        ) - (4900 if after.parcel.state == "cancelled" else 0)
        assert sum(each.amount for each in await trial_balance(conn)) == 0
        if left_of(after.line) == 0 and full:
            assert back == 0
            for account in (
                seller_payable(small.kaisa.id, "SEK"),
                seller_pending(small.kaisa.id, "SEK"),
                promotion_market("SEK"),
            ):
                assert await balance(conn, account) == 0
            if line.total:
                assert await balance(conn, commission_revenue("SEK")) == 0
                assert await balance(conn, vat_payable("SE", "SEK")) == 0
