"""All SQL of the portal's pages of offers. Each runs as the seller, who sees nobody else's rows."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, LiteralString

import msgspec
from msgspec import Struct

from torg.catalog import Condition, Texts
from torg.core.db import Connection, one, rows
from torg.offers.models import Offer

OFFER_ROWS: LiteralString = """
    SELECT o.id, o.sku, p.id AS product, v.gtin, b.name AS brand, o.market, o.condition, o.stock, o.changed,
        coalesce(p.title ->> %(language)s, p.title ->> 'sv', p.title ->> 'en',
                 (SELECT min(t.value) FROM jsonb_each_text(p.title) AS t)) AS title,
        CASE o.market WHEN 'no' THEN 'NOK' WHEN 'dk' THEN 'DKK' WHEN 'fi' THEN 'EUR' ELSE 'SEK' END AS currency,
        coalesce(c.base_price, o.price) AS price, CASE WHEN o.price < c.base_price THEN o.price END AS asked,
        CASE WHEN o.status = 'withdrawn' THEN 'withdrawn' WHEN coalesce(s.hidden, '') <> '' THEN 'hidden'
             WHEN o.stock = 0 THEN 'sold_out' ELSE 'shown' END AS state,
        CASE WHEN o.status = 'withdrawn' THEN '{}'::text[] WHEN s.hidden = 'missing' THEN s.missing
             WHEN s.hidden <> '' THEN ARRAY[s.hidden] ELSE coalesce(s.missing, '{}') END AS why,
        (WITH RECURSIVE up AS (
            SELECT k.id, k.parent_id FROM category AS k WHERE k.id = p.category_id
            UNION ALL SELECT k.id, k.parent_id FROM category AS k JOIN up ON k.id = up.parent_id)
         SELECT up.id::text FROM up WHERE up.parent_id IS NULL) AS department
    FROM offer AS o JOIN variant AS v ON v.id = o.variant_id JOIN product AS p ON p.id = v.product_id
        LEFT JOIN brand AS b ON b.id = p.brand_id LEFT JOIN offer_in_campaign AS c ON c.offer_id = o.id
        LEFT JOIN offer_state AS s ON s.offer_id = o.id
    WHERE o.seller_id = %(seller)s"""
"""One row for each offer: its ordinary price, what is asked now, and how it stands with shoppers."""

CAMPAIGN_ROWS: LiteralString = """
    SELECT c.id, c.name, c.market, c.state, c.starts, c.ends, c.percent, c.claims,
        (SELECT count(*) FROM campaign_offer AS t WHERE t.campaign_id = c.id) AS offers
    FROM campaign AS c WHERE c.seller_id = %(seller)s"""


class OwnOffer(Struct, frozen=True):
    """One offer as its seller sees it, withdrawn or not."""

    id: int
    product_id: int
    variant_id: int
    seller_id: int
    market: str
    sku: str
    condition: Condition
    price: int
    """The ordinary price."""
    asked: int
    """What it costs right now."""
    regular: int | None
    stock: int
    delivery: int | None
    handling_days: int | None
    link: str | None
    status: str
    campaign_id: int | None
    source_id: int | None
    created: datetime
    changed: datetime

    def as_offer(self) -> Offer:
        """Give it as shoppers would meet it, its reduction left out."""
        return Offer(
            id=self.id,
            product_id=self.product_id,
            variant_id=self.variant_id,
            seller_id=self.seller_id,
            market=self.market,
            sku=self.sku,
            condition=self.condition,
            price=self.asked,
            stock=self.stock,
            delivery=self.delivery,
            handling_days=self.handling_days,
            link=self.link,
            reduction=None,
            created=self.created,
            changed=self.changed,
        )


_OWN: LiteralString = """
    SELECT o.id, v.product_id, o.variant_id, o.seller_id, o.market, o.sku, o.condition,
        coalesce(c.base_price, o.price) AS price, o.price AS asked,
        CASE WHEN c.offer_id IS NULL THEN o.regular ELSE c.base_regular END AS regular,
        o.stock, o.delivery, o.handling_days, o.link, o.status, c.campaign_id, o.source_id, o.created, o.changed
    FROM offer AS o JOIN variant AS v ON v.id = o.variant_id LEFT JOIN offer_in_campaign AS c ON c.offer_id = o.id"""


async def own_offer(conn: Connection, seller_id: int, offer_id: int) -> OwnOffer | None:
    """Find one of a seller's offers."""
    return await one(conn, OwnOffer, _OWN + " WHERE o.seller_id = %s AND o.id = %s", (seller_id, offer_id))


