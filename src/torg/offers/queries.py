"""All SQL that reads offers and their prices, set by set; writing a feed is in `import_queries`."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from torg.core.db import Connection
from torg.offers.models import Offer
from torg.offers.prior_price import LoggedPrice, reduction


async def offers_of_products(
    conn: Connection, product_ids: Collection[int], *, at: datetime | None = None
) -> dict[int, list[Offer]]:
    """Find every visible offer of these products in all markets, by offer id: two statements for any number.

    Visible is what an active seller has not withdrawn, sold out or not. Reductions are judged by the price log, at
    the present unless `at` says otherwise. A product without an offer is not in the answer.
    """
    cursor = await conn.execute(
        """
        SELECT o.id, v.product_id, o.variant_id, o.seller_id, o.market, o.sku, o.condition, o.price, o.stock,
               o.delivery, o.handling_days, o.link, o.created, o.changed, o.regular IS NOT NULL AS claimed
        FROM variant AS v JOIN offer AS o ON o.variant_id = v.id JOIN seller AS s ON s.id = o.seller_id
        WHERE v.product_id = ANY(%s) AND o.status = 'active' AND s.selling
        ORDER BY o.id
        """,
        (list(product_ids),),
    )
    found = await cursor.fetchall()
    logs = await price_logs(conn, [row[0] for row in found if row[14]])
    moment = at or datetime.now(UTC)
    offers: dict[int, list[Offer]] = {}
    for row in found:
        claim = reduction(logs[row[0]], moment) if row[0] in logs else None
        fields: list[Any] = [*row[:12], claim, row[12], row[13]]
        offers.setdefault(row[1], []).append(Offer(*fields))
    return offers


async def price_logs(
    conn: Connection, offer_ids: Collection[int], channel: str = "web"
) -> dict[int, list[LoggedPrice]]:
    """Find all prices that these offers ever had in a channel, each offer's in order of time: one statement."""
    if not offer_ids:
        return {}
    cursor = await conn.execute(
        """
        SELECT l.offer_id, l.at, l.price, l.regular FROM price_log AS l JOIN offer AS o ON o.id = l.offer_id
        WHERE l.offer_id = ANY(%s) AND l.market = o.market AND l.channel = %s
        ORDER BY l.offer_id, l.at, l.id
        """,
        (list(offer_ids), channel),
    )
    logs: dict[int, list[LoggedPrice]] = {}
    for offer_id, at, price, regular in await cursor.fetchall():
        logs.setdefault(offer_id, []).append(LoggedPrice(at, price, regular))
    return logs


async def product_ids_of_seller(conn: Connection, seller_id: int, after: int = 0, limit: int = 5000) -> list[int]:
    """Find the next products above `after` of which a seller has an offer that is not withdrawn, in order."""
    cursor = await conn.execute(
        """
        SELECT DISTINCT v.product_id FROM offer AS o JOIN variant AS v ON v.id = o.variant_id
        WHERE o.seller_id = %s AND o.status = 'active' AND v.product_id > %s ORDER BY v.product_id LIMIT %s
        """,
        (seller_id, after, limit),
    )
    return [row[0] for row in await cursor.fetchall()]


async def count_offers(conn: Connection) -> int:
    """Count the offers that are not withdrawn."""
    cursor = await conn.execute("SELECT count(*) FROM offer WHERE status = 'active'")
    found = await cursor.fetchone()
    return int(found[0]) if found else 0
