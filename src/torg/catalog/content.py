"""Whose words a product has: pure rules for what an item may change in a product and its variant."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from torg.catalog.content_fields import product_fields, variant_fields, with_product_fields, with_variant_fields
from torg.catalog.content_sources import (
    BRAND_OWNER,
    GTIN,
    OWNER,
    TITLE,
    ContentChange,
    FieldChange,
    Source,
    Sources,
    may_replace,
)
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
    sources: Sources = field(default_factory=dict)

    @property
    def owner(self) -> Source:
        """Who says every field that has no source of its own."""
        return Source(OWNER, self.owner_id, self.lead_sku)


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
    sources: Sources = field(default_factory=dict)


class ItemSays(Struct, frozen=True):
    """An item with what its words mean here: brand and category by id, popularity only from a trusted source."""

    item: FeedItem
    brand_id: int | None
    category_id: int | None
    popularity: int | None


def product_told_by(
    content: ProductContent, says: ItemSays, *, leads: bool, by: Source | None = None
) -> ProductContent:
    """Give the product after an item: its lead item rewrites what it mentions, any other fills what is missing.

    Languages that an item does not speak stay as they are, since many sellers send one feed for each language. What a
    better source than `by` has said stays too, and what a lesser one has said gives way.
    """
    if leads:
        by = by or content.owner
        told = _rewritten(content, says)
        if not content.sources and by == content.owner:
            return told
    else:
        by = by or Source(GTIN)
        told = _filled(content, says)
    return _as_ranked(content, told, by)


def product_edited(content: ProductContent, fields: Mapping[str, Any], by: Source) -> tuple[ProductContent, list[str]]:
    """Give the product after somebody has written its fields, and those that a better source keeps from them."""
    before = product_fields(content)
    kept = [name for name in fields if name in before and not may_replace(_source(content, name), by)]
    told = with_product_fields(content, {name: value for name, value in fields.items() if name not in kept})
    return _as_ranked(content, told, by), kept


def product_joined(content: ProductContent, other: ProductContent) -> ProductContent:
    """Give the product after another one was found to be the same: it fills what is missing, as one of lesser rank."""
    standing = product_fields(content)
    new = {name: value for name, value in product_fields(other).items() if name not in standing}
    told = _as_ranked(content, with_product_fields(content, new), Source(TITLE, other.owner_id, other.lead_sku))
    return replace(told, popularity=max(content.popularity, other.popularity))


def leads(content: ProductContent, by: Source) -> bool:
    """Tell whether a source speaks for the product as a whole: its lead item, or whoever owns the brand."""
    return by.rank >= BRAND_OWNER or by == content.owner


def changes_between(before: ProductContent, after: ProductContent) -> dict[str, FieldChange]:
    """Give what differs between two states of a product, field by field."""
    return _changes(product_fields(before), product_fields(after), before.sources, after.sources, after.owner)


def variant_changes(before: VariantContent, after: VariantContent, owner: Source) -> dict[str, FieldChange]:
    """Give what differs between two states of a variant, field by field."""
    return _changes(variant_fields(before), variant_fields(after), before.sources, after.sources, owner)


def product_changed(before: ProductContent, after: ProductContent, seller: int | None) -> ContentChange | None:
    """Give the entry of the history for a product that became another; none when its words are the same."""
    fields = changes_between(before, after)
    return ContentChange(after.id, fields, seller) if fields else None


def variant_told_by(
    content: VariantContent, item: FeedItem, gtin: str | None, *, owns: bool, by: Source | None = None
) -> VariantContent:
    """Give the variant after an item: the product's owner rewrites what the item mentions, others fill the gaps."""
    if owns:
        measured = item if item.net_quantity is not None else content
        told = replace(
            content,
            gtin=content.gtin or gtin,
            mpn=item.mpn or content.mpn,
            options=item.options or content.options,
            pictures=item.pictures or content.pictures,
            net_quantity=measured.net_quantity,
            net_unit=measured.net_unit,
        )
        if not content.sources or told == content:
            return told
        return _variant_as_ranked(content, told, by or Source(OWNER))
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


def variant_edited(content: VariantContent, fields: Mapping[str, Any], by: Source) -> VariantContent:
    """Give the variant after somebody has written its fields; what a better source has said stays."""
    return _variant_as_ranked(content, with_variant_fields(content, fields), by)


def _rewritten(content: ProductContent, says: ItemSays) -> ProductContent:
    item = says.item
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


def _filled(content: ProductContent, says: ItemSays) -> ProductContent:
    item = says.item
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


def _source(content: ProductContent, name: str) -> Source:
    return content.sources.get(name, content.owner)


def _as_ranked(content: ProductContent, told: ProductContent, by: Source) -> ProductContent:
    """Take back what a better source has said otherwise, and note who says what is new."""
    before, after = product_fields(content), product_fields(told)
    sources, taken_back = dict(content.sources), {}
    for name, value in after.items():
        if name in before and before[name] == value:
            continue
        if name in before and not may_replace(_source(content, name), by):
            taken_back[name] = before[name]
        elif by == content.owner:
            sources.pop(name, None)
        else:
            sources[name] = by
    for name in before.keys() - after.keys():
        if may_replace(_source(content, name), by):
            sources.pop(name, None)
        else:
            taken_back[name] = before[name]
    kept = with_product_fields(told, taken_back) if taken_back else told
    return kept if sources == content.sources else replace(kept, sources=sources)


def _variant_as_ranked(content: VariantContent, told: VariantContent, by: Source) -> VariantContent:
    before, after = variant_fields(content), variant_fields(told)
    sources, taken_back = dict(content.sources), {}
    for name, value in after.items():
        if before.get(name) == value:
            continue
        standing = content.sources.get(name)
        if standing is not None and name in before and not may_replace(standing, by):
            taken_back[name] = before[name]
        elif by.rank > OWNER:
            sources[name] = by
        else:
            sources.pop(name, None)
    kept = with_variant_fields(told, taken_back) if taken_back else told
    return kept if sources == content.sources else replace(kept, sources=sources)


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], were: Sources, are: Sources, owner: Source
) -> dict[str, FieldChange]:
    return {
        name: FieldChange(
            before.get(name),
            after.get(name),
            were.get(name, owner) if name in before else None,
            are.get(name, owner) if name in after else None,
        )
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    }


def _together(weaker: Attributes, stronger: Attributes) -> Attributes:
    """Merge attributes; where both say one in several languages, language by language."""
    if not weaker or not stronger:
        return dict(weaker or stronger)
    merged = dict(weaker)
    for code, value in stronger.items():
        other = merged.get(code)
        merged[code] = {**other, **value} if isinstance(other, dict) and isinstance(value, dict) else value
    return merged
