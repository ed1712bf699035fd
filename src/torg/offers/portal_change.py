"""What a seller changes by hand: a new offer of a product that is there, withdrawing one, offering it again."""

from collections.abc import Sequence

from msgspec import Struct

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.markets import MARKETS
from torg.offers.checking import LARGEST_AMOUNT, LARGEST_STOCK, RowRefused, check_sku
from torg.offers.deciding import Writes, save_offer, withdrawals
from torg.offers.errors import BadOffer, NewOffersBarred, OfferNotFound
from torg.offers.import_batch import write
from torg.offers.import_queries import begin_batch, lock_offers, unsettle_rows
from torg.offers.portal_queries import add_offer, own_offer, sellable, sku_states, sku_taken
from torg.sellers import sellers_by_id

CONDITIONS = ("new", "refurbished", "used")


class NewOffer(Struct, frozen=True, forbid_unknown_fields=True):
    """An offer of a variant that the catalogue has: amounts in minor units, VAT included."""

    variant_id: int
    market: str
    sku: str
    price: int
    stock: int
    condition: str = "new"
    delivery: int | None = None
    handling_days: int | None = None


async def offer_existing(conn: Connection, actor: Actor, seller_id: int, new: NewOffer) -> int:
    """Offer a variant that the catalogue has; give the offer's id.

    Raises `BadOffer` with the field, and `NewOffersBarred`.
    """
    _check(new)
    await begin_batch(conn, seller_id)
    seller = (await sellers_by_id(conn, [seller_id])).get(seller_id)
    if seller is not None and not seller.may("new_offers"):
        raise NewOffersBarred
    found = await sellable(conn, seller_id, new.variant_id)
    if found is None:
        raise BadOffer("That product is no longer there.", field="variant")
    if await sku_taken(conn, seller_id, new.sku, new.market):
        raise BadOffer("You have an offer with that article number in that market already.", field="sku")
    fields = {name: getattr(new, name) for name in new.__struct_fields__}
    offer_id = await add_offer(conn, {**fields, "seller_id": seller_id})
    body: dict[str, object] = {"product": found.product_id}
    await record(conn, actor, "offer.created", f"offer:{offer_id}", body, market=new.market, seller=seller_id)
    return offer_id


async def withdraw_offers(conn: Connection, actor: Actor, seller_id: int, offer_ids: Sequence[int]) -> int:
    """Take a seller's own offers off the shelf; give how many were on it. A feed that lists them brings them back."""
    now = await begin_batch(conn, seller_id)
    named = set(await sku_states(conn, seller_id, offer_ids))
    locked = await lock_offers(conn, seller_id, sorted({sku for sku, _ in named}))
    writes = withdrawals(each for each in locked if (each.offer.sku, each.offer.market) in named)
    await write(conn, actor, writes, now)
    await unsettle_rows(conn, seller_id, sorted({offer.sku for offer in writes.offers}))
    return writes.counts.offers_withdrawn


async def offer_again(conn: Connection, actor: Actor, seller_id: int, offer_id: int) -> None:
    """Offer again what was withdrawn, at its ordinary price; nothing happens to one that is for sale.

    Raises `OfferNotFound`.
    """
    now = await begin_batch(conn, seller_id)
    mine = await own_offer(conn, seller_id, offer_id)
    if mine is None:
        raise OfferNotFound
    writes = Writes()
    for found in await lock_offers(conn, seller_id, [mine.sku]):
        if found.offer.id == offer_id and found.offer.status == "withdrawn":
            fields = {name: getattr(found.offer, name) for name in found.offer.__struct_fields__}
            save_offer(type(found.offer)(**{**fields, "status": "active"}), found, found.product_id, writes)
    await write(conn, actor, writes, now)


def _check(new: NewOffer) -> None:
    if new.market not in MARKETS:
        raise BadOffer(f"There is no market {new.market[:20]!r}.", field="market")
    try:
        check_sku(new.sku)
    except RowRefused as refused:
        raise BadOffer(f"The article number {refused.reason}.", field="sku") from None
    if new.condition not in CONDITIONS:
        raise BadOffer("The condition is new, refurbished or used.", field="condition")
    if not 0 < new.price <= LARGEST_AMOUNT:
        raise BadOffer(f"A price is from 1 to {LARGEST_AMOUNT:,} minor units.", field="price")
    if not 0 <= new.stock <= LARGEST_STOCK:
        raise BadOffer(f"A stock is from 0 to {LARGEST_STOCK:,}.", field="stock")
    if new.delivery is not None and not 0 <= new.delivery <= LARGEST_AMOUNT:
        raise BadOffer("Delivery cannot cost that.", field="delivery")
    if new.handling_days is not None and not 0 <= new.handling_days <= 365:
        raise BadOffer("Handling takes from 0 to 365 days.", field="handling_days")
