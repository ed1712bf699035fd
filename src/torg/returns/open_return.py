"""Open a case: pieces of a parcel are to come back, or are complained of."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.orders import Order, OrderLine, Parcel, left_of, lines_of_parcels, lock_parcel
from torg.returns.deadlines import MONEY_BACK, is_late
from torg.returns.errors import BadReturn, NothingToReturn
from torg.returns.letters import tell_of_return
from torg.returns.models import Picture, ReturnCase, ReturnKind
from torg.returns.queries import insert_case, insert_pictures, pieces_under_way, return_by_id
from torg.returns.words import COMPLAINT_REASONS, RETURN_REASONS
from torg.sellers import sellers_by_id

_REASONS = {"withdrawal": {"": ""}, "return": RETURN_REASONS, "complaint": COMPLAINT_REASONS}


async def open_return(
    conn: Connection, actor: Actor, order: Order, parcel_id: int, pieces: Mapping[int, int], kind: ReturnKind,
    reason: str = "", *, message: str = "", pictures: Sequence[Picture] = (), withdrawal_id: int | None = None,
    noticed: datetime | None = None,
) -> ReturnCase:  # fmt: skip
    """Open a case for so many pieces of each line (by line id), and tell shopper and seller.

    Raises `NothingToReturn` when the parcel has not so many left or has not been sent, `BadReturn` for a reason that
    there is not, and `OrderNotFound`.
    """
    if reason not in _REASONS[kind]:
        raise BadReturn("Please choose what it is about.")
    parcel = await lock_parcel(conn, parcel_id)
    if parcel.order_id != order.id or parcel.state not in {"accepted", "shipped", "delivered"}:
        raise NothingToReturn
    if kind != "withdrawal" and parcel.state == "accepted":
        raise NothingToReturn("The parcel has not been sent yet.")
    lines, left = await free_pieces(conn, parcel)
    if not pieces or any(not 0 < count <= left.get(line, 0) for line, count in pieces.items()):
        raise NothingToReturn
    noticed = noticed or datetime.now(UTC)
    seller = (await sellers_by_id(conn, [parcel.seller_id]))[parcel.seller_id]
    late = kind == "withdrawal" and is_late(parcel, order.market, noticed, seller.returns.days)
    number = await insert_case(
        conn, order_id=order.id, parcel_id=parcel_id, seller_id=parcel.seller_id, withdrawal_id=withdrawal_id,
        kind=kind, reason=reason, message=message, currency=order.currency, noticed=noticed, late=late,
        due=noticed + MONEY_BACK, pieces=pieces,
    )  # fmt: skip
    case = await return_by_id(conn, number)
    await insert_pictures(conn, case, pictures)
    body = {"return": case.id, "parcel": parcel_id, "order": order.id, "kind": kind, "reason": reason, "late": late}
    told = body | {"pieces": {str(each): count for each, count in pieces.items()}}
    await record(conn, actor, "return.announced", f"return:{case.id}", told, order.market, parcel.seller_id)
    await tell_of_return(conn, order, case, seller, [(line, pieces[line.id]) for line in lines if line.id in pieces])
    return case


async def free_pieces(conn: Connection, parcel: Parcel) -> tuple[list[OrderLine], dict[int, int]]:
    """Give a parcel's lines, and how many pieces of each are neither gone nor on their way back."""
    lines = (await lines_of_parcels(conn, [parcel.id])).get(parcel.id, [])
    under_way = await pieces_under_way(conn, parcel.id)
    return lines, {line.id: max(0, left_of(line) - under_way.get(line.id, 0)) for line in lines}
