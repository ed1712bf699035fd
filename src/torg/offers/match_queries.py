"""What matching asks of offers: who sells a product, and for how much."""

from collections.abc import Collection
from typing import LiteralString

from msgspec import Struct

from torg.core.db import Connection, rows


async def sellers_of_products(conn: Connection, products: Collection[int]) -> dict[int, set[int]]:
    """Find who sells, or once sold, each product."""
    cursor = await conn.execute(
        """
        SELECT v.product_id, array_agg(DISTINCT o.seller_id)
        FROM variant AS v JOIN offer AS o ON o.variant_id = v.id WHERE v.product_id = ANY(%s) GROUP BY v.product_id
        """,
        (list(products),),
    )
    return {product: set(sellers) for product, sellers in await cursor.fetchall()}


async def lowest_prices(conn: Connection, products: Collection[int]) -> dict[int, dict[str, int]]:
    """Find the lowest price of each product in each market, new or not, in minor units."""
    cursor = await conn.execute(
        """
        SELECT v.product_id, o.market, min(o.price)
        FROM variant AS v JOIN offer AS o ON o.variant_id = v.id
        WHERE v.product_id = ANY(%s) AND o.status = 'active' GROUP BY v.product_id, o.market
        """,
        (list(products),),
    )
    found: dict[int, dict[str, int]] = {}
    for product, market, price in await cursor.fetchall():
        found.setdefault(product, {})[market] = price
    return found


MATCH_ROWS: LiteralString = """
    SELECT m.id, m.product_id, m.candidate_id, m.probability::numeric AS likely, m.reason, m.state, m.created,
           s.name AS seller,
           coalesce(p.title->>%(language)s, (SELECT t.value FROM jsonb_each_text(p.title) AS t LIMIT 1)) AS title,
           coalesce(c.title->>%(language)s, (SELECT t.value FROM jsonb_each_text(c.title) AS t LIMIT 1)) AS candidate
    FROM match_proposal AS m JOIN product AS p ON p.id = m.product_id JOIN product AS c ON c.id = m.candidate_id
    JOIN seller AS s ON s.id = m.seller_id
"""


class SoldOffer(Struct, frozen=True):
    """An offer as the office compares it."""

    id: int
    product_id: int
    variant_id: int
    seller: str
    sku: str
    market: str
    price: int
    stock: int
    status: str
    link: str | None


async def offers_with_sellers(conn: Connection, products: Collection[int]) -> dict[int, list[SoldOffer]]:
    """Find the offers of products with the names of their sellers."""
    found: dict[int, list[SoldOffer]] = {}
    for offer in await rows(
        conn,
        SoldOffer,
        """
        SELECT o.id, v.product_id, o.variant_id, s.name AS seller, o.sku, o.market, o.price, o.stock, o.status, o.link
        FROM offer AS o JOIN variant AS v ON v.id = o.variant_id JOIN seller AS s ON s.id = o.seller_id
        WHERE v.product_id = ANY(%s) ORDER BY v.product_id, o.market, o.price, o.id LIMIT 2000
        """,
        (list(products),),
    ):
        found.setdefault(offer.product_id, []).append(offer)
    return found
