"""The SQL of the office's own rooms: staff, the audit trail as read by people, counts of the catalogue."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from torg.core.db import Connection, one, rows

AUDIT_ROWS = """
    SELECT j.id, j.at, j.kind, j.subject, j.market, j.actor, split_part(j.actor, ':', 1) AS role,
           coalesce(a.email, j.actor) AS who, j.seller_id, s.name AS seller, j.body::text AS body
    FROM journal j
    LEFT JOIN seller s ON s.id = j.seller_id
    LEFT JOIN account a ON a.id = CASE
        WHEN j.actor ~ '^(operator|shopper):[0-9]{1,18}$' THEN split_part(j.actor, ':', 2)::bigint
        WHEN j.actor ~ '^seller:[0-9]+/[0-9]{1,18}$' THEN split_part(j.actor, '/', 2)::bigint END
"""
"""Every entry of the journal with the names of whom it is by and about."""

STAFF_ROWS = """
    SELECT m.account_id AS id, a.name, a.email, m.roles, array_to_string(m.roles, ' ') AS role_list, m.since, m.removed,
           CASE WHEN m.removed IS NULL THEN 'works' ELSE 'removed' END AS state,
           (SELECT max(t.seen) FROM session t WHERE t.account_id = m.account_id) AS seen,
           (SELECT count(*) FROM passkey p WHERE p.account_id = m.account_id) AS passkeys
    FROM staff_member m JOIN account a ON a.id = m.account_id
"""

APPROVAL_ROWS = """
    SELECT v.id, v.kind, v.subject, v.why, v.body::text AS body, v.proposed, v.expires, v.decided, v.answer,
           CASE WHEN v.state = 'waiting' AND v.expires <= now() THEN 'expired' ELSE v.state END AS state,
           v.proposed_by, v.decided_by, coalesce(p.email, v.proposed_by) AS proposer,
           d.email AS decider, s.name AS seller
    FROM approval v
    LEFT JOIN account p
        ON p.id = CASE WHEN v.proposed_by ~ '^operator:[0-9]{1,18}$' THEN split_part(v.proposed_by, ':', 2)::bigint END
    LEFT JOIN account d
        ON d.id = CASE WHEN v.decided_by ~ '^operator:[0-9]{1,18}$' THEN split_part(v.decided_by, ':', 2)::bigint END
    LEFT JOIN seller s ON s.id = v.seller_id
"""

SETTING_ROWS = """
    SELECT t.id, t.market, t.value::text AS value, t.at, t.why, coalesce(a.email, t.actor) AS who
    FROM market_setting t
    LEFT JOIN account a
        ON a.id = CASE WHEN t.actor ~ '^operator:[0-9]{1,18}$' THEN split_part(t.actor, ':', 2)::bigint END
    WHERE t.name = %(name)s
"""

CATEGORY_ROWS = """
    SELECT c.* FROM jsonb_to_recordset(%(rows)s::jsonb)
        AS c (id int, path text, depth int, products bigint, offers bigint, vat_class text, state text, words text)
"""
ATTRIBUTE_ROWS = """
    SELECT a.* FROM jsonb_to_recordset(%(rows)s::jsonb)
        AS a (code text, sv text, nb text, da text, fi text, en text, own int)
"""


class Deed(Struct, frozen=True):
    """Something that a person of the staff has done."""

    id: int
    at: datetime
    kind: str
    subject: str
    who: str


class Entry(Struct, frozen=True):
    """One entry of the audit trail, whole."""

    id: int
    at: datetime
    kind: str
    subject: str
    market: str | None
    actor: str
    who: str
    seller: str | None
    body: dict[str, Any]


class Colleague(Struct, frozen=True):
    """One of the staff."""

    account_id: int
    email: str
    name: str
    roles: list[str]


async def last_deeds(conn: Connection, limit: int = 12) -> list[Deed]:
    """Find what people of the staff did last, among the last 20,000 entries."""
    return await rows(
        conn,
        Deed,
        """
        SELECT j.id, j.at, j.kind, j.subject, coalesce(a.email, j.actor) AS who
        FROM (SELECT * FROM journal ORDER BY id DESC LIMIT 20000) AS j
        LEFT JOIN account a
            ON a.id = CASE WHEN j.actor ~ '^operator:[0-9]{1,18}$' THEN split_part(j.actor, ':', 2)::bigint END
        WHERE j.actor LIKE 'operator:%%' ORDER BY j.id DESC LIMIT %s
        """,
        (limit,),
    )


async def entry_by_id(conn: Connection, entry_id: int) -> Entry | None:
    """Find one entry of the journal with the names of whom it is by and about."""
    return await one(
        conn,
        Entry,
        """
        SELECT j.id, j.at, j.kind, j.subject, j.market, j.actor, coalesce(a.email, j.actor) AS who,
               s.name AS seller, j.body
        FROM journal j LEFT JOIN seller s ON s.id = j.seller_id
        LEFT JOIN account a ON a.id = CASE
            WHEN j.actor ~ '^(operator|shopper):[0-9]{1,18}$' THEN split_part(j.actor, ':', 2)::bigint
            WHEN j.actor ~ '^seller:[0-9]+/[0-9]{1,18}$' THEN split_part(j.actor, '/', 2)::bigint END
        WHERE j.id = %s
        """,
        (entry_id,),
    )


async def lock_staff(conn: Connection) -> list[Colleague]:
    """Find everybody who works here, and hold their rows until the transaction ends, always in the same order."""
    return await rows(
        conn,
        Colleague,
        """
        SELECT m.account_id, a.email, a.name, m.roles FROM staff_member m JOIN account a ON a.id = m.account_id
        WHERE m.removed IS NULL ORDER BY m.account_id FOR UPDATE OF m
        """,
    )


async def end_staff(conn: Connection, account_id: int) -> None:
    """Let somebody no longer be one of the staff, and end their sessions."""
    await conn.execute("UPDATE staff_member SET removed = now() WHERE account_id = %s", (account_id,))
    await conn.execute("UPDATE session SET expires = now() WHERE account_id = %s AND expires > now()", (account_id,))


async def count_in_categories(conn: Connection, market: str) -> list[tuple[int, int, int]]:
    """Count products and active offers right in each category in a market: one look over all offers of it."""
    cursor = await conn.execute(
        """
        SELECT p.category_id, count(DISTINCT p.id), count(*)
        FROM offer o JOIN variant v ON v.id = o.variant_id JOIN product p ON p.id = v.product_id
        WHERE o.market = %s AND o.status = 'active' AND p.category_id IS NOT NULL GROUP BY p.category_id
        """,
        (market,),
    )
    return [(int(row[0]), int(row[1]), int(row[2])) for row in await cursor.fetchall()]


async def count_by_market(conn: Connection) -> dict[str, tuple[int, int]]:
    """Count active offers and the sellers that have them, by market."""
    cursor = await conn.execute(
        "SELECT market, count(*), count(DISTINCT seller_id) FROM offer WHERE status = 'active' GROUP BY market"
    )
    return {row[0]: (int(row[1]), int(row[2])) for row in await cursor.fetchall()}
