"""Plan a campaign, call it off, or give it another end."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from torg.catalog.categories import TREE
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.markets import MARKETS
from torg.offers.campaign_models import Campaign, CampaignPlan
from torg.offers.campaign_queries import find_campaign, insert_campaign, lock_campaign, save_end, save_state
from torg.offers.campaign_run import end_now
from torg.offers.checking import LARGEST_AMOUNT, LONGEST_SKU
from torg.offers.errors import BadCampaign, CampaignNotFound, CampaignOver, CampaignsBarred
from torg.offers.import_queries import begin_batch
from torg.sellers import sellers_by_id

MOST_ARTICLES = 50_000
LONGEST = timedelta(days=366)
_MOST_PERCENT = 95


async def plan_campaign(conn: Connection, actor: Actor, seller_id: int, plan: CampaignPlan) -> Campaign:
    """Keep a campaign that begins and ends by itself.

    Raises `BadCampaign`, which says what is wrong, and `CampaignsBarred`.
    """
    checked = checked_plan(plan, datetime.now(UTC))
    await _must_be_allowed(conn, seller_id)
    campaign = await insert_campaign(conn, seller_id, checked, str(actor))
    body: dict[str, object] = {"campaign": campaign.id, "name": campaign.name, "starts": campaign.starts.isoformat()}
    await record(
        conn, actor, "campaign.planned", f"campaign:{campaign.id}", body, market=campaign.market, seller=seller_id
    )
    return campaign


async def cancel_campaign(conn: Connection, actor: Actor, seller_id: int, campaign_id: int) -> Campaign:
    """Call a campaign off: one that has not begun never does, one that runs ends now with its prices put back.

    Raises `CampaignNotFound` and `CampaignOver`.
    """
    campaign, _ = await _locked(conn, seller_id, campaign_id)
    if campaign.state == "running":
        return await end_now(conn, actor, campaign)
    await save_state(conn, campaign_id, "cancelled")
    await record(
        conn,
        actor,
        "campaign.cancelled",
        f"campaign:{campaign_id}",
        {"campaign": campaign_id, "name": campaign.name},
        market=campaign.market,
        seller=seller_id,
    )
    return replace(campaign, state="cancelled")


async def move_end(conn: Connection, actor: Actor, seller_id: int, campaign_id: int, ends: datetime) -> Campaign:
    """Let a campaign that is not over end at another time to come; raises `BadCampaign` as well."""
    campaign, now = await _locked(conn, seller_id, campaign_id)
    if ends <= max(now, campaign.starts) or ends - campaign.starts > LONGEST:
        raise BadCampaign("The end has to come after now and after the start, within a year of it.")
    await save_end(conn, campaign_id, ends)
    await record(
        conn,
        actor,
        "campaign.moved",
        f"campaign:{campaign_id}",
        {"campaign": campaign_id, "ends": [campaign.ends.isoformat(), ends.isoformat()]},
        market=campaign.market,
        seller=seller_id,
    )
    return replace(campaign, ends=ends)


async def _must_be_allowed(conn: Connection, seller_id: int) -> None:
    seller = (await sellers_by_id(conn, [seller_id])).get(seller_id)
    if seller is not None and not seller.may("campaigns"):
        raise CampaignsBarred


async def _locked(conn: Connection, seller_id: int, campaign_id: int) -> tuple[Campaign, datetime]:
    found = await find_campaign(conn, campaign_id)
    if found is None or found.seller_id != seller_id:
        raise CampaignNotFound
    now = await begin_batch(conn, seller_id)
    campaign = await lock_campaign(conn, campaign_id)
    if campaign is None:
        raise CampaignNotFound
    if campaign.state in {"ended", "cancelled"}:
        raise CampaignOver
    return campaign, now


def checked_plan(plan: CampaignPlan, now: datetime) -> CampaignPlan:
    """Give the plan as it can be kept; raises `BadCampaign`."""
    name = " ".join(plan.name.split())
    if not 1 <= len(name) <= 120 or not name.isprintable():
        raise BadCampaign("A campaign has a name of 1 to 120 characters.", field="name")
    if plan.market not in MARKETS:
        raise BadCampaign(f"There is no market {plan.market[:20]!r}.", field="market")
    if plan.starts.tzinfo is None or plan.ends.tzinfo is None:
        raise BadCampaign("Start and end are times with their zone.", field="starts")
    if plan.ends <= max(plan.starts, now):
        raise BadCampaign("The end has to come after the start and after now.", field="ends")
    if plan.ends - plan.starts > LONGEST:
        raise BadCampaign("A campaign lasts a year at most.", field="ends")
    _check_prices(plan)
    return replace(plan, name=name)


def _check_prices(plan: CampaignPlan) -> None:
    if (plan.percent is None) == (not plan.prices):
        raise BadCampaign("A campaign has either a percentage or prices of its own.", field="percent")
    if plan.percent is not None and not 1 <= plan.percent <= _MOST_PERCENT:
        raise BadCampaign(f"The percentage is from 1 to {_MOST_PERCENT}.", field="percent")
    if max(len(plan.prices), len(plan.skus)) > MOST_ARTICLES:
        raise BadCampaign(f"A campaign names {MOST_ARTICLES:,} articles at most.", field="skus")
    for sku, price in plan.prices.items():
        if not 0 < price <= LARGEST_AMOUNT:
            raise BadCampaign(f"{sku[:40]!r} cannot cost {price} minor units.", field="prices")
    for sku in [*plan.prices, *plan.skus]:
        if not 0 < len(sku) <= LONGEST_SKU or not sku.isprintable():
            raise BadCampaign(f"{sku[:40]!r} is no article number.", field="skus")
    for category in plan.categories:
        if TREE.get(category) is None:
            raise BadCampaign(f"There is no category {category}.", field="categories")
    chooses = plan.skus or plan.categories or plan.brands or plan.everything
    if plan.percent is not None and not chooses:
        raise BadCampaign("Say which offers it is for: articles, categories, brands, or everything.", field="skus")
