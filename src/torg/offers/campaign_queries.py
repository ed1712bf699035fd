"""All SQL of campaigns."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import msgspec

from torg.core.db import Connection, rows
from torg.offers.campaign_models import Campaign, CampaignPlan, SelectedOffer
from torg.offers.import_queries import Cut, StoredOffer

_COLUMNS = """id, seller_id, market, name, state, starts, ends, percent, whole, claims, skus, categories, brands,
    everything, started, ended, actor, created"""
_SELECTED = """
    FROM offer AS o JOIN variant AS v ON v.id = o.variant_id JOIN product AS p ON p.id = v.product_id
        LEFT JOIN offer_in_campaign AS c ON c.offer_id = o.id
        LEFT JOIN jsonb_each_text(%(prices)s::jsonb) AS own ON own.key = o.sku
    WHERE o.seller_id = %(seller)s AND o.market = %(market)s AND o.status = 'active' AND CASE
        WHEN %(fixed)s THEN own.key IS NOT NULL
        ELSE %(everything)s OR o.sku = ANY(%(skus)s) OR (
            (cardinality(%(categories)s::integer[]) > 0 OR cardinality(%(brands)s::bigint[]) > 0)
            AND (cardinality(%(categories)s::integer[]) = 0 OR p.category_id = ANY(%(within)s))
            AND (cardinality(%(brands)s::bigint[]) = 0 OR p.brand_id = ANY(%(brands)s)))
        END"""


async def insert_campaign(conn: Connection, seller_id: int, plan: CampaignPlan, actor: str) -> Campaign:
    """Add a scheduled campaign with its prices."""
    fields = {name: getattr(plan, name) for name in plan.__struct_fields__ if name != "prices"}
    found = await rows(
        conn,
        Campaign,
        f"""
        INSERT INTO campaign (seller_id, market, name, starts, ends, percent, whole, claims, skus, categories, brands,
                              everything, actor)
        VALUES (%(seller)s, %(market)s, %(name)s, %(starts)s, %(ends)s, %(percent)s, %(whole)s, %(claims)s, %(skus)s,
                %(categories)s, %(brands)s, %(everything)s, %(actor)s) RETURNING {_COLUMNS}
        """,  # noqa: S608
        {**fields, "seller": seller_id, "actor": actor},
    )
    if plan.prices:
        await conn.execute(
            """
            INSERT INTO campaign_price (campaign_id, sku, price)
            SELECT %s, p.key, p.value::bigint FROM jsonb_each_text(%s::jsonb) AS p
            """,
            (found[0].id, msgspec.json.encode(plan.prices).decode()),
        )
    return found[0]


async def campaigns_of(conn: Connection, seller_id: int) -> list[Campaign]:
    """Find a seller's campaigns, the latest first."""
    return await rows(
        conn,
        Campaign,
        f"SELECT {_COLUMNS} FROM campaign WHERE seller_id = %s ORDER BY starts DESC, id DESC",  # noqa: S608
        (seller_id,),
    )


async def find_campaign(conn: Connection, campaign_id: int) -> Campaign | None:
    """Find one campaign."""
    found = await rows(conn, Campaign, f"SELECT {_COLUMNS} FROM campaign WHERE id = %s", (campaign_id,))  # noqa: S608
    return found[0] if found else None


async def lock_campaign(conn: Connection, campaign_id: int) -> Campaign | None:
    """Find one campaign and lock it; the caller holds its seller's lock already."""
    found = await rows(
        conn,
        Campaign,
        f"SELECT {_COLUMNS} FROM campaign WHERE id = %s FOR NO KEY UPDATE",  # noqa: S608
        (campaign_id,),
    )
    return found[0] if found else None


async def prices_of_campaign(conn: Connection, campaign_id: int) -> dict[str, int]:
    """Find a campaign's own prices by article number."""
    cursor = await conn.execute("SELECT sku, price FROM campaign_price WHERE campaign_id = %s", (campaign_id,))
    return dict(await cursor.fetchall())


async def due_campaigns(conn: Connection, now: datetime) -> list[int]:
    """Find the campaigns that should have begun or ended by now: those that end first, then by the time due."""
    cursor = await conn.execute(
        """
        SELECT id FROM campaign
        WHERE (state = 'running' AND ends <= %(now)s) OR (state = 'scheduled' AND starts <= %(now)s)
        ORDER BY state <> 'running', CASE state WHEN 'running' THEN ends ELSE starts END, id
        """,
        {"now": now},
    )
    return [row[0] for row in await cursor.fetchall()]


async def selected_offers(
    conn: Connection, seller_id: int, plan: CampaignPlan, within: Sequence[int], limit: int | None = None
) -> list[SelectedOffer]:
    """Find what a plan selects at this moment, by article number; `within` are its categories and all below them."""
    return await rows(
        conn,
        SelectedOffer,
        f"""
        SELECT o.id AS offer_id, o.sku, p.id AS product_id, p.title, coalesce(c.base_price, o.price) AS ordinary,
               o.price AS asked, own.value::bigint AS own_price
        {_SELECTED} ORDER BY o.sku LIMIT %(limit)s
        """,
        {**_selection(seller_id, plan, within), "limit": limit},
    )


async def count_selected(conn: Connection, seller_id: int, plan: CampaignPlan, within: Sequence[int]) -> int:
    """Count what a plan selects at this moment."""
    cursor = await conn.execute(f"SELECT count(*) {_SELECTED}", _selection(seller_id, plan, within))
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


