"""Organisations that sell: who they are, whether they may sell, and on which terms they deliver."""

from torg.sellers.change_status import change_status
from torg.sellers.errors import BadOrgNumber, BadSeller, SellerExists, SellerNotFound
from torg.sellers.models import Address, DeliveryTerms, NewSeller, Seller, SellerStatus
from torg.sellers.org_numbers import canonical_org_number
from torg.sellers.queries import all_sellers, seller_by_slug, sellers_by_id
from torg.sellers.register_seller import register_seller

__all__ = [
    "Address",
    "BadOrgNumber",
    "BadSeller",
    "DeliveryTerms",
    "NewSeller",
    "Seller",
    "SellerExists",
    "SellerNotFound",
    "SellerStatus",
    "all_sellers",
    "canonical_org_number",
    "change_status",
    "register_seller",
    "seller_by_slug",
    "sellers_by_id",
]
