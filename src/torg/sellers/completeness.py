"""What is missing before a seller may be seen, field by field, and which law asks for it."""

from collections.abc import Callable

from msgspec import Struct

from torg.sellers.agreements import agreement_in_force
from torg.sellers.eu_numbers import NORDIC
from torg.sellers.file_models import WholeFile

STEPS = ("company", "contact", "people", "account", "delivery", "documents", "agreement")
"""The steps of onboarding in their order; every field belongs to one of them."""


class Wanted(Struct, frozen=True):
    """A field that the law asks for: its name and why, in words for people (msgids)."""

    step: str
    name: str
    why: str
    source: str
    """Where the law says so: `DSA 30(1)(a)`."""


class Missing(Struct, frozen=True):
    """A field that is not there yet."""

    field: str
    wanted: Wanted


_REACH = "Shoppers and authorities must be able to reach whoever sells to them."
_KNOW = "A market place must know who sells on it before an offer is shown."
_PAID = "Money only goes to an account that belongs to the seller."
_TAX = "Tax authorities want it in the yearly report on sellers."

WANTED: dict[str, Wanted] = {
    "name": Wanted("company", "Company name", _KNOW, "DSA 30(1)(a)"),
    "legal_form": Wanted("company", "Legal form", _TAX, "DAC7 annex V, section III.B"),
    "org_number": Wanted("company", "Organisation number", _KNOW, "DSA 30(1)(d)"),
    "register": Wanted("company", "Trade register", _KNOW, "DSA 30(1)(d)"),
    "street": Wanted("company", "Street address", _REACH, "DSA 30(1)(a)"),
    "postal_code": Wanted("company", "Postal code", _REACH, "DSA 30(1)(a)"),
    "city": Wanted("company", "City", _REACH, "DSA 30(1)(a)"),
    "email": Wanted("contact", "E-mail for customers", _REACH, "DSA 30(1)(a)"),
    "phone": Wanted("contact", "Telephone for customers", _REACH, "DSA 30(1)(a)"),
    "representative": Wanted("people", "Legal representative", _KNOW, "DSA 30(1)(b)"),
    "tin": Wanted("people", "Tax identification number", _TAX, "DAC7 annex V, section II.B"),
    "tin_country": Wanted("people", "Country of the tax number", _TAX, "DAC7 annex V, section II.B"),
    "birth_date": Wanted("people", "Date of birth", _TAX, "DAC7 annex V, section II.B(1)"),
    "birth_place": Wanted("people", "Place of birth", _TAX, "DAC7 annex V, section II.B(1)"),
    "account_number": Wanted("account", "Account number", _PAID, "DSA 30(1)(c), DAC7"),
    "account_holder": Wanted("account", "Account holder", _PAID, "DSA 30(1)(c), DAC7"),
    "delivery": Wanted(
        "delivery", "Delivery", "Shoppers must see the price with delivery before they buy.", "2011/83/EU 6(1)(e)"
    ),
    "returns": Wanted(
        "delivery", "Returns", "Shoppers must know where goods go back to and who pays.", "2011/83/EU 6(1)(h), (i)"
    ),
    "identity": Wanted("documents", "Copy of an identity document", _KNOW, "DSA 30(1)(b)"),
    "self_certified": Wanted(
        "agreement", "Self-certification", "You promise to offer only what the law of the EU allows.", "DSA 30(1)(e)"
    ),
    "agreement": Wanted(
        "agreement", "Agreement", "The terms between you and the market must be agreed.", "2019/1150 3(1)"
    ),
}
"""Every field that may be missing, in the order of the steps."""

_THERE: dict[str, Callable[[WholeFile], object]] = {
    "name": lambda of: of.seller.name.strip(),
    "legal_form": lambda of: of.file.legal_form,
    "org_number": lambda of: of.seller.org_number,
    # The Nordic countries have one register each, which the number itself tells of.
    "register": lambda of: of.seller.register or of.seller.country in NORDIC,
    "street": lambda of: of.seller.address.street,
    "postal_code": lambda of: of.seller.address.postal_code,
    "city": lambda of: of.seller.address.city,
    "email": lambda of: of.seller.email,
    "phone": lambda of: of.seller.phone,
    "representative": lambda of: of.file.representative.name,
    "tin": lambda of: of.file.tin or of.file.birth_place,
    "tin_country": lambda of: of.file.tin_country or not of.file.tin,
    "birth_date": lambda of: of.file.birth_date or of.file.legal_form != "sole_trader",
    "birth_place": lambda of: of.file.tin or of.file.birth_place or of.file.legal_form != "sole_trader",
    "account_number": lambda of: of.file.account_kind and of.file.account_number,
    "account_holder": lambda of: of.file.account_holder,
    "delivery": lambda of: of.seller.delivery,
    "returns": lambda of: of.seller.returns.address or of.seller.returns.text,
    "identity": lambda of: of.file.identity_checked or any(each.kind == "identity" for each in of.documents),
    "self_certified": lambda of: of.seller.self_certified,
    "agreement": lambda of: agreement_in_force().version in of.accepted,
}


def missing(of: WholeFile) -> list[Missing]:
    """List what a seller's file lacks, in the order of the steps; nothing when it may be reviewed."""
    return [Missing(name, wanted) for name, wanted in WANTED.items() if not _THERE[name](of)]


def steps_done(of: WholeFile) -> dict[str, bool]:
    """Tell of each step whether nothing of it is missing."""
    lacking = {each.wanted.step for each in missing(of)}
    return {step: step not in lacking for step in STEPS}
