"""Begin and end campaigns: each once, in one transaction with the prices that follow and the journal."""

from datetime import datetime

from msgspec.structs import replace

from torg.catalog.categories import TREE
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import NewEntry, record
from torg.offers.campaign_models import Campaign, CampaignPlan
from torg.offers.campaign_pricing import as_asked, deciding_cut
from torg.offers.campaign_queries import (
    due_campaigns,
    enter_campaigns,
    find_campaign,
    leave_campaigns,
    lock_campaign,
    prices_of_campaign,
    running_cuts,
    save_state,
    selected_offers,
    skus_in_campaign,
    take_in,
)
from torg.offers.deciding import Writes, changes_told
from torg.offers.import_batch import write
from torg.offers.import_queries import Cut, PriceEntry, StoredOffer, begin_batch, lock_offers


async def due_now(conn: Connection, now: datetime) -> list[int]:
    """Give the campaigns that should have begun or ended by now, in the order in which to see to them."""
    return await due_campaigns(conn, now)


async def see_to_campaign(conn: Connection, actor: Actor, campaign_id: int) -> Campaign | None:
    """Begin or end one campaign if its time has come; nothing when somebody else has done so already.

    Whoever comes second finds another state behind the seller's lock, so that a price is changed, logged and
    journaled once. One whose whole time passed while nobody was at work is ended without having begun.
    """
    found = await find_campaign(conn, campaign_id)
    if found is None:
        return None
    now = await begin_batch(conn, found.seller_id)
    campaign = await lock_campaign(conn, campaign_id)
    if campaign is None or campaign.state not in {"scheduled", "running"}:
        return None
    if campaign.ends <= now:
        return await end_now(conn, actor, campaign)
    if campaign.state == "scheduled" and campaign.starts <= now:
        return await _begin(conn, actor, campaign, now)
    return None


async def end_now(conn: Connection, actor: Actor, campaign: Campaign) -> Campaign:
    """End a campaign whose seller's lock and row the caller holds; its offers cost what they would without it."""
    now = await begin_batch(conn, campaign.seller_id)
    await save_state(conn, campaign.id, "ended")
    skus = await skus_in_campaign(conn, campaign.id)
    changed = await _reprice(conn, actor, campaign, skus, now)
    await _tell(conn, actor, "campaign.ended", campaign, {"offers": len(skus), "changed": changed})
    return replace(campaign, state="ended", ended=now)


async def _begin(conn: Connection, actor: Actor, campaign: Campaign, now: datetime) -> Campaign:
    plan = plan_of(campaign, await prices_of_campaign(conn, campaign.id))
    offers = await selected_offers(conn, campaign.seller_id, plan, categories_within(plan))
    await save_state(conn, campaign.id, "running")
    await take_in(conn, campaign.id, offers)
    changed = await _reprice(conn, actor, campaign, [offer.sku for offer in offers], now)
    await _tell(conn, actor, "campaign.started", campaign, {"offers": len(offers), "changed": changed})
    return replace(campaign, state="running", started=now)


def plan_of(campaign: Campaign, prices: dict[str, int]) -> CampaignPlan:
    """Give the plan that a campaign was made from."""
    fields = {name: getattr(campaign, name) for name in CampaignPlan.__struct_fields__ if name != "prices"}
    return CampaignPlan(prices=prices, **fields)


def categories_within(plan: CampaignPlan) -> list[int]:
    """Give the plan's categories and all below them."""
    return sorted({*plan.categories, *(below for each in plan.categories for below in TREE.descendants(each))})


async def _reprice(conn: Connection, actor: Actor, campaign: Campaign, skus: list[str], now: datetime) -> int:
    """Ask for these offers what the campaigns that run now make of their ordinary prices; count those that changed."""
    locked = await lock_offers(conn, campaign.seller_id, skus)
    found = [each for each in locked if each.offer.market == campaign.market and each.offer.status == "active"]
    cuts = await running_cuts(conn, [each.offer.id for each in found])
    writes = Writes()
    entering: list[tuple[StoredOffer, Cut]] = []
    leaving: list[int] = []
    for each in found:
        ordinary = each.offer
        cut = deciding_cut(cuts.get(ordinary.id, ()), ordinary.price)
        if cut is not None and cut != each.cut:
            entering.append((ordinary, cut))
        elif cut is None and each.cut is not None:
            leaving.append(ordinary.id)
        before, after = as_asked(ordinary, each.cut), as_asked(ordinary, cut)
        if before == after:
            continue
        writes.offers.append(after)
        writes.prices.append(PriceEntry(after.id, after.market, after.price, after.regular))
        body: dict[str, object] = {"product": each.product_id, "campaign": campaign.id, **changes_told(before, after)}
        writes.entries.append(NewEntry("offer.changed", f"offer:{after.id}", body, after.market, after.seller_id))
    await enter_campaigns(conn, entering)
    await leave_campaigns(conn, leaving)
    await write(conn, actor, writes, now)
    return len(writes.offers)


async def _tell(conn: Connection, actor: Actor, kind: str, campaign: Campaign, body: dict[str, object]) -> None:
    await record(
        conn,
        actor,
        kind,
        f"campaign:{campaign.id}",
        {"campaign": campaign.id, "name": campaign.name, **body},
        market=campaign.market,
        seller=campaign.seller_id,
    )
