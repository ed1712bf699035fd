"""The SQL of the product editor: the tables of portal and office, brands by name, uploaded pictures."""

from typing import LiteralString

import msgspec

from torg.catalog.content import ProductContent
from torg.catalog.content_sources import Sources
from torg.catalog.products import Brand
from torg.core.db import Connection, one

# A seller's own: RLS does not narrow products, which everybody may read, so that the seller's number does.
OWN_PRODUCTS: LiteralString = """
    SELECT p.id, coalesce(p.title->>%(language)s, (SELECT t.value FROM jsonb_each_text(p.title) AS t LIMIT 1)) AS title,
           b.name AS brand, p.category_id, (SELECT count(*) FROM jsonb_object_keys(p.title)) AS languages,
           (SELECT coalesce(sum(jsonb_array_length(v.pictures)), 0) FROM variant AS v
            WHERE v.product_id = p.id) AS pictures,
           (SELECT count(*) FROM variant AS v WHERE v.product_id = p.id) AS variants,
           (SELECT bool_and(v.gtin IS NOT NULL) FROM variant AS v WHERE v.product_id = p.id) AS has_gtin,
           (SELECT count(*) FROM jsonb_object_keys(p.attributes)) AS attributes, p.description <> '{}' AS described,
           p.changed
    FROM product AS p LEFT JOIN brand AS b ON b.id = p.brand_id
    WHERE (p.owner_id = %(seller)s OR p.brand_id IN (SELECT brand_id FROM brand_owner WHERE seller_id = %(seller)s))
          AND NOT EXISTS (SELECT FROM product_redirect AS r WHERE r.product_id = p.id)
"""

ALL_PRODUCTS: LiteralString = """
    SELECT p.id, coalesce(p.title->>%(language)s, (SELECT t.value FROM jsonb_each_text(p.title) AS t LIMIT 1)) AS title,
           b.name AS brand, p.category_id, s.name AS owner, p.popularity, p.changed,
           (SELECT string_agg(v.gtin, ' ') FROM variant AS v WHERE v.product_id = p.id) AS gtins,
           (SELECT count(*) FROM variant AS v WHERE v.product_id = p.id) AS variants,
           CASE WHEN r.into_id IS NULL THEN 'own' ELSE 'merged' END AS state
    FROM product AS p LEFT JOIN brand AS b ON b.id = p.brand_id JOIN seller AS s ON s.id = p.owner_id
    LEFT JOIN product_redirect AS r ON r.product_id = p.id
"""

CONTENT_PROPOSALS: LiteralString = """
    SELECT c.id, c.product_id, c.created, c.state, s.name AS seller, c.why,
           (SELECT string_agg(f.key, ', ' ORDER BY f.key) FROM jsonb_object_keys(c.fields) AS f (key)) AS fields,
           coalesce(p.title->>%(language)s, (SELECT t.value FROM jsonb_each_text(p.title) AS t LIMIT 1)) AS title
    FROM content_proposal AS c JOIN product AS p ON p.id = c.product_id JOIN seller AS s ON s.id = c.seller_id
"""

OWN_PROPOSALS: LiteralString = """
    SELECT c.id, c.product_id, c.created, c.state, c.answer,
           (SELECT string_agg(f.key, ', ' ORDER BY f.key) FROM jsonb_object_keys(c.fields) AS f (key)) AS fields,
           coalesce(p.title->>%(language)s, (SELECT t.value FROM jsonb_each_text(p.title) AS t LIMIT 1)) AS title
    FROM content_proposal AS c JOIN product AS p ON p.id = c.product_id WHERE c.seller_id = %(seller)s
"""

OWN_MATCHES: LiteralString = """
    SELECT m.id, m.product_id, m.candidate_id, m.probability, m.reason, m.state, m.created,
           coalesce(p.title->>%(language)s, (SELECT t.value FROM jsonb_each_text(p.title) AS t LIMIT 1)) AS title,
           coalesce(c.title->>%(language)s, (SELECT t.value FROM jsonb_each_text(c.title) AS t LIMIT 1)) AS candidate
    FROM match_proposal AS m JOIN product AS p ON p.id = m.product_id JOIN product AS c ON c.id = m.candidate_id
    WHERE m.seller_id = %(seller)s AND m.reason <> 'operator'
"""


async def product_content(conn: Connection, product: int) -> ProductContent | None:
    """Find a product's words and whose they are, without locking it."""
    cursor = await conn.execute(
        """
        SELECT id, slug, brand_id, category_id, source_category, owner_id, lead_sku, title, description, attributes,
               popularity, sources FROM product WHERE id = %s
        """,
        (product,),
    )
    row = await cursor.fetchone()
    return None if row is None else ProductContent(*(*row[:11], msgspec.convert(row[11], Sources)))


async def merged_into(conn: Connection, product: int) -> int | None:
    """Find the product that a product is part of by now."""
    cursor = await conn.execute("SELECT into_id FROM product_redirect WHERE product_id = %s", (product,))
    row = await cursor.fetchone()
    return row[0] if row else None


async def brand_by_name(conn: Connection, key: str) -> Brand | None:
    """Find a brand by its name as it is compared."""
    return await one(conn, Brand, "SELECT id, name, slug FROM brand WHERE key = %s", (key,))


async def brand_owner(conn: Connection, brand: int) -> tuple[int, str] | None:
    """Find whose brand it is: the seller and its name."""
    cursor = await conn.execute(
        "SELECT s.id, s.name FROM brand_owner AS o JOIN seller AS s ON s.id = o.seller_id WHERE o.brand_id = %s",
        (brand,),
    )
    found: tuple[int, str] | None = await cursor.fetchone()
    return found


async def seller_name(conn: Connection, seller: int) -> str | None:
    """Find what a seller is called."""
    cursor = await conn.execute("SELECT name FROM seller WHERE id = %s", (seller,))
    row = await cursor.fetchone()
    return row[0] if row else None


async def seller_by_slug(conn: Connection, slug: str) -> int | None:
    """Find a seller by the name in its addresses."""
    cursor = await conn.execute("SELECT id FROM seller WHERE slug = %s", (slug,))
    row = await cursor.fetchone()
    return row[0] if row else None


async def add_picture(
    conn: Connection, key: str, content_type: str, size: int, width: int, height: int, seller: int | None, actor: str
) -> None:
    """Note that a file is a product's picture, which anybody may see."""
    await conn.execute(
        """
        INSERT INTO product_picture (key, content_type, size, width, height, seller_id, actor)
        VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (key) DO NOTHING
        """,
        (key, content_type, size, width, height, seller, actor),
    )


async def picture_type(conn: Connection, key: str) -> tuple[str, int] | None:
    """Find a product's picture: its content type and size; nothing for any other file."""
    cursor = await conn.execute("SELECT content_type, size FROM product_picture WHERE key = %s", (key,))
    found: tuple[str, int] | None = await cursor.fetchone()
    return found
