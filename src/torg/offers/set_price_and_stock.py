"""Set prices and stocks of a seller's offers, thousands at a time, each with an answer of its own."""

from collections.abc import Sequence
from typing import Literal

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.offers.checking import LARGEST_AMOUNT, LARGEST_STOCK, RowRefused
from torg.offers.deciding import Writes, save_offer
from torg.offers.errors import TooManyChanges
from torg.offers.import_batch import write
from torg.offers.import_queries import FoundOffer, StoredOffer, begin_batch, lock_offers, unsettle_rows

MOST_CHANGES = 10_000


class PriceAndStock(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What one offer is to have; what is left out stays as it is. Amounts in minor units, VAT included."""

    sku: str
    market: str
    price: int | UnsetType = UNSET
    regular: int | UnsetType | None = UNSET
    """The price before a reduction; none ends the claim, and so does a new price that is not below it."""
    stock: int | UnsetType = UNSET


class ChangeResult(Struct, frozen=True, omit_defaults=True):
    """What became of one change."""

    sku: str
    market: str
    outcome: Literal["changed", "unchanged", "refused"]
    offer: int | None = None
    field: str | None = None
    reason: str | None = None


async def set_price_and_stock(
    conn: Connection, actor: Actor, seller_id: int, changes: Sequence[PriceAndStock]
) -> list[ChangeResult]:
    """Change a seller's own offers with a constant number of statements; give an answer for each change, in order.

    A change that cannot be is refused alone. Only what the seller offers now can be changed; a feed that comes later
    has the last word. Raises `TooManyChanges` above 10,000.
    """
    if len(changes) > MOST_CHANGES:
        raise TooManyChanges
    now = await begin_batch(conn, seller_id)
    skus = sorted({change.sku for change in changes if "\x00" not in change.sku})
    found = {(each.offer.sku, each.offer.market): each for each in await lock_offers(conn, seller_id, skus)}
    writes = Writes()
    results: list[ChangeResult] = []
    done: set[tuple[str, str]] = set()
    for change in changes:
        key = (change.sku, change.market)
        try:
            offer = _offer(key, found, done)
            after = _after(offer.offer, change)
        except RowRefused as refused:
            results.append(ChangeResult(*key, "refused", field=refused.field, reason=refused.reason))
            continue
        done.add(key)
        if after.regular is not None and after.claimed_since is None:
            after = replace(after, claimed_since=now)
        changed = save_offer(after, offer, offer.product_id, writes)
        results.append(ChangeResult(*key, "changed" if changed else "unchanged", offer=offer.offer.id))
    await write(conn, actor, writes, now)
    await unsettle_rows(conn, seller_id, sorted({offer.sku for offer in writes.offers}))
    return results


def _offer(key: tuple[str, str], found: dict[tuple[str, str], FoundOffer], done: set[tuple[str, str]]) -> FoundOffer:
    offer = found.get(key)
    if offer is None or offer.offer.status != "active":
        raise RowRefused("sku", key[0], "is not on offer in that market")
    if key in done:
        raise RowRefused("sku", key[0], "came before in this request")
    return offer


def _after(offer: StoredOffer, change: PriceAndStock) -> StoredOffer:
    price = offer.price if change.price is UNSET else change.price
    stock = offer.stock if change.stock is UNSET else change.stock
    regular = offer.regular if change.regular is UNSET else change.regular
    if not 0 < price <= LARGEST_AMOUNT:
        raise RowRefused("price", price, f"is not from 1 to {LARGEST_AMOUNT} minor units")
    if not 0 <= stock <= LARGEST_STOCK:
        raise RowRefused("stock", stock, f"is not from 0 to {LARGEST_STOCK}")
    if regular is not None and regular <= price:
        if change.regular is not UNSET:
            raise RowRefused("regular", regular, "is not above the price")
        regular = None
    if regular is not None and regular > LARGEST_AMOUNT:
        raise RowRefused("regular", regular, f"is above {LARGEST_AMOUNT} minor units")
    since = None if regular is None else offer.claimed_since
    return replace(offer, price=price, stock=stock, regular=regular, claimed_since=since)
