"""Complete the file of a company that does not exist, as if it had gone through onboarding: for the demo market."""

from datetime import UTC, datetime

from msgspec.structs import replace

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.sellers.account_numbers import AccountKind
from torg.sellers.agreements import agreement_in_force
from torg.sellers.company_registry import TestRegistry
from torg.sellers.file_models import Person
from torg.sellers.file_queries import (
    insert_acceptance,
    mark_account_checked,
    mark_identity_checked,
    mark_submitted,
    save_file,
)
from torg.sellers.models import Returns, Seller
from torg.sellers.queries import save_seller
from torg.sellers.read_file import whole_file
from torg.sellers.take_over import taken_over

# The examples of the IBAN registry and of Bankgirot: well-formed, and nobody's.
_ACCOUNTS: dict[str, tuple[AccountKind, str]] = {
    "SE": ("bankgiro", "54029681"),
    "NO": ("iban", "NO9386011117947"),
    "DK": ("iban", "DK5000400440116243"),
    "FI": ("iban", "FI2112345600000785"),
    "IS": ("iban", "IS140159260076545510730339"),
}


async def complete_trial_seller(conn: Connection, actor: Actor, seller: Seller, representative: str) -> Seller:
    """Fill in everything that the law asks of a seller, from the test register; give the seller as it is then."""
    before = await whole_file(conn, seller.id)
    company = await TestRegistry().look_up(seller.country, seller.org_number)
    file = before.file if company is None else taken_over(before, company)[1]
    kind, number = _ACCOUNTS.get(seller.country, ("iban", "DE89370400440532013000"))
    file = replace(
        file,
        legal_form="company",
        representative=Person(name=representative, title="CEO", email=seller.email, phone=seller.phone),
        tin=seller.org_number,
        tin_country=seller.country,
        account_kind=kind,
        account_number=number,
        account_holder=seller.name,
    )
    completed = replace(
        seller,
        vat_number=company.vat_number if company else "",
        returns=Returns(seller.address, days=30 if seller.standing > 90 else 14),
        self_certified=datetime.now(UTC),
    )
    await save_seller(conn, seller, completed)
    await save_file(conn, before.file, file)
    await mark_account_checked(conn, seller.id)
    await mark_identity_checked(conn, seller.id)
    await mark_submitted(conn, seller.id)
    agreement, language = agreement_in_force(), seller.languages[0]
    await insert_acceptance(conn, seller.id, agreement.version, language, agreement.digest(language), str(actor))
    body = {"seller": seller.id}
    await record(conn, actor, "onboarding.saved", f"seller:{seller.id}", body, seller.home_market, seller=seller.id)
    return completed
