"""The one question that the demo asks of the imports' records."""

from torg.core.db import Connection


async def completed_runs(conn: Connection, seller_id: int, source: str) -> int:
    """Count the imports of a seller's source that ran to their end."""
    cursor = await conn.execute(
        """
        SELECT count(*) FROM import_run r JOIN feed_source s ON s.id = r.source_id
        WHERE s.seller_id = %s AND s.name = %s AND r.state = 'completed'
        """,
        (seller_id, source),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def has_said(conn: Connection) -> bool:
    """Tell whether anything was made up to be said already."""
    cursor = await conn.execute("SELECT FROM review WHERE demo LIMIT 1")
    return await cursor.fetchone() is not None


async def popular_products(conn: Connection, most: int) -> list[tuple[int, int, str]]:
    """Find the most popular products, each with a seller that offers it and that seller's name."""
    cursor = await conn.execute(
        """
        SELECT p.id, s.id, s.name
        FROM (SELECT id FROM product ORDER BY popularity DESC, id LIMIT %s) AS p CROSS JOIN LATERAL (
            SELECT o.seller_id FROM offer AS o JOIN variant AS v ON v.id = o.variant_id
            WHERE v.product_id = p.id AND o.status = 'active' ORDER BY o.id LIMIT 1
        ) AS o JOIN seller AS s ON s.id = o.seller_id
        """,
        (most,),
    )
    return [(row[0], row[1], row[2]) for row in await cursor.fetchall()]
