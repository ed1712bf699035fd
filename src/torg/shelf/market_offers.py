"""The offers of one product in one market, judged once for all of the market's languages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from torg.catalog import Product, Variant
from torg.offers import Candidate, Offer, PriceReduction, delivery_of, ranked_offers, unit_price
from torg.sellers import Seller
from torg.shelf.models import Availability, Named, OfferDocument, UnitPrice

_FEW = 3


class MarketOffers(Struct, frozen=True):
    """What does not depend on the language: offers without the words of their reductions."""

    offers: list[OfferDocument]
    """The featured one first, then by total."""
    reductions: dict[int, PriceReduction]
    """The lawful claims, by offer."""
    featured: dict[int, int]
    """The featured offer of each variant."""
    variants: list[Variant]
    """Those that anybody offers, by id."""
    price_from: int
    price_to: int
    availability: Availability
    changed: datetime


def market_offers(product: Product, offers: Sequence[Offer], sellers: Mapping[int, Seller]) -> MarketOffers | None:
    """Judge the offers of one market; nothing when no seller delivers the product there."""
    variants = {variant.id: variant for variant in product.variants}
    documents = {
        offer.id: document
        for offer in offers
        if (document := _document(offer, sellers[offer.seller_id], variants[offer.variant_id])) is not None
    }
    if not documents:
        return None
    stock = {offer.id: offer.stock for offer in offers}
    candidates = [
        Candidate(each.id, each.total, each.delivery_days[1], each.seller_standing, stock[each.id], each.condition)
        for each in documents.values()
    ]
    ranked = [documents[each.id] for each in ranked_offers(candidates)]
    featured: dict[int, int] = {}
    for document in ranked:
        featured.setdefault(document.variant, document.id)
    sold = [each.price for each in ranked if each.availability != "out_of_stock"] or [each.price for each in ranked]
    return MarketOffers(
        offers=[ranked[0], *sorted(ranked[1:], key=lambda each: (each.total, each.delivery_days[1], each.id))],
        reductions={offer.id: offer.reduction for offer in offers if offer.reduction and offer.id in documents},
        featured=featured,
        variants=[variants[each] for each in sorted(featured)],
        price_from=min(sold),
        price_to=max(sold),
        availability=_best(each.availability for each in ranked),
        changed=max(offer.changed for offer in offers),
    )


def _document(offer: Offer, seller: Seller, variant: Variant) -> OfferDocument | None:
    delivery = delivery_of(offer, seller)
    if delivery is None:
        return None
    comparison = unit_price(offer.price, variant.net_quantity, variant.net_unit)
    return OfferDocument(
        id=offer.id,
        variant=offer.variant_id,
        seller=Named(seller.id, seller.name, seller.slug),
        seller_country=seller.country,
        seller_standing=seller.standing,
        sku=offer.sku,
        condition=offer.condition,
        price=offer.price,
        delivery=delivery.price,
        total=offer.price + delivery.price,
        availability=_availability(offer.stock),
        delivery_days=delivery.days,
        unit_price=UnitPrice(*comparison) if comparison else None,
    )


def _availability(stock: int) -> Availability:
    if stock <= 0:
        return "out_of_stock"
    return "low_stock" if stock <= _FEW else "in_stock"


def _best(states: Iterable[Availability]) -> Availability:
    found = set(states)
    order: tuple[Availability, ...] = ("in_stock", "low_stock")
    return next((state for state in order if state in found), "out_of_stock")
