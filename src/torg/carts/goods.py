"""What offers are today: the facts that carts and orders are priced by, straight from the database."""

from collections.abc import Collection
from datetime import UTC, datetime

from torg.carts.models import Goods
from torg.carts.queries import products_of_offers
from torg.catalog import Variant, products_by_id
from torg.catalog.attributes import attribute_name, value_key, value_name
from torg.catalog.operator_choices import is_hidden
from torg.catalog.sale_stops import sale_stops, stop_of
from torg.core.db import Connection
from torg.offers import delivery_of, offer_visible, offers_of_products, sellers_facts
from torg.sellers import sellers_by_id
from torg.shelf.languages import text_in


async def goods_of(conn: Connection, offer_ids: Collection[int], language: str) -> dict[int, Goods]:
    """Find what these offers are now, by offer: a handful of statements for any number of them.

    An offer that no active seller offers any more is not in the answer.
    """
    wanted = set(offer_ids)
    products = await products_of_offers(conn, sorted(wanted))
    found = await products_by_id(conn, set(products.values()))
    offers = {
        offer.id: offer
        for each in (await offers_of_products(conn, set(products.values()))).values()
        for offer in each
        if offer.id in wanted
    }
    sellers = await sellers_by_id(conn, {offer.seller_id for offer in offers.values()})
    facts = await sellers_facts(conn, sellers)
    stops = await sale_stops(conn, set(products.values()))
    today = datetime.now(UTC).date()
    goods: dict[int, Goods] = {}
    for offer in offers.values():
        product, seller = found[offer.product_id], sellers[offer.seller_id]
        variant = next(each for each in product.variants if each.id == offer.variant_id)
        pictures = variant.pictures or product.pictures
        goods[offer.id] = Goods(
            offer=offer,
            product=product,
            variant=variant,
            seller=seller,
            title=text_in(product.title, language),
            options=_options(variant, language),
            picture=pictures[0] if pictures else "",
            buyable=offer_visible(offer, product, variant, seller, facts, today)
            and not stop_of(stops.get(product.id, ()), variant.id, seller.id)
            and not is_hidden(product.category_id, offer.market)
            and delivery_of(offer, seller) is not None,
        )
    return goods


def _options(variant: Variant, language: str) -> dict[str, str]:
    return {
        attribute_name(code, language): value_name(code, value_key(code, value), language) or value
        for code, value in variant.options.items()
    }
