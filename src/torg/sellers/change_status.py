"""Change whether a seller may sell; `torg.offers.activate_seller` and `suspend_seller` also tell of its products."""

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.sellers.decide import decide
from torg.sellers.decision_models import NewDecision
from torg.sellers.models import Seller
from torg.sellers.queries import lock_seller
from torg.sellers.states import Ground, SellerStatus

_GROUNDS: dict[SellerStatus, Ground] = {"active": "application", "asked_to_complete": "application"}


async def change_status(
    conn: Connection, actor: Actor, seller_id: int, status: SellerStatus, reason: str = ""
) -> tuple[Seller, bool]:
    """Give a seller a status, journal it and tell the seller; say whether that was a change.

    A short way to `decide`, whose refusals it raises; a seller that has the status already keeps it without a word.
    """
    seller = await lock_seller(conn, seller_id)
    if seller.status == status:
        return seller, False
    await decide(conn, actor, seller_id, NewDecision(status, reason, _GROUNDS.get(status, "agreement")))
    return await lock_seller(conn, seller_id), True
