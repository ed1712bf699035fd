"""Delivery: from an offer and its seller's terms to a price and a span of days."""

from torg.offers.models import Delivery, Offer
from torg.sellers import Seller


def delivery_of(offer: Offer, seller: Seller) -> Delivery | None:
    """Give what delivery of one piece costs and how long it takes; none where the seller does not deliver."""
    terms = seller.delivery.get(offer.market)
    if terms is None:
        return None
    handling = seller.handling_days if offer.handling_days is None else offer.handling_days
    return Delivery(
        price=delivery_price(offer.price, offer.delivery, terms.price, terms.free_over),
        days=(handling + terms.days[0], handling + terms.days[1]),
    )


def delivery_price(goods: int, own: int | None, usual: int, free_over: int | None) -> int:
    """Give the delivery price of goods: the offer's own, else nothing from `free_over` on, else the usual one."""
    if own is not None:
        return own
    return 0 if free_over is not None and goods >= free_over else usual
