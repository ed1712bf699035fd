"""VAT on the market's fee: a service from the operator's company to the seller's."""

from datetime import date
from typing import Literal

from msgspec import Struct

from torg.core.money import rounded_half_up
from torg.markets import vat_rate

VatTreatment = Literal["domestic", "reverse_charge", "outside_eu"]

EU = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""Countries of the Union's VAT territory."""


class FeeVat(Struct, frozen=True):
    """How VAT is charged on a fee."""

    treatment: VatTreatment
    country: str
    """Whose VAT it is; empty where none is charged."""
    rate: int
    """Basis points."""


def fee_vat(operator_country: str, seller_country: str, *, vat_registered: bool, on: date) -> FeeVat:
    """Tell how VAT is charged on the fee of a seller's company (Directive 2006/112/EC, Art. 44, 45 and 196).

    A company of the operator's own country pays that country's VAT. One elsewhere in the Union that is registered
    for VAT accounts for it itself (reverse charge); one that is not registered counts as a consumer and pays the
    operator's. Outside the Union (Norway and Iceland too) the service is supplied where the seller is: no VAT of ours.
    """
    if seller_country == operator_country:
        return _charged(operator_country, on)
    if operator_country not in EU or seller_country not in EU:
        return FeeVat("outside_eu", "", 0)
    if vat_registered:
        return FeeVat("reverse_charge", "", 0)
    return _charged(operator_country, on)


def _charged(country: str, on: date) -> FeeVat:
    return FeeVat("domestic", country, rounded_half_up(vat_rate(country, "standard", on) * 100))
