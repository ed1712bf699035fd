"""All SQL of the seller's order desk: within `as_seller`, which shows a seller its own parcels."""

from datetime import datetime
from typing import LiteralString

import msgspec
from msgspec import Struct

from torg.core.db import Connection, rows
from torg.orders.errors import OrderNotFound
from torg.orders.models import Address

PARCEL_ROWS: LiteralString = """
    SELECT p.id, p.state, o.number || CASE WHEN p.place > 1 THEN '-' || p.place ELSE '' END AS number, o.placed,
           p.promised_until, p.state IN ('placed', 'accepted') AND p.promised_until < current_date AS late,
           o.address ->> 'name' AS buyer, o.address ->> 'city' AS town, o.address ->> 'country' AS country,
           (SELECT coalesce(sum(quantity - cancelled), 0) FROM order_line l WHERE l.parcel_id = p.id) AS pieces,
           (SELECT string_agg(sku, ' ') FROM order_line l WHERE l.parcel_id = p.id) AS skus,
           p.total, o.currency, o.market, coalesce(p.carrier, '') AS carrier,
           coalesce(p.tracking_number, '') AS tracking_number
    FROM parcel p JOIN customer_order o ON o.id = p.order_id
    WHERE p.seller_id = %(seller)s AND p.state <> 'awaiting_payment' AND o.placed IS NOT NULL
"""


class BuyerOfParcel(Struct, frozen=True):
    """What a seller knows of the order that a parcel belongs to: what sending and answering takes."""

    number: str
    market: str
    locale: str
    currency: str
    email: str
    phone: str
    address: Address
    placed: datetime | None


class Message(Struct, frozen=True):
    """What was written to a buyer."""

    at: datetime
    text: str


async def buyer_of(conn: Connection, order_id: int) -> BuyerOfParcel:
    """Find whom a parcel goes to; raises `OrderNotFound`."""
    cursor = await conn.execute(
        "SELECT number, market, locale, currency, email, phone, address, placed FROM customer_order WHERE id = %s",
        (order_id,),
    )
    row = await cursor.fetchone()
    if row is None:
        raise OrderNotFound
    return msgspec.convert(dict(zip(BuyerOfParcel.__struct_fields__, row, strict=True)), BuyerOfParcel)


async def messages_to_buyer(conn: Connection, parcel_id: int) -> list[Message]:
    """Find what was written to the buyer of a parcel, the newest first."""
    return await rows(
        conn,
        Message,
        """SELECT at, body ->> 'text' AS text FROM journal WHERE subject = %s AND kind = 'parcel.message'
           AND seller_id IS NOT NULL ORDER BY xid DESC, id DESC LIMIT 50""",
        (f"parcel:{parcel_id}",),
    )


async def seller_name_and_email(conn: Connection, seller_id: int) -> tuple[str, str]:
    """Find what a seller is called, and the address that customers have."""
    cursor = await conn.execute("SELECT name, email FROM seller WHERE id = %s", (seller_id,))
    row = await cursor.fetchone()
    return (row[0], row[1]) if row else ("", "")
