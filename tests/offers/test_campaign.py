"""Nils runs campaigns: each begins once, ends once, and leaves the prices as it found them."""

import asyncio
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from msgspec.structs import replace

from tests.offers.conftest import DRILL, KAISA, NILS, Import, item, opened
from tests.offers.queries import offers, prices, told
from torg.catalog import FeedPrice
from torg.core.actor import SYSTEM, Actor
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.offers import (
    BadCampaign,
    CampaignNotFound,
    CampaignOver,
    CampaignPlan,
    PriceAndStock,
    cancel_campaign,
    due_campaigns,
    import_feed,
    move_end,
    plan_campaign,
    preview_campaign,
    see_to_campaign,
    set_price_and_stock,
)
from torg.offers.errors import CampaignsBarred
from torg.sellers import Seller

NILS_HIMSELF = Actor("seller", "1/1")
HOUR = timedelta(hours=1)


def plan(**fields: object) -> CampaignPlan:
    """Twenty per cent off everything in Sweden, for a day from an hour ago."""
    now = datetime.now(UTC)
    usual = CampaignPlan("se", "Höstrea", now - HOUR, now + 24 * HOUR, percent=20, everything=True)
    return replace(usual, **fields)


async def run_due(conn: Connection) -> list[str]:
    """What the job does, in one transaction; the time of a transaction stands still."""
    now = datetime.now(UTC)
    done = [await see_to_campaign(conn, SYSTEM, each) for each in await due_campaigns(conn, now)]
    return [each.state for each in done if each is not None]


async def price_of(conn: Connection, sku: str, market: str = "se") -> tuple[int, int | None]:
    offer = (await offers(conn))[("nils-verktyg", sku, market)]
    return offer["price"], offer["regular"]


async def test_a_campaign_lowers_prices_and_gives_them_back(conn: Connection, nils: Seller, bring: Import) -> None:
    both = [FeedPrice("se", 9900), FeedPrice("no", 10900)]
    await bring(nils, item("BORR", prices=both), item("SÅG", 20000))
    campaign = await plan_campaign(conn, NILS_HIMSELF, nils.id, plan())
    assert await run_due(conn) == ["running"]
    assert await price_of(conn, "BORR") == (7920, 9900)
    assert await price_of(conn, "BORR", "no") == (10900, None)
    await cancel_campaign(conn, NILS_HIMSELF, nils.id, campaign.id)
    assert await price_of(conn, "BORR") == (9900, None)
    assert [entry for entry in await prices(conn) if entry[0] == "SÅG"] == [
        ("SÅG", "se", 20000, None),
        ("SÅG", "se", 16000, 20000),
        ("SÅG", "se", 20000, None),
    ]


