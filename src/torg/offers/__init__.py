"""What sellers ask: price, stock, price history, prior price, delivery, the featured offer; bringing feeds in."""

from torg.offers.activate_seller import activate_seller
from torg.offers.campaign import cancel_campaign, move_end, plan_campaign
from torg.offers.campaign_models import Campaign, CampaignPlan
from torg.offers.campaign_preview import Preview, PreviewRow, preview_campaign
from torg.offers.campaign_queries import campaigns_of, due_campaigns
from torg.offers.campaign_run import see_to_campaign
from torg.offers.chosen_weights import featured_weights
from torg.offers.delivery import delivery_of, delivery_price
from torg.offers.errors import (
    BadCampaign,
    BadOffer,
    CampaignNotFound,
    CampaignOver,
    ImportRunning,
    LaterPriceKnown,
    OfferNotFound,
    TooManyChanges,
)
from torg.offers.featured import (
    USUAL_RETURN_DAYS,
    Candidate,
    FeaturedWeights,
    Ranked,
    Reason,
    featured_offer,
    ranked_offers,
)
from torg.offers.featured_gap import Gap, PlaceTaken, place_of
from torg.offers.feed_rows import Finding
from torg.offers.import_feed import import_feed
from torg.offers.merge_products import merge_products
from torg.offers.models import Delivery, Offer, PriceReduction
from torg.offers.move_queries import redirects_of
from torg.offers.prior_price import (
    Judged,
    LoggedPrice,
    judged,
    judged_beforehand,
    prior_price,
    reduction,
    reduction_text,
)
from torg.offers.publish_gate import GateFacts, GateRules, Missing, Rule, gate_rules, hides, publish_gate
from torg.offers.publish_gate_facts import (
    BadFact,
    FactNotFound,
    forget_manufacturer,
    forget_registration,
    tell_manufacturer,
    tell_registration,
)
from torg.offers.publish_gate_queries import STREAMS, Registration
from torg.offers.queries import count_offers, offers_of_products, price_logs, product_ids_of_seller
from torg.offers.report import Counts, ImportReport, render_report
from torg.offers.set_price_and_stock import ChangeResult, PriceAndStock, set_price_and_stock
from torg.offers.suspend_seller import suspend_seller
from torg.offers.unit_price import unit_price
from torg.offers.visible import Sellers, Showing, gate_facts, offer_visible, sellers_facts, showing

__all__ = [
    "STREAMS",
    "USUAL_RETURN_DAYS",
    "BadCampaign",
    "BadFact",
    "BadOffer",
    "Campaign",
    "CampaignNotFound",
    "CampaignOver",
    "CampaignPlan",
    "Candidate",
    "ChangeResult",
    "Counts",
    "Delivery",
    "FactNotFound",
    "FeaturedWeights",
    "Finding",
    "Gap",
    "GateFacts",
    "GateRules",
    "ImportReport",
    "ImportRunning",
    "Judged",
    "LaterPriceKnown",
    "LoggedPrice",
    "Missing",
    "Offer",
    "OfferNotFound",
    "PlaceTaken",
    "Preview",
    "PreviewRow",
    "PriceAndStock",
    "PriceReduction",
    "Ranked",
    "Reason",
    "Registration",
    "Rule",
    "Sellers",
    "Showing",
    "TooManyChanges",
    "activate_seller",
    "campaigns_of",
    "cancel_campaign",
    "count_offers",
    "delivery_of",
    "delivery_price",
    "due_campaigns",
    "featured_offer",
    "featured_weights",
    "forget_manufacturer",
    "forget_registration",
    "gate_facts",
    "gate_rules",
    "hides",
    "import_feed",
    "judged",
    "judged_beforehand",
    "merge_products",
    "move_end",
    "offer_visible",
    "offers_of_products",
    "place_of",
    "plan_campaign",
    "preview_campaign",
    "price_logs",
    "prior_price",
    "product_ids_of_seller",
    "publish_gate",
    "ranked_offers",
    "redirects_of",
    "reduction",
    "reduction_text",
    "render_report",
    "see_to_campaign",
    "sellers_facts",
    "set_price_and_stock",
    "showing",
    "suspend_seller",
    "tell_manufacturer",
    "tell_registration",
    "unit_price",
]
