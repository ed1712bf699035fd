"""What the checkout leaves behind: asking providers again until they answer, and settling what was left open."""

import procrastinate
from procrastinate import PsycopgConnector

from torg.checkout.buy import finish
from torg.checkout.settle_order import PERFORM, settle_order
from torg.core.actor import SYSTEM
from torg.core.db import Pool
from torg.core.jobs import JobContext, connection, defer, jobs
from torg.orders import Placed, order_by_id
from torg.payments import Payment, Providers, look_again, perform_request, stale_requests, unanswered_payments

_PATIENCE = procrastinate.RetryStrategy(max_attempts=20, exponential_wait=2)


@jobs.task(name=PERFORM, pass_context=True, retry=_PATIENCE)
async def perform(context: JobContext, request_id: int) -> None:
    """Let a provider draw or give back what was written down; tried again until it answers."""
    payment = await perform_request(_pool(context), _providers(context), request_id)
    if payment is not None:
        async with connection(context) as conn:
            await settle_order(conn, payment.order_id)


@jobs.task(name="checkout.settle_order", pass_context=True, retry=_PATIENCE)
async def settle(context: JobContext, order_id: int) -> None:
    """Ask for what is missing between the books and the payment of an order."""
    async with connection(context) as conn:
        await settle_order(conn, order_id)


@jobs.periodic(cron="* * * * *")
@jobs.task(name="checkout.look_again", queueing_lock="checkout.look_again", pass_context=True)
async def look_at_what_is_open(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - given to all such jobs.
    """Look at payments whose answer was lost, and repeat requests that nobody has answered."""
    pool, providers = _pool(context), _providers(context)
    async with connection(context) as conn:
        payments, requests = await unanswered_payments(conn, 30), await stale_requests(conn, 120)
        for request in requests:
            await defer(conn, PERFORM, once=f"{PERFORM}.{request}", request_id=request)
    for payment in payments:
        await let_stand(pool, await look_again(pool, providers, payment))


async def let_stand(pool: Pool, payment: Payment) -> None:
    """Let the order of a payment stand once that is authorised, whoever has found it out."""
    async with pool.connection() as conn:
        order = await order_by_id(conn, payment.order_id)
        if order.state == "placed":
            await settle_order(conn, order.id)
    if payment.state == "authorised" and order.state != "placed":
        placed = Placed(order.id, order.number, order.state, order.total, order.currency, order.secret, new=False)
        await finish(pool, SYSTEM, placed, payment)


def _pool(context: JobContext) -> Pool:
    connector = context.app.connector
    if not isinstance(connector, PsycopgConnector):
        raise TypeError(f"Jobs run on PostgreSQL, not on {type(connector).__name__}.")
    return connector.pool


def _providers(context: JobContext) -> Providers:
    providers: Providers = context.additional_context["providers"]
    return providers
