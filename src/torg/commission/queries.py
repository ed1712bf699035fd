"""All SQL that touches commission plans."""

from typing import Any

from msgspec import Struct

from torg.commission.models import NewPlan, Plan
from torg.core.db import Connection, one, rows

_COLUMNS = "id, market, category_id, seller_id, valid_from, valid_until, rate, fixed, minimum, announced"


class Affected(Struct, frozen=True):
    """A seller that a plan may concern, and where to write to it."""

    id: int
    name: str
    slug: str
    email: str
    languages: list[str]


async def plans_of(conn: Connection, market: str) -> list[Plan]:
    """Find every version of every plan of a market; under `as_seller` those that concern that seller."""
    return await rows(conn, Plan, f"SELECT {_COLUMNS} FROM commission_plan WHERE market = %s ORDER BY id", (market,))  # noqa: S608


async def plan_by_id(conn: Connection, plan_id: int) -> Plan | None:
    """Find one version."""
    return await one(conn, Plan, f"SELECT {_COLUMNS} FROM commission_plan WHERE id = %s", (plan_id,))  # noqa: S608


async def lock_price_list(conn: Connection, market: str) -> None:
    """Let nobody else change the plans of a market until the transaction ends."""
    await conn.execute("SELECT pg_advisory_xact_lock(1668246893, hashtext(%s))", (market,))


async def insert_plan(conn: Connection, actor: str, new: NewPlan, why: str) -> Plan:
    """Add a version."""
    made = await one(
        conn,
        Plan,
        f"""
        INSERT INTO commission_plan (market, category_id, seller_id, valid_from, valid_until, rate, fixed, minimum,
                                     actor, why)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING {_COLUMNS}
        """,  # noqa: S608
        (
            new.market, new.category_id, new.seller_id, new.valid_from, new.valid_until, new.rate, new.fixed,
            new.minimum, actor, why,
        ),
    )  # fmt: skip
    if made is None:
        raise AssertionError("an INSERT without a conflict gives its row")
    return made


async def sellers_to_tell(conn: Connection, market: str, seller_id: int | None) -> list[Affected]:
    """Find the seller of that number, or everybody who sells in a market or is about to; closed ones left out."""
    return await rows(
        conn,
        Affected,
        """
        SELECT id, name, slug, email, languages FROM seller
        WHERE (id = %(seller)s OR (%(seller)s::bigint IS NULL AND (home_market = %(market)s OR delivery ? %(market)s)))
          AND status NOT IN ('draft', 'closed') AND email <> ''
        ORDER BY id
        """,
        {"seller": seller_id, "market": market},
    )


async def offered_categories(conn: Connection, market: str, seller_id: int) -> list[tuple[int, int]]:
    """Count a seller's offers in a market by category, the most offered first, 200 at most."""
    cursor = await conn.execute(
        """
        SELECT p.category_id, count(*) FROM offer o JOIN variant v ON v.id = o.variant_id
        JOIN product p ON p.id = v.product_id
        WHERE o.seller_id = %s AND o.market = %s AND o.status = 'active' AND p.category_id IS NOT NULL
        GROUP BY p.category_id ORDER BY count(*) DESC, p.category_id LIMIT 200
        """,
        (seller_id, market),
    )
    return [(int(row[0]), int(row[1])) for row in await cursor.fetchall()]


async def count_touched(
    conn: Connection, market: str, categories: list[int] | None, seller_id: int | None
) -> tuple[int, int]:
    """Count the sellers and the offers in some categories (all when none), of one seller or of everybody."""
    cursor = await conn.execute(
        """
        SELECT count(DISTINCT o.seller_id), count(*) FROM offer o JOIN variant v ON v.id = o.variant_id
        JOIN product p ON p.id = v.product_id
        WHERE o.market = %(market)s AND o.status = 'active'
          AND (%(categories)s::int[] IS NULL OR p.category_id = ANY(%(categories)s))
          AND (%(seller)s::bigint IS NULL OR o.seller_id = %(seller)s)
        """,
        {"market": market, "categories": categories, "seller": seller_id},
    )
    found: tuple[Any, ...] = await cursor.fetchone() or (0, 0)
    return int(found[0]), int(found[1])


PLAN_ROWS = """
    SELECT c.id, c.market, c.category_id, c.seller_id, s.name AS seller, c.valid_from, c.valid_until,
           c.rate / 10000.0 AS share, c.fixed, c.minimum, c.announced, c.actor, c.why,
           CASE c.market WHEN 'se' THEN 'SEK' WHEN 'no' THEN 'NOK' WHEN 'dk' THEN 'DKK' ELSE 'EUR' END AS currency,
           CASE WHEN c.rate IS NULL THEN 'ends' WHEN c.valid_from > current_date THEN 'announced'
                WHEN c.valid_until < current_date THEN 'over'
                WHEN EXISTS (SELECT FROM commission_plan n
                             WHERE n.market = c.market AND n.category_id IS NOT DISTINCT FROM c.category_id
                               AND n.seller_id IS NOT DISTINCT FROM c.seller_id AND n.valid_from <= current_date
                               AND (n.valid_until IS NULL OR n.valid_until >= current_date)
                               AND (n.valid_from, n.id) > (c.valid_from, c.id)) THEN 'replaced'
                ELSE 'holds' END AS state
    FROM commission_plan c LEFT JOIN seller s ON s.id = c.seller_id
"""
"""The versions as the office lists them."""
