"""Assembling: from the rows of several domains to the documents that shoppers see, set by set."""

from collections import defaultdict
from collections.abc import Collection

from msgspec import Struct

from torg.catalog import products_by_id
from torg.catalog.operator_choices import is_hidden
from torg.catalog.ratings import ratings_of
from torg.catalog.sale_stops import open_recalls, sale_stops
from torg.core.db import Connection
from torg.core.market_settings import refresh
from torg.markets import LOCALES
from torg.offers import offers_of_products, sellers_facts
from torg.sellers import Seller, all_sellers, sellers_by_id
from torg.shelf.compose import compose
from torg.shelf.market_offers import market_offers
from torg.shelf.models import ProductDocument, SellerDocument
from torg.shelf.trusted import for_sale, trusted


class Assembled(Struct, frozen=True):
    """Documents by locale and product; a product that a locale does not show has none there."""

    documents: dict[str, dict[int, ProductDocument]]
    gtins: list[tuple[str, int]]
    """Each GTIN with its product."""


async def assemble(conn: Connection, products: Collection[int]) -> Assembled:
    """Build the documents of these products for every locale, with a handful of statements for any number of them."""
    await refresh(conn)
    found = await products_by_id(conn, products)
    stops = await sale_stops(conn, products)
    offers = {
        product: for_sale(these, stops.get(product, []))
        for product, these in (await offers_of_products(conn, products)).items()
    }
    ratings, recalls = await ratings_of(conn, products), await open_recalls(conn, products)
    sellers = await sellers_by_id(conn, {offer.seller_id for each in offers.values() for offer in each})
    facts = await sellers_facts(conn, sellers)
    documents: dict[str, dict[int, ProductDocument]] = {locale: {} for locale in LOCALES}
    gtins: list[tuple[str, int]] = []
    for product in found.values():
        gtins += [(variant.gtin, product.id) for variant in product.variants if variant.gtin]
        by_market = defaultdict(list)
        for offer in offers.get(product.id, ()):
            if not is_hidden(product.category_id, offer.market):
                by_market[offer.market].append(offer)
        judged = {market: market_offers(product, these, sellers, facts) for market, these in by_market.items()}
        sold_in = {market for market, here in judged.items() if here is not None}
        for code, locale in LOCALES.items():
            if here := judged.get(locale.market.code):
                document = compose(product, here, locale, sold_in=sold_in)
                rating, open_ones = ratings.get(product.id), recalls.get(product.id, ())
                documents[code][product.id] = trusted(document, rating, open_ones, locale.language)
    return Assembled(documents, gtins)


async def assemble_sellers(conn: Connection) -> list[SellerDocument]:
    """Build the documents of all sellers that sell."""
    return [_seller_document(seller) for seller in await all_sellers(conn) if seller.selling]


async def sellers_not_selling(conn: Connection) -> list[int]:
    """Find the sellers that have no page: drafts, suspended and closed ones."""
    return [seller.id for seller in await all_sellers(conn) if not seller.selling]


def _seller_document(seller: Seller) -> SellerDocument:
    address = {"street": seller.address.street, "postal_code": seller.address.postal_code, "city": seller.address.city}
    return SellerDocument(
        id=seller.id, name=seller.name, slug=seller.slug, country=seller.country, org_number=seller.org_number,
        email=seller.email, phone=seller.phone, address=address, standing=seller.standing,
        since=seller.created.date().isoformat(), register=seller.register, vat_number=seller.vat_number,
        certified=seller.self_certified is not None, return_days=seller.returns.days,
        return_payer=seller.returns.payer, return_text=seller.returns.text,
    )  # fmt: skip
