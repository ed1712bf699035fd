"""The SQL by which feeds change the catalogue: each function is one statement for a whole batch."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from torg.catalog.content import ProductContent, VariantContent
from torg.catalog.content_sources import Sources
from torg.core.db import Connection


async def variants_by_gtin(conn: Connection, gtins: Collection[str]) -> dict[str, tuple[int, int]]:
    """Find the variant and product of each canonical GTIN that is known."""
    if not gtins:
        return {}
    cursor = await conn.execute("SELECT gtin, id, product_id FROM variant WHERE gtin = ANY(%s)", (list(gtins),))
    return {gtin: (variant, product) for gtin, variant, product in await cursor.fetchall()}


async def claim_gtins(conn: Connection, gtins: Collection[str]) -> None:
    """Lock GTINs that have no variant yet, in order, until the transaction ends: read them again afterwards."""
    await conn.execute(
        "INSERT INTO gtin_claim (gtin) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING", (sorted(gtins),)
    )


async def release_gtins(conn: Connection, gtins: Collection[str]) -> None:
    """Take claims away; others still wait until this transaction has ended."""
    await conn.execute("DELETE FROM gtin_claim WHERE gtin = ANY(%s)", (sorted(gtins),))


async def brand_ids(conn: Connection, brands: Mapping[str, tuple[str, str]]) -> dict[str, int]:
    """Find or add brands, given as key to name and slug; locks the new ones in the order of their keys."""
    found = await _brand_ids(conn, brands)
    missing = sorted(brands.keys() - found.keys())
    if not missing:
        return found
    await conn.execute(
        """
        INSERT INTO brand (key, name, slug)
        SELECT * FROM unnest(%s::text[], %s::text[], %s::text[]) ON CONFLICT (key) DO NOTHING
        """,
        (missing, [brands[key][0] for key in missing], [brands[key][1] for key in missing]),
    )
    return found | await _brand_ids(conn, missing)


async def _brand_ids(conn: Connection, keys: Iterable[str]) -> dict[str, int]:
    cursor = await conn.execute("SELECT key, id FROM brand WHERE key = ANY(%s)", (list(keys),))
    return dict(await cursor.fetchall())


async def add_categories(conn: Connection, parents: Sequence[tuple[int, int | None]]) -> None:
    """Add categories that are missing, given as id and parent, every parent before its children."""
    await conn.execute(
        """
        INSERT INTO category (id, parent_id) SELECT * FROM unnest(%s::integer[], %s::integer[])
        ON CONFLICT (id) DO NOTHING
        """,
        ([each[0] for each in parents], [each[1] for each in parents]),
    )


async def known_categories(conn: Connection) -> set[int]:
    """Find the ids of all categories that the database has."""
    cursor = await conn.execute("SELECT id FROM category")
    return {row[0] for row in await cursor.fetchall()}


async def new_ids(
    conn: Connection, products: int, variants: int, offers: int
) -> tuple[list[int], list[int], list[int]]:
    """Reserve ids for so many new products, variants and offers."""
    cursor = await conn.execute(
        """
        SELECT ARRAY(SELECT nextval('product_id_seq') FROM generate_series(1, %s)),
               ARRAY(SELECT nextval('variant_id_seq') FROM generate_series(1, %s)),
               ARRAY(SELECT nextval('offer_id_seq') FROM generate_series(1, %s))
        """,
        (products, variants, offers),
    )
    row = await cursor.fetchone()
    return row or ([], [], [])


async def lock_products(conn: Connection, ids: Collection[int]) -> dict[int, ProductContent]:
    """Read the content of products and lock them, by id, against other writers until the transaction ends."""
    if not ids:
        return {}
    cursor = await conn.execute(
        """
        SELECT id, slug, brand_id, category_id, source_category, owner_id, lead_sku, title, description, attributes,
               popularity, sources
        FROM product WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
        """,
        (list(ids),),
    )
    return {row[0]: ProductContent(*(*row[:11], _sources(row[11]))) for row in await cursor.fetchall()}


async def lock_variants(conn: Connection, ids: Collection[int]) -> dict[int, VariantContent]:
    """Read the content of variants and lock them, by id, against other writers until the transaction ends."""
    if not ids:
        return {}
    cursor = await conn.execute(
        """
        SELECT id, product_id, gtin, mpn, options, pictures, net_quantity, net_unit, sources
        FROM variant WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
        """,
        (list(ids),),
    )
    return {row[0]: VariantContent(*(*row[:8], _sources(row[8]))) for row in await cursor.fetchall()}


async def insert_products(conn: Connection, products: Sequence[ProductContent]) -> None:
    """Add products under the ids that were reserved for them."""
    if products:
        await conn.execute(
            """
            INSERT INTO product (id, slug, brand_id, category_id, source_category, owner_id, lead_sku, title,
                                 description, attributes, popularity, sources)
            OVERRIDING SYSTEM VALUE
            SELECT * FROM jsonb_to_recordset(%s::jsonb) AS p (
                id bigint, slug text, brand_id bigint, category_id integer, source_category text, owner_id bigint,
                lead_sku text, title jsonb, description jsonb, attributes jsonb, popularity bigint, sources jsonb)
            """,
            (as_json(products),),
        )


async def update_products(conn: Connection, products: Sequence[ProductContent]) -> None:
    """Write the content of products that the caller has locked."""
    if products:
        await conn.execute(
            """
            UPDATE product AS p SET brand_id = n.brand_id, category_id = n.category_id,
                source_category = n.source_category, title = n.title, description = n.description,
                attributes = n.attributes, popularity = n.popularity, sources = n.sources, changed = now()
            FROM jsonb_to_recordset(%s::jsonb) AS n (
                id bigint, brand_id bigint, category_id integer, source_category text,
                title jsonb, description jsonb, attributes jsonb, popularity bigint, sources jsonb)
            WHERE p.id = n.id
            """,
            (as_json(products),),
        )


async def insert_variants(conn: Connection, variants: Sequence[VariantContent]) -> None:
    """Add variants under the ids that were reserved for them; their GTINs are claimed."""
    if variants:
        await conn.execute(
            """
            INSERT INTO variant (id, product_id, gtin, mpn, options, pictures, net_quantity, net_unit, sources)
            OVERRIDING SYSTEM VALUE
            SELECT * FROM jsonb_to_recordset(%s::jsonb) AS v (
                id bigint, product_id bigint, gtin text, mpn text, options jsonb, pictures jsonb,
                net_quantity numeric, net_unit text, sources jsonb)
            """,
            (as_json(variants),),
        )


async def update_variants(conn: Connection, variants: Sequence[VariantContent]) -> None:
    """Write the content of variants that the caller has locked."""
    if variants:
        await conn.execute(
            """
            UPDATE variant AS v SET product_id = n.product_id, gtin = n.gtin, mpn = n.mpn, options = n.options,
                pictures = n.pictures, net_quantity = n.net_quantity, net_unit = n.net_unit, sources = n.sources
            FROM jsonb_to_recordset(%s::jsonb) AS n (
                id bigint, product_id bigint, gtin text, mpn text, options jsonb, pictures jsonb, net_quantity numeric,
                net_unit text, sources jsonb)
            WHERE v.id = n.id
            """,
            (as_json(variants),),
        )


def _sources(found: dict[str, Any]) -> Sources:
    return msgspec.convert(found, Sources) if found else {}


def as_json(values: Sequence[Any]) -> str:
    """Write Structs as the JSON array that `jsonb_to_recordset` reads."""
    return msgspec.json.encode(values).decode()
