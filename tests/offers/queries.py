"""What tests ask the database beside the ordinary queries."""

from typing import Any

from torg.core.db import Connection


async def told(conn: Connection) -> list[tuple[str, str, str | None, dict[str, Any]]]:
    """Every journal entry about products and offers: kind, subject, market, body."""
    cursor = await conn.execute(
        "SELECT kind, subject, market, body FROM journal WHERE kind ~ '^(product|offer)' ORDER BY xid, id"
    )
    return await cursor.fetchall()


async def kinds(conn: Connection) -> list[str]:
    """The kinds of those entries, in order."""
    return [entry[0] for entry in await told(conn)]


async def offers(conn: Connection) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Every offer by seller's slug, article number and market."""
    cursor = await conn.execute(
        """
        SELECT s.slug, o.sku, o.market, to_jsonb(o) || jsonb_build_object('product_id', v.product_id, 'gtin', v.gtin)
        FROM offer AS o JOIN seller AS s ON s.id = o.seller_id JOIN variant AS v ON v.id = o.variant_id
        """
    )
    return {(slug, sku, market): offer for slug, sku, market, offer in await cursor.fetchall()}


async def count(conn: Connection, table: str) -> int:
    """How many rows a table has."""
    cursor = await conn.execute(f"SELECT count(*) FROM {table}")
    found = await cursor.fetchone()
    return found[0] if found else 0


async def prices(conn: Connection) -> list[tuple[str, str, int | None, int | None]]:
    """The price log: article number, market, price, claimed regular price."""
    cursor = await conn.execute(
        """
        SELECT o.sku, l.market, l.price, l.regular FROM price_log AS l JOIN offer AS o ON o.id = l.offer_id
        ORDER BY o.sku, l.market, l.at, l.id
        """
    )
    return await cursor.fetchall()
