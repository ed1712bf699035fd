"""Take in what a provider says of a payment: its state, and the money that has moved, into the ledger once."""

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.ledger import (
    Posting,
    credit,
    debit,
    market_loss,
    post,
    provider_clearing,
    provider_fee,
    shopper_receivable,
)
from torg.payments.models import Payment, PaymentAnswer, PaymentState, ProviderEvent, ProviderPayment, Totals
from torg.payments.queries import (
    insert_event,
    insert_filed_method,
    lock_payment,
    mark_applied,
    payment_by_reference,
    save_answer,
    save_totals,
)

_STATES: dict[str, PaymentState] = {"authorised": "authorised", "action": "begun", "failed": "failed"}


async def take_in_answer(conn: Connection, actor: Actor, payment_id: int, answer: PaymentAnswer) -> Payment:
    """Note a provider's first answer; what an event has told meanwhile stays. Locks the payment."""
    payment = await lock_payment(conn, payment_id)
    if payment.state == "begun":
        state = _STATES[answer.state]
        await save_answer(conn, payment_id, state, answer)
        if state != "begun":
            await _tell(conn, actor, payment, state)
    return await lock_payment(conn, payment_id)


async def take_in_event(
    conn: Connection, actor: Actor, provider: str, event: ProviderEvent, seen: ProviderPayment
) -> Payment | None:
    """Act on a provider's event once, by what the provider says of the payment `seen` after it.

    Events come doubled, late and out of order; so nothing is read from them but that something happened. None when
    the event was known, or is of a payment that is not ours.
    """
    number = await insert_event(conn, provider, event)
    payment = await payment_by_reference(conn, provider, event.reference)
    if number is None or payment is None:
        return None
    await mark_applied(conn, number)
    return await take_in(conn, actor, payment.id, seen)


async def take_in(conn: Connection, actor: Actor, payment_id: int, seen: ProviderPayment) -> Payment:
    """Bring a payment to how its provider sees it, and post the difference; a second time changes nothing."""
    payment = await lock_payment(conn, payment_id)
    if payment.state in {"begun", "authorised"} and seen.state != "pending" and seen.state != payment.state:  # noqa: PLR1714 - so that the types narrow.
        await save_answer(conn, payment_id, seen.state, PaymentAnswer("failed", seen.reference, failure=seen.failure))
        await _tell(conn, actor, payment, seen.state)
    # Totals only grow: an older view of the payment than the one that we have changes nothing.
    totals = Totals(
        max(payment.captured, seen.captured),
        max(payment.refunded, seen.refunded),
        max(payment.charged_back, seen.charged_back),
        max(payment.fee, seen.fee),
    )
    for what in ("captured", "refunded", "charged_back", "fee"):
        total = getattr(totals, what)
        await _post(conn, actor, payment, what, total, total - getattr(payment, what))
    await save_totals(conn, payment_id, totals)
    if seen.kept is not None and payment.keep:
        account = await _account_of(conn, payment.order_id)
        if account is not None:
            await insert_filed_method(conn, account, payment.provider, payment.method, seen.kept)
    return await lock_payment(conn, payment_id)


async def _post(conn: Connection, actor: Actor, payment: Payment, what: str, total: int, moved: int) -> None:
    """Post what has moved since the last time; the total so far names the document, so that it is posted once."""
    if moved <= 0:
        return
    currency, shopper = payment.currency, shopper_receivable(payment.currency, str(payment.order_id))
    clearing = provider_clearing(payment.provider, currency)
    entries = {
        "captured": [*debit(clearing, moved, "captured"), *credit(shopper, moved, "captured")],
        "refunded": [*debit(shopper, moved, "refunded"), *credit(clearing, moved, "refunded")],
        "charged_back": [
            *debit(market_loss(currency), moved, "charged_back"),
            *credit(clearing, moved, "charged_back"),
        ],
        "fee": [*debit(provider_fee(payment.provider, currency), moved, "fee"), *credit(clearing, moved, "fee")],
    }[what]
    await post(conn, actor, Posting(f"payment.{what}", f"payment:{payment.id}/{total}", entries))
    body = {"payment": payment.id, "order": payment.order_id, "amount": moved}
    await record(conn, actor, f"payment.{what}", f"payment:{payment.id}", body)


async def _tell(conn: Connection, actor: Actor, payment: Payment, state: str) -> None:
    body = {"payment": payment.id, "order": payment.order_id}
    await record(conn, actor, f"payment.{state}", f"payment:{payment.id}", body)


async def _account_of(conn: Connection, order_id: int) -> int | None:
    cursor = await conn.execute("SELECT account_id FROM customer_order WHERE id = %s", (order_id,))
    row = await cursor.fetchone()
    return row[0] if row else None
