"""All SQL that reads and moves orders, their parcels and lines; placing one is in `place_queries`."""

from collections.abc import Collection, Mapping
from typing import Any, LiteralString

import msgspec

from torg.core.db import Connection
from torg.orders.errors import OrderNotFound
from torg.orders.models import Order, OrderLine, OrderState, Parcel, ParcelState, Placed

_ORDER = ", ".join(Order.__struct_fields__)
_PARCEL = ", ".join(Parcel.__struct_fields__)
_LINE = ", ".join(OrderLine.__struct_fields__)


async def order_by_key(conn: Connection, key: str) -> tuple[Placed, bytes] | None:
    """Find the order that an idempotency key has made, with the hash of what was asked for."""
    cursor = await conn.execute(
        """SELECT id, number, state, total, currency, secret, request_hash FROM customer_order
           WHERE idempotency_key = %s""",
        (key,),
    )
    row = await cursor.fetchone()
    return None if row is None else (Placed(row[0], row[1], row[2], row[3], row[4], row[5], new=False), row[6])


async def order_by_id(conn: Connection, order_id: int) -> Order:
    """Find an order; raises `OrderNotFound`."""
    return await _order(conn, "id = %s", order_id)


async def order_by_secret(conn: Connection, secret: str) -> Order:
    """Find the order that a secret link opens; raises `OrderNotFound`."""
    return await _order(conn, "secret = %s", secret)


async def order_by_number(conn: Connection, number: str, email: str) -> Order:
    """Find the order of that number and e-mail address; raises `OrderNotFound`."""
    cursor = await conn.execute(
        f"SELECT {_ORDER} FROM customer_order WHERE number = %s AND lower(email) = lower(%s)",  # noqa: S608
        (number, email),
    )
    return _as_order(await cursor.fetchone())


async def lock_order(conn: Connection, order_id: int) -> Order:
    """Find an order and lock its row until the transaction ends; raises `OrderNotFound`."""
    return await _order(conn, "id = %s FOR NO KEY UPDATE", order_id)


async def orders_of_account(
    conn: Connection, account_id: int, before: int | None = None, limit: int = 20
) -> list[Order]:
    """Find an account's orders, the newest first, those below the id `before`."""
    cursor = await conn.execute(
        f"""SELECT {_ORDER} FROM customer_order WHERE account_id = %s AND (%s::bigint IS NULL OR id < %s)
            ORDER BY id DESC LIMIT %s""",  # noqa: S608
        (account_id, before, before, limit),
    )
    return [_as_order(row) for row in await cursor.fetchall()]


async def parcels_of_orders(conn: Connection, order_ids: Collection[int]) -> dict[int, list[Parcel]]:
    """Find the parcels of orders in their places: one statement."""
    cursor = await conn.execute(
        f"SELECT {_PARCEL} FROM parcel WHERE order_id = ANY(%s) ORDER BY order_id, place",  # noqa: S608
        (list(order_ids),),
    )
    found: dict[int, list[Parcel]] = {}
    for row in await cursor.fetchall():
        parcel = _as_parcel(row)
        found.setdefault(parcel.order_id, []).append(parcel)
    return found


async def lines_of_parcels(conn: Connection, parcel_ids: Collection[int]) -> dict[int, list[OrderLine]]:
    """Find the lines of parcels in their order: one statement."""
    cursor = await conn.execute(
        f"SELECT {_LINE} FROM order_line WHERE parcel_id = ANY(%s) ORDER BY parcel_id, line",  # noqa: S608
        (list(parcel_ids),),
    )
    found: dict[int, list[OrderLine]] = {}
    for row in await cursor.fetchall():
        line = msgspec.convert(dict(zip(OrderLine.__struct_fields__, row, strict=True)), OrderLine)
        found.setdefault(line.parcel_id, []).append(line)
    return found


async def lock_parcel(conn: Connection, parcel_id: int) -> Parcel:
    """Find a parcel and lock its row until the transaction ends; raises `OrderNotFound`."""
    cursor = await conn.execute(f"SELECT {_PARCEL} FROM parcel WHERE id = %s FOR NO KEY UPDATE", (parcel_id,))  # noqa: S608
    row = await cursor.fetchone()
    if row is None:
        raise OrderNotFound(f"There is no parcel {parcel_id}.")
    return _as_parcel(row)


