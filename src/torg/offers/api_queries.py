"""The SQL by which a seller's program reads the seller's own offers."""

from torg.core.db import Connection, rows
from torg.offers.api_models import OwnOffer


async def own_offers(
    conn: Connection,
    seller_id: int,
    after: int | None,
    limit: int,
    *,
    market: str | None = None,
    sku: str | None = None,
    product: int | None = None,
    status: str | None = None,
) -> list[OwnOffer]:
    """Find a page of a seller's offers by article number and market, behind the offer `after`."""
    return await rows(
        conn,
        OwnOffer,
        """
        SELECT o.id, o.sku, o.market, v.product_id AS product, o.group_key AS "group", o.condition, o.price, o.regular,
            o.stock, o.delivery, o.handling_days, o.link, o.status, o.created, o.changed
        FROM offer AS o JOIN variant AS v ON v.id = o.variant_id
        WHERE o.seller_id = %(seller)s
            AND (%(after)s::bigint IS NULL OR (o.sku, o.market) > (
                SELECT a.sku, a.market FROM offer AS a WHERE a.id = %(after)s AND a.seller_id = %(seller)s))
            AND (%(market)s::text IS NULL OR o.market = %(market)s)
            AND (%(sku)s::text IS NULL OR o.sku = %(sku)s)
            AND (%(product)s::bigint IS NULL OR v.product_id = %(product)s)
            AND (%(status)s::text IS NULL OR o.status = %(status)s)
        ORDER BY o.sku, o.market LIMIT %(limit)s
        """,
        {
            "seller": seller_id,
            "after": after,
            "market": market,
            "sku": sku,
            "product": product,
            "status": status,
            "limit": limit,
        },
    )
