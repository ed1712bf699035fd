"""All SQL that reads products, variants and brands, set by set."""

from collections.abc import Collection, Iterable
from typing import Any

from torg.catalog.products import Brand, Product, Variant
from torg.core.db import Connection, rows


async def products_by_id(conn: Connection, ids: Collection[int]) -> dict[int, Product]:
    """Find products with their brands and variants, by id: two statements however many are asked for."""
    variants: dict[int, list[Variant]] = {}
    for variant in await rows(
        conn,
        Variant,
        """
        SELECT id, product_id, gtin, mpn, options, net_quantity, net_unit, pictures
        FROM variant WHERE product_id = ANY(%s) ORDER BY product_id, id
        """,
        (list(ids),),
    ):
        variants.setdefault(variant.product_id, []).append(variant)
    cursor = await conn.execute(
        """
        SELECT p.id, p.slug, b.id, b.name, b.slug, p.category_id, p.source_category, p.owner_id,
               p.title, p.description, p.attributes, p.popularity, p.created, p.changed
        FROM product AS p LEFT JOIN brand AS b ON b.id = p.brand_id
        WHERE p.id = ANY(%s) ORDER BY p.id
        """,
        (list(ids),),
    )
    products: dict[int, Product] = {}
    for identity, slug, brand_id, brand_name, brand_slug, *rest in await cursor.fetchall():
        brand = None if brand_id is None else Brand(brand_id, brand_name, brand_slug)
        fields: list[Any] = [*rest, variants.get(identity, [])]
        products[identity] = Product(identity, slug, brand, *fields)
    return products


async def product_ids_after(conn: Connection, after: int = 0, limit: int = 1000) -> list[int]:
    """Find the next product ids above `after`, in order: the way through all products for a rebuild."""
    cursor = await conn.execute("SELECT id FROM product WHERE id > %s ORDER BY id LIMIT %s", (after, limit))
    return [row[0] for row in await cursor.fetchall()]


async def product_ids_by_gtin(conn: Connection, gtins: Iterable[str]) -> dict[str, int]:
    """Find which products have variants with these canonical GTINs."""
    cursor = await conn.execute("SELECT gtin, product_id FROM variant WHERE gtin = ANY(%s)", (list(gtins),))
    return dict(await cursor.fetchall())


async def count_products(conn: Connection) -> int:
    """Count the products that the database holds, sold or not."""
    cursor = await conn.execute("SELECT count(*) FROM product")
    found = await cursor.fetchone()
    return int(found[0]) if found else 0
