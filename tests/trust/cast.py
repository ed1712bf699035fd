"""Who is who in the tests of trust, and what happened to them."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from torg.core.actor import SYSTEM, Actor
from torg.core.db import Connection
from torg.sellers import NewSeller, Seller, register_seller
from torg.sellers.standing_acts import note_standing_events
from torg.sellers.standing_queries import NewEvent
from torg.trust import Purchase, Reasons

OLAV = Actor("operator", "1")
INGRID = Actor("operator", "2")
ASTRID = Actor("shopper", "7")
NOW = datetime.now(UTC)
REASONS = Reasons(
    facts="The charger has no earthing and becomes live.",
    ground="law",
    ground_reference="GPSR, article 5",
    ground_explanation="Only safe products may be offered.",
    category="UNSAFE_AND_PROHIBITED_PRODUCTS",
)


async def open_seller(conn: Connection, name: str, number: str) -> Seller:
    """Register a seller and let it sell, as the machine does for the demo."""
    from torg.offers import activate_seller

    new = NewSeller(name=name, country="SE", org_number=number, home_market="se", email=f"{name.lower()}@example.com")
    made = await register_seller(conn, SYSTEM, new)
    return await activate_seller(conn, SYSTEM, made.id)


async def happened(conn: Connection, seller: Seller, days_ago: float = 5, **counts: int) -> None:
    """Let so many things of each kind happen at a seller."""
    at = NOW - timedelta(days=days_ago)
    events = [
        NewEvent(seller.id, kind, f"{kind}-{days_ago}-{number}", at, {"answer": 2.0, "review": 5.0}.get(kind))  # type: ignore[arg-type]
        for kind, count in counts.items()
        for number in range(count)
    ]
    await note_standing_events(conn, events)


async def add_product(conn: Connection, seller: Seller, title: str = "Laddare") -> tuple[int, int, int]:
    """Add a product with one variant and one offer; give their ids."""
    cursor = await conn.execute(
        """
        WITH p AS (
            INSERT INTO product (slug, owner_id, lead_sku, title)
            VALUES ('laddare', %s, 'A', jsonb_build_object('sv', %s::text)) RETURNING id
        ), v AS (INSERT INTO variant (product_id) SELECT id FROM p RETURNING id, product_id)
        INSERT INTO offer (seller_id, variant_id, market, sku, price, stock)
        SELECT %s, v.id, 'se', 'A-' || v.id, 9900, 5 FROM v RETURNING id, variant_id, (SELECT id FROM p)
        """,
        (seller.id, title, seller.id),
    )
    row = await cursor.fetchone()
    assert row is not None
    return row[2], row[1], row[0]


async def scalar(conn: Connection, sql: str, *parameters: Any) -> Any:
    """Give the first value of the first row."""
    cursor = await conn.execute(sql.encode(), parameters)
    row = await cursor.fetchone()
    return None if row is None else row[0]


async def letters(conn: Connection) -> list[tuple[str, str]]:
    """Every letter on its way: to whom, about what; in their order."""
    cursor = await conn.execute(
        "SELECT recipient, subject FROM mail_message WHERE message_id NOT LIKE 'seller-decision-%' ORDER BY id"
    )
    return [(row[0], row[1]) for row in await cursor.fetchall()]


def purchase(line: str, product: int, variant: int, seller: int, **changes: Any) -> Purchase:
    """An order line of Astrid's."""
    values: dict[str, Any] = {
        "line": line, "product_id": product, "variant_id": variant, "seller_id": seller, "account_id": 7,
        "name": "Astrid", "email": "astrid@example.com", "locale": "sv-se", "bought": NOW - timedelta(days=30),
    }  # fmt: skip
    return Purchase(**{**values, **changes})


class Sold:
    """A source of purchases for tests: these lines and no others."""

    def __init__(self, *lines: Purchase) -> None:
        self.lines = list(lines)

    async def buyers_of(
        self,
        conn: Connection,
        variants: Collection[int],
        batches: Collection[str],
        since: datetime,
        seller: int | None = None,
    ) -> list[Purchase]:
        return [
            each
            for each in self.lines
            if each.variant_id in variants
            and each.bought >= since
            and (seller is None or each.seller_id == seller)
            and (not batches or not each.batch or each.batch in batches)
        ]

    async def purchase_of(
        self, conn: Connection, account: int, *, product: int | None = None, seller: int | None = None
    ) -> Purchase | None:
        return next(
            (
                each
                for each in self.lines
                if each.account_id == account
                and (product is None or each.product_id == product)
                and (seller is None or each.seller_id == seller)
            ),
            None,
        )

    async def purchase_by_line(self, conn: Connection, line: str) -> Purchase | None:
        return next((each for each in self.lines if each.line == line), None)