async def test_each_change_is_journaled_for_the_shelf_and_the_seller(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    await bring(nils, item("BORR"))
    campaign = await plan_campaign(conn, NILS_HIMSELF, nils.id, plan())
    await run_due(conn)
    kind, _, market, body = (await told(conn))[-1]
    assert (kind, market, body["price"], body["campaign"]) == ("offer.changed", "se", [9900, 7920], campaign.id)
    cursor = await conn.execute(
        "SELECT kind, seller_id, body FROM journal WHERE kind LIKE 'campaign%' ORDER BY xid, id"
    )
    entries = await cursor.fetchall()
    assert [(kind, seller) for kind, seller, _ in entries] == [
        ("campaign.planned", nils.id),
        ("campaign.started", nils.id),
    ]
    assert entries[1][2]["changed"] == 1


async def test_nothing_happens_before_its_time_and_nothing_twice(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("BORR"))
    later = await plan_campaign(conn, NILS_HIMSELF, nils.id, plan(starts=datetime.now(UTC) + HOUR))
    assert await run_due(conn) == []
    assert await see_to_campaign(conn, SYSTEM, later.id) is None
    now = await plan_campaign(conn, NILS_HIMSELF, nils.id, plan())
    assert await run_due(conn) == ["running"]
    assert await run_due(conn) == []
    assert await see_to_campaign(conn, SYSTEM, now.id) is None
    assert len(await prices(conn)) == 2


async def test_one_whose_time_passed_unseen_ends_without_having_begun(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    await bring(nils, item("BORR"))
    campaign = await plan_campaign(conn, NILS_HIMSELF, nils.id, plan())
    await conn.execute("UPDATE campaign SET starts = now() - interval '2 h', ends = now() - interval '1 h'")
    assert await run_due(conn) == ["ended"]
    assert await price_of(conn, "BORR") == (9900, None)
    with pytest.raises(CampaignOver):
        await cancel_campaign(conn, NILS_HIMSELF, nils.id, campaign.id)


async def test_of_several_campaigns_the_lowest_price_holds_and_they_never_add_up(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    await bring(nils, item("BORR", 10000), item("SÅG", 20000))
    await plan_campaign(conn, NILS_HIMSELF, nils.id, plan(percent=20))
    deeper = await plan_campaign(conn, NILS_HIMSELF, nils.id, plan(percent=30, everything=False, skus=["BORR"]))
    assert await run_due(conn) == ["running", "running"]
    assert [await price_of(conn, "BORR"), await price_of(conn, "SÅG")] == [(7000, 10000), (16000, 20000)]
    await cancel_campaign(conn, NILS_HIMSELF, nils.id, deeper.id)
    assert await price_of(conn, "BORR") == (8000, 10000)


async def test_prices_of_its_own_and_whole_kronor(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("BORR", 9990), item("SÅG", 5000), item("HAMMARE", 9990))
    await plan_campaign(
        conn, NILS_HIMSELF, nils.id, plan(percent=None, everything=False, prices={"BORR": 7900, "SÅG": 6000})
    )
    await plan_campaign(conn, NILS_HIMSELF, nils.id, plan(percent=15, whole=True, everything=False, skus=["HAMMARE"]))
    await run_due(conn)
    assert await price_of(conn, "BORR") == (7900, 9990)
    assert await price_of(conn, "SÅG") == (5000, None), "a campaign never makes dearer"
    assert await price_of(conn, "HAMMARE") == (8400, 9990)


async def test_selection_by_category_and_brand(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(
        nils,
        item("A", brand="Ask", google_category=2549),
        item("B", brand="Björk", google_category=2549),
        item("C", brand="Ask", google_category=680),
        item("D", brand="Ask", google_category=784),
    )
    cursor = await conn.execute("SELECT id FROM brand WHERE name = 'Ask'")
    (ask,) = await cursor.fetchone() or (0,)
    household = plan(everything=False, categories=[604])
    assert [row.offer.sku for row in (await preview_campaign(conn, nils.id, household)).rows] == ["A", "B"]
    both = replace(household, brands=[ask])
    assert [row.offer.sku for row in (await preview_campaign(conn, nils.id, both)).rows] == ["A"]
    named = replace(both, skus=["D"])
    assert [row.offer.sku for row in (await preview_campaign(conn, nils.id, named)).rows] == ["A", "D"]


async def test_a_new_ordinary_price_is_lowered_too_without_a_moment_between(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    """The control: without the ordinary price kept apart, the log would have a rise that interrupts the reduction."""
    await bring(nils, item("BORR", 10000))
    campaign = await plan_campaign(conn, NILS_HIMSELF, nils.id, plan())
    await run_due(conn)
    await bring(nils, item("BORR", 11000))
    assert await price_of(conn, "BORR") == (8800, 11000)
    (result,) = await set_price_and_stock(conn, NILS_HIMSELF, nils.id, [PriceAndStock("BORR", "se", price=9000)])
    assert (result.outcome, await price_of(conn, "BORR")) == ("changed", (7200, 9000))
    (result,) = await set_price_and_stock(conn, NILS_HIMSELF, nils.id, [PriceAndStock("BORR", "se", stock=3)])
    assert (result.outcome, await price_of(conn, "BORR")) == ("changed", (7200, 9000))
    assert [entry[2] for entry in await prices(conn)] == [10000, 8000, 8800, 7200]
    await cancel_campaign(conn, NILS_HIMSELF, nils.id, campaign.id)
    assert await price_of(conn, "BORR") == (9000, None)


async def test_a_withdrawn_offer_leaves_the_campaign_for_good(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("BORR", 10000))
    campaign = await plan_campaign(conn, NILS_HIMSELF, nils.id, plan())
    await run_due(conn)
    await bring(nils, item("BORR", removed=True))
    await bring(nils, item("BORR", 10000))
    assert await price_of(conn, "BORR") == (10000, None)
    await cancel_campaign(conn, NILS_HIMSELF, nils.id, campaign.id)
    assert await price_of(conn, "BORR") == (10000, None)


async def test_a_claim_of_the_sellers_own_goes_on_within_and_after(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    await bring(nils, item("BORR", prices=[FeedPrice("se", 8000, regular=12000)]))
    campaign = await plan_campaign(conn, NILS_HIMSELF, nils.id, plan())
    await run_due(conn)
    assert await price_of(conn, "BORR") == (6400, 12000)
    await cancel_campaign(conn, NILS_HIMSELF, nils.id, campaign.id)
    assert await price_of(conn, "BORR") == (8000, 12000)


async def test_a_campaign_without_a_claim_has_no_badge(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("BORR", 10000))
    await plan_campaign(conn, NILS_HIMSELF, nils.id, plan(claims=False))
    await run_due(conn)
    assert await price_of(conn, "BORR") == (8000, None)


async def test_the_preview_says_what_shoppers_will_see(conn: Connection, nils: Seller, bring: Import) -> None:
    now = datetime.now(UTC)
    for days, price in ((60, 10000), (20, 7500), (15, 10000)):
        await bring(nils, item("KAMPANJAD", price), at=now - timedelta(days=days), source="a", complete=False)
    await bring(nils, item("STADIG", 10000), at=now - timedelta(days=60), source="b", complete=False)
    await bring(nils, item("NY", 10000), at=now - timedelta(days=5), source="c", complete=False)
    preview = await preview_campaign(conn, nils.id, plan(starts=now + HOUR))
    seen = {row.offer.sku: (row.reduction and row.reduction.percent, row.refused, row.lowest) for row in preview.rows}
    assert seen == {
        "KAMPANJAD": (None, "not_lower", 7500),
        "NY": (None, "too_young", None),
        "STADIG": (20, None, 10000),
    }
    assert (preview.selected, preview.with_badge) == (3, 1)
    assert {row.price for row in preview.rows} == {8000}, "the price itself is never refused"


async def test_a_long_sale_is_warned_of(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("BORR"))
    starts = datetime(2027, 1, 10, tzinfo=UTC)
    await plan_campaign(conn, NILS_HIMSELF, nils.id, plan(starts=starts, ends=starts + timedelta(days=50)))
    week = await preview_campaign(conn, nils.id, plan(starts=starts, ends=starts + timedelta(days=7)))
    assert week.warnings == []
    march = datetime(2027, 3, 10, tzinfo=UTC)
    sale = await preview_campaign(conn, nils.id, plan(starts=march, ends=march + timedelta(days=22)))
    assert [(each.code, each.days) for each in sale.warnings] == [("long_sale", 22), ("much_of_the_year", 74)]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"market": "xx"}, "market"),
        ({"percent": 0}, "percent"),
        ({"percent": 96}, "percent"),
        ({"percent": None}, "percent"),
        ({"prices": {"BORR": 1}}, "percent"),
        ({"percent": None, "prices": {"BORR": 0}}, "prices"),
        ({"everything": False}, "skus"),
        ({"everything": False, "categories": [99999999]}, "categories"),
        ({"ends": datetime(2020, 1, 1, tzinfo=UTC)}, "ends"),
        ({"ends": datetime(2099, 1, 1, tzinfo=UTC)}, "ends"),
        ({"skus": ["A\x00"]}, "skus"),
    ],
)
async def test_a_plan_that_cannot_be_is_refused_with_its_field(
    conn: Connection, nils: Seller, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(BadCampaign) as refused:
        await plan_campaign(conn, NILS_HIMSELF, nils.id, plan(**wrong))
    assert refused.value.extra["field"] == field


async def test_a_seller_plans_for_itself_only(conn: Connection, nils: Seller, kaisa: Seller, bring: Import) -> None:
    await bring(nils, item("BORR"))
    await bring(kaisa, item("BOK"))
    async with as_seller(conn, kaisa.id):
        hers = await plan_campaign(conn, Actor("seller", "2/2"), kaisa.id, plan())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with conn.transaction():
                await plan_campaign(conn, Actor("seller", "2/2"), nils.id, plan())
    async with as_seller(conn, nils.id):
        with pytest.raises(CampaignNotFound):
            await cancel_campaign(conn, NILS_HIMSELF, nils.id, hers.id)
        with pytest.raises(CampaignNotFound):
            await move_end(conn, NILS_HIMSELF, nils.id, hers.id, datetime.now(UTC) + HOUR)
        mine = await plan_campaign(
            conn, NILS_HIMSELF, nils.id, plan(percent=None, everything=False, prices={"BORR": 50})
        )
        assert (await preview_campaign(conn, nils.id, plan())).selected == 1
    await run_due(conn)
    async with as_seller(conn, nils.id):
        assert (await cancel_campaign(conn, NILS_HIMSELF, nils.id, mine.id)).state == "ended"
    assert await price_of(conn, "BORR") == (9900, None)


async def test_two_workers_begin_a_campaign_once(fresh_database: str) -> None:
    """The control is the lock: without it both would find the campaign waiting, and log its prices twice."""
    async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
        seller = await opened(conn, NILS)
        other = await opened(conn, KAISA)
        for each in (seller, other):
            await import_feed(conn, SYSTEM, each, "main", [item("BORR", gtin=DRILL)])
            await plan_campaign(conn, SYSTEM, each.id, plan())
        await conn.commit()
        due = await due_campaigns(conn, datetime.now(UTC))
        await conn.commit()

    async def worker() -> list[str]:
        states = []
        async with await psycopg.AsyncConnection.connect(fresh_database) as mine:
            for each in due:
                found = await see_to_campaign(mine, SYSTEM, each)
                states += [found.state] if found else []
                await mine.commit()
        return states

    states = await asyncio.gather(worker(), worker(), worker())
    assert sorted(state for each in states for state in each) == ["running", "running"]
    async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
        assert len(await prices(conn)) == 4
        cursor = await conn.execute("SELECT count(*) FROM journal WHERE kind = 'campaign.started'")
        assert await cursor.fetchone() == (2,)


async def test_who_is_kept_from_campaigns_is_told_so(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("BORR"))
    restricted = "UPDATE seller SET status = 'restricted', restrictions = '{campaigns}' WHERE id = %s"
    await conn.execute(restricted, (nils.id,))
    with pytest.raises(CampaignsBarred):
        await plan_campaign(conn, NILS_HIMSELF, nils.id, plan())
