"""What becomes of orders by the clock: giving up on a payment that never came."""

from torg.core.actor import SYSTEM
from torg.core.jobs import JobContext, connection, jobs
from torg.orders.settle_payment import give_up


@jobs.task(name="orders.expire_order", pass_context=True)
async def expire_order(context: JobContext, order_id: int) -> None:
    """Give the stock of an order back whose time to pay is over."""
    async with connection(context) as conn:
        await give_up(conn, SYSTEM, order_id)
