"""Who runs the market: what the operator says of itself, and where it is reached."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from torg.core.market_settings import declare

DsaTier = Literal["micro_small", "platform", "very_large"]
"""How much of the Digital Services Act holds: micro and small enterprises are free of Art. 20–28 and 30–32 (Art. 19,
29), very large platforms have more to do (Art. 33)."""

_Email = Annotated[str, Meta(pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$", max_length=254)]
_Line = Annotated[str, Meta(max_length=200)]


class OperatorFacts(Struct, frozen=True, kw_only=True):
    """The operator: imprint, support, and the points of contact that the law wants."""

    name: Annotated[str, Meta(min_length=1, max_length=60)] = "Torg"
    company: _Line = ""
    org_number: Annotated[str, Meta(max_length=30)] = ""
    vat_number: Annotated[str, Meta(max_length=30)] = ""
    country: Annotated[str, Meta(pattern="^[A-Z]{2}$")] = "SE"
    """Where the company is: decides on VAT on its fees."""
    address: _Line = ""
    support_email: _Email = ""
    support_phone: Annotated[str, Meta(max_length=40)] = ""
    dsa_authorities_email: _Email = ""
    """The point of contact for authorities (DSA Art. 11)."""
    dsa_users_email: _Email = ""
    """The point of contact for users (DSA Art. 12)."""
    dsa_languages: Annotated[str, Meta(max_length=100)] = "sv, en"
    """The languages in which authorities may write."""
    gpsr_authorities_email: _Email = ""
    """The point of contact on product safety for market surveillance (Regulation (EU) 2023/988, Art. 22(1))."""
    gpsr_consumers_email: _Email = ""
    """The point of contact on product safety for consumers (Art. 22(2))."""
    dsa_tier: DsaTier = "micro_small"


OPERATOR = declare("operator", OperatorFacts, by_market=True)
"""Support and points of contact may be a market's own."""
