"""The SQL of what the publish gate asks of sellers."""

from collections.abc import Collection

import msgspec
from msgspec import Struct

from torg.core.db import Connection, rows

MANUFACTURER = (
    "manufacturer",
    "manufacturer_address",
    "manufacturer_email",
    "manufacturer_country",
    "responsible_person",
    "responsible_address",
    "responsible_email",
)
"""What is told of a manufacturer, by attribute code (GPSR Art. 19)."""
STREAMS = ("packaging", "electronics", "batteries")


class Registration(Struct, frozen=True):
    """Under which number producer responsibility is taken for one stream in one market."""

    market: str
    stream: str
    number: str
    holder: str
    """Who is registered, when it is the producer or importer and not the seller."""


async def registrations_of(conn: Connection, seller_ids: Collection[int]) -> dict[int, dict[str, frozenset[str]]]:
    """Find by seller and market the streams that are registered: one statement."""
    cursor = await conn.execute(
        """
        SELECT seller_id, market, array_agg(stream) FROM producer_registration
        WHERE seller_id = ANY(%s) GROUP BY seller_id, market
        """,
        (list(seller_ids),),
    )
    found: dict[int, dict[str, frozenset[str]]] = {}
    for seller_id, market, streams in await cursor.fetchall():
        found.setdefault(seller_id, {})[market] = frozenset(streams)
    return found


async def registrations_of_seller(conn: Connection, seller_id: int) -> list[Registration]:
    """Find a seller's registrations."""
    return await rows(
        conn,
        Registration,
        """
        SELECT market, stream, number, holder FROM producer_registration
        WHERE seller_id = %s ORDER BY market, stream
        """,
        (seller_id,),
    )


async def save_registration(conn: Connection, seller_id: int, registration: Registration) -> None:
    """Add or replace a registration."""
    await conn.execute(
        """
        INSERT INTO producer_registration (seller_id, market, stream, number, holder) VALUES (%s, %s, %s, %s, %s)
        ON CONFLICT (seller_id, market, stream)
            DO UPDATE SET number = EXCLUDED.number, holder = EXCLUDED.holder, changed = now()
        """,
        (seller_id, registration.market, registration.stream, registration.number, registration.holder),
    )


async def delete_registration(conn: Connection, seller_id: int, market: str, stream: str) -> bool:
    """Remove a registration; tell whether there was one."""
    cursor = await conn.execute(
        "DELETE FROM producer_registration WHERE seller_id = %s AND market = %s AND stream = %s",
        (seller_id, market, stream),
    )
    return cursor.rowcount > 0


async def manufacturers_of(
    conn: Connection, seller_ids: Collection[int]
) -> dict[int, dict[int | None, dict[str, str]]]:
    """Find by seller and brand what is said of manufacturers; under no brand stands what holds for all others."""
    cursor = await conn.execute(
        "SELECT seller_id, brand_id, fields FROM seller_manufacturer WHERE seller_id = ANY(%s)", (list(seller_ids),)
    )
    found: dict[int, dict[int | None, dict[str, str]]] = {}
    for seller_id, brand_id, fields in await cursor.fetchall():
        found.setdefault(seller_id, {})[brand_id] = fields
    return found


async def save_fields(conn: Connection, seller_id: int, brand_id: int | None, fields: dict[str, str]) -> None:
    """Add or replace what a seller says of a brand's manufacturer, or of all others'."""
    await conn.execute(
        """
        INSERT INTO seller_manufacturer (seller_id, brand_id, fields) VALUES (%s, %s, %s::jsonb)
        ON CONFLICT (seller_id, brand_id) DO UPDATE SET fields = EXCLUDED.fields, changed = now()
        """,
        (seller_id, brand_id, msgspec.json.encode(fields).decode()),
    )


async def delete_fields(conn: Connection, seller_id: int, brand_id: int | None) -> bool:
    """Remove what a seller says of a brand's manufacturer; tell whether there was anything."""
    cursor = await conn.execute(
        "DELETE FROM seller_manufacturer WHERE seller_id = %s AND brand_id IS NOT DISTINCT FROM %s",
        (seller_id, brand_id),
    )
    return cursor.rowcount > 0


class SoldBrand(Struct, frozen=True):
    """A brand that a seller offers; no id and no name stand for what has no brand."""

    id: int | None
    name: str | None
    offers: int
    lacking: int
    """Offers of it whose manufacturer is not told."""


async def brands_sold(conn: Connection, seller_id: int, limit: int = 500) -> list[SoldBrand]:
    """Find the brands of what a seller offers: first those that lack most, then those with most offers."""
    return await rows(
        conn,
        SoldBrand,
        """
        SELECT b.id, b.name, count(*) AS offers, count(*) FILTER (WHERE 'manufacturer' = ANY(t.missing)) AS lacking
        FROM offer AS o JOIN variant AS v ON v.id = o.variant_id JOIN product AS p ON p.id = v.product_id
            LEFT JOIN brand AS b ON b.id = p.brand_id LEFT JOIN offer_state AS t ON t.offer_id = o.id
        WHERE o.seller_id = %s AND o.status = 'active' GROUP BY b.id, b.name
        ORDER BY lacking DESC, offers DESC, b.name LIMIT %s
        """,
        (seller_id, limit),
    )


async def touch_seller(conn: Connection, seller_id: int) -> None:
    """Note that something has changed on which all of a seller's offers depend."""
    await conn.execute("UPDATE seller SET changed = now() WHERE id = %s", (seller_id,))
