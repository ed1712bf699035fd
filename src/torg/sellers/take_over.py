"""Take over what a company register says: it knows the name better, and fills in what nobody has typed yet."""

from datetime import UTC, datetime

from msgspec.structs import replace

from torg.sellers.company_registry import Company
from torg.sellers.file_models import LegalForm, SellerFile, WholeFile
from torg.sellers.models import Seller
from torg.sellers.read_step import identity_open


def taken_over(of: WholeFile, company: Company) -> tuple[Seller, SellerFile]:
    """Give the seller and its file with the register's words in them; what is reviewed already keeps its own."""
    seller, file = of.seller, of.file
    looked_up = {
        "name": company.name, "number": company.number, "source": company.source,
        "at": datetime.now(UTC).isoformat(timespec="seconds"), "active": "yes" if company.active else "no",
    }  # fmt: skip
    form: LegalForm = file.legal_form
    if company.legal_form in {"company", "sole_trader"}:
        form = "company" if company.legal_form == "company" else "sole_trader"
    file = replace(file, looked_up=looked_up, legal_form=form)
    if not identity_open(seller):
        return seller, file
    return replace(
        seller,
        country=company.country,
        org_number=company.number,
        name=company.name[:120] or seller.name,
        address=company.address if company.address.street or company.address.city else seller.address,
        vat_number=company.vat_number or seller.vat_number,
    ), replace(file, account_holder=file.account_holder or company.name)
