"""The nouns of documents: a receipt or credit note, its lines, and its VAT by rate.

Amounts are minor units of the document's currency, VAT included unless they say otherwise; rates are basis points.
Credit notes hold amounts as they are given back: above zero.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from msgspec import Struct

DocumentKind = Literal["receipt", "credit_note"]


class DocumentLine(Struct, frozen=True, omit_defaults=True):
    """Goods or delivery on a document."""

    order_line: int | None
    """None is the delivery."""
    title: str
    quantity: int
    total: int
    vat_rate: int
    vat: int


class VatLine(Struct, frozen=True):
    """What is taxed at one rate."""

    rate: int
    net: int
    vat: int
    gross: int


class Party(Struct, frozen=True, omit_defaults=True):
    """Seller or buyer as the document names them."""

    name: str
    address: list[str]
    org_number: str = ""
    vat_number: str = ""
    email: str = ""
    phone: str = ""


class Content(Struct, frozen=True, omit_defaults=True):
    """Everything that a document says."""

    seller: Party
    buyer: Party
    order_number: str
    ordered: date
    supplied: date
    """When the parcel was sent: the day of supply."""
    issued: date
    language: str
    country: str
    currency: str
    market_name: str
    lines: list[DocumentLine]
    vat_lines: list[VatLine]
    of_receipt: str = ""
    """The number of the receipt that a credit note corrects."""
    reason: str = ""

    @property
    def gross(self) -> int:
        """What is paid, or given back."""
        return sum(line.gross for line in self.vat_lines)

    @property
    def vat(self) -> int:
        """The VAT within it."""
        return sum(line.vat for line in self.vat_lines)


class Document(Struct, frozen=True):
    """A receipt or credit note as it was written."""

    id: int
    seller_id: int
    kind: DocumentKind
    number: str
    order_id: int
    parcel_id: int
    receipt_id: int | None
    issued: datetime
    content: Content


class CreditLine(Struct, frozen=True):
    """What is given back of one line."""

    line: int | None
    """The order line's id; none for the delivery."""
    pieces: int
    amount: int
    """VAT included."""


def by_rate(lines: Iterable[DocumentLine]) -> list[VatLine]:
    """Add lines up by their rate, the highest first; what has neither amount nor VAT is left out."""
    sums: dict[int, tuple[int, int]] = {}
    for line in lines:
        gross, vat = sums.get(line.vat_rate, (0, 0))
        sums[line.vat_rate] = (gross + line.total, vat + line.vat)
    return [VatLine(rate, gross - vat, vat, gross) for rate, (gross, vat) in sorted(sums.items(), reverse=True)]
