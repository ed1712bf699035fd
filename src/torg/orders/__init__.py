"""Orders: what a shopper bought at once, and each seller's parcel of it."""

from torg.orders.cancel_pieces import cancel_pieces, left_of, worth_of
from torg.orders.errors import EmptyOrder, KeyUsedDifferently, OrderNotFound, OrderRefused, WrongState
from torg.orders.models import (
    Address,
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
from torg.orders.move_parcel import accept_parcel, deliver_parcel, ship_parcel
from torg.orders.place_order import order_entries, place_order
from torg.orders.purchases import OrderedPurchases
from torg.orders.queries import (
    lines_of_parcels,
    lock_order,
    lock_parcel,
    order_by_id,
    order_by_key,
    order_by_number,
    order_by_secret,
    orders_of_account,
    parcels_of_orders,
    waiting_orders_of_cart,
)
from torg.orders.settle_payment import Settled, confirm_payment, give_up
from torg.orders.stock_queries import give_stock_back

__all__ = [
    "Address",
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
    "OrderedPurchases",
    "Parcel",
    "ParcelState",
    "Placed",
    "RefusedOffer",
    "Settled",
    "WrongState",
    "accept_parcel",
    "cancel_pieces",
    "confirm_payment",
    "deliver_parcel",
    "give_stock_back",
    "give_up",
    "left_of",
    "lines_of_parcels",
    "lock_order",
    "lock_parcel",
    "order_by_id",
    "order_by_key",
    "order_by_number",
    "order_by_secret",
    "order_entries",
    "orders_of_account",
    "parcels_of_orders",
    "place_order",
    "ship_parcel",
    "waiting_orders_of_cart",
    "worth_of",
]
