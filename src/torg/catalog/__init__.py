"""Products, variants, categories, brands; feeds are read in `torg.catalog.feeds`."""

from torg.catalog.errors import ProductNotFound
from torg.catalog.gtins import BadGtin, canonical_gtin, is_restricted
from torg.catalog.models import Condition, FeedItem, FeedPrice, Texts
from torg.catalog.products import Attributes, Brand, Product, Variant
from torg.catalog.queries import count_products, product_ids_after, product_ids_by_gtin, products_by_id
from torg.catalog.slugs import slug_of

__all__ = [
    "Attributes",
    "BadGtin",
    "Brand",
    "Condition",
    "FeedItem",
    "FeedPrice",
    "Product",
    "ProductNotFound",
    "Texts",
    "Variant",
    "canonical_gtin",
    "count_products",
    "is_restricted",
    "product_ids_after",
    "product_ids_by_gtin",
    "products_by_id",
    "slug_of",
]
