"""Checkout: from a cart to an order, with what it costs said before it is bought."""

from torg.checkout.models import Quote, QuotedParcel, Terms
from torg.checkout.quote import quote, vat_within
from torg.checkout.quote_cart import quote_cart
from torg.checkout.read_terms import read_terms

__all__ = ["Quote", "QuotedParcel", "Terms", "quote", "quote_cart", "read_terms", "vat_within"]
