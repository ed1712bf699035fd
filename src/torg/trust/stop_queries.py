"""All SQL that stops and releases the sale of products."""

from collections.abc import Collection
from datetime import date

from torg.core.db import Connection


async def insert_stop(
    conn: Connection,
    product: int,
    *,
    variant: int | None = None,
    seller: int | None = None,
    hidden: bool,
    recall: int | None = None,
) -> int:
    """Stop the sale of a product, or of one variant or one seller's offers of it; give the stop's id."""
    cursor = await conn.execute(
        """
        INSERT INTO sale_stop (product_id, variant_id, seller_id, hidden, recall_id) VALUES (%s, %s, %s, %s, %s)
        RETURNING id
        """,
        (product, variant, seller, hidden, recall),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def end_stop(conn: Connection, stop: int) -> bool:
    """End a stop; tell whether it was in force."""
    cursor = await conn.execute("UPDATE sale_stop SET ended = now() WHERE id = %s AND ended IS NULL", (stop,))
    return cursor.rowcount == 1


async def end_stops_of_recall(conn: Connection, recall: int) -> list[int]:
    """End the stops of a recall; give the products."""
    cursor = await conn.execute(
        "UPDATE sale_stop SET ended = now() WHERE recall_id = %s AND ended IS NULL RETURNING product_id", (recall,)
    )
    return sorted({row[0] for row in await cursor.fetchall()})


async def lock_offers_of(conn: Connection, variants: Collection[int], seller: int | None) -> int:
    """Lock the offers of variants, of one seller or all, in the order of their ids: whoever buys right now is first."""
    cursor = await conn.execute(
        """
        SELECT FROM offer
        WHERE variant_id = ANY(%(variants)s) AND (%(seller)s::bigint IS NULL OR seller_id = %(seller)s)
        ORDER BY id FOR UPDATE
        """,
        {"variants": list(variants), "seller": seller},
    )
    return cursor.rowcount


async def sellers_offering(conn: Connection, variants: Collection[int]) -> list[int]:
    """Find who offers these variants, in order."""
    cursor = await conn.execute(
        "SELECT DISTINCT seller_id FROM offer WHERE variant_id = ANY(%s) AND status = 'active' ORDER BY seller_id",
        (list(variants),),
    )
    return [row[0] for row in await cursor.fetchall()]


async def offer_for_measure(conn: Connection, offer_id: int) -> tuple[int, int, int, date] | None:
    """Find an offer's product, variant and seller, and the day it was made."""
    cursor = await conn.execute(
        """
        SELECT v.product_id, o.variant_id, o.seller_id, o.created::date
        FROM offer AS o JOIN variant AS v ON v.id = o.variant_id WHERE o.id = %s
        """,
        (offer_id,),
    )
    row = await cursor.fetchone()
    return None if row is None else (int(row[0]), int(row[1]), int(row[2]), row[3])


async def products_of(conn: Connection, variants: Collection[int]) -> dict[int, int]:
    """Find the products of variants."""
    cursor = await conn.execute("SELECT id, product_id FROM variant WHERE id = ANY(%s) ORDER BY id", (list(variants),))
    return dict(await cursor.fetchall())


async def variants_of(conn: Connection, products: Collection[int], gtins: Collection[str]) -> list[int]:
    """Find the variants of these products and those with these GTINs, by id."""
    cursor = await conn.execute(
        "SELECT id FROM variant WHERE product_id = ANY(%s) OR gtin = ANY(%s) ORDER BY id", (list(products), list(gtins))
    )
    return [row[0] for row in await cursor.fetchall()]


async def stopped_lines(conn: Connection, offers: Collection[int]) -> list[int]:
    """Find which of these offers may not be sold now. Ask after locking them: then no stop can come in between."""
    cursor = await conn.execute(
        """
        SELECT o.id FROM offer AS o JOIN variant AS v ON v.id = o.variant_id JOIN sale_stop AS s
            ON s.product_id = v.product_id AND s.ended IS NULL
            AND (s.variant_id IS NULL OR s.variant_id = o.variant_id)
            AND (s.seller_id IS NULL OR s.seller_id = o.seller_id)
        WHERE o.id = ANY(%s) GROUP BY o.id ORDER BY o.id
        """,
        (list(offers),),
    )
    return [row[0] for row in await cursor.fetchall()]
