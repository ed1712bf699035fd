"""Composing one product's document for one locale: a pure function of the rows behind it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from torg.catalog import Product, Texts, Variant
from torg.catalog.attributes import attribute_name, value_key, value_name
from torg.catalog.categories import TREE
from torg.core.money import format_money
from torg.markets import LOCALES, Locale, law, local_day
from torg.offers import Candidate, Offer, delivery_of, ranked_offers, reduction_text, unit_price
from torg.sellers import Seller
from torg.shelf.models import (
    Attribute,
    Availability,
    Named,
    OfferDocument,
    Picture,
    ProductDocument,
    Reduction,
    UnitPrice,
    VariantDocument,
)

_FEW = 3
_NEXT_BEST = {
    "sv": ("sv", "nb", "da", "en", "fi"),
    "nb": ("nb", "da", "sv", "en", "fi"),
    "da": ("da", "nb", "sv", "en", "fi"),
    "fi": ("fi", "en", "sv", "nb", "da"),
    "en": ("en", "sv", "nb", "da", "fi"),
}
"""A text that is missing in a language is shown in the one that its readers understand best."""


def text_in(texts: Texts, language: str) -> str:
    """Return the text in a language, or in the next best one; empty when there is none at all."""
    for each in _NEXT_BEST[language]:
        if found := texts.get(each):
            return found
    return next(iter(texts.values()), "")


def compose(
    product: Product,
    offers: Sequence[Offer],
    sellers: Mapping[int, Seller],
    locale: Locale,
    *,
    sold_in: Collection[str],
) -> ProductDocument | None:
    """Return the document of a product for one locale; nothing when no seller delivers it there.

    `offers` are those of the locale's market; `sold_in` the markets that have any. The same rows give the same
    document.
    """
    language = locale.language
    variants = {variant.id: variant for variant in product.variants}
    documents = _offers(offers, variants, sellers, locale)
    if not documents:
        return None
    order = _ranking(offers, documents)
    ranked = [documents[each] for each in order]
    featured = ranked[0]
    listed = [featured, *sorted(ranked[1:], key=lambda offer: (offer.total, offer.delivery_days[1], offer.id))]
    prices = [offer.price for offer in ranked if offer.availability != "out_of_stock"] or [
        offer.price for offer in ranked
    ]
    title = text_in(product.title, language)
    shown = [variants[each] for each in sorted({offer.variant for offer in ranked})]
    path = f"p/{product.slug}-{product.id}"
    return ProductDocument(
        id=product.id,
        slug=product.slug,
        url=f"/{locale.code}/{path}",
        locale=locale.code,
        currency=locale.market.currency,
        title=title,
        description=text_in(product.description, language),
        brand=Named(product.brand.id, product.brand.name, product.brand.slug) if product.brand else None,
        category=_category(product.category_id, language),
        pictures=[Picture(url, title) for url in product.pictures],
        attributes=_attributes(product.attributes, language),
        variants=[_variant(variant, ranked, language) for variant in shown],
        offers=listed,
        featured=featured,
        price_from=min(prices),
        price_to=max(prices),
        availability=_best(ranked),
        popularity=product.popularity,
        languages={
            other.hreflang: f"/{code}/{path}" for code, other in LOCALES.items() if other.market.code in sold_in
        },
        updated=max([product.changed, *(offer.changed for offer in offers)]).isoformat(),
        options=_options(shown, language),
    )


def _offers(
    offers: Sequence[Offer], variants: Mapping[int, Variant], sellers: Mapping[int, Seller], locale: Locale
) -> dict[int, OfferDocument]:
    found: dict[int, OfferDocument] = {}
    for offer in offers:
        seller, variant = sellers[offer.seller_id], variants[offer.variant_id]
        delivery = delivery_of(offer, seller)
        if delivery is None:
            continue
        comparison = unit_price(offer.price, variant.net_quantity, variant.net_unit)
        found[offer.id] = OfferDocument(
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
            reduction=_reduction(offer, locale),
            unit_price=UnitPrice(*comparison) if comparison else None,
        )
    return found


def _ranking(offers: Sequence[Offer], documents: Mapping[int, OfferDocument]) -> list[int]:
    """Return the offers' ids, the one to be featured first."""
    stock = {offer.id: offer.stock for offer in offers}
    candidates = [
        Candidate(each.id, each.total, each.delivery_days[1], each.seller_standing, stock[each.id], each.condition)
        for each in documents.values()
    ]
    return [ranked.id for ranked in ranked_offers(candidates)]


def _reduction(offer: Offer, locale: Locale) -> Reduction | None:
    if offer.reduction is None:
        return None
    prior = format_money(offer.reduction.prior_price, locale.market.currency, locale.language)
    # The sentence is the one that the law wants today: a document is stale when the law has changed, not its rows.
    words = law(locale.country, locale.language, local_day(locale.country, datetime.now(UTC)))
    text = reduction_text(words.prior_price, prior)
    return Reduction(offer.reduction.prior_price, offer.reduction.percent, text)


def _availability(stock: int) -> Availability:
    if stock <= 0:
        return "out_of_stock"
    return "low_stock" if stock <= _FEW else "in_stock"


def _best(offers: Sequence[OfferDocument]) -> Availability:
    states = {offer.availability for offer in offers}
    order: tuple[Availability, ...] = ("in_stock", "low_stock")
    return next((state for state in order if state in states), "out_of_stock")


def _category(category: int | None, language: str) -> list[Named]:
    if category is None:
        return []
    return [Named(each.id, each.names[language], each.slugs[language]) for each in TREE.path(category)]


def _attributes(attributes: Mapping[str, str | Texts], language: str) -> list[Attribute]:
    return [_attribute(code, value, language) for code, value in attributes.items()]


def _attribute(code: str, value: str | Texts, language: str) -> Attribute:
    # The key is taken from one language of the value, always the same one, so that every locale narrows by the same.
    key = value_key(code, text_in(value, "en") if isinstance(value, dict) else value)
    own = text_in(value, language) if isinstance(value, dict) else value
    return Attribute(code, attribute_name(code, language), value_name(code, key, language) or own, key)


def _variant(variant: Variant, ranked: Sequence[OfferDocument], language: str) -> VariantDocument:
    options = [_attribute(code, value, language) for code, value in variant.options.items()]
    return VariantDocument(
        id=variant.id,
        gtin=variant.gtin,
        mpn=variant.mpn,
        options={option.name: option.value for option in options},
        featured=next((offer.id for offer in ranked if offer.variant == variant.id), None),
    )


def _options(variants: Sequence[Variant], language: str) -> list[Attribute]:
    found: dict[tuple[str, str], Attribute] = {}
    for variant in variants:
        for code, value in variant.options.items():
            attribute = _attribute(code, value, language)
            found.setdefault((attribute.code, attribute.key), attribute)
    return list(found.values())
