"""SQL that takes stock of offers and gives it back, after an order has been placed."""

from collections.abc import Mapping

from torg.core.actor import Actor
from torg.core.db import Connection


async def give_stock_back(conn: Connection, actor: Actor, pieces: Mapping[int, int]) -> None:
    """Put pieces of offers back into stock, locked in the order of their ids, and journal it."""
    await conn.execute(
        """
        WITH back AS MATERIALIZED (
            SELECT o.id, b.pieces FROM offer o JOIN unnest(%(ids)s::bigint[], %(pieces)s::integer[]) AS b (id, pieces)
            ON b.id = o.id ORDER BY o.id FOR NO KEY UPDATE OF o
        ), given AS (
            UPDATE offer SET stock = offer.stock + back.pieces, changed = now() FROM back WHERE offer.id = back.id
            RETURNING offer.id, offer.variant_id, offer.seller_id, offer.market, offer.stock, back.pieces
        )
        INSERT INTO journal (kind, subject, body, market, seller_id, actor)
        SELECT 'offer.changed', 'offer:' || g.id,
               jsonb_build_object('product', v.product_id, 'stock', jsonb_build_array(g.stock - g.pieces, g.stock)),
               g.market, g.seller_id, %(actor)s
        FROM given g JOIN variant v ON v.id = g.variant_id ORDER BY g.id
        """,
        {"ids": list(pieces), "pieces": list(pieces.values()), "actor": str(actor)},
    )


async def take_stock(conn: Connection, actor: Actor, pieces: Mapping[int, int]) -> bool:
    """Take pieces of offers, locked in the order of their ids, if there are enough of every one; tell whether."""
    cursor = await conn.execute(
        """
        WITH locked AS MATERIALIZED (
            SELECT o.id, o.stock, w.pieces FROM offer o
            JOIN unnest(%(ids)s::bigint[], %(pieces)s::integer[]) AS w (id, pieces) ON w.id = o.id
            ORDER BY o.id FOR NO KEY UPDATE OF o
        ), enough AS MATERIALIZED (
            SELECT count(*) FILTER (WHERE stock >= pieces) = cardinality(%(ids)s::bigint[]) AS all FROM locked
        ), taken AS (
            UPDATE offer SET stock = offer.stock - locked.pieces, changed = now() FROM locked, enough
            WHERE offer.id = locked.id AND enough.all
            RETURNING offer.id, offer.variant_id, offer.seller_id, offer.market, offer.stock, locked.pieces
        ), told AS (
            INSERT INTO journal (kind, subject, body, market, seller_id, actor)
            SELECT 'offer.changed', 'offer:' || t.id,
                   jsonb_build_object('product', v.product_id, 'stock', jsonb_build_array(t.stock + t.pieces, t.stock)),
                   t.market, t.seller_id, %(actor)s
            FROM taken t JOIN variant v ON v.id = t.variant_id ORDER BY t.id
        )
        SELECT enough.all FROM enough
        """,
        {"ids": list(pieces), "pieces": list(pieces.values()), "actor": str(actor)},
    )
    row = await cursor.fetchone()
    return bool(row and row[0])