async def unassessed_offers(conn: Connection, seller_id: int, day: date, limit: int) -> list[OwnOffer]:
    """Find offers whose state is not known, is of another day, or is older than what it depends on."""
    return await rows(
        conn,
        OwnOffer,
        _OWN
        + """
            JOIN product AS p ON p.id = v.product_id JOIN seller AS s ON s.id = o.seller_id
            LEFT JOIN offer_state AS t ON t.offer_id = o.id
        WHERE o.seller_id = %s AND (t.offer_id IS NULL OR t.day <> %s
            OR t.assessed < greatest(o.changed, p.changed, s.changed))
        ORDER BY o.id LIMIT %s
        """,
        (seller_id, day, limit),
    )


async def save_offer_states(conn: Connection, day: date, states: Sequence[tuple[int, str, list[str]]]) -> None:
    """Keep how offers stand: id, why hidden, and the codes of what is missing."""
    named = [{"id": offer, "hidden": hidden, "missing": missing} for offer, hidden, missing in states]
    await conn.execute(
        """
        INSERT INTO offer_state (offer_id, hidden, missing, day, assessed)
        SELECT n.id, n.hidden, n.missing, %s, now()
        FROM jsonb_to_recordset(%s::jsonb) AS n (id bigint, hidden text, missing text[])
        ON CONFLICT (offer_id) DO UPDATE SET hidden = EXCLUDED.hidden, missing = EXCLUDED.missing,
            day = EXCLUDED.day, assessed = EXCLUDED.assessed
        """,
        (day, msgspec.json.encode(named).decode()),
    )


async def forget_offer_states(conn: Connection, seller_id: int) -> None:
    """Have every offer of a seller looked at anew."""
    await conn.execute(
        "DELETE FROM offer_state AS t USING offer AS o WHERE o.id = t.offer_id AND o.seller_id = %s", (seller_id,)
    )


async def count_hidden(conn: Connection, seller_id: int) -> list[tuple[str, int]]:
    """Count a seller's hidden offers by what hides them: a missing thing's code, else the reason, the most first."""
    cursor = await conn.execute(
        """
        SELECT each.code, count(*) FROM offer AS o JOIN offer_state AS t ON t.offer_id = o.id
            CROSS JOIN LATERAL unnest(
                CASE t.hidden WHEN 'missing' THEN t.missing ELSE ARRAY[t.hidden] END) AS each (code)
        WHERE o.seller_id = %s AND o.status = 'active' AND t.hidden <> ''
        GROUP BY each.code ORDER BY count(*) DESC, each.code
        """,
        (seller_id,),
    )
    found: list[tuple[str, int]] = await cursor.fetchall()
    return found


class Sellable(Struct, frozen=True):
    """One variant of a product that a seller could offer."""

    variant_id: int
    product_id: int
    title: Texts
    brand: str | None
    gtin: str | None
    mpn: str | None
    options: dict[str, str]
    picture: str | None
    mine: int
    """How many offers of it the seller has."""


_SELLABLE: LiteralString = """
    SELECT v.id AS variant_id, p.id AS product_id, p.title, b.name AS brand, v.gtin, v.mpn, v.options,
        v.pictures ->> 0 AS picture,
        (SELECT count(*) FROM offer AS o WHERE o.variant_id = v.id AND o.seller_id = %(seller)s
            AND o.status = 'active') AS mine
    FROM variant AS v JOIN product AS p ON p.id = v.product_id LEFT JOIN brand AS b ON b.id = p.brand_id"""


async def sellable_by_gtin(conn: Connection, seller_id: int, gtin: str) -> list[Sellable]:
    """Find the variant of a canonical GTIN."""
    return await rows(conn, Sellable, _SELLABLE + " WHERE v.gtin = %(gtin)s", {"seller": seller_id, "gtin": gtin})


async def sellable_by_products(conn: Connection, seller_id: int, products: Collection[int]) -> list[Sellable]:
    """Find the variants of these products."""
    return await rows(
        conn,
        Sellable,
        _SELLABLE + " WHERE p.id = ANY(%(products)s) ORDER BY array_position(%(products)s, p.id), v.id LIMIT 200",
        {"seller": seller_id, "products": list(products)},
    )


async def sellable_by_words(conn: Connection, seller_id: int, words: Sequence[str], limit: int = 50) -> list[Sellable]:
    """Find variants in whose title, brand or model number all of some words occur, the most wanted products first."""
    patterns = ["%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%" for word in words]
    return await rows(
        conn,
        Sellable,
        _SELLABLE
        + """
        WHERE concat_ws(' ', p.title::text, b.name, v.mpn) ILIKE ALL (%(patterns)s)
        ORDER BY p.popularity DESC, v.id LIMIT %(limit)s
        """,
        {"seller": seller_id, "patterns": patterns, "limit": limit},
    )


async def sellable(conn: Connection, seller_id: int, variant_id: int) -> Sellable | None:
    """Find one variant."""
    return await one(
        conn, Sellable, _SELLABLE + " WHERE v.id = %(variant)s", {"seller": seller_id, "variant": variant_id}
    )


