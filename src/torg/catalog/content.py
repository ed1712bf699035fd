"""Whose words a product has: pure rules for what an item may change in a product and its variant."""

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from torg.catalog.models import FeedItem, Texts
from torg.catalog.products import Attributes


class ProductContent(Struct, frozen=True):
    """The row of a product, as it is stored."""

    id: int
    slug: str
    brand_id: int | None
    category_id: int | None
    source_category: str | None
    owner_id: int
    lead_sku: str
    title: Texts
    description: Texts
    attributes: Attributes
    popularity: int = 0


class VariantContent(Struct, frozen=True):
    """The row of a variant, as it is stored."""

    id: int
    product_id: int
    gtin: str | None
    mpn: str | None
    options: dict[str, str]
    pictures: list[str]
    net_quantity: Decimal | None
    net_unit: str | None


class ItemSays(Struct, frozen=True):
    """An item with what its words mean here: brand and category by id, popularity only from a trusted source."""

    item: FeedItem
    brand_id: int | None
    category_id: int | None
    popularity: int | None


def product_told_by(content: ProductContent, says: ItemSays, *, leads: bool) -> ProductContent:
    """Give the product after an item: its lead item rewrites what it mentions, any other fills what is missing.

    Languages that an item does not speak stay as they are, since many sellers send one feed for each language.
    """
    item = says.item
    if leads:
        return replace(
            content,
            brand_id=says.brand_id or content.brand_id,
            category_id=says.category_id or content.category_id,
            source_category=item.category or content.source_category,
            title={**content.title, **item.title},
            description={**content.description, **item.description},
            attributes=_together(content.attributes, item.attributes),
            popularity=content.popularity if says.popularity is None else says.popularity,
        )
    return replace(
        content,
        brand_id=content.brand_id or says.brand_id,
        category_id=content.category_id or says.category_id,
        source_category=content.source_category or item.category,
        title={**item.title, **content.title},
        description={**item.description, **content.description},
        attributes=_together(item.attributes, content.attributes),
        popularity=max(content.popularity, says.popularity or 0),
    )


def variant_told_by(content: VariantContent, item: FeedItem, gtin: str | None, *, owns: bool) -> VariantContent:
    """Give the variant after an item: the product's owner rewrites what the item mentions, others fill the gaps."""
    if owns:
        measured = item if item.net_quantity is not None else content
        return replace(
            content,
            gtin=content.gtin or gtin,
            mpn=item.mpn or content.mpn,
            options=item.options or content.options,
            pictures=item.pictures or content.pictures,
            net_quantity=measured.net_quantity,
            net_unit=measured.net_unit,
        )
    measured = content if content.net_quantity is not None else item
    return replace(
        content,
        gtin=content.gtin or gtin,
        mpn=content.mpn or item.mpn,
        options=content.options or item.options,
        pictures=content.pictures or item.pictures,
        net_quantity=measured.net_quantity,
        net_unit=measured.net_unit,
    )


def _together(weaker: Attributes, stronger: Attributes) -> Attributes:
    """Merge attributes; where both say one in several languages, language by language."""
    if not weaker or not stronger:
        return dict(weaker or stronger)
    merged = dict(weaker)
    for code, value in stronger.items():
        other = merged.get(code)
        merged[code] = {**other, **value} if isinstance(other, dict) and isinstance(value, dict) else value
    return merged
