"""All SQL that touches recalls and those whom they reach."""

from collections.abc import Collection
from datetime import datetime

import msgspec

from torg.core.db import Connection, one, rows
from torg.trust.errors import RecallNotFound
from torg.trust.purchases import Purchase
from torg.trust.recall_models import Buyer, NewRecall, Reach, Recall, Remedy

_COLUMNS = """r.id, r.kind, r.seller_id, r.actor, r.opened, r.title, r.danger, r.advice, r.batches, r.remedies,
    r.contact, r.authority, r.sold_since, r.stops_sale, r.closed,
    coalesce((SELECT array_agg(v.variant_id ORDER BY v.variant_id) FROM recall_variant AS v WHERE v.recall_id = r.id),
             '{}') AS variants"""
_BUYER = "recall_id, line, token, name, email, language, locale, bought, quantity, told, reminded, seen, remedy, chosen"


async def insert_recall(
    conn: Connection, new: NewRecall, actor: str, sold_since: datetime, variants: Collection[int]
) -> int:
    """Add a recall of variants; give its id."""
    fields = msgspec.structs.asdict(new) | {"actor": actor, "sold_since": sold_since}
    fields |= {name: msgspec.json.encode(fields[name]).decode() for name in ("title", "danger", "advice")}
    fields |= {name: list(fields[name]) for name in ("batches", "remedies")}
    cursor = await conn.execute(
        """
        INSERT INTO recall (kind, seller_id, actor, title, danger, advice, batches, remedies, contact, authority,
                            sold_since, stops_sale)
        VALUES (%(kind)s, %(seller)s, %(actor)s, %(title)s::jsonb, %(danger)s::jsonb, %(advice)s::jsonb, %(batches)s,
                %(remedies)s, %(contact)s, %(authority)s, %(sold_since)s, %(stops_sale)s)
        RETURNING id
        """,
        fields,
    )
    row = await cursor.fetchone()
    recall = int(row[0]) if row else 0
    await conn.execute(
        "INSERT INTO recall_variant (recall_id, variant_id) SELECT %s, unnest(%s::bigint[])", (recall, list(variants))
    )
    return recall


async def recall_by_id(conn: Connection, recall_id: int) -> Recall:
    """Find a recall; raises `RecallNotFound`."""
    found = await one(conn, Recall, f"SELECT {_COLUMNS} FROM recall AS r WHERE r.id = %s", (recall_id,))  # noqa: S608
    if found is None:
        raise RecallNotFound
    return found


async def lock_recall(conn: Connection, recall_id: int) -> Recall:
    """Find a recall and lock its row; raises `RecallNotFound`."""
    await conn.execute("SELECT FROM recall WHERE id = %s FOR UPDATE", (recall_id,))
    return await recall_by_id(conn, recall_id)


async def recalls_of_seller(conn: Connection, seller_id: int) -> list[Recall]:
    """Find the recalls of a seller's own goods, the latest first."""
    sql = f"SELECT {_COLUMNS} FROM recall AS r WHERE r.seller_id = %s ORDER BY r.id DESC"  # noqa: S608
    return await rows(conn, Recall, sql, (seller_id,))


async def all_recalls(conn: Connection, limit: int = 100) -> list[Recall]:
    """Find recalls, the open ones first, then the latest."""
    sql = f"SELECT {_COLUMNS} FROM recall AS r ORDER BY r.closed IS NOT NULL, r.id DESC LIMIT %s"  # noqa: S608
    return await rows(conn, Recall, sql, (limit,))


async def open_recall_ids(conn: Connection) -> list[int]:
    """Find the recalls that are open, in their order."""
    cursor = await conn.execute("SELECT id FROM recall WHERE closed IS NULL ORDER BY id")
    return [row[0] for row in await cursor.fetchall()]


async def save_closing(conn: Connection, recall_id: int, actor: str) -> None:
    """Close a recall whose row the caller holds."""
    await conn.execute("UPDATE recall SET closed = now(), closed_by = %s WHERE id = %s", (actor, recall_id))


