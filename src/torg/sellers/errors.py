"""What the sellers' side says no to."""

from typing import ClassVar

from torg.core.errors import NotFound, Refusal


class SellerNotFound(NotFound):
    """There is no such seller."""

    code: ClassVar[str] = "seller_not_found"


class SellerExists(Refusal):
    """That organisation, or that name in the address, is a seller here already."""

    code: ClassVar[str] = "seller_exists"
    status: ClassVar[int] = 409


class BadSeller(Refusal):
    """What is said of the seller cannot be right."""

    code: ClassVar[str] = "bad_seller"
    status: ClassVar[int] = 422


class BadOrgNumber(BadSeller):
    """That is no organisation number of the country."""

    code: ClassVar[str] = "bad_org_number"


class BadVatNumber(BadSeller):
    """That is no VAT number of the country."""

    code: ClassVar[str] = "bad_vat_number"


class BadAccountNumber(BadSeller):
    """That is no number of a bank account."""

    code: ClassVar[str] = "bad_account_number"


class NotComplete(BadSeller):
    """Something that the law asks of a seller is missing."""

    code: ClassVar[str] = "seller_not_complete"
    status: ClassVar[int] = 409


class NoSuchChange(Refusal):
    """A seller cannot go from the one state to the other."""

    code: ClassVar[str] = "no_such_change"
    status: ClassVar[int] = 409


class ReasonWanted(BadSeller):
    """A decision about a seller wants its reason, in words that the seller can answer."""

    code: ClassVar[str] = "reason_wanted"


class TooSoon(BadSeller):
    """The law gives a seller more time than that."""

    code: ClassVar[str] = "too_soon"


class FieldsRefused(BadSeller):
    """Some of what was filled in cannot be right."""

    code: ClassVar[str] = "fields_refused"
