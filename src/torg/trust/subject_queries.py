"""All SQL that shows staff what a report or a measure is about."""

from typing import LiteralString

from torg.core.db import Connection

_SHOWN: dict[str, LiteralString] = {
    "product": """
        SELECT (SELECT value FROM jsonb_each_text(p.title) LIMIT 1),
               (SELECT value FROM jsonb_each_text(p.description) LIMIT 1)
        FROM product AS p WHERE p.id = %s
    """,
    "offer": """
        SELECT s.name || ' · ' || (SELECT value FROM jsonb_each_text(p.title) LIMIT 1), o.sku || ' · ' || o.status
        FROM offer AS o JOIN seller AS s ON s.id = o.seller_id JOIN variant AS v ON v.id = o.variant_id
            JOIN product AS p ON p.id = v.product_id
        WHERE o.id = %s
    """,
    "seller": "SELECT name, country || ' ' || org_number || ' · ' || status FROM seller WHERE id = %s",
    "review": """
        SELECT stars || '/5 ' || title || ' (' || author || ', ' || state || ')', body FROM review WHERE id = %s
    """,
    "question": "SELECT author || ' (' || state || ')', body FROM question WHERE id = %s",
    "answer": "SELECT author || ' (' || state || ')', body FROM answer WHERE id = %s",
}


async def subject_shown(conn: Connection, subject: str) -> tuple[str, str] | None:
    """Give the heading and the text of what a report is about, as it is now; nothing when it is none of our things."""
    kind, _, number = subject.partition(":")
    if kind not in _SHOWN:
        return None
    cursor = await conn.execute(_SHOWN[kind], (int(number),))
    row = await cursor.fetchone()
    return None if row is None else (str(row[0]), str(row[1] or ""))
