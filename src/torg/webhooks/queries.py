"""All SQL by which sellers' surfaces see and change their webhooks; what is sent is in `dispatch_queries`."""

from collections.abc import Sequence
from datetime import datetime

from torg.core.db import Connection, one, rows
from torg.webhooks.models import Attempt, Delivery, DeliveryState, Endpoint, EndpointState

_ENDPOINT = """id, seller_id, url, description, events, state, reason, failing_since, retry_at,
    CASE WHEN old_secret_until > now() THEN old_secret_until END AS old_secret_until,
    missed_xid IS NOT NULL AS catching_up, created, created_by"""
_DELIVERY = """d.id, d.endpoint_id, d.message_id, m.type, d.subject, d.replay, d.state, d.attempts, m.occurred,
    d.created, CASE WHEN d.state = 'waiting' THEN d.next_try END AS next_try, d.last_try, d.status, d.answer, d.error,
    d.milliseconds"""


async def endpoints_of_seller(conn: Connection, seller_id: int) -> list[Endpoint]:
    """Find a seller's endpoints that are not removed, the oldest first."""
    return await rows(
        conn,
        Endpoint,
        f"SELECT {_ENDPOINT} FROM webhook_endpoint WHERE seller_id = %s AND state <> 'removed' ORDER BY id",  # noqa: S608
        (seller_id,),
    )


async def endpoint_by_id(conn: Connection, seller_id: int, endpoint_id: int) -> Endpoint | None:
    """Find an endpoint of a seller."""
    return await one(
        conn,
        Endpoint,
        f"SELECT {_ENDPOINT} FROM webhook_endpoint WHERE seller_id = %s AND id = %s AND state <> 'removed'",  # noqa: S608
        (seller_id, endpoint_id),
    )


async def insert_endpoint(
    conn: Connection,
    seller_id: int,
    url: str,
    description: str,
    events: Sequence[str],
    secret: str,
    created_by: str,
) -> Endpoint:
    """Add an endpoint."""
    made = await one(
        conn,
        Endpoint,
        f"""
        INSERT INTO webhook_endpoint (seller_id, url, description, events, secret, created_by)
        VALUES (%s, %s, %s, %s, %s, %s) RETURNING {_ENDPOINT}
        """,  # noqa: S608
        (seller_id, url, description, list(events), secret, created_by),
    )
    if made is None:
        raise LookupError("PostgreSQL gave no endpoint")
    return made


async def save_endpoint(conn: Connection, endpoint_id: int, url: str, description: str, events: Sequence[str]) -> None:
    """Write what a seller says of an endpoint."""
    await conn.execute(
        "UPDATE webhook_endpoint SET url = %s, description = %s, events = %s WHERE id = %s",
        (url, description, list(events), endpoint_id),
    )


async def save_state(conn: Connection, endpoint_id: int, state: EndpointState, *, forget_missed: bool = False) -> None:
    """Turn an endpoint on or off; with `forget_missed` it is not told of what happened while it was off."""
    await conn.execute("UPDATE webhook_endpoint SET state = %s, reason = NULL WHERE id = %s", (state, endpoint_id))
    if forget_missed:
        await conn.execute(
            "UPDATE webhook_endpoint SET missed_xid = NULL, missed_id = NULL WHERE id = %s", (endpoint_id,)
        )


async def save_removed(conn: Connection, endpoint_id: int) -> None:
    """Take an endpoint away, and forget its secrets; what was delivered stays known until it is old."""
    await conn.execute(
        """
        UPDATE webhook_endpoint SET state = 'removed', secret = '', old_secret = NULL, old_secret_until = NULL
        WHERE id = %s
        """,
        (endpoint_id,),
    )


async def save_secret(conn: Connection, endpoint_id: int, secret: str, old_until: datetime) -> None:
    """Give an endpoint a new secret; the one before signs as well until `old_until`.

    The old secret is moved by a function of the database, as a seller's surface cannot read it.
    """
    await conn.execute("SELECT rotate_webhook_secret(%s, %s, %s)", (endpoint_id, secret, old_until))


async def deliveries_of_endpoint(
    conn: Connection, endpoint_id: int, *, before: int | None, limit: int, state: DeliveryState | None = None
) -> list[Delivery]:
    """Find deliveries to an endpoint, the newest first, below a number."""
    return await rows(
        conn,
        Delivery,
        f"""
        SELECT {_DELIVERY} FROM webhook_delivery AS d JOIN webhook_message AS m ON m.id = d.message_id
        WHERE d.endpoint_id = %(endpoint)s AND (%(before)s::bigint IS NULL OR d.id < %(before)s)
            AND (%(state)s::text IS NULL OR d.state = %(state)s)
        ORDER BY d.id DESC LIMIT %(limit)s
        """,  # noqa: S608
        {"endpoint": endpoint_id, "before": before, "limit": limit, "state": state},
    )


async def delivery_by_id(conn: Connection, endpoint_id: int, delivery_id: int) -> Delivery | None:
    """Find a delivery to an endpoint."""
    return await one(
        conn,
        Delivery,
        f"""
        SELECT {_DELIVERY} FROM webhook_delivery AS d JOIN webhook_message AS m ON m.id = d.message_id
        WHERE d.endpoint_id = %s AND d.id = %s
        """,  # noqa: S608
        (endpoint_id, delivery_id),
    )


async def payload_of_message(conn: Connection, message_id: str) -> str:
    """Find what is sent with a message; empty when it is no longer known."""
    cursor = await conn.execute("SELECT payload FROM webhook_message WHERE id = %s", (message_id,))
    row = await cursor.fetchone()
    return "" if row is None else str(row[0])


async def attempts_of_delivery(conn: Connection, delivery_id: int) -> list[Attempt]:
    """Find the tries of a delivery that failed, in order."""
    return await rows(
        conn,
        Attempt,
        """
        SELECT number, at, status, answer, error, milliseconds FROM webhook_attempt
        WHERE delivery_id = %s ORDER BY number
        """,
        (delivery_id,),
    )


async def insert_replay(
    conn: Connection,
    seller_id: int,
    endpoint_id: int,
    created_by: str,
    *,
    message_id: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> int:
    """Ask the dispatcher to tell an endpoint again of one message, or of all from `since` until before `until`."""
    cursor = await conn.execute(
        """
        INSERT INTO webhook_replay (seller_id, endpoint_id, message_id, since, until, created_by)
        VALUES (%s, %s, %s, %s, %s, %s) RETURNING id
        """,
        (seller_id, endpoint_id, message_id, since, until, created_by),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0
