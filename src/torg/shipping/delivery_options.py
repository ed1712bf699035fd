"""Which ways of delivery a seller offers for a parcel, and when each would be there."""

from collections.abc import Sequence
from datetime import datetime

from torg.markets import delivery_dates
from torg.offers import Offer, delivery_price
from torg.sellers import Seller
from torg.shipping.models import DeliveryChoice, DeliveryOption


def delivery_options(
    seller: Seller,
    market: str,
    bought: Sequence[tuple[Offer, int]],
    postal_code: str,  # noqa: ARG001 - what carriers say of a place comes with them.
    at: datetime,
) -> list[DeliveryOption]:
    """Give the ways in which a seller sends these offers (with how many of each) to a place, the usual one first.

    None where the seller does not deliver. `at` is when the order is placed.
    """
    terms = seller.delivery.get(market)
    if terms is None or not bought:
        return []
    goods = sum(offer.price * pieces for offer, pieces in bought)
    # One parcel costs what its dearest piece costs to send.
    price = max(delivery_price(goods, offer.delivery, terms.price, terms.free_over) for offer, _ in bought)
    handling = max(seller.handling_days if offer.handling_days is None else offer.handling_days for offer, _ in bought)
    days = (handling + terms.days[0], handling + terms.days[1])
    return [DeliveryOption(DeliveryChoice(), price, delivery_dates(market, days, at))]
