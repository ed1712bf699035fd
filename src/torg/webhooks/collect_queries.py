"""The SQL that takes events from the journal into the queues of endpoints.

Only whoever holds the dispatcher's lock runs these, on the connection that holds it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec
from msgspec import Struct

from torg.core.db import Connection, rows
from torg.core.journal import Cursor, Entry

_DISPATCHER_LOCK = 0x686F6F6B  # "hook" in ASCII: one dispatcher in an installation.
_ENTRY = "xid::text::bigint AS xid, id, at, kind, subject, market, actor, body, seller_id"


class Listener(Struct, frozen=True):
    """An endpoint as the dispatcher sees it when it fills the queue."""

    id: int
    seller_id: int
    events: list[str]
    created: datetime
    active: bool
    missed_xid: int | None
    missed_id: int | None


class Replay(Struct, frozen=True):
    """A wish to be told again that is not done yet."""

    id: int
    seller_id: int
    endpoint_id: int
    message_id: str | None
    since: datetime | None
    until: datetime | None
    at_xid: int
    at_id: int
    events: list[str]


class NewMessage(Struct, frozen=True):
    """An event as it will be sent."""

    id: str
    seller_id: int
    journal_xid: int
    journal_id: int
    type: str
    subject: str
    occurred: datetime
    payload: str


class NewDelivery(Struct, frozen=True):
    """A place in the queue of an endpoint."""

    endpoint_id: int
    seller_id: int
    message_id: str
    subject: str
    replay: bool = False


async def take_lead(conn: Connection) -> bool:
    """Become the one dispatcher for as long as this connection lives; tell whether nobody else is."""
    cursor = await conn.execute("SELECT pg_try_advisory_lock(%s)", (_DISPATCHER_LOCK,))
    row = await cursor.fetchone()
    return bool(row and row[0])


async def place_in_journal(conn: Connection) -> Cursor:
    """Find how far the journal has been read, and lock that place until the transaction ends."""
    found = await rows(conn, Cursor, "SELECT xid, id FROM webhook_cursor FOR UPDATE")
    return found[0]


async def move_on(conn: Connection, cursor: Cursor) -> None:
    """Remember how far the journal has been read."""
    await conn.execute("UPDATE webhook_cursor SET xid = %s, id = %s", (cursor.xid, cursor.id))


async def lock_listeners(conn: Connection, seller_ids: Collection[int] | None) -> list[Listener]:
    """Find the endpoints of these sellers (or those that may catch up), and hold them until the transaction ends."""
    return await rows(
        conn,
        Listener,
        """
        SELECT id, seller_id, events, created, state = 'active' AS active, missed_xid, missed_id FROM webhook_endpoint
        WHERE state <> 'removed' AND CASE WHEN %(sellers)s::bigint[] IS NULL
            THEN state = 'active' AND missed_xid IS NOT NULL ELSE seller_id = ANY(%(sellers)s) END
        ORDER BY id FOR NO KEY UPDATE
        """,
        {"sellers": None if seller_ids is None else list(seller_ids)},
    )


async def save_missed(conn: Connection, endpoint_ids: Sequence[int], place: Cursor | None) -> None:
    """Remember where endpoints were last told, or that they are up to date."""
    if endpoint_ids:
        await conn.execute(
            "UPDATE webhook_endpoint SET missed_xid = %s, missed_id = %s WHERE id = ANY(%s)",
            (place.xid if place else None, place.id if place else None, list(endpoint_ids)),
        )


async def entries_between(
    conn: Connection,
    seller_id: int,
    after: Cursor,
    until: Cursor,
    kinds: Sequence[str],
    limit: int,
    times: tuple[datetime, datetime] | None = None,
) -> list[Entry]:
    """Find what happened to a seller between two places of the journal, of these kinds, in order."""
    since, before = times or (None, None)
    return await rows(
        conn,
        Entry,
        f"""
        SELECT {_ENTRY} FROM journal
        WHERE seller_id = %(seller)s AND kind = ANY(%(kinds)s)
            AND (xid, id) > (%(after_xid)s::text::xid8, %(after_id)s)
            AND (xid, id) <= (%(until_xid)s::text::xid8, %(until_id)s)
            AND (%(since)s::timestamptz IS NULL OR at >= %(since)s)
            AND (%(before)s::timestamptz IS NULL OR at < %(before)s)
        ORDER BY xid, id LIMIT %(limit)s
        """,  # noqa: S608
        {
            "seller": seller_id, "kinds": list(kinds), "after_xid": str(after.xid), "after_id": after.id,
            "until_xid": str(until.xid), "until_id": until.id, "limit": limit, "since": since, "before": before,
        },
    )  # fmt: skip


async def open_replays(conn: Connection) -> list[Replay]:
    """Find what sellers want to be told again, the oldest wish first."""
    return await rows(
        conn,
        Replay,
        """
        SELECT r.id, r.seller_id, r.endpoint_id, r.message_id, r.since, r.until, r.at_xid, r.at_id, e.events
        FROM webhook_replay AS r JOIN webhook_endpoint AS e ON e.id = r.endpoint_id
        WHERE r.finished IS NULL AND e.state = 'active' AND e.seller_id = r.seller_id ORDER BY r.id LIMIT 10
        """,
    )


async def save_replay(conn: Connection, replay_id: int, place: Cursor, queued: int, *, finished: bool) -> None:
    """Remember how far a wish has come."""
    await conn.execute(
        """
        UPDATE webhook_replay SET at_xid = %s, at_id = %s, queued = queued + %s,
            finished = CASE WHEN %s THEN now() END WHERE id = %s
        """,
        (place.xid, place.id, queued, finished, replay_id),
    )


async def messages_of(conn: Connection, entries: Sequence[Entry]) -> dict[tuple[int, int], str]:
    """Find the messages that have been made of these entries, by their places."""
    cursor = await conn.execute(
        """
        SELECT m.journal_xid, m.journal_id, m.id FROM webhook_message AS m
        JOIN unnest(%s::bigint[], %s::bigint[]) AS e (xid, id) ON m.journal_xid = e.xid AND m.journal_id = e.id
        """,
        ([each.xid for each in entries], [each.id for each in entries]),
    )
    return {(row[0], row[1]): row[2] for row in await cursor.fetchall()}


async def message_of_seller(conn: Connection, seller_id: int, message_id: str) -> str | None:
    """Find the subject of a message of a seller."""
    cursor = await conn.execute(
        "SELECT subject FROM webhook_message WHERE id = %s AND seller_id = %s", (message_id, seller_id)
    )
    row = await cursor.fetchone()
    return None if row is None else str(row[0])


async def offer_names(conn: Connection, offer_ids: Collection[int]) -> list[tuple[int, str, str]]:
    """Find what sellers call offers: id, article number, market."""
    if not offer_ids:
        return []
    cursor = await conn.execute("SELECT id, sku, market FROM offer WHERE id = ANY(%s)", (list(offer_ids),))
    found: list[tuple[int, str, str]] = await cursor.fetchall()
    return found


async def insert_messages(conn: Connection, messages: Sequence[NewMessage]) -> None:
    """Add messages."""
    if messages:
        await conn.execute(
            """
            INSERT INTO webhook_message (id, seller_id, journal_xid, journal_id, type, subject, occurred, payload)
            SELECT * FROM jsonb_to_recordset(%s::jsonb) AS m (
                id text, seller_id bigint, journal_xid bigint, journal_id bigint, type text, subject text,
                occurred timestamptz, payload text)
            """,
            (msgspec.json.encode(messages).decode(),),
        )


async def insert_deliveries(conn: Connection, deliveries: Sequence[NewDelivery]) -> int:
    """Queue deliveries in their order; those behind an earlier one of the same subject wait for it. Give how many.

    What is waiting for an endpoint already is not queued for it once more.
    """
    if not deliveries:
        return 0
    cursor = await conn.execute(
        """
        WITH fresh AS (
            SELECT n.* FROM ROWS FROM (
                jsonb_to_recordset(%s::jsonb)
                    AS (endpoint_id bigint, seller_id bigint, message_id text, subject text, replay boolean)
            ) WITH ORDINALITY AS n (endpoint_id, seller_id, message_id, subject, replay, place)
            WHERE NOT EXISTS (
                SELECT FROM webhook_delivery AS d WHERE d.endpoint_id = n.endpoint_id AND d.subject = n.subject
                    AND d.state = 'waiting' AND d.message_id = n.message_id)
        )
        INSERT INTO webhook_delivery (endpoint_id, seller_id, message_id, subject, replay, next_try)
        SELECT f.endpoint_id, f.seller_id, f.message_id, f.subject, f.replay,
            CASE WHEN row_number() OVER (PARTITION BY f.endpoint_id, f.subject ORDER BY f.place) = 1 AND NOT EXISTS (
                SELECT FROM webhook_delivery AS d
                WHERE d.endpoint_id = f.endpoint_id AND d.subject = f.subject AND d.state = 'waiting')
            THEN now() END
        FROM fresh AS f ORDER BY f.place
        """,
        (msgspec.json.encode(deliveries).decode(),),
    )
    return cursor.rowcount
