"""A parcel on its way: accepted, sent, delivered."""

from torg.commission import given_back
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_ourselves
from torg.core.jobs import defer
from torg.core.journal import record
from torg.ledger import (
    Entry,
    Posting,
    commission_revenue,
    credit,
    debit,
    post,
    seller_payable,
    seller_pending,
    vat_payable,
)
from torg.orders.errors import WrongState
from torg.orders.models import OrderLine, Parcel, ParcelState
from torg.orders.queries import lines_of_parcels, lock_parcel, order_by_id, save_parcel_state, save_tracking

SETTLE = "checkout.settle_order"
"""The job that draws what has been sent and gives back what nobody owes any more; `checkout` is above."""
_BEFORE: dict[ParcelState, tuple[ParcelState, ...]] = {
    "accepted": ("placed",),
    "shipped": ("placed", "accepted"),
    "delivered": ("shipped",),
}
"""From which states a parcel comes into another."""


async def accept_parcel(conn: Connection, actor: Actor, parcel_id: int) -> Parcel:
    """Say that the seller is packing it; raises `WrongState` and `OrderNotFound`."""
    return await _move(conn, actor, parcel_id, "accepted")


async def ship_parcel(
    conn: Connection, actor: Actor, parcel_id: int, *, carrier: str = "", tracking_number: str = ""
) -> Parcel:
    """Say that it has left: what was ordered becomes what the seller is owed, less the market's commission.

    Raises `WrongState` and `OrderNotFound`.
    """
    parcel = await _move(conn, actor, parcel_id, "shipped")
    async with as_ourselves(conn):
        if carrier or tracking_number:
            await save_tracking(conn, parcel_id, carrier, tracking_number)
        lines = (await lines_of_parcels(conn, [parcel_id]))[parcel_id]
        currency = (await order_by_id(conn, parcel.order_id)).currency
        await post(conn, actor, Posting("parcel.shipped", f"parcel:{parcel_id}", _earned(parcel, lines, currency)))
        await defer(conn, SETTLE, once=f"{SETTLE}.{parcel.order_id}", order_id=parcel.order_id)
        await defer(conn, "documents.issue_receipt", parcel_id=parcel_id)
        return await lock_parcel(conn, parcel_id)


async def deliver_parcel(conn: Connection, actor: Actor, parcel_id: int) -> Parcel:
    """Say that it has arrived; raises `WrongState` and `OrderNotFound`."""
    return await _move(conn, actor, parcel_id, "delivered")


def _earned(parcel: Parcel, lines: list[OrderLine], currency: str) -> list[Entry]:
    """Give what sending does to the accounts, for what has not been cancelled before."""
    due = parcel.total + parcel.market_discount - sum(line.refunded for line in lines)
    back = [given_back(line.commission, line.total, 0, line.refunded) for line in lines]
    net = parcel.commission - sum(each.net for each in back)
    vat = parcel.commission_vat - sum(each.vat for each in back)
    return [
        *debit(seller_pending(parcel.seller_id, currency), due, "goods"),
        *credit(seller_payable(parcel.seller_id, currency), due - net - vat, "goods"),
        *credit(commission_revenue(currency), net, "commission"),
        *credit(vat_payable(parcel.commission_vat_country, currency), vat, "commission_vat"),
    ]


async def _move(conn: Connection, actor: Actor, parcel_id: int, state: ParcelState) -> Parcel:
    parcel = await lock_parcel(conn, parcel_id)
    if parcel.state not in _BEFORE[state]:
        raise WrongState(f"The parcel is {parcel.state}: it cannot become {state}.")
    # Whose it is has been seen by locking it; the order and the ledger are not for the seller's own hands.
    async with as_ourselves(conn):
        await save_parcel_state(conn, parcel_id, state)
        order = await order_by_id(conn, parcel.order_id)
        body = {"parcel": parcel_id, "order": parcel.order_id}
        await record(conn, actor, f"parcel.{state}", f"parcel:{parcel_id}", body, order.market, parcel.seller_id)
        return await lock_parcel(conn, parcel_id)
