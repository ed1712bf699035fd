"""Which product and variant each item of a feed is: a pure rule over what the database knows.

An item with a GTIN that is known is that variant, whoever sells it. Else it is what the seller's article number
already was. Without a GTIN it is the variant of its brand and model number (model_matching.py). Else it is a new
variant, of its group's product where there is one. What is only likely to be the same by its title is looked at
afterwards, by a job (match_products.py).
"""

from collections.abc import Sequence

from msgspec import Struct, field

from torg.offers.feed_rows import CheckedRow


class Place(Struct, frozen=True):
    """A variant and its product. Below zero: the n-th new one, which has no id yet."""

    variant: int
    product: int


class Standing(Struct, frozen=True):
    """Where a seller's article number already is."""

    place: Place
    gtin: str | None
    owned: bool
    """Whether this seller owns the product's words."""


class Known(Struct):
    """What the database knows of a batch: all of it read after the GTINs were locked."""

    by_sku: dict[str, Standing] = field(default_factory=dict)
    by_gtin: dict[str, Place] = field(default_factory=dict)
    by_group: dict[str, int] = field(default_factory=dict)
    """The seller's groups to their products."""
    movable: set[int] = field(default_factory=set)
    """Variants of products that the seller owns, which nobody else sells: they follow their group."""
    by_model: dict[str, Place] = field(default_factory=dict)
    """What articles without GTIN are by brand and model number; variant zero is another variant of that product."""


class NewVariant(Struct, frozen=True):
    """A variant that has to be made for a row."""

    row: int
    product: int
    gtin: str | None


class Matched(Struct):
    """Where each row belongs, and what has to be made for that."""

    places: list[Place] = field(default_factory=list)
    """One for each row, in their order."""
    new_products: list[int] = field(default_factory=list)
    """The row that leads each new product: the first is product −1, the second −2."""
    new_variants: list[NewVariant] = field(default_factory=list)
    """The first is variant −1, the second −2."""


def match(rows: Sequence[CheckedRow], known: Known) -> Matched:
    """Place every row: rows of one GTIN on one variant, and those of one group on the product of its first row."""
    matched = Matched()
    by_gtin = dict(known.by_gtin)
    by_group = _groups(rows, known)
    for index, row in enumerate(rows):
        place = _known_place(row, known, by_gtin)
        if place is None:
            place = _new_place(index, row, known, by_group, matched)
        elif place.variant in known.movable and row.item.group is not None:
            place = Place(place.variant, by_group.get(row.item.group) or place.product)
        if row.gtin is not None:
            by_gtin[row.gtin] = place
        if row.item.group is not None:
            by_group.setdefault(row.item.group, place.product)
        matched.places.append(place)
    return matched


def _groups(rows: Sequence[CheckedRow], known: Known) -> dict[str, int]:
    """Find the product of each group: the seller's own, else the one on which its GTINs already are.

    Where its members are on several products, those that are the seller's alone come together on the oldest of them;
    a group over several products of others says nothing about the rest of it, which makes a product of its own.
    """
    candidates: dict[str, dict[int, bool]] = {}
    for row in rows:
        group = row.item.group
        if group is not None and group not in known.by_group:
            place = _known_place(row, known, known.by_gtin)
            if place is not None:
                movable = candidates.setdefault(group, {})
                movable[place.product] = movable.get(place.product, True) and place.variant in known.movable
    return {group: _chosen(products) for group, products in candidates.items()} | known.by_group


def _chosen(products: dict[int, bool]) -> int:
    """Choose a group's product among those that its members are on; zero, which is none, where that is not clear."""
    fixed = [product for product, movable in products.items() if not movable]
    if len(fixed) > 1:
        return 0
    return fixed[0] if fixed else min(products)


def _known_place(row: CheckedRow, known: Known, by_gtin: dict[str, Place]) -> Place | None:
    if row.gtin is not None and row.gtin in by_gtin:
        return by_gtin[row.gtin]
    standing = known.by_sku.get(row.item.sku)
    if standing is not None and (row.gtin is None or standing.gtin is None or standing.gtin == row.gtin):
        return standing.place
    if standing is None and row.gtin is None and row.item.group is None:
        named = known.by_model.get(row.item.sku)
        return named if named is not None and named.variant else None
    return None


def _new_place(index: int, row: CheckedRow, known: Known, by_group: dict[str, int], matched: Matched) -> Place:
    product = _product_for(index, row, known, by_group, matched)
    matched.new_variants.append(NewVariant(index, product, row.gtin))
    return Place(-len(matched.new_variants), product)


def _product_for(index: int, row: CheckedRow, known: Known, by_group: dict[str, int], matched: Matched) -> int:
    group = row.item.group
    if group is not None and by_group.get(group):
        return by_group[group]
    standing = known.by_sku.get(row.item.sku)
    if group is None and standing is not None and standing.owned:
        return standing.place.product  # The seller corrected the GTIN: the product keeps its address.
    named = known.by_model.get(row.item.sku)
    if group is None and standing is None and row.gtin is None and named is not None:
        return named.product  # Another colour or size of a model that is known.
    matched.new_products.append(index)
    product = -len(matched.new_products)
    if group is not None:
        by_group[group] = product
    return product
