"""Activate a seller: its offers are seen from now on."""

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import NewEntry, record_many
from torg.offers.queries import product_ids_of_seller
from torg.sellers import Seller, change_status

_PAGE = 5000


async def activate_seller(conn: Connection, actor: Actor, seller_id: int) -> Seller:
    """Let a pending or suspended seller sell; an active one stays as it is, without a word in the journal."""
    seller, changed = await change_status(conn, actor, seller_id, "active")
    if changed:
        await tell_products_of_seller(conn, actor, seller_id)
    return seller


async def tell_products_of_seller(conn: Connection, actor: Actor, seller_id: int) -> int:
    """Journal every product that a seller offers as changed, so that its page is made anew; give how many."""
    after, told = 0, 0
    while ids := await product_ids_of_seller(conn, seller_id, after, _PAGE):
        entries = [
            NewEntry("product.changed", f"product:{each}", {"product": each, "seller": seller_id}) for each in ids
        ]
        told += await record_many(conn, actor, entries)
        after = ids[-1]
    return told
