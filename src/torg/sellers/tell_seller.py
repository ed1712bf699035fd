"""Tell a seller what was decided about it: in the portal at once, and by mail to its owners."""

from torg.core.db import Connection
from torg.sellers.decision_models import Decision
from torg.sellers.decision_queries import insert_notice
from torg.sellers.models import Seller


async def tell_seller(conn: Connection, seller: Seller, decision: Decision) -> None:
    """Put a decision into the seller's inbox and on its way by mail, in the caller's transaction."""
    await insert_notice(conn, seller.id, decision.id, f"decision.{decision.to_status}", {})
