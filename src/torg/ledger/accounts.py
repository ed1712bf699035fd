"""Accounts: what each is for, whose it is, and on which side it normally stands."""

from typing import Literal, get_args

from msgspec import Struct

AccountKind = Literal[
    "shopper_receivable",
    "provider_clearing",
    "bank",
    "seller_pending",
    "seller_payable",
    "seller_reserve",
    "commission_revenue",
    "vat_payable",
    "provider_fee",
    "points_liability",
    "promotion_market",
    "promotion_seller",
    "refund_payable",
    "market_loss",
]
ACCOUNT_KINDS: tuple[AccountKind, ...] = get_args(AccountKind)
SELLER_KINDS: frozenset[AccountKind] = frozenset(
    {"seller_pending", "seller_payable", "seller_reserve", "promotion_seller"}
)
"""Kinds whose holder is a seller, who may read them."""

_CREDIT_KINDS: frozenset[AccountKind] = frozenset(
    {
        "seller_pending",
        "seller_payable",
        "seller_reserve",
        "commission_revenue",
        "vat_payable",
        "points_liability",
        "refund_payable",
    }
)


class Account(Struct, frozen=True, order=True):
    """One account: it is there as soon as something is posted on it."""

    kind: AccountKind
    currency: str
    """ISO 4217: `SEK`."""
    holder: str = ""
    """The seller, provider, country or member whose it is; empty for the market's own."""

    @property
    def sign(self) -> int:
        """1 where debits make it grow (what we have and spend), −1 where credits do (what we owe and earn)."""
        return -1 if self.kind in _CREDIT_KINDS else 1


def shopper_receivable(currency: str, shopper: str = "") -> Account:
    """What shoppers owe for what they have ordered, until their payment is captured."""
    return Account("shopper_receivable", currency, shopper)


def provider_clearing(provider: str, currency: str) -> Account:
    """What a payment provider holds for the market and its sellers."""
    return Account("provider_clearing", currency, provider)


def bank(currency: str) -> Account:
    """What is on the market's own bank account."""
    return Account("bank", currency)


def seller_pending(seller_id: int, currency: str) -> Account:
    """What shoppers have ordered of a seller and it has not sent yet: nothing of it is owed to anybody for now."""
    return Account("seller_pending", currency, str(seller_id))


def seller_payable(seller_id: int, currency: str) -> Account:
    """What a seller is owed and may be paid; below zero, what it owes."""
    return Account("seller_payable", currency, str(seller_id))


def seller_reserve(seller_id: int, currency: str) -> Account:
    """What a seller is owed and is held back for returns."""
    return Account("seller_reserve", currency, str(seller_id))


def commission_revenue(currency: str) -> Account:
    """What the market has earned from sellers, VAT left out."""
    return Account("commission_revenue", currency)


def vat_payable(country: str, currency: str) -> Account:
    """VAT that the market owes to a country: on its fees, and on sales whose deemed supplier it is."""
    return Account("vat_payable", currency, country)


def provider_fee(provider: str, currency: str) -> Account:
    """What a payment provider has taken for its work."""
    return Account("provider_fee", currency, provider)


def points_liability(currency: str, member: str = "") -> Account:
    """What points that members have not used yet are worth."""
    return Account("points_liability", currency, member)


def promotion_market(currency: str) -> Account:
    """Reductions that the market has paid for."""
    return Account("promotion_market", currency)


def promotion_seller(seller_id: int, currency: str) -> Account:
    """Reductions that a seller has paid for."""
    return Account("promotion_seller", currency, str(seller_id))


def refund_payable(currency: str, shopper: str = "") -> Account:
    """What shoppers get back and have not received yet."""
    return Account("refund_payable", currency, shopper)


def market_loss(currency: str) -> Account:
    """What the market has lost: chargebacks that no seller bears, and goodwill."""
    return Account("market_loss", currency)
