"""The nouns of the catalogue: what a seller's feed says, and what a product is."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

Condition = Literal["new", "refurbished", "used"]
Texts = dict[str, str]
"""A text in one or several languages, keyed by language code (`sv`, `nb`, `da`, `fi`, `en`)."""


class FeedPrice(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What one item costs in one market, VAT included, in minor units of that market's currency."""

    market: str
    amount: int
    regular: int | None = None
    """The seller's price before a reduction, when the seller claims one (`sale_price` in feeds)."""
    delivery: int | None = None
    """Delivery price in minor units; none when the seller's own terms decide."""


class FeedItem(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One sellable item (a variant) as a seller describes it: a line of Torg's own JSON Lines.

    Every feed format is read into this, and nothing but this is imported.
    """

    sku: str
    """The seller's own article number, unique among the seller's items."""
    title: Texts = field(default_factory=dict)
    prices: list[FeedPrice] = field(default_factory=list)
    description: Texts = field(default_factory=dict)
    group: str | None = None
    """Items of one seller with the same group are variants of one product."""
    gtin: str | None = None
    mpn: str | None = None
    brand: str | None = None
    category: str | None = None
    """The seller's own category path, parts separated by ` > `."""
    google_category: int | None = None
    options: dict[str, str] = field(default_factory=dict)
    """What sets this variant apart within its group: attribute code to value."""
    attributes: dict[str, str | Texts] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    link: str | None = None
    condition: Condition = "new"
    stock: int = 0
    """Units that can be sold now."""
    handling_days: int | None = None
    net_quantity: Decimal | None = None
    net_unit: str | None = None
    """`kg`, `l`, `m`, `m2` or `st`: with `net_quantity` it gives the unit price."""
    popularity: int | None = None
    """Sales or views that the source knows of; only a trusted loader may set it."""
    removed: bool = False
    """The seller has taken the item away."""
