"""Withdraw from a contract: whatever is declared is received, confirmed at once, and routed to its sellers."""

import re
from datetime import UTC, datetime

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.core.security import new_token
from torg.orders import (
    Order,
    OrderNotFound,
    cancel_pieces,
    lock_order,
    order_by_id,
    order_by_number,
    parcels_of_orders,
)
from torg.returns.errors import BadReturn, WithdrawalNotFound
from torg.returns.letters import tell_of_cancelled, tell_of_receipt
from torg.returns.models import NewWithdrawal, Withdrawal
from torg.returns.open_return import free_pieces, open_return
from torg.returns.queries import insert_withdrawal, settle_withdrawal, withdrawal_where

WITHDRAWN = "Withdrawn by the buyer"
"""The reason in the journal when a parcel is cancelled because of a withdrawal."""
_PLAIN = re.compile(r"[0-9A-Z]{8}")


def written_number(typed: str) -> str:
    """Write an order's number as it is kept, however it was typed: `ab12 cd34` is `AB12-CD34`."""
    plain = re.sub(r"[^0-9A-Z]", "", typed.upper())
    return f"{plain[:4]}-{plain[4:]}" if _PLAIN.fullmatch(plain) else typed.strip()[:40]


async def declare_withdrawal(
    conn: Connection, actor: Actor, new: NewWithdrawal, *, received: datetime | None = None
) -> Withdrawal:
    """Take in a declaration, confirm it by mail, and route it to the sellers whom it concerns.

    Whether there is such an order is told to nobody here: the answer and the receipt are the same. One that comes late
    is received as well, and assessed afterwards; one without its order waits for the staff. The same idempotency key
    again gives the same receipt. Raises `BadReturn`.
    """
    if not new.name.strip() or not new.number.strip() or "@" not in new.email:
        raise BadReturn("Please give your name, the number of the order and your e-mail address.")
    made, _, fresh = await insert_withdrawal(conn, new, new_token(), received or datetime.now(UTC))
    withdrawal = await withdrawal_of(conn, withdrawal_id=made)
    if not fresh:
        return withdrawal
    await record(conn, actor, "withdrawal.received", f"withdrawal:{made}", {"withdrawal": made})
    await tell_of_receipt(conn, withdrawal)
    try:
        order = await order_by_number(conn, written_number(new.number), new.email.strip())
    except OrderNotFound:
        return withdrawal
    await route_withdrawal(conn, actor, withdrawal, order.id)
    return await withdrawal_of(conn, withdrawal_id=made)


async def withdrawal_of(conn: Connection, *, secret: str = "", withdrawal_id: int = 0) -> Withdrawal:
    """Find a declaration by the secret of its receipt, or by its id; raises `WithdrawalNotFound`."""
    found = await withdrawal_where(conn, secret=secret, withdrawal_id=withdrawal_id)
    if found is None:
        raise WithdrawalNotFound
    return found


async def route_withdrawal(conn: Connection, actor: Actor, withdrawal: Withdrawal, order_id: int) -> None:
    """Open a case with every seller whom a declaration concerns; what has not been accepted yet is cancelled at once.

    Pieces that are gone already, or on their way back, are left out. Raises `OrderNotFound`.
    """
    await lock_order(conn, order_id)
    if not await settle_withdrawal(conn, withdrawal.id, order_id, str(actor)):
        return
    order = await order_by_id(conn, order_id)
    for parcel in (await parcels_of_orders(conn, [order_id])).get(order_id, []):
        _, left = await free_pieces(conn, parcel)
        wanted = withdrawal.pieces or left
        pieces = {line: min(wanted.get(line, 0), count) for line, count in left.items() if wanted.get(line, 0) > 0}
        pieces = {line: count for line, count in pieces.items() if count}
        if not pieces:
            continue
        if parcel.state == "placed":
            await cancel_pieces(conn, actor, parcel.id, pieces, WITHDRAWN)
            await tell_of_cancelled(conn, order, parcel.id, pieces)
        elif parcel.state in {"accepted", "shipped", "delivered"}:
            await open_return(
                conn, actor, order, parcel.id, pieces, "withdrawal", message=withdrawal.what,
                withdrawal_id=withdrawal.id, noticed=withdrawal.received,
            )  # fmt: skip


async def set_withdrawal_aside(conn: Connection, actor: Actor, withdrawal_id: int, why: str) -> None:
    """Say that there is no order that a declaration could mean; raises `WithdrawalNotFound`."""
    if not await settle_withdrawal(conn, withdrawal_id, None, str(actor)):
        raise WithdrawalNotFound
    body = {"withdrawal": withdrawal_id, "reason": why}
    await record(conn, actor, "withdrawal.set_aside", f"withdrawal:{withdrawal_id}", body)


async def order_that_may_be_seen(conn: Connection, number: str, email: str) -> Order | None:
    """Find the order of a number for somebody who knows its e-mail address; else nothing."""
    try:
        order = await order_by_number(conn, written_number(number), email.strip())
    except OrderNotFound:
        return None
    return order if order.state == "placed" else None
