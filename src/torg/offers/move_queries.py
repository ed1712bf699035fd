"""The SQL of merging and splitting products: offers and variants that move, and addresses that lead on."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import LiteralString

import msgspec
from msgspec import Struct

from torg.core.db import Connection, one, rows

_SELLER_LOCK = 0x73656C6C  # The same as that of imports, which a move must not run into.


class MovingOffer(Struct, frozen=True):
    """An offer as far as a move touches it."""

    id: int
    seller_id: int
    sku: str
    market: str
    variant_id: int
    status: str


class NewMove(Struct, frozen=True):
    """A merge or split, as it is written down."""

    kind: str
    from_id: int
    into_id: int
    actor: str
    why: str
    offers: list[tuple[int, int, int]] = []
    """Offer, variant before, variant after."""
    variants: list[tuple[int, int, int]] = []
    """Variant, product before, product after."""
    gtins: list[tuple[str, int, int]] = []
    """GTIN, variant before, variant after."""
    undoes: int | None = None


class ProductMove(NewMove, frozen=True, kw_only=True):
    """A merge or split that was made."""

    id: int
    at: datetime
    undone: bool


async def lock_sellers_of(conn: Connection, products: Collection[int]) -> None:
    """Keep the imports of everybody who sells these products waiting until the transaction ends."""
    await conn.execute(
        """
        SELECT pg_advisory_xact_lock(%s, s.lock) FROM (
            SELECT DISTINCT (o.seller_id %% 2147483648)::integer AS lock
            FROM offer AS o JOIN variant AS v ON v.id = o.variant_id WHERE v.product_id = ANY(%s) ORDER BY 1
        ) AS s
        """,
        (_SELLER_LOCK, list(products)),
    )


async def lock_moving_offers(conn: Connection, products: Collection[int]) -> list[MovingOffer]:
    """Find all offers of products, ended ones too, and lock them by id."""
    return await rows(
        conn,
        MovingOffer,
        """
        SELECT o.id, o.seller_id, o.sku, o.market, o.variant_id, o.status
        FROM offer AS o JOIN variant AS v ON v.id = o.variant_id
        WHERE v.product_id = ANY(%s) ORDER BY o.id FOR NO KEY UPDATE OF o
        """,
        (list(products),),
    )


async def move_offers(conn: Connection, moves: Sequence[tuple[int, int]]) -> None:
    """Put locked offers on other variants, given as offer and variant."""
    if moves:
        await conn.execute(
            """
            UPDATE offer AS o SET variant_id = m.variant, changed = now()
            FROM unnest(%s::bigint[], %s::bigint[]) AS m (offer, variant) WHERE o.id = m.offer
            """,
            ([each[0] for each in moves], [each[1] for each in moves]),
        )


async def move_variants(conn: Connection, moves: Sequence[tuple[int, int]]) -> None:
    """Put locked variants on other products, given as variant and product."""
    if moves:
        await conn.execute(
            """
            UPDATE variant AS v SET product_id = m.product
            FROM unnest(%s::bigint[], %s::bigint[]) AS m (variant, product) WHERE v.id = m.variant
            """,
            ([each[0] for each in moves], [each[1] for each in moves]),
        )


async def hand_over_gtin(conn: Connection, from_variant: int, into_variant: int, gtin: str) -> None:
    """Move a GTIN from one locked variant to another."""
    await conn.execute("UPDATE variant SET gtin = NULL WHERE id = %s", (from_variant,))
    await conn.execute("UPDATE variant SET gtin = %s WHERE id = %s", (gtin, into_variant))


async def variants_of(conn: Connection, products: Collection[int]) -> dict[int, list[int]]:
    """Find the variants of each product, by id."""
    cursor = await conn.execute(
        "SELECT product_id, array_agg(id ORDER BY id) FROM variant WHERE product_id = ANY(%s) GROUP BY product_id",
        (list(products),),
    )
    return dict(await cursor.fetchall())


async def products_sold_by(conn: Connection, seller: int, products: Collection[int]) -> set[int]:
    """Find which of the products a seller sells or once sold."""
    cursor = await conn.execute(
        """
        SELECT DISTINCT v.product_id FROM variant AS v JOIN offer AS o ON o.variant_id = v.id
        WHERE v.product_id = ANY(%s) AND o.seller_id = %s
        """,
        (list(products), seller),
    )
    return {row[0] for row in await cursor.fetchall()}


async def variants_kept_apart(conn: Connection, seller: int, skus: Collection[str]) -> set[tuple[str, int]]:
    """Find what a person has taken a seller's articles off: article and variant."""
    if not skus:
        return set()
    cursor = await conn.execute(
        "SELECT sku, variant_id FROM kept_apart WHERE seller_id = %s AND sku = ANY(%s)", (seller, list(skus))
    )
    return {(sku, variant) for sku, variant in await cursor.fetchall()}


