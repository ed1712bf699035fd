"""What sellers ask: price, stock, price history, prior price, delivery, the featured offer; bringing feeds in."""

from torg.offers.delivery import delivery_of, delivery_price
from torg.offers.featured import Candidate, FeaturedWeights, Ranked, Reason, featured_offer, ranked_offers
from torg.offers.models import Delivery, Offer, PriceReduction
from torg.offers.prior_price import LoggedPrice, prior_price, reduction, reduction_text
from torg.offers.queries import count_offers, offers_of_products, price_logs, product_ids_of_seller
from torg.offers.unit_price import unit_price

__all__ = [
    "Candidate",
    "Delivery",
    "FeaturedWeights",
    "LoggedPrice",
    "Offer",
    "PriceReduction",
    "Ranked",
    "Reason",
    "count_offers",
    "delivery_of",
    "delivery_price",
    "featured_offer",
    "offers_of_products",
    "price_logs",
    "prior_price",
    "product_ids_of_seller",
    "ranked_offers",
    "reduction",
    "reduction_text",
    "unit_price",
]
