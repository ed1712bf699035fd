"""What shoppers will see of a campaign, offer by offer, before it begins."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from torg.core.db import Connection
from torg.markets import MARKETS
from torg.offers.campaign_limits import SaleWarning, sale_warnings
from torg.offers.campaign_models import CampaignPlan, SelectedOffer
from torg.offers.campaign_pricing import price_in
from torg.offers.campaign_queries import campaigns_of, count_selected, selected_offers
from torg.offers.campaign_run import categories_within
from torg.offers.import_queries import Cut
from torg.offers.models import PriceReduction
from torg.offers.prior_price import ClaimRefused, judged_beforehand
from torg.offers.queries import price_logs

SHOWN = 50
"""Offers that a preview lists, those without a badge first; the rest are counted."""
JUDGED = 500
"""Offers that are judged: enough to find what stands in the way."""


class PreviewRow(Struct, frozen=True):
    """One offer in the campaign: amounts in minor units."""

    offer: SelectedOffer
    price: int
    applies: bool
    """Whether the price is below the ordinary one at all."""
    reduction: PriceReduction | None = None
    """The badge that shoppers will see."""
    refused: ClaimRefused | None = None
    """Why there will be none."""
    lowest: int | None = None
    """What the price has to be under to be called reduced."""


class Preview(Struct, frozen=True):
    """A campaign as shoppers will meet it."""

    selected: int
    rows: list[PreviewRow]
    with_badge: int
    """Among those that were judged."""
    judged: int
    warnings: list[SaleWarning]


async def preview_campaign(
    conn: Connection, seller_id: int, plan: CampaignPlan, except_id: int | None = None
) -> Preview:
    """Give what a plan selects today, its prices, and for each what the price log lets be shown when it begins.

    It is judged as if today's prices were asked until then. `except_id` is the campaign itself when it is kept already.
    """
    within = categories_within(plan)
    offers = await selected_offers(conn, seller_id, plan, within, JUDGED)
    count = len(offers) if len(offers) < JUDGED else await count_selected(conn, seller_id, plan, within)
    logs = await price_logs(conn, [offer.offer_id for offer in offers])
    moment = max(plan.starts, datetime.now(UTC))
    found: list[PreviewRow] = []
    for offer in offers:
        price = price_in(Cut(0, plan.percent, offer.own_price, plan.whole, plan.claims, moment), offer.ordinary)
        if price >= offer.ordinary:
            found.append(PreviewRow(offer, offer.ordinary, applies=False))
        elif not plan.claims:
            found.append(PreviewRow(offer, price, applies=True, refused="not_claimed"))
        else:
            judged = judged_beforehand(logs.get(offer.offer_id, []), moment, price)
            found.append(
                PreviewRow(offer, price, True, judged.reduction, judged.refused, judged.lowest)  # noqa: FBT003
            )
    return Preview(
        selected=count,
        rows=sorted(found, key=lambda row: (row.reduction is not None, row.offer.sku))[:SHOWN],
        judged=len(found),
        with_badge=sum(row.reduction is not None for row in found),
        warnings=await _limits(conn, seller_id, plan, except_id),
    )


async def _limits(conn: Connection, seller_id: int, plan: CampaignPlan, except_id: int | None) -> list[SaleWarning]:
    if not plan.claims:
        return []
    others = [
        (each.started or each.starts, each.ended or each.ends)
        for each in await campaigns_of(conn, seller_id)
        if each.claims and each.state != "cancelled" and each.market == plan.market and each.id != except_id
        if each.state != "ended" or each.started is not None
    ]
    return sale_warnings((plan.starts, plan.ends), others, ZoneInfo(MARKETS[plan.market].time_zone))
