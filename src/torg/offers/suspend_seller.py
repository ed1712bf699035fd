"""Suspend a seller: its offers are no longer seen, and come back as they were when it is activated again."""

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.offers.activate_seller import tell_products_of_seller
from torg.sellers import Seller, change_status


async def suspend_seller(conn: Connection, actor: Actor, seller_id: int, reason: str) -> Seller:
    """Hide every offer of a seller, for a reason that the journal keeps; one that is suspended stays so."""
    seller, changed = await change_status(conn, actor, seller_id, "suspended", reason)
    if changed:
        await tell_products_of_seller(conn, actor, seller_id)
    return seller
