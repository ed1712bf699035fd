"""Split what is not one product: undo a merge, or take offers off into a product of their own."""

from collections.abc import Collection

from msgspec.structs import replace

from torg.catalog import insert_products, insert_variants, lock_products, new_ids
from torg.catalog.matching_queries import decide_proposals
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import NewEntry, record_many
from torg.offers.import_queries import unsettle_rows
from torg.offers.merge_products import Locked, lock_for_moving, told_of
from torg.offers.move_errors import MoveNotFound, NothingStays
from torg.offers.move_queries import (
    MovingOffer,
    NewMove,
    ProductMove,
    hand_over_gtin,
    hand_over_product,
    keep_apart,
    lock_moving_offers,
    lock_sellers_of,
    move_by_id,
    move_offers,
    move_variants,
    note_move,
    stay,
)


async def undo_merge(conn: Connection, actor: Actor, move_id: int, why: str) -> int:
    """Bring back the product that was merged into another, with what has not been moved on since; give its id.

    Its articles are kept off the other product from now on. Raises `MoveNotFound`.
    """
    move = await move_by_id(conn, move_id)
    if move is None or move.kind != "merge" or move.undone:
        raise MoveNotFound
    both = [move.from_id, move.into_id]
    await lock_sellers_of(conn, both)
    offers = await lock_moving_offers(conn, both)
    await lock_products(conn, sorted(both))
    here = {each.id: each for each in offers}
    back = [(offer, after, before) for offer, before, after in move.offers if _still(here.get(offer), after)]
    for gtin, before, after in move.gtins:
        await hand_over_gtin(conn, after, before, gtin)
    variants = [(variant, after, before) for variant, before, after in move.variants]
    await move_offers(conn, [(offer, variant) for offer, _, variant in back])
    await move_variants(conn, [(variant, product) for variant, _, product in variants])
    await stay(conn, move.from_id)
    await keep_apart(
        conn, [(here[offer].seller_id, here[offer].sku, variant) for offer, variant, _ in back], str(actor)
    )
    await decide_proposals(conn, move.from_id, move.into_id, "apart", str(actor))
    await note_move(conn, _undone(move, actor, why, back, variants))
    split = NewEntry("product.split", f"product:{move.into_id}", {"product": move.into_id, "from": move.from_id})
    await record_many(conn, actor, [split, *told_of(move.from_id, back, offers)])
    return move.from_id


async def split_product(conn: Connection, actor: Actor, product_id: int, offer_ids: Collection[int], why: str) -> int:
    """Take offers off a product into a new one of their own, and give its id.

    All markets of an article go together. The new product begins with the words of the old one, and belongs to the
    seller of the first of its offers, whose next import writes it anew; no GTIN goes with it, and none brings the
    articles back. Raises `ProductNotFound`, `ProductGone`, `NothingStays`.
    """
    locked = await lock_for_moving(conn, [product_id])
    chosen = {(each.seller_id, each.sku) for each in locked.offers if each.id in set(offer_ids)}
    going = [each for each in locked.offers if (each.seller_id, each.sku) in chosen]
    if not going or len(going) == len(locked.offers):
        raise NothingStays
    new_product, variants = await _new_product(conn, locked, product_id, going)
    moves = [(each.id, each.variant_id, variants[each.variant_id]) for each in going]
    await move_offers(conn, [(offer, after) for offer, _, after in moves])
    await keep_apart(conn, [(each.seller_id, each.sku, each.variant_id) for each in going], str(actor))
    for seller in sorted({each.seller_id for each in going}):
        await unsettle_rows(conn, seller, [each.sku for each in going if each.seller_id == seller])
        await hand_over_product(conn, product_id, seller)
    await decide_proposals(conn, product_id, new_product, "apart", str(actor))
    await note_move(conn, NewMove("split", product_id, new_product, str(actor), why, moves))
    entries = [
        NewEntry("product.split", f"product:{product_id}", {"product": product_id, "from": new_product}),
        NewEntry("product.created", f"product:{new_product}", {"product": new_product}),
    ]
    await record_many(conn, actor, [*entries, *told_of(new_product, moves, locked.offers)])
    return new_product


async def _new_product(
    conn: Connection, locked: Locked, product_id: int, going: list[MovingOffer]
) -> tuple[int, dict[int, int]]:
    """Make the product that offers go to, with a variant for each that they leave: old variant to new."""
    leaving = sorted({each.variant_id for each in going})
    (product,), variants, _ = await new_ids(conn, 1, len(leaving), 0)
    first = min(going, key=lambda each: each.id)
    old = locked.products[product_id]
    made = replace(old, id=product, owner_id=first.seller_id, lead_sku=first.sku, sources={}, popularity=0)
    await insert_products(conn, [made])
    pairs = dict(zip(leaving, variants, strict=True))
    await insert_variants(
        conn,
        [
            replace(locked.variants[before], id=after, product_id=product, gtin=None, sources={})
            for before, after in pairs.items()
        ],
    )
    return product, pairs


def _still(offer: MovingOffer | None, variant: int) -> bool:
    return offer is not None and offer.variant_id == variant


def _undone(
    move: ProductMove, actor: Actor, why: str, offers: list[tuple[int, int, int]], variants: list[tuple[int, int, int]]
) -> NewMove:
    gtins = [(gtin, after, before) for gtin, before, after in move.gtins]
    return NewMove("undo", move.into_id, move.from_id, str(actor), why, offers, variants, gtins, move.id)
