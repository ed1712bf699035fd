"""What a product is in the database: content owned by one seller, and its variants."""

from datetime import datetime
from decimal import Decimal

from msgspec import Struct

from torg.catalog.models import Texts

Attributes = dict[str, str | Texts]
"""Attribute code to its value: one text for every language, or a text for each."""


class Brand(Struct, frozen=True):
    """Who makes something, under the name that came first."""

    id: int
    name: str
    slug: str


class Variant(Struct, frozen=True):
    """One thing that can be put on a scale: what a GTIN names."""

    id: int
    product_id: int
    gtin: str | None
    mpn: str | None
    options: dict[str, str]
    net_quantity: Decimal | None
    net_unit: str | None
    """`kg`, `l`, `m`, `m2` or `st`."""
    pictures: list[str]
    """Addresses of this variant's own pictures, the best one first."""


class Product(Struct, frozen=True):
    """A product with its variants, in every language that anybody wrote about it."""

    id: int
    slug: str
    brand: Brand | None
    category_id: int | None
    """Google product taxonomy id."""
    source_category: str | None
    """The category path in the owner's own words."""
    owner_id: int
    """The seller whose words these are."""
    title: Texts
    description: Texts
    attributes: Attributes
    popularity: int
    created: datetime
    changed: datetime
    variants: list[Variant]
    """By id."""

    @property
    def pictures(self) -> list[str]:
        """Give the addresses of all pictures, each once, in the order of the variants."""
        return list(dict.fromkeys(url for variant in self.variants for url in variant.pictures))
