"""Who bought what, for recalls and verified reviews: the answer that `trust` asks for."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec

from torg.core.db import Connection
from torg.trust import Purchase, plug_in

_SELECT = """
    SELECT 'order_line:' || l.id, l.product_id, l.variant_id, l.seller_id, o.account_id, o.address ->> 'name', o.email,
           o.locale, o.placed, l.quantity - l.cancelled, p.state = 'delivered'
    FROM order_line AS l JOIN customer_order AS o ON o.id = l.order_id JOIN parcel AS p ON p.id = l.parcel_id
    WHERE o.state = 'placed' AND l.quantity > l.cancelled
"""

_FIELDS = (
    "line", "product_id", "variant_id", "seller_id", "account_id", "name", "email", "locale", "bought", "quantity",
    "delivered",
)  # fmt: skip


class OrderedPurchases:
    """Answers from the orders; the batch of a piece is not known, so that nobody is left out of a recall by it."""

    async def buyers_of(
        self,
        conn: Connection,
        variants: Collection[int],
        batches: Collection[str],  # noqa: ARG002 - no line knows its batch.
        since: datetime,
        seller: int | None = None,
    ) -> list[Purchase]:
        """Find the lines with these variants since a moment, of one seller or (none) all."""
        cursor = await conn.execute(
            _SELECT + "AND l.variant_id = ANY(%s) AND o.placed >= %s AND (%s::bigint IS NULL OR l.seller_id = %s)"
            " ORDER BY l.id",
            (list(variants), since, seller, seller),
        )
        return [_purchase(row) for row in await cursor.fetchall()]

    async def purchase_of(
        self, conn: Connection, account: int, *, product: int | None = None, seller: int | None = None
    ) -> Purchase | None:
        """Find the latest line of an account with a product, or from a seller."""
        cursor = await conn.execute(
            _SELECT + "AND o.account_id = %s AND (%s::bigint IS NULL OR l.product_id = %s)"
            " AND (%s::bigint IS NULL OR l.seller_id = %s) ORDER BY l.id DESC LIMIT 1",
            (account, product, product, seller, seller),
        )
        row = await cursor.fetchone()
        return None if row is None else _purchase(row)

    async def purchase_by_line(self, conn: Connection, line: str) -> Purchase | None:
        """Find a line by its reference."""
        number = line.removeprefix("order_line:")
        if not (number.isascii() and number.isdecimal() and len(number) < 19):
            return None
        cursor = await conn.execute(_SELECT + "AND l.id = %s", (int(number),))
        row = await cursor.fetchone()
        return None if row is None else _purchase(row)


def _purchase(row: tuple[Any, ...]) -> Purchase:
    return msgspec.convert({**dict(zip(_FIELDS, row, strict=True)), "batch": ""}, Purchase)


plug_in(OrderedPurchases())
