"""The SQL by which a seller's program reads the seller's own offers."""

from msgspec import Struct

from torg.core.db import Connection, rows
from torg.offers.api_models import OwnOffer


class After(Struct, frozen=True, array_like=True):
    """The place after which a page begins: an article number and a market."""

    sku: str
    market: str


async def own_offers(
    conn: Connection,
    seller_id: int,
    after: After | None,
    limit: int,
    *,
    market: str | None = None,
    sku: str | None = None,
    product: int | None = None,
    status: str | None = None,
) -> list[OwnOffer]:
    """Find a page of a seller's offers by article number and market: one range of one index."""
    return await rows(
        conn,
        OwnOffer,
        """
        SELECT o.id, o.sku, o.market, v.product_id AS product, o.group_key AS "group", o.condition, o.price, o.regular,
            o.stock, o.delivery, o.handling_days, o.link, o.status, o.created, o.changed
        FROM offer AS o JOIN variant AS v ON v.id = o.variant_id
        WHERE o.seller_id = %(seller)s
            AND (%(after_sku)s::text IS NULL OR (o.sku, o.market) > (%(after_sku)s, %(after_market)s))
            AND (%(market)s::text IS NULL OR o.market = %(market)s)
            AND (%(sku)s::text IS NULL OR o.sku = %(sku)s)
            AND (%(product)s::bigint IS NULL OR v.product_id = %(product)s)
            AND (%(status)s::text IS NULL OR o.status = %(status)s)
        ORDER BY o.sku, o.market LIMIT %(limit)s
        """,
        {
            "seller": seller_id,
            "after_sku": after.sku if after else None,
            "after_market": after.market if after else "",
            "market": market,
            "sku": sku,
            "product": product,
            "status": status,
            "limit": limit,
        },
    )
