"""Rendering the product page: what of a document is shown, in which order and in which words."""

from typing import Any

import msgspec
from markupsafe import Markup

from torg.catalog.ratings import Rating
from torg.core.money import decimals
from torg.core.templates import environment
from torg.core.web import Head, Site, absolute
from torg.markets import law
from torg.offers import featured_weights
from torg.shelf.models import OfferDocument, Picture, ProductDocument, VariantDocument
from torg.shelf.options import chosen_variant, options_of
from torg.shelf.voice import Voice

SORTS = {"seller": "Shop", "condition": "Condition", "price": "Price", "day": "Arrives", "total": "Total"}
"""The columns of the comparison, each of which it can be sorted by; the names are msgids."""
_CONDITIONS = {"new": 0, "refurbished": 1, "used": 2}
_SCHEMA_CONDITIONS = {"new": "NewCondition", "refurbished": "RefurbishedCondition", "used": "UsedCondition"}
_SCHEMA_AVAILABILITY = {"in_stock": "InStock", "low_stock": "LimitedAvailability", "out_of_stock": "OutOfStock"}
_MOST_IN_DATA = 30
_GRADES = frozenset("ABCDEFG")


class Asked(msgspec.Struct, frozen=True):
    """What the shopper asked of the page, and what the shop can do at the moment."""

    variant: int | None = None
    sort: str = ""
    condition: str = ""
    """`new`, `refurbished` or `used`: which featured offer is wanted; the first when empty."""
    buying: bool = False
    paused: bool = False


def _weights() -> dict[str, int]:
    """Tell what each quality counts in the choice of the featured offer, in per cent."""
    weights = featured_weights()
    return {code: round(getattr(weights, code) * 100) for code in weights.__struct_fields__}


def product_page(site: Site, voice: Voice, product: ProductDocument, asked: Asked) -> bytes:
    """Give the whole page of one product."""
    variant = chosen_variant(product, asked.variant)
    offers = offers_of(product, variant)
    conditions = featured_by_condition(offers, variant)
    offer = conditions.get(asked.condition) or _featured(offers, variant)
    main = environment(voice.locale.language).get_template("shelf/product.html").render(
        voice=voice,
        product=product,
        description=Markup(product.description),  # noqa: S704 - sanitised when it was imported.
        options=options_of(product, variant),
        offer=offer,
        offers=sorted_offers(offers, asked.sort, voice),
        conditions=[conditions[each] for each in _CONDITIONS if each in conditions],
        condition_link=lambda each: _condition_link(product, each),
        pictures=pictures_of(product, variant),
        reasons=_reasons(voice, offer, offers),
        weights=_weights(),
        trader=law(voice.country_code, voice.locale.language, voice.today).business_seller,
        safety=product.safety,
        contact=_contact,
        sorts=[(code, voice.words.say(name)) for code, name in SORTS.items()],
        sort=asked.sort,
        here=_here(product, variant, asked),
        facts=_facts(voice, product, variant),
        seller_link=lambda offer: _seller_link(voice, offer),
        buying=asked.buying,
        paused=asked.paused,
    )  # fmt: skip
    return site.frame(voice.locale).page(_head(site, voice, product), main, paused=asked.paused)


def offers_of(product: ProductDocument, variant: VariantDocument | None) -> list[OfferDocument]:
    """Give the offers of the chosen variant, in the document's order."""
    if variant is None or len(product.variants) < 2:
        return product.offers
    return [offer for offer in product.offers if offer.variant == variant.id]


def pictures_of(product: ProductDocument, variant: VariantDocument | None) -> list[Picture]:
    """Give the pictures of the chosen variant: of the blue one where a shopper chose blue; else all of the product."""
    if variant is None or not variant.pictures:
        return product.pictures
    return [product.pictures[place] for place in variant.pictures if place < len(product.pictures)] or product.pictures


def featured_by_condition(offers: list[OfferDocument], variant: VariantDocument | None) -> dict[str, OfferDocument]:
    """Give the featured offer of each condition: new, refurbished and used are offers of their own."""
    told = {} if variant is None else variant.conditions
    by_id = {offer.id: offer for offer in offers}
    found: dict[str, OfferDocument] = {}
    for condition in _CONDITIONS:
        if (chosen := by_id.get(told.get(condition, 0))) is not None:
            found[condition] = chosen
    for offer in offers:
        found.setdefault(offer.condition, offer)
    return found