async def sku_taken(conn: Connection, seller_id: int, sku: str, market: str) -> bool:
    """Tell whether a seller has an offer of that article number in a market, withdrawn or not."""
    cursor = await conn.execute(
        "SELECT FROM offer WHERE seller_id = %s AND sku = %s AND market = %s", (seller_id, sku, market)
    )
    return await cursor.fetchone() is not None


async def add_offer(conn: Connection, fields: dict[str, Any]) -> int:
    """Add an offer with the first line of its price log; give its id."""
    cursor = await conn.execute(
        """
        INSERT INTO offer (seller_id, variant_id, market, sku, condition, price, stock, delivery, handling_days)
        VALUES (%(seller_id)s, %(variant_id)s, %(market)s, %(sku)s, %(condition)s, %(price)s, %(stock)s,
                %(delivery)s, %(handling_days)s) RETURNING id
        """,
        fields,
    )
    row = await cursor.fetchone()
    if row is None:
        raise LookupError("PostgreSQL gave no offer")
    await conn.execute(
        "INSERT INTO price_log (offer_id, market, at, price) VALUES (%s, %s, now(), %s)",
        (row[0], fields["market"], fields["price"]),
    )
    return int(row[0])


class BulkEdit(Struct, frozen=True):
    """An uploaded file of prices and stocks."""

    id: int
    seller_id: int
    file: str
    changes: list[dict[str, Any]]
    refused: list[dict[str, Any]]
    actor: str
    created: datetime
    applied: datetime | None
    report: dict[str, Any] | None


async def insert_bulk_edit(
    conn: Connection, seller_id: int, file: str, changes: bytes, refused: bytes, actor: str
) -> int:
    """Keep an uploaded file's changes until they are made."""
    cursor = await conn.execute(
        """
        INSERT INTO bulk_edit (seller_id, file, changes, refused, actor)
        VALUES (%s, %s, %s::jsonb, %s::jsonb, %s) RETURNING id
        """,
        (seller_id, file, changes.decode(), refused.decode(), actor),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def find_bulk_edit(conn: Connection, seller_id: int, edit_id: int, *, lock: bool = False) -> BulkEdit | None:
    """Find an uploaded file, and lock it when asked to."""
    query: LiteralString = """
        SELECT id, seller_id, file, changes, refused, actor, created, applied, report FROM bulk_edit
        WHERE seller_id = %s AND id = %s"""
    return await one(conn, BulkEdit, query + (" FOR NO KEY UPDATE" if lock else ""), (seller_id, edit_id))


async def save_applied(conn: Connection, edit_id: int, report: bytes) -> None:
    """Note that a file's changes were made, and what became of them."""
    await conn.execute(
        "UPDATE bulk_edit SET applied = now(), report = %s::jsonb WHERE id = %s", (report.decode(), edit_id)
    )


async def sku_states(conn: Connection, seller_id: int, ids: Collection[int]) -> list[tuple[str, str]]:
    """Find article number and market of a seller's offers by id."""
    cursor = await conn.execute(
        "SELECT sku, market FROM offer WHERE seller_id = %s AND id = ANY(%s) ORDER BY id", (seller_id, list(ids))
    )
    found: list[tuple[str, str]] = await cursor.fetchall()
    return found


async def offers_for_file(conn: Connection, seller_id: int, language: str) -> list[tuple[Any, ...]]:
    """Find what a file of a seller's prices and stocks has: sku, market, title, price, regular, stock, condition."""
    cursor = await conn.execute(
        """
        SELECT o.sku, o.market, coalesce(p.title ->> %(language)s, (
                SELECT min(t.value) FROM jsonb_each_text(p.title) AS t)),
            coalesce(c.base_price, o.price), CASE WHEN c.offer_id IS NULL THEN o.regular ELSE c.base_regular END,
            o.stock, o.condition
        FROM offer AS o JOIN variant AS v ON v.id = o.variant_id JOIN product AS p ON p.id = v.product_id
            LEFT JOIN offer_in_campaign AS c ON c.offer_id = o.id
        WHERE o.seller_id = %(seller)s AND o.status = 'active' ORDER BY o.sku, o.market
        """,
        {"seller": seller_id, "language": language},
    )
    return await cursor.fetchall()


async def categories_sold(conn: Connection, seller_id: int, limit: int = 200) -> list[tuple[int, int]]:
    """Find the categories of what a seller offers, with how many offers, the most first."""
    cursor = await conn.execute(
        """
        SELECT p.category_id, count(*) FROM offer AS o JOIN variant AS v ON v.id = o.variant_id
            JOIN product AS p ON p.id = v.product_id
        WHERE o.seller_id = %s AND o.status = 'active' AND p.category_id IS NOT NULL
        GROUP BY p.category_id ORDER BY count(*) DESC, p.category_id LIMIT %s
        """,
        (seller_id, limit),
    )
    found: list[tuple[int, int]] = await cursor.fetchall()
    return found
