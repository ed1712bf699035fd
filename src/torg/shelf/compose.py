"""Composing one product's document for one locale: a pure function of the rows behind it."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from msgspec.structs import replace

from torg.catalog import Product, Texts, Variant, slug_of
from torg.catalog.attributes import attribute_name, value_key, value_name
from torg.catalog.categories import TREE
from torg.core.money import format_money
from torg.markets import LANGUAGES, LOCALES, Locale, law, local_day
from torg.offers import reduction_text
from torg.shelf.duties import TOLD_APART, age_limit, energy_label, safety
from torg.shelf.languages import text_in
from torg.shelf.market_offers import MarketOffers
from torg.shelf.models import (
    Attribute,
    Named,
    OfferDocument,
    Picture,
    ProductDocument,
    Reduction,
    VariantDocument,
)


def compose(product: Product, here: MarketOffers, locale: Locale, *, sold_in: Collection[str]) -> ProductDocument:
    """Return the document of a product for one locale, whose market's offers are `here`.

    `sold_in` are the markets that have any offer. The same rows give the same document.
    """
    language = locale.language
    title = text_in(product.title, language)
    slugs: dict[str, str] = {each: _slug(text_in(product.title, each), product.slug) for each in LANGUAGES}
    offers = [_with_reduction(offer, here, locale) for offer in here.offers]
    told = safety(here.fields, language)
    return ProductDocument(
        id=product.id,
        slug=slugs[language],
        url=f"/{locale.code}/p/{slugs[language]}-{product.id}",
        locale=locale.code,
        currency=locale.market.currency,
        title=title,
        description=text_in(product.description, language),
        brand=Named(product.brand.id, product.brand.name, product.brand.slug) if product.brand else None,
        category=_category(product.category_id, language),
        pictures=[Picture(url, title) for url in product.pictures],
        attributes=[
            _attribute(code, value, language)
            for code, value in product.attributes.items()
            if code not in TOLD_APART and not (code == "manufacturer" and told is not None)
        ],
        variants=[_variant(variant, product, here, language) for variant in here.variants],
        offers=offers,
        featured=offers[0],
        price_from=here.price_from,
        price_to=here.price_to,
        availability=here.availability,
        popularity=product.popularity,
        languages={
            other.hreflang: f"/{code}/p/{slugs[other.language]}-{product.id}"
            for code, other in LOCALES.items()
            if other.market.code in sold_in
        },
        updated=max(product.changed, here.changed).isoformat(),
        options=_options(here.variants, language),
        energy=energy_label(here.fields, language),
        safety=told,
        age_limit=age_limit(here.fields),
    )


@lru_cache(maxsize=8192)
def _slug(title: str, otherwise: str) -> str:
    return slug_of(title, otherwise)


def _with_reduction(offer: OfferDocument, here: MarketOffers, locale: Locale) -> OfferDocument:
    reduction = here.reductions.get(offer.id)
    if reduction is None:
        return offer
    prior = format_money(reduction.prior_price, locale.market.currency, locale.language)
    # The sentence is the one that the law wants today: a document is stale when the law has changed, not its rows.
    words = law(locale.country, locale.language, local_day(locale.country, datetime.now(UTC)))
    text = reduction_text(words.prior_price, prior)
    return replace(offer, reduction=Reduction(reduction.prior_price, reduction.percent, text))


def _category(category: int | None, language: str) -> list[Named]:
    if category is None:
        return []
    return [Named(each.id, each.names[language], each.slugs[language]) for each in TREE.path(category)]


def _attribute(code: str, value: str | Texts, language: str) -> Attribute:
    # The key is taken from one language of the value, always the same one, so that every locale narrows by the same.
    key = value_key(code, text_in(value, "en") if isinstance(value, dict) else value)
    own = text_in(value, language) if isinstance(value, dict) else value
    return Attribute(code, attribute_name(code, language), value_name(code, key, language) or own, key)


def _variant(variant: Variant, product: Product, here: MarketOffers, language: str) -> VariantDocument:
    options = [_attribute(code, value, language) for code, value in variant.options.items()]
    return VariantDocument(
        id=variant.id,
        gtin=variant.gtin,
        mpn=variant.mpn,
        options={option.name: option.value for option in options},
        featured=here.featured.get(variant.id),
        conditions=here.conditions.get(variant.id, {}),
        pictures=_places(variant, product),
    )


def _places(variant: Variant, product: Product) -> list[int]:
    """Give which of the product's pictures show a variant, where the variants have different ones."""
    all_pictures = product.pictures
    if not variant.pictures or len(variant.pictures) == len(all_pictures):
        return []
    places = {url: place for place, url in enumerate(all_pictures)}
    return [places[url] for url in variant.pictures if url in places]


def _options(variants: Sequence[Variant], language: str) -> list[Attribute]:
    found: dict[tuple[str, str], Attribute] = {}
    for variant in variants:
        for code, value in variant.options.items():
            attribute = _attribute(code, value, language)
            found.setdefault((attribute.code, attribute.key), attribute)
    return list(found.values())
