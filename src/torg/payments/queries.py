"""All SQL that touches payments."""

from typing import Any

import msgspec

from torg.core.db import Connection, one, rows
from torg.payments.errors import PaymentNotFound
from torg.payments.models import (
    FiledMethod,
    KeptMethod,
    NewPayment,
    Payment,
    PaymentAnswer,
    PaymentState,
    ProviderEvent,
    Request,
    Totals,
)

_PAYMENT = ", ".join(Payment.__struct_fields__)
_REQUEST = ", ".join(Request.__struct_fields__)
_FILED = ", ".join(FiledMethod.__struct_fields__)


async def insert_payment(conn: Connection, new: NewPayment) -> Payment:
    """Write down what a provider is going to be asked."""
    made = await one(
        conn,
        Payment,
        f"""INSERT INTO payment (order_id, provider, method, amount, currency, token, keep)
            VALUES (%s, %s, %s, %s, %s, %s, %s) RETURNING {_PAYMENT}""",  # noqa: S608
        (new.order_id, new.provider, new.method, new.amount, new.currency, new.token, new.keep),
    )
    if made is None:
        raise AssertionError("an insert gives its row")
    return made


async def lock_payment(conn: Connection, payment_id: int) -> Payment:
    """Find a payment and lock its row until the transaction ends; raises `PaymentNotFound`."""
    return await _sure(conn, "id = %s FOR NO KEY UPDATE", payment_id)


async def payment_by_reference(conn: Connection, provider: str, reference: str) -> Payment | None:
    """Find a payment by its provider's name for it."""
    return await one(
        conn,
        Payment,
        f"SELECT {_PAYMENT} FROM payment WHERE provider = %s AND reference = %s",  # noqa: S608
        (provider, reference),
    )


async def payments_of_order(conn: Connection, order_id: int) -> list[Payment]:
    """Find what was asked of providers for an order, in order of time."""
    return await rows(conn, Payment, f"SELECT {_PAYMENT} FROM payment WHERE order_id = %s ORDER BY id", (order_id,))  # noqa: S608


async def unanswered_payments(conn: Connection, older_than_seconds: int) -> list[Payment]:
    """Find the payments whose provider's first answer is not known."""
    return await rows(
        conn,
        Payment,
        f"""SELECT {_PAYMENT} FROM payment WHERE state = 'begun'
            AND changed < now() - make_interval(secs => %s) ORDER BY id LIMIT 500""",  # noqa: S608
        (older_than_seconds,),
    )


async def save_answer(conn: Connection, payment_id: int, state: PaymentState, answer: PaymentAnswer) -> None:
    """Note how a payment stands, whose row the caller holds; a reference that is known stays."""
    await conn.execute(
        """
        UPDATE payment SET state = %s, reference = coalesce(reference, %s), action_url = %s, failure = %s,
               changed = now() WHERE id = %s
        """,
        (state, answer.reference, answer.action_url, answer.failure, payment_id),
    )


async def save_totals(conn: Connection, payment_id: int, totals: Totals) -> None:
    """Note what has been drawn, given back and charged in all, of a payment whose row the caller holds."""
    await conn.execute(
        """
        UPDATE payment SET captured = %s, refunded = %s, charged_back = %s, fee = %s, changed = now() WHERE id = %s
        """,
        (totals.captured, totals.refunded, totals.charged_back, totals.fee, payment_id),
    )


async def insert_request(conn: Connection, payment_id: int, kind: str, document: str, amount: int) -> Request | None:
    """Write down what a provider is to do; nothing when that document has it written down already."""
    return await one(
        conn,
        Request,
        f"""INSERT INTO payment_request (payment_id, kind, document, amount) VALUES (%s, %s, %s, %s)
            ON CONFLICT DO NOTHING RETURNING {_REQUEST}""",  # noqa: S608
        (payment_id, kind, document, amount),
    )


