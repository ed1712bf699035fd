"""What matching asks of offers: who sells a product, and for how much."""

from collections.abc import Collection

from torg.core.db import Connection


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
