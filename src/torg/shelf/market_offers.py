"""The offers of one product in one market, judged once for all of the market's languages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

from msgspec import Struct

from torg.catalog import Product, Texts, Variant
from torg.offers import (
    USUAL_RETURN_DAYS,
    Candidate,
    Offer,
    PriceReduction,
    Sellers,
    delivery_of,
    featured_weights,
    offer_visible,
    ranked_offers,
    unit_price,
)
from torg.sellers import Seller
from torg.shelf.models import Availability, Named, OfferDocument, Returns, UnitPrice

_FEW = 3


class MarketOffers(Struct, frozen=True):
    """What does not depend on the language: offers without the words of their reductions."""

    offers: list[OfferDocument]
    """The featured one first, then by total."""
    reductions: dict[int, PriceReduction]
    """The lawful claims, by offer."""
    featured: dict[int, int]
    """The featured offer of each variant."""
    conditions: dict[int, dict[str, int]]
    """The featured offer of each condition of a variant, where it has several."""
    fields: Mapping[str, str | Texts]
    """The product's attributes, filled up with what a seller says of its manufacturer where the product does not."""
    variants: list[Variant]
    """Those that anybody offers, by id."""
    price_from: int
    price_to: int
    availability: Availability
    changed: datetime


def market_offers(
    product: Product,
    offers: Sequence[Offer],
    sellers: Mapping[int, Seller],
    facts: Sellers = Sellers(),  # noqa: B008 - frozen.
    on: date | None = None,
) -> MarketOffers | None:
    """Judge the offers of one market on a day (today unless given); nothing when none may be shown there.

    `facts` is what the publish gate asks of sellers; `offer_visible` is the rule.
    """
    today = on or datetime.now(UTC).date()
    variants = {variant.id: variant for variant in product.variants}
    documents = {
        offer.id: document
        for offer in offers
        if offer_visible(offer, product, variants[offer.variant_id], sellers[offer.seller_id], facts, today)
        if (document := _document(offer, sellers[offer.seller_id], variants[offer.variant_id])) is not None
    }
    if not documents:
        return None
    stock = {offer.id: offer.stock for offer in offers}
    candidates = [candidate(each, sellers[each.seller.id], stock[each.id]) for each in documents.values()]
    ranked = [documents[each.id] for each in ranked_offers(candidates, featured_weights())]
    featured: dict[int, int] = {}
    conditions: dict[int, dict[str, int]] = {}
    for document in ranked:
        featured.setdefault(document.variant, document.id)
        conditions.setdefault(document.variant, {}).setdefault(document.condition, document.id)
    sold = [each.price for each in ranked if each.availability != "out_of_stock"] or [each.price for each in ranked]
    return MarketOffers(
        offers=[ranked[0], *sorted(ranked[1:], key=lambda each: (each.total, each.delivery_days[1], each.id))],
        reductions={offer.id: offer.reduction for offer in offers if offer.reduction and offer.id in documents},
        featured=featured,
        conditions={variant: found for variant, found in conditions.items() if len(found) > 1},
        fields=facts.fields_of(ranked[0].seller.id, product),
        variants=[variants[each] for each in sorted(featured)],
        price_from=min(sold),
        price_to=max(sold),
        availability=_best(each.availability for each in ranked),
        changed=max(offer.changed for offer in offers),
    )


def candidate(offer: OfferDocument, seller: Seller, stock: int) -> Candidate:
    """Give what may be weighed of an offer when one is to be featured."""
    return Candidate(
        id=offer.id,
        total=offer.total,
        delivery_days=offer.delivery_days[1],
        standing=offer.seller_standing,
        stock=stock,
        condition=offer.condition,
        return_days=seller.returns.days,
        free_returns=seller.returns.payer == "seller",
        barred=not seller.may("featured"),
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
        returns=_returns(seller),
    )


def _returns(seller: Seller) -> Returns | None:
    free = seller.returns.payer == "seller"
    return Returns(seller.returns.days, free) if free or seller.returns.days > USUAL_RETURN_DAYS else None


def _availability(stock: int) -> Availability:
    if stock <= 0:
        return "out_of_stock"
    return "low_stock" if stock <= _FEW else "in_stock"


def _best(states: Iterable[Availability]) -> Availability:
    found = set(states)
    order: tuple[Availability, ...] = ("in_stock", "low_stock")
    return next((state for state in order if state in found), "out_of_stock")
