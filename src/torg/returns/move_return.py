"""A case on its way: sent back, received, or settled by not sending the goods at all."""

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_ourselves
from torg.core.journal import record
from torg.orders import cancel_pieces, lock_parcel, order_by_id
from torg.returns.errors import ReturnClosed
from torg.returns.letters import tell_of_cancelled
from torg.returns.models import ReturnCase, ReturnState
from torg.returns.queries import lines_of_returns, lock_return, return_by_id, save_move
from torg.returns.withdraw import WITHDRAWN

_BEFORE: dict[ReturnState, tuple[ReturnState, ...]] = {
    "sent": ("announced",),
    "received": ("announced", "sent"),
    "cancelled": ("announced",),
}
"""From which states a case comes into another."""


async def mark_sent(conn: Connection, actor: Actor, return_id: int, tracking_number: str = "") -> ReturnCase:
    """Say that the goods are on their way back; raises `ReturnClosed` and `ReturnNotFound`."""
    return await _move(conn, actor, return_id, "sent", tracking_number)


async def mark_received(conn: Connection, actor: Actor, return_id: int) -> ReturnCase:
    """Say that the goods have come back; raises `ReturnClosed` and `ReturnNotFound`."""
    return await _move(conn, actor, return_id, "received")


async def stop_sending(conn: Connection, actor: Actor, return_id: int) -> ReturnCase:
    """Cancel what a withdrawal takes back of a parcel that has not left, and close the case.

    Raises `WrongState` when it has left, `ReturnClosed` and `ReturnNotFound`.
    """
    case = await return_by_id(conn, return_id)
    async with as_ourselves(conn):
        await lock_parcel(conn, case.parcel_id)
        case = await _move(conn, actor, return_id, "cancelled")
        pieces = {line.order_line_id: line.pieces for line in (await lines_of_returns(conn, [case.id]))[case.id]}
        await cancel_pieces(conn, actor, case.parcel_id, pieces, WITHDRAWN)
        await tell_of_cancelled(conn, await order_by_id(conn, case.order_id), case.parcel_id, pieces)
        return case


async def _move(
    conn: Connection, actor: Actor, return_id: int, state: ReturnState, tracking_number: str = ""
) -> ReturnCase:
    # Read first as who asks, so that the database says whose case it is; then locked and changed as ourselves.
    await return_by_id(conn, return_id)
    async with as_ourselves(conn):
        case = await lock_return(conn, return_id)
        if case.state not in _BEFORE[state]:
            raise ReturnClosed(f"The return is {case.state}: it cannot become {state}.")
        await save_move(conn, return_id, state, tracking_number)
        body = {"return": return_id, "parcel": case.parcel_id, "order": case.order_id}
        await record(conn, actor, f"return.{state}", f"return:{return_id}", body, seller=case.seller_id)
        return await return_by_id(conn, return_id)
