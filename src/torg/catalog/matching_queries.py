"""The SQL of matching: variants by model number, products by the terms of their titles, proposals."""

from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec
from msgspec import Struct

from torg.catalog.models import Texts
from torg.core.db import Connection, one, rows


class ModelVariant(Struct, frozen=True):
    """A variant whose model number begins with one that was asked for."""

    asked: str
    """The base that was asked for."""
    brand_key: str
    model_key: str
    variant_id: int
    product_id: int
    options: dict[str, str]
    title: Texts


class Lone(Struct, frozen=True):
    """A product as matching compares it."""

    id: int
    owner_id: int
    brand_id: int | None
    category_id: int | None
    title: Texts
    variants: list[int]
    gtins: list[str]
    model_keys: list[str]


async def variants_by_model(conn: Connection, asked: Sequence[tuple[str, str]]) -> list[ModelVariant]:
    """Find the variants of a brand whose model number begins with a base, given as brand key and base."""
    if not asked:
        return []
    return await rows(
        conn,
        ModelVariant,
        """
        SELECT a.base AS asked, a.brand AS brand_key, model_key(v.mpn) AS model_key, v.id AS variant_id,
               v.product_id, v.options, p.title
        FROM unnest(%s::text[], %s::text[]) AS a (brand, base)
        JOIN brand AS b ON b.key = a.brand
        JOIN variant AS v ON v.mpn IS NOT NULL AND (model_key(v.mpn) COLLATE "C") >= a.base
             AND (model_key(v.mpn) COLLATE "C") < a.base || '~'
        JOIN product AS p ON p.id = v.product_id AND p.brand_id = b.id
        ORDER BY v.id LIMIT 20000
        """,
        ([each[0] for each in asked], [each[1] for each in asked]),
    )


async def unread_products(conn: Connection, limit: int) -> list[tuple[int, datetime, Texts]]:
    """Find products whose titles have not been read since they last changed: id, time of that change, title."""
    cursor = await conn.execute(
        """
        SELECT p.id, p.changed, p.title FROM product AS p LEFT JOIN product_terms AS t ON t.product_id = p.id
        WHERE t.product_id IS NULL OR t.read_at < p.changed ORDER BY p.id LIMIT %s
        """,
        (limit,),
    )
    found: list[tuple[int, datetime, Texts]] = await cursor.fetchall()
    return found


async def save_terms(conn: Connection, read: Sequence[tuple[int, list[str], datetime]]) -> None:
    """Keep by what products may be found, given as id, terms and the time of the change that was read.

    A product whose terms are the same as before is not compared again.
    """
    values = [{"id": each[0], "terms": each[1], "at": each[2]} for each in read]
    await conn.execute(
        """
        INSERT INTO product_terms (product_id, terms, read_at)
        SELECT r.id, ARRAY(SELECT jsonb_array_elements_text(r.terms)), r.at
        FROM jsonb_to_recordset(%s::jsonb) AS r (id bigint, terms jsonb, at timestamptz)
        ON CONFLICT (product_id) DO UPDATE SET terms = EXCLUDED.terms, read_at = EXCLUDED.read_at,
            compared = product_terms.compared AND product_terms.terms = EXCLUDED.terms
        """,
        (msgspec.json.encode(values).decode(),),
    )


async def uncompared_products(conn: Connection, limit: int) -> dict[int, list[str]]:
    """Find the next products that have not been compared with the others, and the terms of each; locks them."""
    cursor = await conn.execute(
        """
        SELECT product_id, terms FROM product_terms WHERE NOT compared
        ORDER BY product_id LIMIT %s FOR UPDATE SKIP LOCKED
        """,
        (limit,),
    )
    return dict(await cursor.fetchall())


async def mark_compared(conn: Connection, products: Collection[int]) -> None:
    """Note that products have been compared with all others that there were."""
    await conn.execute("UPDATE product_terms SET compared = true WHERE product_id = ANY(%s)", (list(products),))


async def products_with_terms(conn: Connection, terms: Collection[str], most: int) -> dict[str, list[int]]:
    """Find which products have each of these terms; a term that more than `most` have finds as many of them."""
    cursor = await conn.execute(
        """
        SELECT a.term, f.product_id FROM unnest(%s::text[]) AS a (term)
        CROSS JOIN LATERAL (
            SELECT product_id FROM product_terms AS t WHERE t.terms @> ARRAY[a.term] LIMIT %s
        ) AS f
        """,
        (list(terms), most),
    )
    found: dict[str, list[int]] = {}
    for term, product in await cursor.fetchall():
        found.setdefault(term, []).append(product)
    return found


