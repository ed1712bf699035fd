"""Settle an order: bring what its provider draws and gives back to what the ledger says is owed.

One function for every occasion (a parcel was sent, pieces were cancelled, a refund is due, an event came, a night has
passed): it looks at the balance and asks for the difference. Called twice, it asks once.
"""

from torg.core.db import Connection
from torg.core.jobs import defer
from torg.ledger import balance, shopper_receivable
from torg.orders import Order, lines_of_parcels, lock_order, parcels_of_orders
from torg.payments import Payment, insert_request, lock_payment, open_requests, payments_of_order

PERFORM = "checkout.perform_request"


async def settle_order(conn: Connection, order_id: int) -> list[int]:
    """Ask for what is missing between the books and the payment; give the numbers of the new requests.

    What has been sent is drawn; what the shopper does not owe any more is given back; an authorisation for an order of
    which nothing is left is let go. Locks the order, then its payments.
    """
    order = await lock_order(conn, order_id)
    made: list[int] = []
    for payment in await payments_of_order(conn, order_id):
        if payment.state == "authorised":
            made += await _settle(conn, order, await lock_payment(conn, payment.id))
    for request in made:
        await defer(conn, PERFORM, request_id=request)
    return made


async def _settle(conn: Connection, order: Order, payment: Payment) -> list[int]:
    waiting = await open_requests(conn, payment.id)
    drawing = sum(each.amount for each in waiting if each.kind == "capture")
    giving = sum(each.amount for each in waiting if each.kind == "refund")
    owed = await balance(conn, shopper_receivable(order.currency, str(order.id))) if order.state == "placed" else 0
    unsent = await _unsent(conn, order)
    draw = min(owed - unsent - drawing + giving, payment.amount - payment.captured - drawing)
    if order.state == "placed" and draw > 0:
        return await _ask(conn, payment, "capture", draw)
    back = min(-owed - giving + drawing, payment.captured - payment.refunded - payment.charged_back - giving)
    if order.state == "cancelled":
        # The order never stood, or came too late: everything goes back.
        back = payment.captured - payment.refunded - payment.charged_back - giving
    if back > 0:
        return await _ask(conn, payment, "refund", back)
    nothing_left = order.state == "cancelled" or (order.state == "placed" and owed == 0 and unsent == 0)
    if nothing_left and payment.captured == 0 and not waiting:
        return await _ask(conn, payment, "void", 0)
    return []


async def _unsent(conn: Connection, order: Order) -> int:
    """Add up what the shopper will owe for parcels that have not left."""
    parcels = [
        parcel
        for parcel in (await parcels_of_orders(conn, [order.id])).get(order.id, [])
        if parcel.state in {"placed", "accepted"}
    ]
    lines = await lines_of_parcels(conn, [parcel.id for parcel in parcels])
    return sum(parcel.total - sum(line.refunded for line in lines[parcel.id]) for parcel in parcels)


async def _ask(conn: Connection, payment: Payment, kind: str, amount: int) -> list[int]:
    """Write a request down; its document counts what has moved so far, so that the same need makes it once."""
    document = f"{kind}/{payment.captured}/{payment.refunded}/{amount}"
    made = await insert_request(conn, payment.id, kind, document, amount)
    return [] if made is None else [made.id]
