"""Organisations that sell: who they are, whether they may sell, and on which terms they deliver."""

from torg.sellers.change_status import change_status
from torg.sellers.complete_trial import complete_trial_seller
from torg.sellers.decide import decide
from torg.sellers.decision_models import Decision, NewDecision
from torg.sellers.errors import BadOrgNumber, BadSeller, SellerExists, SellerNotFound
from torg.sellers.models import Address, DeliveryTerms, NewSeller, Returns, Seller
from torg.sellers.org_numbers import canonical_org_number
from torg.sellers.queries import all_sellers, seller_by_slug, sellers_by_id
from torg.sellers.register_seller import register_seller
from torg.sellers.states import SURFACES, Ground, SellerStatus, Surface
from torg.sellers.tell_seller import addresses_of

__all__ = [
    "SURFACES",
    "Address",
    "BadOrgNumber",
    "BadSeller",
    "Decision",
    "DeliveryTerms",
    "Ground",
    "NewDecision",
    "NewSeller",
    "Returns",
    "Seller",
    "SellerExists",
    "SellerNotFound",
    "SellerStatus",
    "Surface",
    "addresses_of",
    "all_sellers",
    "canonical_org_number",
    "change_status",
    "complete_trial_seller",
    "decide",
    "register_seller",
    "seller_by_slug",
    "sellers_by_id",
]