async def sample_titles(conn: Connection, count: int) -> list[Texts]:
    """Give the titles of some products, spread over all of them, the same ones as long as the catalogue is the same."""
    cursor = await conn.execute(
        """
        SELECT p.title FROM product AS p
        WHERE p.id %% greatest(1, (SELECT reltuples::bigint / %s FROM pg_class WHERE oid = 'product'::regclass)) = 0
        LIMIT %s
        """,
        (count, count),
    )
    return [row[0] for row in await cursor.fetchall()]


async def lone_products(conn: Connection, products: Collection[int]) -> dict[int, Lone]:
    """Find products as matching compares them; those that led on to another one are left out."""
    found = await rows(
        conn,
        Lone,
        """
        SELECT p.id, p.owner_id, p.brand_id, p.category_id, p.title, array_agg(v.id ORDER BY v.id) AS variants,
               array_remove(array_agg(v.gtin), NULL) AS gtins,
               array_remove(array_agg(model_key(v.mpn)), NULL) AS model_keys
        FROM product AS p JOIN variant AS v ON v.product_id = p.id
        WHERE p.id = ANY(%s) AND NOT EXISTS (SELECT FROM product_redirect AS r WHERE r.product_id = p.id)
        GROUP BY p.id
        """,
        (list(products),),
    )
    return {each.id: each for each in found}


async def add_proposal(
    conn: Connection, product: int, candidate: int, seller: int, probability: float, reason: str
) -> int | None:
    """Propose that two products are one; nothing when the pair has been proposed or decided before."""
    cursor = await conn.execute(
        """
        INSERT INTO match_proposal (product_id, candidate_id, seller_id, probability, reason)
        VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING id
        """,
        (product, candidate, seller, probability, reason),
    )
    row = await cursor.fetchone()
    return row[0] if row else None


async def decided_pairs(conn: Connection, products: Collection[int]) -> set[tuple[int, int]]:
    """Find the pairs with any of these products that were proposed or decided before, the smaller id first."""
    cursor = await conn.execute(
        """
        SELECT least(product_id, candidate_id), greatest(product_id, candidate_id) FROM match_proposal
        WHERE product_id = ANY(%(products)s) OR candidate_id = ANY(%(products)s)
        """,
        {"products": list(products)},
    )
    return {(one, two) for one, two in await cursor.fetchall()}


class MatchProposal(Struct, frozen=True):
    """Two products that may be one."""

    id: int
    product_id: int
    candidate_id: int
    seller_id: int
    probability: float
    reason: str
    why: str
    state: str
    created: datetime


async def proposal_by_id(conn: Connection, proposal: int) -> MatchProposal | None:
    """Find a proposal and lock it."""
    return await one(
        conn,
        MatchProposal,
        """
        SELECT id, product_id, candidate_id, seller_id, probability, reason, why, state, created
        FROM match_proposal WHERE id = %s FOR UPDATE
        """,
        (proposal,),
    )


async def next_proposal(conn: Connection, after: int) -> int | None:
    """Find the open proposal that a person should see next: the most likely one, after the one just decided."""
    cursor = await conn.execute(
        "SELECT id FROM match_proposal WHERE state = 'open' AND id <> %s ORDER BY probability DESC, id LIMIT 1",
        (after,),
    )
    row = await cursor.fetchone()
    return row[0] if row else None


async def decide_proposals(conn: Connection, one_product: int, other: int, state: str, actor: str) -> None:
    """Close the proposal between two products, making one where there is none, so that it is not asked again."""
    await conn.execute(
        """
        INSERT INTO match_proposal
            (product_id, candidate_id, seller_id, probability, reason, state, decided, decided_by)
        SELECT %(one)s, %(two)s, p.owner_id, 0, 'operator', %(state)s, now(), %(actor)s
        FROM product AS p WHERE p.id = %(one)s
        ON CONFLICT (least(product_id, candidate_id), greatest(product_id, candidate_id))
        DO UPDATE SET state = %(state)s, decided = now(), decided_by = %(actor)s
        """,
        {"one": one_product, "two": other, "state": state, "actor": actor},
    )


async def close_proposals_of(conn: Connection, product: int, actor: str) -> None:
    """Close what is still open about a product that is no longer there."""
    await conn.execute(
        """
        UPDATE match_proposal SET state = 'gone', decided = now(), decided_by = %s
        WHERE state = 'open' AND (product_id = %s OR candidate_id = %s)
        """,
        (actor, product, product),
    )
