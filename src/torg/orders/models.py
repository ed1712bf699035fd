"""The nouns of orders: what a shopper buys at once, each seller's parcel of it, and its lines.

Amounts are minor units of the order's currency, VAT included unless they say otherwise; rates are basis points.
"""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct, field

from torg.commission import Commission
from torg.shipping import DeliveryChoice

OrderState = Literal["awaiting_payment", "placed", "cancelled"]
ParcelState = Literal["awaiting_payment", "placed", "accepted", "shipped", "delivered", "cancelled"]
RefusedReason = Literal["not_for_sale", "price_changed", "sold_out"]


class Address(Struct, frozen=True, omit_defaults=True):
    """Where a parcel goes."""

    name: str
    street: str
    postal_code: str
    city: str
    country: str
    """ISO 3166-1: `SE`."""
    extra: str = ""


class NewLine(Struct, frozen=True):
    """One offer as it is ordered."""

    offer_id: int
    variant_id: int
    product_id: int
    category_id: int | None
    sku: str
    title: str
    quantity: int
    unit_price: int
    vat_rate: int
    vat: int
    commission: Commission
    discount: int = 0
    options: dict[str, str] = field(default_factory=dict)
    picture: str = ""
    condition: str = "new"

    @property
    def goods(self) -> int:
        """What its pieces cost before any discount."""
        return self.unit_price * self.quantity

    @property
    def total(self) -> int:
        """What the shopper pays for it."""
        return self.goods - self.discount


class NewParcel(Struct, frozen=True):
    """What one seller sends."""

    seller_id: int
    lines: list[NewLine]
    delivery: int
    delivery_vat_rate: int
    delivery_vat: int
    promised: tuple[date, date]
    choice: DeliveryChoice = DeliveryChoice()
    delivery_discount: int = 0
    market_discount: int = 0
    """The part of all its discounts that the market pays for, and the seller is credited with."""

    @property
    def goods(self) -> int:
        """What its lines cost before any discount."""
        return sum(line.goods for line in self.lines)

    @property
    def discount(self) -> int:
        """What promotions take off."""
        return self.delivery_discount + sum(line.discount for line in self.lines)

    @property
    def total(self) -> int:
        """What the shopper pays for it."""
        return self.goods + self.delivery - self.discount

    @property
    def vat(self) -> int:
        """The VAT within the total."""
        return self.delivery_vat + sum(line.vat for line in self.lines)


class NewOrder(Struct, frozen=True):
    """What a shopper orders: priced, and shown to them with exactly these amounts."""

    market: str
    locale: str
    currency: str
    email: str
    address: Address
    parcels: list[NewParcel]
    payment_method: str
    idempotency_key: str
    phone: str = ""
    account_id: int | None = None
    cart_id: int | None = None
    expires: datetime | None = None
    """Until when the stock is kept for a payment that is still to be made; none when nothing has to be waited for."""

    @property
    def total(self) -> int:
        """What the shopper pays."""
        return sum(parcel.total for parcel in self.parcels)


class Placed(Struct, frozen=True):
    """An order that is in the books."""

    id: int
    number: str
    state: OrderState
    total: int
    currency: str
    secret: str
    """Opens the order without signing in."""
    new: bool
    """Whether this call placed it; else the same request had before."""


class RefusedOffer(Struct, frozen=True, omit_defaults=True):
    """Why one offer could not be ordered as it was shown, and what it is now."""

    offer: int
    reason: RefusedReason
    price: int | None = None
    stock: int | None = None


class Order(Struct, frozen=True):
    """An order as it stands."""

    id: int
    number: str
    secret: str
    """Opens it without signing in: for mails and links to its buyer, nobody else."""
    state: OrderState
    market: str
    locale: str
    currency: str
    account_id: int | None
    email: str
    phone: str
    address: Address
    goods: int
    delivery: int
    discount: int
    total: int
    vat: int
    payment_method: str
    cart_id: int | None
    expires: datetime | None
    placed: datetime | None
    created: datetime


class Parcel(Struct, frozen=True):
    """One seller's parcel of an order as it stands."""

    id: int
    order_id: int
    place: int
    seller_id: int
    state: ParcelState
    goods: int
    delivery: int
    discount: int
    total: int
    vat: int
    delivery_vat_rate: int
    delivery_vat: int
    commission: int
    commission_vat: int
    commission_vat_country: str
    market_discount: int
    delivery_choice: DeliveryChoice
    promised_from: date
    promised_until: date
    accepted: datetime | None
    shipped: datetime | None
    delivered: datetime | None
    cancelled: datetime | None
    carrier: str | None = None
    """Who carries it, as the seller said when it left."""
    tracking_number: str | None = None


class OrderLine(Struct, frozen=True):
    """One line of an order as it stands."""

    id: int
    order_id: int
    parcel_id: int
    seller_id: int
    line: int
    offer_id: int
    variant_id: int
    product_id: int
    category_id: int | None
    sku: str
    title: str
    options: dict[str, str]
    picture: str
    condition: str
    quantity: int
    unit_price: int
    discount: int
    total: int
    vat_rate: int
    vat: int
    commission: Commission
    cancelled: int
    returned: int
    refunded: int
