"""Products, variants, categories, brands; feeds are read in `torg.catalog.feeds`."""

from torg.catalog.content import ItemSays, ProductContent, VariantContent, product_told_by, variant_told_by
from torg.catalog.errors import ProductNotFound
from torg.catalog.gtins import BadGtin, canonical_gtin, is_restricted
from torg.catalog.import_queries import (
    add_categories,
    brand_ids,
    claim_gtins,
    insert_products,
    insert_variants,
    known_categories,
    lock_products,
    lock_variants,
    new_ids,
    release_gtins,
    update_products,
    update_variants,
    variants_by_gtin,
)
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
    "ItemSays",
    "Product",
    "ProductContent",
    "ProductNotFound",
    "Texts",
    "Variant",
    "VariantContent",
    "add_categories",
    "brand_ids",
    "canonical_gtin",
    "claim_gtins",
    "count_products",
    "insert_products",
    "insert_variants",
    "is_restricted",
    "known_categories",
    "lock_products",
    "lock_variants",
    "new_ids",
    "product_ids_after",
    "product_ids_by_gtin",
    "product_told_by",
    "products_by_id",
    "release_gtins",
    "slug_of",
    "update_products",
    "update_variants",
    "variant_told_by",
    "variants_by_gtin",
]
