"""All SQL that touches the lexicons."""

from torg.core.db import Connection


async def stored_lexicon(conn: Connection, locale: str) -> bytes | None:
    """Find the lexicon of a locale as it was kept."""
    cursor = await conn.execute("SELECT content FROM lexicon WHERE locale = %s", (locale,))
    found = await cursor.fetchone()
    return bytes(found[0]) if found else None


async def keep_lexicon(conn: Connection, locale: str, products: int, content: bytes) -> None:
    """Keep a lexicon unless another node was first; theirs and ours are the same when they learned from the same."""
    await conn.execute(
        "INSERT INTO lexicon (locale, products, content) VALUES (%s, %s, %s) ON CONFLICT (locale) DO NOTHING",
        (locale, products, content),
    )


async def learned_products(conn: Connection) -> int:
    """Return how many products there were when the lexicons were learned; 0 when there are none."""
    cursor = await conn.execute("SELECT coalesce(max(products), 0) FROM lexicon")
    found = await cursor.fetchone()
    return int(found[0]) if found else 0


async def forget_lexicons(conn: Connection) -> None:
    """Drop every lexicon, so that the next edition of the shelf learns anew."""
    await conn.execute("DELETE FROM lexicon")
