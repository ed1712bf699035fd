"""The SQL by which feeds change offers: each function is one statement for a whole batch."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from torg.core.db import Connection

_SELLER_LOCK = 0x73656C6C  # "sell" in ASCII: the batches of one seller go one after another.


class StoredOffer(Struct, frozen=True):
    """The row of an offer."""

    id: int
    seller_id: int
    variant_id: int
    market: str
    sku: str
    group_key: str | None
    condition: str
    price: int
    regular: int | None
    stock: int
    delivery: int | None
    handling_days: int | None
    link: str | None
    status: str
    source_id: int | None
    claimed_since: datetime | None = None


class Cut(Struct, frozen=True):
    """What one campaign does to one offer's price: per cent off, or a price of its own."""

    campaign_id: int
    percent: int | None
    price: int | None
    whole: bool
    """Whether a price by percentage is rounded down to whole units of the currency."""
    claims: bool
    """Whether it is called a reduction."""
    since: datetime
    """When the campaign began for this offer."""


class FoundOffer(Struct, frozen=True):
    """An offer as it was, at its ordinary price, and what it hangs on."""

    offer: StoredOffer
    product_id: int
    gtin: str | None
    owner_id: int
    cut: Cut | None = None
    """The campaign that decides its price now."""


class PriceEntry(Struct, frozen=True):
    """A line of the price log to be written; a price of none ends the sale."""

    offer_id: int
    market: str
    price: int | None
    regular: int | None


_OFFER = """o.id, o.seller_id, o.variant_id, o.market, o.sku, o.group_key, o.condition,
    coalesce(c.base_price, o.price), CASE WHEN c.offer_id IS NULL THEN o.regular ELSE c.base_regular END, o.stock,
    o.delivery, o.handling_days, o.link, o.status, o.source_id,
    CASE WHEN c.offer_id IS NULL THEN o.claimed_since ELSE c.base_since END, v.product_id, v.gtin, p.owner_id,
    c.campaign_id, c.percent, c.price, c.whole, c.claims, c.since"""


async def begin_batch(conn: Connection, seller_id: int) -> datetime:
    """Lock a seller's imports until the transaction ends; give the time that this transaction writes."""
    cursor = await conn.execute(
        "SELECT pg_advisory_xact_lock(%s, %s), now()",
        (_SELLER_LOCK, seller_id % 2**31),
    )
    row = await cursor.fetchone()
    if row is None:
        raise LookupError("PostgreSQL gave no time")
    moment: datetime = row[1]
    return moment


async def known_rows(conn: Connection, source_id: int, skus: Collection[str]) -> dict[str, tuple[int, str]]:
    """Find what a source last said of these article numbers: the row's id and fingerprint."""
    cursor = await conn.execute(
        """
        SELECT sku, id, encode(fingerprint, 'hex') FROM feed_row WHERE source_id = %s AND sku = ANY(%s)
        """,
        (source_id, list(skus)),
    )
    return {sku: (identity, fingerprint) for sku, identity, fingerprint in await cursor.fetchall()}


async def lock_offers(conn: Connection, seller_id: int, skus: Collection[str]) -> list[FoundOffer]:
    """Find a seller's offers of these article numbers in every market at ordinary prices, and lock them by id."""
    cursor = await conn.execute(
        f"""
        SELECT {_OFFER}
        FROM offer AS o JOIN variant AS v ON v.id = o.variant_id JOIN product AS p ON p.id = v.product_id
            LEFT JOIN offer_in_campaign AS c ON c.offer_id = o.id
        WHERE o.seller_id = %s AND o.sku = ANY(%s) ORDER BY o.id FOR NO KEY UPDATE OF o
        """,  # noqa: S608
        (seller_id, list(skus)),
    )
    return [
        FoundOffer(StoredOffer(*row[:16]), row[16], row[17], row[18], None if row[19] is None else Cut(*row[19:]))
        for row in await cursor.fetchall()
    ]


async def products_of_groups(conn: Connection, seller_id: int, groups: Collection[str]) -> dict[str, int]:
    """Find on which product each of a seller's groups is; the oldest where there are several."""
    if not groups:
        return {}
    cursor = await conn.execute(
        """
        SELECT o.group_key, min(v.product_id) FROM offer AS o JOIN variant AS v ON v.id = o.variant_id
        WHERE o.seller_id = %s AND o.group_key = ANY(%s) GROUP BY o.group_key
        """,
        (seller_id, list(groups)),
    )
    return dict(await cursor.fetchall())


async def sold_by_others(conn: Connection, seller_id: int, variants: Collection[int]) -> set[int]:
    """Find which variants have, or once had, an offer of another seller."""
    cursor = await conn.execute(
        "SELECT DISTINCT variant_id FROM offer WHERE variant_id = ANY(%s) AND seller_id <> %s",
        (list(variants), seller_id),
    )
    return {row[0] for row in await cursor.fetchall()}


