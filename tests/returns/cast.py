"""Astrid has bought of Nils and Kaisa: what tests of returns begin with."""

from msgspec import Struct

from tests.orders.market import ASTRID, SmallMarket, order
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.orders import (
    Order,
    OrderLine,
    Parcel,
    deliver_parcel,
    lines_of_parcels,
    order_by_id,
    parcels_of_orders,
    place_order,
    ship_parcel,
)

SHOP = Actor("seller", "1/1")


class Bought(Struct, frozen=True):
    """An order with Nils' drills, as it stands now."""

    order: Order
    parcel: Parcel
    line: OrderLine


async def bought(conn: Connection, small: SmallMarket, drills: int = 2, *, state: str = "delivered") -> Bought:
    """Buy so many drills, and bring them as far as `state`."""
    placed = await place_order(conn, ASTRID, order((small.drill, drills)))
    (parcel,) = (await parcels_of_orders(conn, [placed.id]))[placed.id]
    if state in {"shipped", "delivered"}:
        await ship_parcel(conn, SHOP, parcel.id, carrier="PostNord", tracking_number="123")
    if state == "delivered":
        await deliver_parcel(conn, SHOP, parcel.id)
    return await look(conn, placed.id)


async def look(conn: Connection, order_id: int) -> Bought:
    """Read an order of one parcel and one line as it stands."""
    (parcel,) = (await parcels_of_orders(conn, [order_id]))[order_id]
    (line,) = (await lines_of_parcels(conn, [parcel.id]))[parcel.id]
    return Bought(await order_by_id(conn, order_id), parcel, line)
