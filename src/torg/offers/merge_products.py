"""Merge two products that are one: offers and variants move over, the old address leads to the new one."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from torg.catalog import ProductContent, ProductNotFound, VariantContent, lock_products, lock_variants, update_products
from torg.catalog.content import changes_between, product_joined
from torg.catalog.content_queries import log_content
from torg.catalog.content_sources import ContentChange
from torg.catalog.matching_queries import close_proposals_of, decide_proposals
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import NewEntry, record_many
from torg.offers.move_errors import GtinsDiffer, ProductGone, SameProduct
from torg.offers.move_queries import (
    MovingOffer,
    NewMove,
    hand_over_gtin,
    lead_on,
    lock_moving_offers,
    lock_sellers_of,
    move_offers,
    move_variants,
    moved_products,
    note_move,
    variants_of,
)


class Locked(Struct):
    """Two products with everything that hangs on them, locked against imports and other moves."""

    offers: list[MovingOffer]
    products: dict[int, ProductContent]
    variants: dict[int, VariantContent]
    of_product: dict[int, list[int]] = field(default_factory=dict)


async def merge_products(
    conn: Connection, actor: Actor, from_id: int, into_id: int, why: str, *, pairs: Mapping[int, int] | None = None
) -> int:
    """Make one product of two, and give the number of the move, by which it can be undone.

    `pairs` says which variants are the same thing, old to new; the others move over as variants of their own. Without
    it variants of one GTIN are the same, and those of equal options. Missing words come from the old product.
    Raises `ProductNotFound`, `ProductGone`, `SameProduct`, `GtinsDiffer`.
    """
    if from_id == into_id:
        raise SameProduct
    locked = await lock_for_moving(conn, [from_id, into_id])
    old, new = locked.products[from_id], locked.products[into_id]
    same = dict(pairs) if pairs is not None else same_variants(locked, from_id, into_id)
    gtins = [
        each for each in (_gtin_move(locked.variants[one], locked.variants[two]) for one, two in same.items()) if each
    ]
    offers = [(each.id, each.variant_id, same[each.variant_id]) for each in locked.offers if each.variant_id in same]
    variants = [(each, from_id, into_id) for each in locked.of_product.get(from_id, []) if each not in same]
    for gtin, before, after in gtins:
        await hand_over_gtin(conn, before, after, gtin)
    await move_offers(conn, [(offer, after) for offer, _, after in offers])
    await move_variants(conn, [(variant, after) for variant, _, after in variants])
    told = product_joined(new, old)
    if told != new:
        await update_products(conn, [told])
        fields = changes_between(new, told)
        if fields:
            await log_content(conn, str(actor), [ContentChange(into_id, fields, old.owner_id, why=why)])
    led = await lead_on(conn, from_id, into_id)
    await decide_proposals(conn, from_id, into_id, "merged", str(actor))
    await close_proposals_of(conn, from_id, str(actor))
    move = await note_move(conn, NewMove("merge", from_id, into_id, str(actor), why, offers, variants, gtins))
    entries = [
        NewEntry("product.merged", f"product:{each}", {"product": each, "into": into_id}) for each in (*led, from_id)
    ]
    await record_many(conn, actor, [*entries, *told_of(into_id, offers, locked.offers)])
    return move


async def lock_for_moving(conn: Connection, products: Sequence[int]) -> Locked:
    """Lock products, their offers and variants, always in the same order; raises ProductNotFound and ProductGone."""
    await lock_sellers_of(conn, products)
    offers = await lock_moving_offers(conn, products)
    found = await lock_products(conn, sorted(products))
    if len(found) < len(set(products)):
        raise ProductNotFound
    if await moved_products(conn, products):
        raise ProductGone
    of_product = await variants_of(conn, products)
    variants = await lock_variants(conn, sorted(each for several in of_product.values() for each in several))
    return Locked(offers, found, variants, of_product)


def same_variants(locked: Locked, from_id: int, into_id: int) -> dict[int, int]:
    """Find which variants of two products are the same thing: old to new, each once."""
    old = [locked.variants[each] for each in locked.of_product.get(from_id, [])]
    new = [locked.variants[each] for each in locked.of_product.get(into_id, [])]
    found: dict[int, int] = {}
    for one in old:
        for two in new:
            if two.id not in found.values() and _may_be_same(one, two, alone=len(old) == len(new) == 1):
                found[one.id] = two.id
                break
    return found


def told_of(product: int, moves: Sequence[tuple[int, int, int]], offers: Sequence[MovingOffer]) -> list[NewEntry]:
    """Give the entries by which shelf, webhooks and sellers hear of offers on other variants, and of their product."""
    by_id = {offer.id: offer for offer in offers}
    entries = [NewEntry("product.changed", f"product:{product}", {"product": product})]
    for offer, before, after in moves:
        moved = by_id[offer]
        body = {"product": product, "variant_id": [before, after]}
        if moved.status == "active":
            entries.append(NewEntry("offer.changed", f"offer:{offer}", body, moved.market, moved.seller_id))
    return entries


def _may_be_same(one: VariantContent, two: VariantContent, *, alone: bool) -> bool:
    if one.gtin is not None and two.gtin is not None:
        return one.gtin == two.gtin
    shared = one.options.keys() & two.options.keys()
    if any(one.options[code].casefold() != two.options[code].casefold() for code in shared):
        return False
    return alone or (bool(one.options) and one.options.keys() == two.options.keys())


def _gtin_move(one: VariantContent, two: VariantContent) -> tuple[str, int, int] | None:
    """Give the GTIN that goes with a variant to the one it is the same as; raises GtinsDiffer."""
    if one.gtin is None or one.gtin == two.gtin:
        return None
    if two.gtin is not None:
        raise GtinsDiffer
    return one.gtin, one.id, two.id