async def empty_cart_of(conn: Connection, order_id: int) -> None:
    """Take what an order holds out of the cart that it came from."""
    await conn.execute(
        """
        DELETE FROM cart_line AS c USING customer_order AS o
        WHERE o.id = %(id)s AND c.cart_id = o.cart_id AND NOT c.later
          AND c.offer_id IN (SELECT offer_id FROM order_line WHERE order_id = %(id)s)
        """,
        {"id": order_id},
    )


async def waiting_orders_of_cart(conn: Connection, cart_id: int) -> list[int]:
    """Find the orders out of a cart whose payment is still to come."""
    cursor = await conn.execute(
        "SELECT id FROM customer_order WHERE cart_id = %s AND state = 'awaiting_payment' ORDER BY id", (cart_id,)
    )
    return [row[0] for row in await cursor.fetchall()]


async def save_order_state(conn: Connection, order_id: int, state: OrderState) -> None:
    """Give an order, whose row the caller holds, and its waiting parcels another state."""
    await conn.execute(
        """
        WITH moved AS (
            UPDATE customer_order SET state = %(state)s, expires = NULL,
                   placed = CASE %(state)s WHEN 'placed' THEN now() ELSE placed END
            WHERE id = %(id)s
        )
        UPDATE parcel SET state = %(state)s, changed = now(),
               cancelled = CASE %(state)s WHEN 'cancelled' THEN now() END
        WHERE order_id = %(id)s AND state IN ('awaiting_payment', 'cancelled')
        """,
        {"id": order_id, "state": state},
    )


async def save_parcel_state(conn: Connection, parcel_id: int, state: ParcelState) -> None:
    """Give a parcel, whose row the caller holds, another state, and note when it came into it."""
    await conn.execute(
        """
        UPDATE parcel SET state = %(state)s, changed = now(),
               accepted = CASE WHEN %(state)s IN ('accepted', 'shipped') THEN coalesce(accepted, now())
                               ELSE accepted END,
               shipped = CASE WHEN %(state)s IN ('shipped', 'delivered') THEN coalesce(shipped, now())
                              ELSE shipped END,
               delivered = CASE %(state)s WHEN 'delivered' THEN now() ELSE delivered END,
               cancelled = CASE %(state)s WHEN 'cancelled' THEN now() ELSE cancelled END
        WHERE id = %(id)s
        """,
        {"id": parcel_id, "state": state},
    )


async def save_tracking(conn: Connection, parcel_id: int, carrier: str, tracking_number: str) -> None:
    """Note who carries a parcel, whose row the caller holds, and under which number."""
    await conn.execute(
        "UPDATE parcel SET carrier = nullif(%s, ''), tracking_number = nullif(%s, '') WHERE id = %s",
        (carrier, tracking_number, parcel_id),
    )


async def note_cancelled(conn: Connection, pieces: Mapping[int, tuple[int, int]]) -> None:
    """Add to lines, whose parcel the caller holds, how many pieces are cancelled and what is not paid for them."""
    await conn.execute(
        """
        UPDATE order_line SET cancelled = cancelled + c.pieces, refunded = refunded + c.amount
        FROM unnest(%s::bigint[], %s::integer[], %s::bigint[]) AS c (id, pieces, amount) WHERE order_line.id = c.id
        """,
        (list(pieces), [each[0] for each in pieces.values()], [each[1] for each in pieces.values()]),
    )


async def _order(conn: Connection, where: LiteralString, value: object) -> Order:
    cursor = await conn.execute(f"SELECT {_ORDER} FROM customer_order WHERE {where}", (value,))  # noqa: S608
    return _as_order(await cursor.fetchone())


def _as_order(row: tuple[Any, ...] | None) -> Order:
    if row is None:
        raise OrderNotFound
    return msgspec.convert(dict(zip(Order.__struct_fields__, row, strict=True)), Order)


def _as_parcel(row: tuple[Any, ...]) -> Parcel:
    return msgspec.convert(dict(zip(Parcel.__struct_fields__, row, strict=True)), Parcel)
