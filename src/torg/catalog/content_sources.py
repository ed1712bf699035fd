"""Whose word counts: the sources of a product's fields, their ranks, and who may replace whom."""

from collections.abc import Mapping

from msgspec import Struct

OPERATOR, BRAND_OWNER, OWNER, GTIN, TITLE = 50, 40, 30, 20, 10
"""The operator's decision; whoever owns the brand; the seller that brought the product; a seller of the same GTIN; one
whose article was found to be the same by its model number or title."""

BY_HAND = 5
"""What somebody has typed stands above what the same seller's feed says."""


class Source(Struct, frozen=True, array_like=True):
    """Who says something: how much their word counts, which seller it is, and by which of its articles."""

    rank: int
    seller: int | None = None
    sku: str | None = None


Sources = dict[str, Source]
"""Field to its source, where it is not the product's owner by its lead item."""


def may_replace(standing: Source, by: Source) -> bool:
    """Tell whether what `standing` has said may be replaced by `by`: a better source, or the very same one.

    Of two sources of the same rank the first one keeps its word, so that rivals cannot write over one another.
    """
    if by.rank == OPERATOR:
        return True
    if by.rank != standing.rank:
        return by.rank > standing.rank
    return by.seller == standing.seller and by.sku in {standing.sku, None}


class FieldChange(Struct, frozen=True):
    """What became of one field: values as JSON has them, nothing where there was or is none."""

    before: object
    after: object
    source_before: Source | None = None
    source: Source | None = None


class ContentChange(Struct, frozen=True):
    """What became of the words of a product or of one of its variants in one transaction."""

    product_id: int
    fields: Mapping[str, FieldChange]
    seller_id: int | None = None
    variant_id: int | None = None
    reverts: int | None = None
    why: str = ""
