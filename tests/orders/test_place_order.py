"""Placing an order: all of it or nothing, once, and never more than there is."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import msgspec
import psycopg
import pytest

from tests.orders.market import ASTRID, SmallMarket, open_market, order, stock_of
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.ledger import balance, seller_pending, shopper_receivable, trial_balance
from torg.offers import PriceAndStock, set_price_and_stock, suspend_seller
from torg.orders import EmptyOrder, KeyUsedDifferently, NewOrder, OrderRefused, Placed, place_order


@pytest.fixture
async def small(conn: Connection) -> SmallMarket:
    return await open_market(conn)


async def rows(conn: Connection, sql: str) -> list[tuple]:
    return await (await conn.execute(sql)).fetchall()  # type: ignore[arg-type]


async def test_writes_everything_that_follows_from_the_tap(conn: Connection, small: SmallMarket) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 2), (small.book, 1)))

    assert placed.new
    assert placed.state == "placed"
    assert placed.total == 2 * 149900 + 19900 + 2 * 4900
    assert (await stock_of(conn, small.drill), await stock_of(conn, small.book)) == (3, 4)
    assert await rows(conn, "SELECT place, seller_id, state, total FROM parcel ORDER BY place") == [
        (1, small.nils.id, "placed", 304700),
        (2, small.kaisa.id, "placed", 24800),
    ]
    assert await rows(conn, "SELECT line, sku, quantity, total FROM order_line ORDER BY line") == [
        (1, "DRILL", 2, 299800),
        (2, "BOOK", 1, 19900),
    ]
    told = await rows(conn, "SELECT kind, seller_id FROM journal WHERE actor = 'shopper' ORDER BY id")
    assert sorted(told, key=str) == sorted(
        [
            ("offer.changed", small.nils.id),
            ("offer.changed", small.kaisa.id),
            ("parcel.placed", small.nils.id),
            ("parcel.placed", small.kaisa.id),
            ("order.placed", None),
        ],
        key=str,
    )
    jobs = await rows(conn, "SELECT task_name, args FROM procrastinate_jobs WHERE args ? 'order_id'")
    assert jobs == [("documents.confirm_order", {"order_id": placed.id})]


async def test_owes_the_sellers_what_they_have_yet_to_send(conn: Connection, small: SmallMarket) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 1), (small.book, 1)))

    assert await balance(conn, shopper_receivable("SEK", str(placed.id))) == placed.total
    assert await balance(conn, seller_pending(small.nils.id, "SEK")) == 149900 + 4900
    assert await balance(conn, seller_pending(small.kaisa.id, "SEK")) == 19900 + 4900
    assert sum(each.amount for each in await trial_balance(conn)) == 0


async def test_an_order_that_waits_for_its_payment_keeps_the_stock_and_owes_nothing(
    conn: Connection, small: SmallMarket
) -> None:
    until = datetime.now(UTC) + timedelta(minutes=15)
    placed = await place_order(conn, ASTRID, order((small.drill, 1), expires=until))

    assert placed.state == "awaiting_payment"
    assert await stock_of(conn, small.drill) == 4
    assert await balance(conn, shopper_receivable("SEK", str(placed.id))) == 0
    jobs = await rows(conn, "SELECT task_name, scheduled_at FROM procrastinate_jobs WHERE task_name LIKE 'orders.%'")
    assert jobs == [("orders.expire_order", until)]


async def test_takes_what_was_ordered_out_of_the_cart_and_leaves_the_rest(conn: Connection, small: SmallMarket) -> None:
    ((cart,),) = await rows(conn, "INSERT INTO cart (token_hash, market) VALUES ('x', 'se') RETURNING id")
    for stall in (small.drill, small.book):
        await conn.execute("INSERT INTO cart_line VALUES (%s, %s, 1, false, 1)", (cart, stall.offer_id))

    await place_order(conn, ASTRID, order((small.drill, 1), cart_id=cart))

    assert await rows(conn, "SELECT offer_id FROM cart_line") == [(small.book.offer_id,)]


async def test_the_same_key_gives_the_same_order(conn: Connection, small: SmallMarket) -> None:
    wish = order((small.drill, 5))
    first = await place_order(conn, ASTRID, wish)
    second = await place_order(conn, ASTRID, wish)

    assert (second.id, second.number, second.new, second.secret) == (first.id, first.number, False, first.secret)
    assert await stock_of(conn, small.drill) == 0


async def test_the_same_key_for_something_else_is_refused(conn: Connection, small: SmallMarket) -> None:
    await place_order(conn, ASTRID, order((small.drill, 1), idempotency_key="tap-tap-tap"))
    with pytest.raises(KeyUsedDifferently):
        await place_order(conn, ASTRID, order((small.drill, 2), idempotency_key="tap-tap-tap"))


async def test_an_empty_order_is_none(conn: Connection) -> None:
    with pytest.raises(EmptyOrder):
        await place_order(conn, ASTRID, order())


async def _dearer(conn: Connection, small: SmallMarket) -> None:
    await set_price_and_stock(conn, SYSTEM, small.nils.id, [PriceAndStock("DRILL", "se", price=159900)])


async def _sold_out(conn: Connection, small: SmallMarket) -> None:
    await set_price_and_stock(conn, SYSTEM, small.nils.id, [PriceAndStock("DRILL", "se", stock=0)])


async def _suspended(conn: Connection, small: SmallMarket) -> None:
    await suspend_seller(conn, SYSTEM, small.nils.id, "Sold what was not there")


@pytest.mark.parametrize(
    ("change", "reason", "price", "stock"),
    [
        (_dearer, "price_changed", 159900, 5),
        (_sold_out, "sold_out", 149900, 0),
        (_suspended, "not_for_sale", 149900, 5),
    ],
)
async def test_a_refused_order_leaves_everything_as_it_was(
    conn: Connection,
    small: SmallMarket,
    change: Callable[[Connection, SmallMarket], Awaitable[None]],
    reason: str,
    price: int,
    stock: int,
) -> None:
    await change(conn, small)
    with pytest.raises(OrderRefused) as refused:
        await place_order(conn, ASTRID, order((small.book, 1), (small.drill, 1)))

    assert refused.value.extra["offers"] == [
        {"offer": small.drill.offer_id, "reason": reason, "price": price, "stock": stock}
    ]
    assert await stock_of(conn, small.book) == 5
    assert await rows(conn, "SELECT FROM customer_order") == []
    assert await rows(conn, "SELECT FROM ledger_posting") == []


async def test_more_than_there_is_in_two_lines_is_refused(conn: Connection, small: SmallMarket) -> None:
    with pytest.raises(OrderRefused):
        await place_order(conn, ASTRID, order((small.drill, 3), (small.drill, 3)))


async def _shop(url: str, wishes: list[NewOrder]) -> list[Placed | OrderRefused]:
    """Let as many shoppers as there are wishes tap at the same moment, eight of them at a time."""
    places = asyncio.Semaphore(8)

    async def tap(wish: NewOrder) -> Placed | OrderRefused:
        async with places, await psycopg.AsyncConnection.connect(url) as conn:
            try:
                placed = await place_order(conn, ASTRID, wish)
            except OrderRefused as refused:
                await conn.rollback()
                return refused
            await conn.commit()
            return placed

    return list(await asyncio.gather(*(tap(wish) for wish in wishes)))


async def _opened(url: str, stock: int) -> SmallMarket:
    async with await psycopg.AsyncConnection.connect(url) as conn:
        return await open_market(conn, stock=stock)


async def test_sells_the_last_ones_once(fresh_database: str) -> None:
    small = await _opened(fresh_database, 10)
    outcomes = await _shop(fresh_database, [order((small.drill, 1)) for _ in range(40)])

    assert sum(isinstance(each, Placed) for each in outcomes) == 10
    async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
        assert await stock_of(conn, small.drill) == 0
        assert (await rows(conn, "SELECT count(*) FROM order_line"))[0] == (10,)


async def test_without_the_lock_more_is_sold_than_there_is(fresh_database: str) -> None:
    """The control: who looks first and takes later sells more than there is."""
    small = await _opened(fresh_database, 10)
    sold = 0

    async def buy() -> None:
        nonlocal sold
        async with await psycopg.AsyncConnection.connect(fresh_database, autocommit=True) as conn:
            left = await stock_of(conn, small.drill)
            await asyncio.sleep(0.01)
            if left > 0:
                await conn.execute("UPDATE offer SET stock = %s WHERE id = %s", (left - 1, small.drill.offer_id))
                sold += 1

    for _ in range(5):
        await asyncio.gather(*(buy() for _ in range(8)))
    assert sold > 10


async def test_a_double_tap_is_one_order(fresh_database: str) -> None:
    small = await _opened(fresh_database, 10)
    wish = order((small.drill, 10))
    outcomes = await _shop(fresh_database, [wish] * 8)

    assert all(isinstance(each, Placed) for each in outcomes)
    assert len({each.id for each in outcomes if isinstance(each, Placed)}) == 1
    assert sum(each.new for each in outcomes if isinstance(each, Placed)) == 1


async def test_orders_of_the_same_things_in_any_order_do_not_lock_one_another_out(fresh_database: str) -> None:
    small = await _opened(fresh_database, 100)
    both = itertools.cycle([((small.drill, 1), (small.book, 1)), ((small.book, 1), (small.drill, 1))])
    outcomes = await _shop(fresh_database, [order(*next(both)) for _ in range(40)])

    assert all(isinstance(each, Placed) for each in outcomes)


def test_what_a_client_reads_of_a_refusal_is_plain() -> None:
    refused = OrderRefused(offers=[{"offer": 1, "reason": "sold_out"}])
    assert msgspec.json.encode(refused.extra) == b'{"offers":[{"offer":1,"reason":"sold_out"}]}'