def _selection(seller_id: int, plan: CampaignPlan, within: Sequence[int]) -> dict[str, Any]:
    return {
        "seller": seller_id,
        "market": plan.market,
        "prices": msgspec.json.encode(plan.prices).decode(),
        "fixed": plan.percent is None,
        "everything": plan.everything,
        "skus": plan.skus,
        "categories": plan.categories,
        "brands": plan.brands,
        "within": list(within),
    }


async def take_in(conn: Connection, campaign_id: int, offers: Sequence[SelectedOffer]) -> None:
    """Note which offers a campaign takes in."""
    await conn.execute(
        """
        INSERT INTO campaign_offer (campaign_id, offer_id, price)
        SELECT %s, o.offer_id, o.own_price FROM jsonb_to_recordset(%s::jsonb) AS o (offer_id bigint, own_price bigint)
        """,
        (campaign_id, msgspec.json.encode(offers).decode()),
    )


async def save_state(conn: Connection, campaign_id: int, state: str) -> None:
    """Give a campaign, whose row the caller holds, another state, and note when it began or ended."""
    await conn.execute(
        """
        UPDATE campaign SET state = %(state)s,
            started = CASE WHEN %(state)s = 'running' THEN now() ELSE started END,
            ended = CASE WHEN %(state)s = 'ended' THEN now() ELSE ended END
        WHERE id = %(id)s
        """,
        {"id": campaign_id, "state": state},
    )


async def save_end(conn: Connection, campaign_id: int, ends: datetime) -> None:
    """Give a campaign, whose row the caller holds, another end."""
    await conn.execute("UPDATE campaign SET ends = %s WHERE id = %s", (ends, campaign_id))


async def skus_in_campaign(conn: Connection, campaign_id: int) -> list[str]:
    """Find the article numbers of the offers that a campaign took in."""
    cursor = await conn.execute(
        """
        SELECT o.sku FROM campaign_offer AS t JOIN offer AS o ON o.id = t.offer_id
        WHERE t.campaign_id = %s ORDER BY o.sku
        """,
        (campaign_id,),
    )
    return [row[0] for row in await cursor.fetchall()]


async def running_cuts(conn: Connection, offer_ids: Collection[int]) -> dict[int, list[Cut]]:
    """Find what every running campaign does to each of these offers."""
    cursor = await conn.execute(
        """
        SELECT t.offer_id, c.id, c.percent, t.price, c.whole, c.claims, c.started
        FROM campaign_offer AS t JOIN campaign AS c ON c.id = t.campaign_id
        WHERE t.offer_id = ANY(%s) AND c.state = 'running' AND t.gone IS NULL ORDER BY t.offer_id, c.started, c.id
        """,
        (list(offer_ids),),
    )
    cuts: dict[int, list[Cut]] = {}
    for offer_id, *fields in await cursor.fetchall():
        cuts.setdefault(offer_id, []).append(Cut(*fields))
    return cuts


async def enter_campaigns(conn: Connection, offers: Sequence[tuple[StoredOffer, Cut]]) -> None:
    """Say which campaign decides the price of these offers, and keep their ordinary prices."""
    if offers:
        await conn.execute(
            """
            INSERT INTO offer_in_campaign (offer_id, campaign_id, base_price, base_regular, base_since, percent, price,
                                           whole, claims, since)
            SELECT * FROM jsonb_to_recordset(%s::jsonb) AS o (
                offer_id bigint, campaign_id bigint, base_price bigint, base_regular bigint, base_since timestamptz,
                percent smallint, price bigint, whole boolean, claims boolean, since timestamptz)
            ON CONFLICT (offer_id) DO UPDATE SET campaign_id = EXCLUDED.campaign_id, percent = EXCLUDED.percent,
                price = EXCLUDED.price, whole = EXCLUDED.whole, claims = EXCLUDED.claims, since = EXCLUDED.since
            """,
            (
                msgspec.json.encode(
                    [
                        {
                            **msgspec.structs.asdict(cut),
                            "offer_id": offer.id,
                            "base_price": offer.price,
                            "base_regular": offer.regular,
                            "base_since": offer.claimed_since,
                        }
                        for offer, cut in offers
                    ]
                ).decode(),
            ),
        )


async def save_ordinary(conn: Connection, offers: Sequence[StoredOffer]) -> None:
    """Keep new ordinary prices of offers that are in a campaign."""
    if offers:
        await conn.execute(
            """
            UPDATE offer_in_campaign AS c SET base_price = n.price, base_regular = n.regular,
                base_since = n.claimed_since
            FROM jsonb_to_recordset(%s::jsonb) AS n (
                id bigint, price bigint, regular bigint, claimed_since timestamptz)
            WHERE c.offer_id = n.id
            """,
            (msgspec.json.encode(offers).decode(),),
        )


async def leave_campaigns(conn: Connection, offer_ids: Sequence[int]) -> None:
    """Let no campaign decide these offers any more."""
    if offer_ids:
        await conn.execute("DELETE FROM offer_in_campaign WHERE offer_id = ANY(%s)", (list(offer_ids),))


async def withdraw_from_campaigns(conn: Connection, offer_ids: Sequence[int]) -> None:
    """Take offers out of every running campaign for good: one that comes back later has its ordinary price."""
    if offer_ids:
        await conn.execute(
            """
            UPDATE campaign_offer AS t SET gone = now() FROM campaign AS c
            WHERE t.offer_id = ANY(%s) AND c.id = t.campaign_id AND c.state = 'running' AND t.gone IS NULL
            """,
            (list(offer_ids),),
        )
        await leave_campaigns(conn, offer_ids)
