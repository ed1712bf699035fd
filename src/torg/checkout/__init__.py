"""Checkout: from a cart to an order, with what it costs said before it is bought."""

from torg.checkout.buy import Bought, Wish, buy, finish, pay
from torg.checkout.errors import CartChanged, NothingToBuy, TotalChanged, Undeliverable
from torg.checkout.models import Quote, QuotedParcel, Terms
from torg.checkout.quote import quote, vat_within
from torg.checkout.quote_cart import quote_cart
from torg.checkout.read_terms import read_terms
from torg.checkout.settle_order import settle_order

__all__ = [
    "Bought",
    "CartChanged",
    "NothingToBuy",
    "Quote",
    "QuotedParcel",
    "Terms",
    "TotalChanged",
    "Undeliverable",
    "Wish",
    "buy",
    "finish",
    "pay",
    "quote",
    "quote_cart",
    "read_terms",
    "settle_order",
    "vat_within",
]
