"""The SQL that takes deliveries from the queue and keeps what became of them.

Only whoever holds the dispatcher's lock runs these, on the connection that holds it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from torg.core.db import Connection, rows


class Claimed(Struct, frozen=True):
    """A delivery to be tried now."""

    id: int
    endpoint_id: int
    seller_id: int
    message_id: str
    subject: str
    attempts: int
    first_try: datetime | None
    payload: str
    url: str
    secrets: list[str]


class Tried(Struct, frozen=True):
    """What is written of a delivery after a try."""

    id: int
    state: str
    attempts: int
    next_try: datetime | None
    at: datetime
    status: int | None
    answer: str
    error: str | None
    milliseconds: int


class EndpointHealth(Struct, frozen=True):
    """How an endpoint has been doing."""

    id: int
    seller_id: int
    url: str
    state: str
    misses: int
    failing_since: datetime | None


async def claim(
    conn: Connection, busy: Collection[int], lease: timedelta, most: int, calm_misses: int
) -> list[Claimed]:
    """Take deliveries that are due to endpoints that are not `busy`, for as long as the lease lasts.

    An endpoint where nobody has been there for a while gets one, to see whether somebody is.
    """
    return await rows(
        conn,
        Claimed,
        """
        WITH due AS (
            SELECT d.id FROM webhook_endpoint AS e CROSS JOIN LATERAL (
                SELECT w.id FROM webhook_delivery AS w
                WHERE w.endpoint_id = e.id AND w.next_try <= now()
                    AND (w.claimed_until IS NULL OR w.claimed_until < now())
                ORDER BY w.next_try, w.id LIMIT CASE WHEN e.misses >= %(calm)s THEN 1 ELSE %(most)s END
            ) AS d
            WHERE e.state = 'active' AND (e.retry_at IS NULL OR e.retry_at <= now()) AND e.id <> ALL(%(busy)s)
        )
        UPDATE webhook_delivery AS d
        SET claimed_until = now() + %(lease)s, first_try = coalesce(d.first_try, now())
        FROM due, webhook_message AS m, webhook_endpoint AS e
        WHERE d.id = due.id AND m.id = d.message_id AND e.id = d.endpoint_id
        RETURNING d.id, d.endpoint_id, d.seller_id, d.message_id, d.subject, d.attempts, d.first_try, m.payload, e.url,
            CASE WHEN e.old_secret_until > now() THEN ARRAY[e.secret, e.old_secret] ELSE ARRAY[e.secret] END AS secrets
        """,
        {"busy": list(busy), "lease": lease, "most": most, "calm": calm_misses},
    )


async def release(conn: Connection, delivery_ids: Sequence[int]) -> None:
    """Give back what was taken and not tried."""
    if delivery_ids:
        await conn.execute("UPDATE webhook_delivery SET claimed_until = NULL WHERE id = ANY(%s)", (list(delivery_ids),))


async def save_tries(conn: Connection, tried: Sequence[Tried]) -> None:
    """Write what came of tries, and keep those that failed."""
    await conn.execute(
        """
        WITH tried AS (
            SELECT * FROM jsonb_to_recordset(%s::jsonb) AS t (
                id bigint, state text, attempts integer, next_try timestamptz, at timestamptz, status smallint,
                answer text, error text, milliseconds integer)
        ), kept AS (
            INSERT INTO webhook_attempt (delivery_id, number, seller_id, at, status, answer, error, milliseconds)
            SELECT t.id, t.attempts, d.seller_id, t.at, t.status, t.answer, t.error, t.milliseconds
            FROM tried AS t JOIN webhook_delivery AS d ON d.id = t.id WHERE t.state <> 'delivered'
            ON CONFLICT (delivery_id, number) DO UPDATE SET at = EXCLUDED.at, status = EXCLUDED.status,
                answer = EXCLUDED.answer, error = EXCLUDED.error, milliseconds = EXCLUDED.milliseconds
        )
        UPDATE webhook_delivery AS d SET state = t.state, attempts = t.attempts, next_try = t.next_try,
            claimed_until = NULL, last_try = t.at, status = t.status, answer = t.answer, error = t.error,
            milliseconds = t.milliseconds, ended = CASE WHEN t.state <> 'waiting' THEN now() END
        FROM tried AS t WHERE d.id = t.id
        """,
        (msgspec.json.encode(tried).decode(),),
    )


async def let_next_go(conn: Connection, ended: Sequence[tuple[int, str]]) -> None:
    """Let the next delivery of each endpoint and subject go, now that the one before it has ended."""
    if ended:
        await conn.execute(
            """
            UPDATE webhook_delivery SET next_try = now() WHERE next_try IS NULL AND id IN (
                SELECT (SELECT d.id FROM webhook_delivery AS d
                    WHERE d.endpoint_id = e.endpoint_id AND d.subject = e.subject AND d.state = 'waiting'
                    ORDER BY d.id LIMIT 1)
                FROM unnest(%s::bigint[], %s::text[]) AS e (endpoint_id, subject))
            """,
            ([each[0] for each in ended], [each[1] for each in ended]),
        )


async def lock_health(conn: Connection, endpoint_ids: Collection[int]) -> list[EndpointHealth]:
    """Find how endpoints have been doing, and hold them until the transaction ends."""
    return await rows(
        conn,
        EndpointHealth,
        """
        SELECT id, seller_id, url, state, misses, failing_since FROM webhook_endpoint WHERE id = ANY(%s)
        ORDER BY id FOR NO KEY UPDATE
        """,
        (list(endpoint_ids),),
    )


async def save_health(
    conn: Connection, endpoint_id: int, misses: int, failing_since: datetime | None, retry_at: datetime | None
) -> None:
    """Write how an endpoint, which the caller holds, is doing."""
    await conn.execute(
        "UPDATE webhook_endpoint SET misses = %s, failing_since = %s, retry_at = %s WHERE id = %s",
        (misses, failing_since, retry_at, endpoint_id),
    )


async def save_disabled(conn: Connection, endpoint_id: int, reason: str) -> None:
    """Disable an endpoint, which the caller holds; what waits for it stays, to be tried as if new once it is on."""
    await conn.execute(
        "UPDATE webhook_endpoint SET state = 'disabled', reason = %s, misses = 0, retry_at = NULL WHERE id = %s",
        (reason, endpoint_id),
    )
    await conn.execute(
        """
        UPDATE webhook_delivery SET attempts = 0, first_try = NULL, claimed_until = NULL,
            next_try = CASE WHEN next_try IS NOT NULL THEN now() END
        WHERE endpoint_id = %s AND state = 'waiting'
        """,
        (endpoint_id,),
    )


async def wake_waiting(conn: Connection, endpoint_id: int, unavailable: Sequence[int]) -> None:
    """Have everything tried now that failed because nobody was there, now that somebody is."""
    await conn.execute(
        """
        UPDATE webhook_delivery SET next_try = now()
        WHERE endpoint_id = %s AND next_try > now() AND attempts > 0 AND (status IS NULL OR status = ANY(%s))
        """,
        (endpoint_id, list(unavailable)),
    )


async def database_now(conn: Connection) -> datetime:
    """Give the time of the database, by which everything is due."""
    cursor = await conn.execute("SELECT clock_timestamp()")
    row = await cursor.fetchone()
    if row is None:
        raise LookupError("PostgreSQL gave no time")
    moment: datetime = row[0]
    return moment


async def forget_old(conn: Connection, days: int) -> int:
    """Forget deliveries that ended this many days ago, and messages that nobody waits for; give how many messages."""
    await conn.execute("DELETE FROM webhook_delivery WHERE ended < now() - %s * interval '1 day'", (days,))
    await conn.execute(
        """
        DELETE FROM webhook_delivery AS d USING webhook_endpoint AS e
        WHERE e.id = d.endpoint_id AND e.state = 'removed' AND d.created < now() - %s * interval '1 day'
        """,
        (days,),
    )
    cursor = await conn.execute(
        """
        DELETE FROM webhook_message AS m WHERE m.made < now() - %s * interval '1 day'
            AND NOT EXISTS (SELECT FROM webhook_delivery AS d WHERE d.message_id = m.id)
        """,
        (days,),
    )
    return cursor.rowcount
