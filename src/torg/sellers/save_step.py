"""Save what a seller says of itself, as far as it is right: at every step of onboarding, and later in the settings."""

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.sellers.file_models import SellerFile, WholeFile
from torg.sellers.file_queries import save_file
from torg.sellers.models import Seller
from torg.sellers.queries import save_seller

_PUBLIC = {"name", "org_number", "email", "phone", "address", "delivery", "handling_days", "returns", "vat_number"}
_QUIET = {"looked_up", "changed"}


async def save_step(conn: Connection, actor: Actor, before: WholeFile, seller: Seller, file: SellerFile) -> list[str]:
    """Write what differs and journal which fields they were, never what they say; give their names.

    What shoppers see of a seller that sells is on its pages at once (`seller.changed`); a new bank account has to be
    checked again before money goes there (a trigger sees to that).
    """
    changed = _differing(before.seller, seller) + _differing(before.file, file)
    if not changed:
        return []
    await save_seller(conn, before.seller, seller)
    await save_file(conn, before.file, file)
    seen = seller.selling and bool(_PUBLIC & set(changed))
    kind = "seller.changed" if seen else "onboarding.saved"
    body = {"seller": seller.id, "fields": [name for name in changed if name not in _QUIET]}
    await record(conn, actor, kind, f"seller:{seller.id}", body, seller.home_market, seller=seller.id)
    return changed


def _differing(before: Seller | SellerFile, after: Seller | SellerFile) -> list[str]:
    return [name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name)]
