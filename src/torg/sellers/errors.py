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
