"""What sellers ask: price, stock, price history, prior price, delivery, the featured offer; bringing feeds in."""

from torg.offers.activate_seller import activate_seller
from torg.offers.delivery import delivery_of, delivery_price
from torg.offers.errors import ImportRunning, LaterPriceKnown, TooManyChanges
from torg.offers.featured import Candidate, FeaturedWeights, Ranked, Reason, featured_offer, ranked_offers
from torg.offers.featured_gap import Gap, PlaceTaken, place_of
from torg.offers.feed_rows import Finding
from torg.offers.import_feed import import_feed
from torg.offers.models import Delivery, Offer, PriceReduction
from torg.offers.prior_price import (
    Judged,
    LoggedPrice,
    judged,
    judged_beforehand,
    prior_price,
    reduction,
    reduction_text,
)
from torg.offers.queries import count_offers, offers_of_products, price_logs, product_ids_of_seller
from torg.offers.report import Counts, ImportReport, render_report
from torg.offers.set_price_and_stock import ChangeResult, PriceAndStock, set_price_and_stock
from torg.offers.suspend_seller import suspend_seller
from torg.offers.unit_price import unit_price

__all__ = [
    "Candidate",
    "ChangeResult",
    "Counts",
    "Delivery",
    "FeaturedWeights",
    "Finding",
    "Gap",
    "ImportReport",
    "ImportRunning",
    "Judged",
    "LaterPriceKnown",
    "LoggedPrice",
    "Offer",
    "PlaceTaken",
    "PriceAndStock",
    "PriceReduction",
    "Ranked",
    "Reason",
    "TooManyChanges",
    "activate_seller",
    "count_offers",
    "delivery_of",
    "delivery_price",
    "featured_offer",
    "import_feed",
    "judged",
    "judged_beforehand",
    "offers_of_products",
    "place_of",
    "price_logs",
    "prior_price",
    "product_ids_of_seller",
    "ranked_offers",
    "reduction",
    "reduction_text",
    "render_report",
    "set_price_and_stock",
    "suspend_seller",
    "unit_price",
]