async def add_buyers(conn: Connection, recall_id: int, found: Collection[tuple[Purchase, str, str]]) -> int:
    """Add order lines that are not yet known, each with its language and token: one statement; give how many."""
    cursor = await conn.execute(
        """
        INSERT INTO recall_buyer (recall_id, line, token, account_id, name, email, language, locale, bought, quantity)
        SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[],
                                 %s::timestamptz[], %s::integer[])
        ON CONFLICT (recall_id, line) DO NOTHING
        """,
        (
            recall_id,
            [purchase.line for purchase, _, _ in found],
            [token for _, _, token in found],
            [purchase.account_id for purchase, _, _ in found],
            [purchase.name for purchase, _, _ in found],
            [purchase.email for purchase, _, _ in found],
            [language for _, language, _ in found],
            [purchase.locale for purchase, _, _ in found],
            [purchase.bought for purchase, _, _ in found],
            [purchase.quantity for purchase, _, _ in found],
        ),
    )
    await conn.execute("UPDATE recall SET reached_at = now() WHERE id = %s", (recall_id,))
    return cursor.rowcount


async def buyers_to_tell(conn: Connection, recall_id: int, limit: int = 500) -> list[Buyer]:
    """Find buyers who have not been told and can be, locked so that nobody is told twice."""
    return await rows(
        conn,
        Buyer,
        f"""
        SELECT {_BUYER} FROM recall_buyer WHERE recall_id = %s AND told IS NULL AND email <> ''
        ORDER BY line LIMIT %s FOR UPDATE SKIP LOCKED
        """,  # noqa: S608
        (recall_id, limit),
    )


async def buyers_to_remind(conn: Connection, recall_id: int, before: datetime, limit: int = 500) -> list[Buyer]:
    """Find buyers who were told before a moment, have not looked, and were not reminded since; locked."""
    return await rows(
        conn,
        Buyer,
        f"""
        SELECT {_BUYER} FROM recall_buyer
        WHERE recall_id = %s AND told < %s AND (reminded IS NULL OR reminded < %s) AND seen IS NULL AND email <> ''
        ORDER BY line LIMIT %s FOR UPDATE SKIP LOCKED
        """,  # noqa: S608
        (recall_id, before, before, limit),
    )


async def mark_told(conn: Connection, recall_id: int, lines: Collection[str], at: datetime, *, again: bool) -> None:
    """Note that buyers were told, or reminded."""
    if again:
        sql = "UPDATE recall_buyer SET reminded = %s WHERE recall_id = %s AND line = ANY(%s)"
    else:
        sql = "UPDATE recall_buyer SET told = %s WHERE recall_id = %s AND line = ANY(%s)"
    await conn.execute(sql.encode(), (at, recall_id, list(lines)))


async def buyer_by_token(conn: Connection, token: str) -> Buyer:
    """Find the line that a buyer's own address is about, and lock it; raises `RecallNotFound`."""
    found = await one(conn, Buyer, f"SELECT {_BUYER} FROM recall_buyer WHERE token = %s FOR UPDATE", (token,))  # noqa: S608
    if found is None:
        raise RecallNotFound
    return found


async def mark_seen(conn: Connection, token: str) -> None:
    """Note that a buyer has looked at the recall."""
    await conn.execute("UPDATE recall_buyer SET seen = coalesce(seen, now()) WHERE token = %s", (token,))


async def save_remedy(conn: Connection, token: str, remedy: Remedy) -> None:
    """Note what a buyer wants."""
    await conn.execute(
        "UPDATE recall_buyer SET remedy = %s, chosen = now(), seen = coalesce(seen, now()) WHERE token = %s",
        (remedy, token),
    )


async def reach_of(conn: Connection, recall_id: int) -> Reach:
    """Count how far a recall has come."""
    found = await one(
        conn,
        Reach,
        """
        SELECT count(*) AS found, count(told) AS told, count(*) FILTER (WHERE email = '') AS unreachable,
               count(seen) AS seen, count(chosen) AS chosen
        FROM recall_buyer WHERE recall_id = %s
        """,
        (recall_id,),
    )
    return found or Reach()


async def sells_variants(conn: Connection, seller_id: int, variants: Collection[int]) -> bool:
    """Tell whether a seller offers, or has offered, every one of these variants."""
    cursor = await conn.execute(
        "SELECT count(DISTINCT variant_id) FROM offer WHERE seller_id = %s AND variant_id = ANY(%s)",
        (seller_id, list(variants)),
    )
    row = await cursor.fetchone()
    return bool(row) and row is not None and int(row[0]) == len(set(variants))