async def keep_apart(conn: Connection, articles: Collection[tuple[int, str, int]], actor: str) -> None:
    """Keep articles off variants from now on, given as seller, article and variant."""
    if articles:
        await conn.execute(
            """
            INSERT INTO kept_apart (seller_id, sku, variant_id, actor)
            SELECT a.seller, a.sku, a.variant, %s
            FROM unnest(%s::bigint[], %s::text[], %s::bigint[]) AS a (seller, sku, variant) ON CONFLICT DO NOTHING
            """,
            (actor, *([each[place] for each in articles] for place in range(3))),
        )


async def moved_products(conn: Connection, products: Collection[int]) -> set[int]:
    """Find which products lead on to another one."""
    if not products:
        return set()
    cursor = await conn.execute("SELECT product_id FROM product_redirect WHERE product_id = ANY(%s)", (list(products),))
    return {row[0] for row in await cursor.fetchall()}


async def redirects_of(conn: Connection, products: Collection[int]) -> dict[int, int]:
    """Find where products lead on to, as the last one of a chain."""
    cursor = await conn.execute(
        "SELECT product_id, into_id FROM product_redirect WHERE product_id = ANY(%s)", (list(products),)
    )
    return dict(await cursor.fetchall())


async def lead_on(conn: Connection, product: int, into: int) -> list[int]:
    """Let a product's address, and all that led to it, lead on to another; give those that led to it."""
    cursor = await conn.execute(
        "UPDATE product_redirect SET into_id = %s, at = now() WHERE into_id = %s RETURNING product_id", (into, product)
    )
    before = [row[0] for row in await cursor.fetchall()]
    await conn.execute(
        """
        INSERT INTO product_redirect (product_id, into_id) VALUES (%s, %s)
        ON CONFLICT (product_id) DO UPDATE SET into_id = EXCLUDED.into_id, at = now()
        """,
        (product, into),
    )
    return before


async def stay(conn: Connection, product: int) -> None:
    """Let a product's address be its own again."""
    await conn.execute("DELETE FROM product_redirect WHERE product_id = %s", (product,))


async def note_move(conn: Connection, made: NewMove) -> int:
    """Write down a move; give its number."""
    cursor = await conn.execute(
        """
        INSERT INTO product_move (kind, from_id, into_id, offers, variants, gtins, actor, why, undoes)
        SELECT m.kind, m.from_id, m.into_id, m.offers, m.variants, m.gtins, m.actor, m.why, m.undoes
        FROM jsonb_to_record(%s::jsonb) AS m (kind text, from_id bigint, into_id bigint, offers jsonb, variants jsonb,
            gtins jsonb, actor text, why text, undoes bigint)
        RETURNING id
        """,
        (msgspec.json.encode(made).decode(),),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def hand_over_product(conn: Connection, product: int, without: int) -> None:
    """Let whoever has sold a product longest speak for it, when the seller `without` does not sell it any more."""
    await conn.execute(
        """
        UPDATE product AS p SET owner_id = n.seller_id, lead_sku = n.sku
        FROM (SELECT o.seller_id, o.sku FROM offer AS o JOIN variant AS v ON v.id = o.variant_id
              WHERE v.product_id = %(product)s ORDER BY o.status, o.id LIMIT 1) AS n
        WHERE p.id = %(product)s AND p.owner_id = %(without)s AND NOT EXISTS (
            SELECT FROM offer AS o JOIN variant AS v ON v.id = o.variant_id
            WHERE v.product_id = %(product)s AND o.seller_id = %(without)s)
        """,
        {"product": product, "without": without},
    )


_MOVE: LiteralString = """
    SELECT m.id, m.kind, m.from_id, m.into_id, m.offers, m.variants, m.gtins, m.actor, m.why, m.at, m.undoes,
           EXISTS (SELECT FROM product_move AS u WHERE u.undoes = m.id) AS undone
    FROM product_move AS m
"""


async def move_by_id(conn: Connection, move: int) -> ProductMove | None:
    """Find a move."""
    return await one(conn, ProductMove, _MOVE + " WHERE m.id = %s", (move,))


async def moves_of(conn: Connection, product: int) -> list[ProductMove]:
    """Find the moves from and to a product, the latest first."""
    where: LiteralString = " WHERE m.from_id = %(product)s OR m.into_id = %(product)s ORDER BY m.id DESC LIMIT 50"
    return await rows(conn, ProductMove, _MOVE + where, {"product": product})
