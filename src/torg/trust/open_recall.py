"""Open a recall, which stops the sale at once; let the goods be sold again; close it."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from torg.catalog import BadGtin, canonical_gtin
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.jobs import defer
from torg.core.journal import NewEntry, record, record_many
from torg.sellers import sellers_by_id
from torg.trust.errors import BadRecall, NotForSale, RecallClosed
from torg.trust.jobs import reach
from torg.trust.letters import tell_seller_of_recall
from torg.trust.recall_models import NewRecall, Recall, softening_words
from torg.trust.recall_queries import insert_recall, lock_recall, recall_by_id, save_closing, sells_variants
from torg.trust.stop_queries import (
    end_stops_of_recall,
    insert_stop,
    lock_offers_of,
    products_of,
    sellers_offering,
    stopped_lines,
    variants_of,
)

_ILLEGAL_BACK = timedelta(days=184)
"""Who bought something illegal within six months is told (DSA 32(1))."""
_RECALL_BACK = timedelta(days=3653)


async def open_recall(conn: Connection, actor: Actor, new: NewRecall, *, now: datetime | None = None) -> Recall:
    """Open a recall: from this transaction on nobody can buy the goods, and their buyers are being told.

    A seller recalls its own goods, which stops its own offers alone. Raises `BadRecall`, which says what is missing.
    """
    now = now or datetime.now(UTC)
    variants = await _variants(conn, new)
    await _check(conn, actor, new, variants)
    since = new.sold_since or now - (_ILLEGAL_BACK if new.kind == "illegal" else _RECALL_BACK)
    recall_id = await insert_recall(conn, new, str(actor), since, variants)
    products = await products_of(conn, variants)
    if new.stops_sale:
        for variant, product in products.items():
            await insert_stop(
                conn, product, variant=variant, seller=new.seller, hidden=new.kind == "illegal", recall=recall_id
            )
        # Whoever is buying right now holds the offer: we wait for that order, so that its buyer is found below.
        await lock_offers_of(conn, variants, new.seller)
    await _tell(conn, actor, "recall.opened", recall_id, sorted(set(products.values())), new.seller)
    recall = await recall_by_id(conn, recall_id)
    if new.stops_sale and actor.role != "seller":
        offering = await sellers_offering(conn, variants) if new.seller is None else [new.seller]
        for seller in (await sellers_by_id(conn, offering)).values():
            await tell_seller_of_recall(conn, seller, recall)
    await defer(conn, reach, recall_id=recall_id, once=f"recall.reach:{recall_id}")
    return recall


async def close_recall(conn: Connection, actor: Actor, recall_id: int) -> Recall:
    """Close a recall: the goods may be sold again; raises `RecallNotFound`, `RecallClosed`."""
    recall = await lock_recall(conn, recall_id)
    if recall.closed is not None:
        raise RecallClosed
    await save_closing(conn, recall_id, str(actor))
    released = await end_stops_of_recall(conn, recall_id)
    known = await products_of(conn, recall.variants)
    await _tell(conn, actor, "recall.closed", recall_id, sorted({*released, *known.values()}), recall.seller_id)
    return replace(recall, closed=datetime.now(UTC))


async def release_sale(conn: Connection, actor: Actor, recall_id: int) -> None:
    """Let the goods be sold again while the recall goes on: only some batches were dangerous, and these are gone."""
    recall = await lock_recall(conn, recall_id)
    products = await end_stops_of_recall(conn, recall_id)
    await _tell(conn, actor, "recall.sale_released", recall_id, products, recall.seller_id)


async def refuse_stopped(conn: Connection, offers: list[int]) -> None:
    """Refuse to sell what may not be sold now; to be called by whoever places an order, after locking the offers.

    Raises `NotForSale` with the offers.
    """
    if stopped := await stopped_lines(conn, offers):
        raise NotForSale(offers=stopped)


async def _variants(conn: Connection, new: NewRecall) -> list[int]:
    try:
        gtins = [canonical_gtin(each) for each in new.gtins]
    except BadGtin as error:
        raise BadRecall(error.detail) from None
    found = {*await variants_of(conn, new.products, gtins), *await products_of(conn, new.variants)}
    return sorted(found)


async def _check(conn: Connection, actor: Actor, new: NewRecall, variants: list[int]) -> None:
    if not variants:
        raise BadRecall("Name the products, their GTINs or variants: none of these is known here.")
    if len(variants) > 5000:
        raise BadRecall("At most 5,000 variants can be recalled at once.")
    for name, texts in (("title", new.title), ("danger", new.danger), ("advice", new.advice)):
        if not texts or any(not 3 <= len(text.strip()) <= 3000 for text in texts.values()):
            raise BadRecall(f"The {name} is said in at least one language, in 3 to 3,000 characters.")
    if words := softening_words(new.danger) + softening_words(new.title):
        raise BadRecall(f"The danger must not be made to sound smaller (GPSR 36(2)(c)): leave out “{words[0]}”.")
    if new.kind == "recall" and "refund" not in new.remedies and len(new.remedies) < 2:
        raise BadRecall("Offer two of repair, replacement and refund, or a refund (GPSR 37).")
    if not 3 <= len(new.contact.strip()) <= 300:
        raise BadRecall("Give a free telephone number or an address where questions are answered.")
    if actor.role == "seller":
        mine = actor.id.partition("/")[0]
        if str(new.seller) != mine:
            raise BadRecall("A seller recalls its own goods.")
        if not await sells_variants(conn, int(mine), variants):
            raise BadRecall("A seller recalls what it sells.")


async def _tell(
    conn: Connection, actor: Actor, kind: str, recall_id: int, products: list[int], seller: int | None
) -> None:
    await record(conn, actor, kind, f"recall:{recall_id}", {"recall": recall_id}, seller=seller)
    entries = [
        NewEntry(kind, f"product:{each}", {"product": each, "recall": recall_id}, seller=seller) for each in products
    ]
    await record_many(conn, actor, entries)
