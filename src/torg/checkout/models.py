"""The nouns of checkout: a quote, which is all that a shopper is shown before the one tap."""

from collections.abc import Sequence

from msgspec import Struct

from torg.carts import ViewedLine
from torg.commission import FeeVat, PriceList
from torg.orders import NewParcel
from torg.sellers import Seller
from torg.shipping import DeliveryOption


class Terms(Struct, frozen=True):
    """What the market takes of sellers: read once, used for every line."""

    prices: PriceList
    fee_vat: dict[int, FeeVat]
    """By seller."""


class QuotedParcel(Struct, frozen=True):
    """One seller's part of a quote, with the ways of delivery that there are."""

    seller: Seller
    lines: Sequence[ViewedLine]
    options: list[DeliveryOption]
    chosen: DeliveryOption
    parcel: NewParcel


class Quote(Struct, frozen=True):
    """What a cart costs as it is now, with delivery and VAT: minor units of one currency."""

    market: str
    currency: str
    parcels: list[QuotedParcel]
    undeliverable: list[Seller]
    """Sellers of the cart that do not deliver there."""

    @property
    def goods(self) -> int:
        """What the goods cost before discounts."""
        return sum(each.parcel.goods for each in self.parcels)

    @property
    def delivery(self) -> int:
        """What delivery costs."""
        return sum(each.parcel.delivery for each in self.parcels)

    @property
    def discount(self) -> int:
        """What promotions take off."""
        return sum(each.parcel.discount for each in self.parcels)

    @property
    def total(self) -> int:
        """What is paid."""
        return sum(each.parcel.total for each in self.parcels)

    @property
    def vat(self) -> int:
        """The VAT within the total."""
        return sum(each.parcel.vat for each in self.parcels)