async def request_by_id(conn: Connection, request_id: int) -> Request | None:
    """Find what a provider is to do."""
    return await one(conn, Request, f"SELECT {_REQUEST} FROM payment_request WHERE id = %s", (request_id,))  # noqa: S608


async def open_requests(conn: Connection, payment_id: int) -> list[Request]:
    """Find what a provider was asked and has not answered."""
    return await rows(
        conn,
        Request,
        f"SELECT {_REQUEST} FROM payment_request WHERE payment_id = %s AND state = 'asked' ORDER BY id",  # noqa: S608
        (payment_id,),
    )


async def stale_requests(conn: Connection, older_than_seconds: int) -> list[int]:
    """Find what providers were asked a while ago and have not answered."""
    cursor = await conn.execute(
        """SELECT id FROM payment_request WHERE state = 'asked' AND created < now() - make_interval(secs => %s)
           ORDER BY id LIMIT 500""",
        (older_than_seconds,),
    )
    return [row[0] for row in await cursor.fetchall()]


async def finish_request(conn: Connection, request_id: int, state: str, reason: str | None = None) -> bool:
    """Note what became of a request; tell whether it was open."""
    cursor = await conn.execute(
        "UPDATE payment_request SET state = %s, reason = %s, finished = now() WHERE id = %s AND state = 'asked'",
        (state, reason, request_id),
    )
    return cursor.rowcount > 0


async def insert_event(conn: Connection, provider: str, event: ProviderEvent) -> int | None:
    """Keep what a provider told; nothing when it has told that before."""
    body: dict[str, Any] = msgspec.to_builtins(event)
    cursor = await conn.execute(
        """INSERT INTO payment_event (provider, event, kind, reference, body) VALUES (%s, %s, %s, %s, %s::jsonb)
           ON CONFLICT DO NOTHING RETURNING id""",
        (provider, event.event, event.kind, event.reference, msgspec.json.encode(body).decode()),
    )
    row = await cursor.fetchone()
    return None if row is None else int(row[0])


async def mark_applied(conn: Connection, event_id: int) -> None:
    """Note that an event has been acted on."""
    await conn.execute("UPDATE payment_event SET applied = now() WHERE id = %s", (event_id,))


async def filed_methods(conn: Connection, account_id: int) -> list[FiledMethod]:
    """Find what a person has on file, the preferred one first."""
    return await rows(
        conn,
        FiledMethod,
        f"""SELECT {_FILED} FROM payment_method WHERE account_id = %s AND removed IS NULL
            ORDER BY preferred DESC, id DESC""",  # noqa: S608
        (account_id,),
    )


async def insert_filed_method(conn: Connection, account_id: int, provider: str, method: str, kept: KeptMethod) -> None:
    """Put a way to pay on file; the first one is preferred."""
    await conn.execute(
        """
        INSERT INTO payment_method (account_id, provider, method, token, label, expires, preferred)
        SELECT %(account)s, %(provider)s, %(method)s, %(token)s, %(label)s, %(expires)s,
               NOT EXISTS (SELECT FROM payment_method WHERE account_id = %(account)s AND preferred AND removed IS NULL)
        ON CONFLICT (provider, token) DO NOTHING
        """,
        {
            "account": account_id, "provider": provider, "method": method, "token": kept.token, "label": kept.label,
            "expires": kept.expires,
        },
    )  # fmt: skip


async def remove_filed_method(conn: Connection, account_id: int, method_id: int) -> bool:
    """Take a way to pay off file; tell whether it was there."""
    cursor = await conn.execute(
        """UPDATE payment_method SET removed = now(), preferred = false
           WHERE id = %s AND account_id = %s AND removed IS NULL""",
        (method_id, account_id),
    )
    return cursor.rowcount > 0


async def _sure(conn: Connection, where: Any, value: object) -> Payment:
    found = await one(conn, Payment, f"SELECT {_PAYMENT} FROM payment WHERE {where}", (value,))  # noqa: S608
    if found is None:
        raise PaymentNotFound
    return found
