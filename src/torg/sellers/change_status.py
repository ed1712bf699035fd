"""Change whether a seller may sell; `torg.offers.activate_seller` and `suspend_seller` also tell of its products."""

from msgspec.structs import replace

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.sellers.models import Seller, SellerStatus
from torg.sellers.queries import lock_seller, save_status

_KINDS: dict[SellerStatus, str] = {"active": "seller.activated", "suspended": "seller.suspended"}


async def change_status(
    conn: Connection, actor: Actor, seller_id: int, status: SellerStatus, reason: str = ""
) -> tuple[Seller, bool]:
    """Give a seller a status and journal it; tell whether that was a change. Raises `SellerNotFound`."""
    seller = await lock_seller(conn, seller_id)
    if seller.status == status:
        return seller, False
    await save_status(conn, seller_id, status)
    body: dict[str, object] = {"seller": seller_id, "from": seller.status}
    if reason:
        body["reason"] = reason
    await record(conn, actor, _KINDS[status], f"seller:{seller_id}", body, seller.home_market)
    return replace(seller, status=status), True