def sorted_offers(offers: list[OfferDocument], sort: str, voice: Voice) -> list[OfferDocument]:
    """Give the offers in the order asked for; the featured one first when nothing was asked."""
    if sort == "price":
        return sorted(offers, key=lambda offer: (offer.price, offer.total))
    if sort == "total":
        return sorted(offers, key=lambda offer: (offer.total, offer.delivery_days))
    if sort == "day":
        sold_out = "out_of_stock"
        return sorted(
            offers,
            key=lambda offer: (offer.availability == sold_out, voice.last_day(offer.delivery_days), offer.total),
        )
    if sort == "seller":
        return sorted(offers, key=lambda offer: (offer.seller.name.casefold(), offer.total))
    if sort == "condition":
        return sorted(offers, key=lambda offer: (_CONDITIONS[offer.condition], offer.total))
    return offers


def _featured(offers: list[OfferDocument], variant: VariantDocument | None) -> OfferDocument | None:
    if variant is not None and variant.featured is not None:
        return next((offer for offer in offers if offer.id == variant.featured), None)
    return offers[0] if offers else None


def _here(product: ProductDocument, variant: VariantDocument | None, asked: Asked) -> str:
    """Give the address of the page with what was chosen on it, for sorting to lead back to."""
    parts = [] if asked.variant is None or variant is None else [f"variant={variant.id}"]
    parts += [f"condition={asked.condition}"] if asked.condition else []
    return f"{product.url}?{'&'.join(parts)}" if parts else product.url


def _condition_link(product: ProductDocument, offer: OfferDocument) -> str:
    chosen = f"variant={offer.variant}&" if len(product.variants) > 1 else ""
    return f"{product.url}?{chosen}condition={offer.condition}"


def _contact(address: str) -> Markup:
    """Link to a mail or web address; anything else stays as it is."""
    href = address if address.startswith(("https://", "http://")) else f"mailto:{address}" if "@" in address else ""
    return Markup('<a href="{}" rel="nofollow">{}</a>').format(href, address) if href else Markup.escape(address)


def _reasons(voice: Voice, offer: OfferDocument | None, offers: list[OfferDocument]) -> list[str]:
    """Say what speaks for the featured offer: only what can be seen in the comparison itself."""
    if offer is None:
        return []
    say = voice.words.say
    if len(offers) == 1:
        return [say("It is the only offer right now."), *_returns_reason(voice, offer)]
    able = [each for each in offers if each.availability != "out_of_stock"] or offers
    reasons = []
    if offer.total == min(each.total for each in able):
        reasons.append(say("Lowest price with delivery."))
    elif offer.price == min(each.price for each in able):
        reasons.append(say("Lowest price before delivery."))
    if max(offer.delivery_days) == min(max(each.delivery_days) for each in able):
        reasons.append(say("Nobody delivers sooner."))
    if offer.availability == "in_stock":
        reasons.append(say("In stock at the shop."))
    reasons += _returns_reason(voice, offer)
    if offer.seller_standing:
        reasons.append(say("The shop's standing is %(points)s of 100.", points=offer.seller_standing))
    if sum(each.condition == offer.condition for each in offers) == 1 and offer.condition != "new":
        reasons.insert(0, say("It is the only one in this condition."))
    return reasons or [say("Best balance of price, delivery and the shop's standing.")]


def _returns_reason(voice: Voice, offer: OfferDocument) -> list[str]:
    say, returns = voice.words.say, offer.returns
    if returns is None:
        return []
    if returns.free:
        return [say("Free returns for %(days)s days.", days=returns.days)]
    return [say("Returns for %(days)s days.", days=returns.days)]


def _facts(voice: Voice, product: ProductDocument, variant: VariantDocument | None) -> list[tuple[str, str]]:
    """List the attributes, then the numbers that tell exactly which product it is."""
    facts = [(attribute.name, attribute.value) for attribute in product.attributes]
    if product.brand:
        facts.insert(0, (voice.words.say("Brand"), product.brand.name))
    if variant and variant.mpn:
        facts.append((voice.words.say("Model number"), variant.mpn))
    if variant and variant.gtin:
        facts.append(("EAN/GTIN", variant.gtin))
    return facts


