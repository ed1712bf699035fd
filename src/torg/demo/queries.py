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