async def insert_offers(conn: Connection, offers: Sequence[StoredOffer]) -> None:
    """Add offers under the ids that were reserved for them."""
    if offers:
        await conn.execute(
            """
            INSERT INTO offer (id, seller_id, variant_id, market, sku, group_key, condition, price, regular, stock,
                               delivery, handling_days, link, status, source_id, claimed_since)
            OVERRIDING SYSTEM VALUE
            SELECT * FROM jsonb_to_recordset(%s::jsonb) AS o (
                id bigint, seller_id bigint, variant_id bigint, market text, sku text, group_key text,
                condition text, price bigint, regular bigint, stock integer, delivery bigint,
                handling_days smallint, link text, status text, source_id bigint, claimed_since timestamptz)
            """,
            (_as_json(offers),),
        )


async def update_offers(conn: Connection, offers: Sequence[StoredOffer]) -> None:
    """Write offers that the caller has locked."""
    if offers:
        await conn.execute(
            """
            UPDATE offer AS o SET variant_id = n.variant_id, group_key = n.group_key, condition = n.condition,
                price = n.price, regular = n.regular, stock = n.stock, delivery = n.delivery,
                handling_days = n.handling_days, link = n.link, status = n.status, source_id = n.source_id,
                claimed_since = n.claimed_since, changed = now()
            FROM jsonb_to_recordset(%s::jsonb) AS n (
                id bigint, variant_id bigint, group_key text, condition text, price bigint, regular bigint,
                stock integer, delivery bigint, handling_days smallint, link text, status text, source_id bigint,
                claimed_since timestamptz)
            WHERE o.id = n.id
            """,
            (_as_json(offers),),
        )


async def log_prices(conn: Connection, entries: Sequence[PriceEntry], at: datetime) -> None:
    """Append to the price log what is asked from `at` on."""
    if entries:
        await conn.execute(
            """
            INSERT INTO price_log (offer_id, market, at, price, regular)
            SELECT e.offer_id, e.market, %s, e.price, e.regular FROM jsonb_to_recordset(%s::jsonb)
                AS e (offer_id bigint, market text, price bigint, regular bigint)
            """,
            (at, _as_json(entries)),
        )


async def logged_after(conn: Connection, offer_ids: Collection[int], at: datetime) -> int | None:
    """Find an offer whose price log has an entry later than `at`."""
    cursor = await conn.execute(
        "SELECT offer_id FROM price_log WHERE offer_id = ANY(%s) AND at > %s LIMIT 1", (list(offer_ids), at)
    )
    row = await cursor.fetchone()
    return row[0] if row else None


async def save_rows(
    conn: Connection, source_id: int, run_id: int, rows: Sequence[tuple[str, str, int | None]]
) -> list[int]:
    """Remember what rows said (sku, fingerprint, line); give their ids."""
    if not rows:
        return []
    ordered = sorted(rows)
    cursor = await conn.execute(
        """
        INSERT INTO feed_row (source_id, sku, fingerprint, line, run_id)
        SELECT %s, r.sku, decode(r.fingerprint, 'hex'), r.line, %s
        FROM unnest(%s::text[], %s::text[], %s::bigint[]) AS r (sku, fingerprint, line)
        ON CONFLICT (source_id, sku) DO UPDATE
            SET fingerprint = EXCLUDED.fingerprint, line = EXCLUDED.line, run_id = EXCLUDED.run_id
        RETURNING id
        """,
        (source_id, run_id, *([row[place] for row in ordered] for place in range(3))),
    )
    return [row[0] for row in await cursor.fetchall()]


async def unsettle_rows(conn: Connection, seller_id: int, skus: Collection[str]) -> None:
    """Have the next import look at these articles anew, in every feed of the seller, whatever they said before."""
    if skus:
        await conn.execute(
            """
            UPDATE feed_row SET fingerprint = '' WHERE sku = ANY(%s) AND source_id IN (
                SELECT id FROM feed_source WHERE seller_id = %s)
            """,
            (list(skus), seller_id),
        )


async def forget_rows(conn: Connection, source_id: int, skus: Collection[str]) -> None:
    """Forget what a source said of these article numbers."""
    if skus:
        await conn.execute("DELETE FROM feed_row WHERE source_id = %s AND sku = ANY(%s)", (source_id, list(skus)))


async def rows_after(conn: Connection, source_id: int, after: str, limit: int) -> list[tuple[int, str]]:
    """Find the next rows of a source above an article number, in order: id and article number."""
    cursor = await conn.execute(
        "SELECT id, sku FROM feed_row WHERE source_id = %s AND sku > %s ORDER BY sku LIMIT %s",
        (source_id, after, limit),
    )
    found: list[tuple[int, str]] = await cursor.fetchall()
    return found


def _as_json(values: Sequence[Any]) -> str:
    return msgspec.json.encode(values).decode()
