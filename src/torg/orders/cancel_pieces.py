"""Cancel pieces of a parcel before it is sent: stock goes back, and nobody owes for them any more."""

from collections.abc import Mapping
from fractions import Fraction

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_ourselves
from torg.core.jobs import defer
from torg.core.journal import record
from torg.core.money import rounded_half_up
from torg.ledger import Posting, credit, debit, post, promotion_market, seller_pending, shopper_receivable
from torg.orders.errors import WrongState
from torg.orders.models import OrderLine, Parcel
from torg.orders.move_parcel import SETTLE
from torg.orders.queries import (
    lines_of_parcels,
    lock_parcel,
    note_cancelled,
    order_by_id,
    save_parcel_state,
)
from torg.orders.stock_queries import give_stock_back


async def cancel_pieces(
    conn: Connection, actor: Actor, parcel_id: int, pieces: Mapping[int, int], reason: str
) -> Parcel:
    """Cancel so many pieces of each line (by line id) of a parcel that has not left; all of it cancels the parcel.

    The shopper owes less by what the pieces cost, by the delivery when nothing is left to send, and gets back what was
    paid for them. Raises `WrongState` when it has left or a line has no such number of pieces, and `OrderNotFound`.
    """
    parcel = await lock_parcel(conn, parcel_id)
    if parcel.state not in {"placed", "accepted"}:
        raise WrongState(f"The parcel is {parcel.state}: nothing of it can be cancelled.")
    lines = {line.id: line for line in (await lines_of_parcels(conn, [parcel_id]))[parcel_id]}
    for line_id, count in pieces.items():
        if line_id not in lines or not 0 < count <= left_of(lines[line_id]):
            raise WrongState(f"The parcel has no {count} pieces left of line {line_id}.")
    # Whose it is has been seen by locking it; the order and the ledger are not for the seller's own hands.
    async with as_ourselves(conn):
        return await _cancel(conn, actor, parcel, lines, pieces, reason)


def left_of(line: OrderLine) -> int:
    """Count the pieces of a line that are neither cancelled nor returned."""
    return line.quantity - line.cancelled - line.returned


def worth_of(line: OrderLine, pieces: int) -> int:
    """Give what the shopper paid for pieces of a line: however they are taken, the parts add up to all of it."""
    gone = line.cancelled + line.returned
    before = rounded_half_up(Fraction(line.total * gone, line.quantity))
    return rounded_half_up(Fraction(line.total * (gone + pieces), line.quantity)) - before


async def _cancel(
    conn: Connection,
    actor: Actor,
    parcel: Parcel,
    lines: Mapping[int, OrderLine],
    pieces: Mapping[int, int],
    reason: str,
) -> Parcel:
    parcel_id = parcel.id
    order = await order_by_id(conn, parcel.order_id)
    amounts = {line_id: worth_of(lines[line_id], count) for line_id, count in pieces.items()}
    await note_cancelled(conn, {line_id: (pieces[line_id], amounts[line_id]) for line_id in pieces})
    nothing_left = all(left_of(line) == pieces.get(line.id, 0) for line in lines.values())
    due = sum(amounts.values())
    subsidy = 0
    if nothing_left:
        # The last pieces take everything with them that has not gone back yet: delivery, and what the market paid for.
        due = parcel.total - sum(line.refunded for line in lines.values())
        subsidy = parcel.market_discount
        await save_parcel_state(conn, parcel_id, "cancelled")
    await give_stock_back(conn, actor, _by_offer(lines, pieces))
    number = sum(line.cancelled for line in lines.values()) + sum(pieces.values())
    await post(
        conn,
        actor,
        Posting(
            "parcel.cancelled",
            f"parcel:{parcel_id}/{number}",
            [
                *debit(seller_pending(parcel.seller_id, order.currency), due + subsidy, "cancelled"),
                *credit(shopper_receivable(order.currency, str(order.id)), due, "cancelled"),
                *credit(promotion_market(order.currency), subsidy, "cancelled"),
            ],
        ),
    )
    body = {"parcel": parcel_id, "order": order.id, "pieces": {str(each): n for each, n in pieces.items()}}
    kind = "parcel.cancelled" if nothing_left else "parcel.pieces_cancelled"
    told = body | {"reason": reason, "amount": due}
    await record(conn, actor, kind, f"parcel:{parcel_id}", told, order.market, parcel.seller_id)
    await defer(conn, SETTLE, once=f"{SETTLE}.{order.id}", order_id=order.id)
    return await lock_parcel(conn, parcel_id)


def _by_offer(lines: Mapping[int, OrderLine], pieces: Mapping[int, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for line_id, count in pieces.items():
        offer = lines[line_id].offer_id
        found[offer] = found.get(offer, 0) + count
    return found
