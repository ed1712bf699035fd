"""The nouns of offers: what a seller asks for a variant in a market."""

from datetime import datetime

from msgspec import Struct

from torg.catalog import Condition


class PriceReduction(Struct, frozen=True):
    """A lawful claim: the lowest price of the 30 days before the reduction, in minor units, and whole per cent."""

    prior_price: int
    percent: int


class Offer(Struct, frozen=True):
    """One seller's visible offer of one variant in one market: minor units of its currency, VAT included."""

    id: int
    product_id: int
    variant_id: int
    seller_id: int
    market: str
    sku: str
    condition: Condition
    price: int
    stock: int
    delivery: int | None
    """Delivery price of this offer; none when the seller's terms decide."""
    handling_days: int | None
    """Working days before it leaves; none when the seller's own number holds."""
    link: str | None
    reduction: PriceReduction | None
    """None unless the seller claims a reduction and the price log bears it out."""
    created: datetime
    changed: datetime


class Delivery(Struct, frozen=True):
    """What delivery of an offer costs, in minor units, and the working days until it is there, least and most."""

    price: int
    days: tuple[int, int]
