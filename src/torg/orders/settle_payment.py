"""What an order does when its payment is settled: it stands, it comes too late, or it is given up."""

from typing import Literal

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.jobs import defer
from torg.core.journal import NewEntry, record_many
from torg.ledger import Entry, Posting, credit, debit, post, promotion_market, seller_pending, shopper_receivable
from torg.orders.models import Order, OrderState, Parcel
from torg.orders.queries import empty_cart_of, lines_of_parcels, lock_order, parcels_of_orders, save_order_state
from torg.orders.stock_queries import give_stock_back, take_stock

CONFIRM = "documents.confirm_order"
"""The job that tells shopper and sellers; `documents` is above."""
Settled = Literal["placed", "unchanged", "too_late"]


async def confirm_payment(conn: Connection, actor: Actor, order_id: int) -> Settled:
    """Let an order stand whose payment has been authorised.

    One that had expired takes its stock again; where that is gone it stays cancelled, and `too_late` says that the
    payment has to be given back. A second word of the same payment changes nothing. Raises `OrderNotFound`.
    """
    order = await lock_order(conn, order_id)
    if order.placed is not None:
        return "unchanged"
    parcels = (await parcels_of_orders(conn, [order_id]))[order_id]
    if order.state == "cancelled" and not await take_stock(conn, actor, await _pieces(conn, parcels)):
        return "too_late"
    await save_order_state(conn, order_id, "placed")
    await post(conn, actor, Posting("order.placed", f"order:{order_id}", _entries(order, parcels)))
    await empty_cart_of(conn, order_id)
    await _tell(conn, actor, order, parcels, "placed")
    await defer(conn, CONFIRM, order_id=order_id)
    return "placed"


async def give_up(conn: Connection, actor: Actor, order_id: int) -> bool:
    """Cancel an order whose payment never came, and give its stock back; tell whether there was anything to cancel.

    Raises `OrderNotFound`.
    """
    order = await lock_order(conn, order_id)
    if order.state != "awaiting_payment":
        return False
    parcels = (await parcels_of_orders(conn, [order_id]))[order_id]
    await save_order_state(conn, order_id, "cancelled")
    await give_stock_back(conn, actor, await _pieces(conn, parcels))
    await _tell(conn, actor, order, parcels, "cancelled")
    return True


async def _pieces(conn: Connection, parcels: list[Parcel]) -> dict[int, int]:
    pieces: dict[int, int] = {}
    for lines in (await lines_of_parcels(conn, [parcel.id for parcel in parcels])).values():
        for line in lines:
            pieces[line.offer_id] = pieces.get(line.offer_id, 0) + line.quantity
    return pieces


def _entries(order: Order, parcels: list[Parcel]) -> list[Entry]:
    """Give the same entries as placing the order at once would have."""
    currency = order.currency
    entries = debit(shopper_receivable(currency, str(order.id)), order.total, "order")
    for parcel in parcels:
        entries += debit(promotion_market(currency), parcel.market_discount, "discount")
        entries += credit(seller_pending(parcel.seller_id, currency), parcel.total + parcel.market_discount, "order")
    return entries


async def _tell(conn: Connection, actor: Actor, order: Order, parcels: list[Parcel], state: OrderState) -> None:
    entries = [
        NewEntry(
            f"parcel.{state}", f"parcel:{parcel.id}", {"parcel": parcel.id, "order": order.id}, order.market,
            parcel.seller_id,
        )
        for parcel in parcels
    ]  # fmt: skip
    entries.append(NewEntry(f"order.{state}", f"order:{order.id}", {"order": order.id}, order.market))
    await record_many(conn, actor, entries)
