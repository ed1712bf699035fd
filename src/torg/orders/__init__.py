"""Orders: what a shopper bought at once, and each seller's parcel of it."""

from torg.orders.errors import EmptyOrder, KeyUsedDifferently, OrderNotFound, OrderRefused, WrongState
from torg.orders.models import (
    Address,
    DeliveryChoice,
    NewLine,
    NewOrder,
    NewParcel,
    Order,
    OrderLine,
    OrderState,
    Parcel,
    ParcelState,
    Placed,
    RefusedOffer,
)
from torg.orders.place_order import order_entries, place_order, secret_hash

__all__ = [
    "Address",
    "DeliveryChoice",
    "EmptyOrder",
    "KeyUsedDifferently",
    "NewLine",
    "NewOrder",
    "NewParcel",
    "Order",
    "OrderLine",
    "OrderNotFound",
    "OrderRefused",
    "OrderState",
    "Parcel",
    "ParcelState",
    "Placed",
    "RefusedOffer",
    "WrongState",
    "order_entries",
    "place_order",
    "secret_hash",
]
