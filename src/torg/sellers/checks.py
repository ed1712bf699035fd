"""What a reviewer should look at twice: signs that an application does not fit together."""

from rapidfuzz import fuzz

from torg.sellers.eu_numbers import EU, NORDIC
from torg.sellers.file_models import WholeFile

_ALIKE = 85.0

CHECKS = {
    "not_looked_up": "The company register has not confirmed this number.",
    "struck_off": "The register says that the company is struck off.",
    "other_name": "The register knows the company under another name.",
    "other_holder": "The account holder is not called like the company.",
    "account_abroad": "The bank account is in another country than the company.",
    "account_unchecked": "Nobody has checked that the account is the seller's.",
    "vat_of_another": "The VAT number does not contain the organisation number.",
}
"""Signs by code, as msgids."""


def checks_of(of: WholeFile) -> list[str]:
    """List the codes of the signs that there are, in the order of their table."""
    seller, file = of.seller, of.file
    known = file.looked_up
    found = {
        "not_looked_up": not known,
        "struck_off": known.get("active") == "no",
        "other_name": bool(known.get("name")) and not _alike(known["name"], seller.name),
        "other_holder": bool(file.account_holder) and not _alike(file.account_holder, seller.name),
        "account_abroad": file.account_kind == "iban" and bool(file.account_number)
        and file.account_number[:2] != seller.country,
        "account_unchecked": bool(file.account_number) and file.account_checked is None,
        "vat_of_another": bool(seller.vat_number) and seller.country in (NORDIC & EU | {"NO"})
        and seller.org_number not in seller.vat_number,
    }  # fmt: skip
    return [code for code in CHECKS if found[code]]


def _alike(one: str, other: str) -> bool:
    """Tell whether two names may be one company's: words in any order, `AB` and the like left aside."""
    return fuzz.token_set_ratio(one.casefold(), other.casefold()) >= _ALIKE
