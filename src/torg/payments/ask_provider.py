"""Ask a provider for what has been written down; repeated as often as it takes, done once."""

from torg.core.actor import SYSTEM
from torg.core.db import Pool
from torg.payments.errors import ProviderRefused
from torg.payments.models import Payment, ProviderPayment, Request
from torg.payments.providers import Providers
from torg.payments.queries import finish_request, lock_payment, request_by_id
from torg.payments.take_in import take_in


async def perform_request(pool: Pool, providers: Providers, request_id: int) -> Payment | None:
    """Let a provider do what a request says, and take in how the payment stands afterwards.

    Gives the payment, or nothing when there was nothing left to do. Raises `ProviderUnavailable` when no answer came;
    the request stays open then, and is repeated under the same key.
    """
    async with pool.connection() as conn:
        request = await request_by_id(conn, request_id)
        if request is None or request.state != "asked":
            return None
        payment = await lock_payment(conn, request.payment_id)
    refused = await _ask(providers, payment, request)
    seen = await _look(providers, payment)
    async with pool.connection() as conn:
        await finish_request(conn, request_id, "refused" if refused else "done", refused)
        return await take_in(conn, SYSTEM, payment.id, seen) if seen else payment


async def look_again(pool: Pool, providers: Providers, payment: Payment) -> Payment:
    """Bring a payment to how its provider sees it now, also one whose first answer was lost."""
    seen = await _look(providers, payment)
    if seen is None:
        return payment
    async with pool.connection() as conn:
        return await take_in(conn, SYSTEM, payment.id, seen)


async def _ask(providers: Providers, payment: Payment, request: Request) -> str | None:
    """Say it to the provider; give why it was refused, or nothing when it was done."""
    provider, reference = providers.of(payment.provider), payment.reference or ""
    try:
        if request.kind == "capture":
            await provider.capture(reference, request.amount, payment.currency, request.key)
        elif request.kind == "refund":
            await provider.refund(reference, request.amount, payment.currency, request.key)
        else:
            await provider.void(reference, request.key)
    except ProviderRefused as refused:
        return refused.detail
    return None


async def _look(providers: Providers, payment: Payment) -> ProviderPayment | None:
    provider = providers.of(payment.provider)
    if payment.reference is None:
        return await provider.look_by_key(payment.key)
    return await provider.look(payment.reference)