def _seller_link(voice: Voice, offer: OfferDocument) -> Markup:
    seller = offer.seller
    name = Markup.escape(seller.name)
    return Markup(f'<a href="/{voice.locale.code}/s/{seller.slug}-{seller.id}">{name}</a>')  # noqa: S704 - escaped here.


def _head(site: Site, voice: Voice, product: ProductDocument) -> Head:
    price = ""
    if product.featured:
        price = voice.words.say(
            "%(title)s from %(price)s.",
            title=product.title,
            price=voice.money(product.price_from or product.featured.price),
        )
    summary = Markup(product.description.replace("<", " <")).striptags()  # noqa: S704 - read, not shown, as markup.
    return Head(
        title=f"{product.title} – {site.name}",
        description=f"{price} {summary}".strip()[:155],
        canonical=product.url,
        languages=product.languages,
        picture=product.pictures[0].url if product.pictures else None,
        data=[_product_data(site, product, summary), _trail_data(site, product)],
    )


def _product_data(site: Site, product: ProductDocument, summary: str) -> dict[str, Any]:
    """Describe the product to search engines and shopping agents (schema.org/Product)."""
    places = decimals(product.currency)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.title,
        "url": site.origin + product.url,
        "sku": str(product.id),
    }
    if summary:
        data["description"] = summary[:500]
    if product.pictures:
        data["image"] = [absolute(site, picture.url) for picture in product.pictures[:6]]
    if product.brand:
        data["brand"] = {"@type": "Brand", "name": product.brand.name}
    if product.variants and product.variants[0].gtin:
        data["gtin"] = product.variants[0].gtin
    if product.variants and product.variants[0].mpn:
        data["mpn"] = product.variants[0].mpn
    if product.category:
        data["category"] = " > ".join(step.name for step in product.category)
    if product.energy and product.energy.grade in _GRADES:
        data["hasEnergyConsumptionDetails"] = {
            "@type": "EnergyConsumptionDetails",
            "hasEnergyEfficiencyCategory": f"https://schema.org/EUEnergyEfficiencyCategory{product.energy.grade}",
        }
    if product.rating is not None and not product.rating.demo:
        data["aggregateRating"] = rating_data(product.rating)
    if product.offers:
        prices = [offer.price for offer in product.offers]
        data["offers"] = {
            "@type": "AggregateOffer",
            "priceCurrency": product.currency,
            "lowPrice": _decimal(min(prices), places),
            "highPrice": _decimal(max(prices), places),
            "offerCount": len(prices),
            "availability": f"https://schema.org/{_SCHEMA_AVAILABILITY[product.availability]}",
            "offers": [_offer_data(site, product, offer, places) for offer in product.offers[:_MOST_IN_DATA]],
        }
    return data


def _offer_data(site: Site, product: ProductDocument, offer: OfferDocument, places: int) -> dict[str, Any]:
    return {
        "@type": "Offer",
        "price": _decimal(offer.price, places),
        "priceCurrency": product.currency,
        "availability": f"https://schema.org/{_SCHEMA_AVAILABILITY[offer.availability]}",
        "itemCondition": f"https://schema.org/{_SCHEMA_CONDITIONS[offer.condition]}",
        "url": site.origin + product.url,
        "seller": {"@type": "Organization", "name": offer.seller.name},
    }


def _trail_data(site: Site, product: ProductDocument) -> dict[str, Any]:
    """Describe the way to the product (schema.org/BreadcrumbList)."""
    steps = [(step.name, f"/{product.locale}/c/{step.slug}-{step.id}") for step in product.category]
    return trail_data(site, [*steps, (product.title, product.url)])


def rating_data(rating: Rating) -> dict[str, Any]:
    """Describe how something is rated (schema.org/AggregateRating)."""
    return {
        "@type": "AggregateRating", "ratingValue": rating.average, "reviewCount": rating.count, "bestRating": 5,
        "worstRating": 1,
    }  # fmt: skip


def trail_data(site: Site, steps: list[tuple[str, str]]) -> dict[str, Any]:
    """Describe a trail of (name, path) to search engines."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": site.origin + path}
            for place, (name, path) in enumerate(steps, 1)
        ],
    }


def _decimal(amount: int, places: int) -> str:
    whole, rest = divmod(amount, 10**places)
    return f"{whole}.{rest:0{places}d}" if places else str(whole)
