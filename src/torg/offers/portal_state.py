"""How a seller's offers stand with shoppers, and what each would need to be the featured one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from torg.catalog import products_by_id
from torg.core.db import Connection
from torg.core.isolation import as_ourselves
from torg.offers.chosen_weights import featured_weights
from torg.offers.featured_candidate import candidate_of
from torg.offers.featured_gap import PlaceTaken, place_of
from torg.offers.portal_queries import OwnOffer, save_offer_states, unassessed_offers
from torg.offers.queries import offers_of_products
from torg.offers.visible import Showing, offer_visible, sellers_facts, showing
from torg.sellers import sellers_by_id

_BATCH = 2000
_MOST = 20_000
"""Offers that one look at the list assesses anew; a seller with more of them looks again."""


async def assess_offers(conn: Connection, seller_id: int) -> int:
    """Bring the kept states of a seller's offers up to date; give how many there were to look at."""
    today = datetime.now(UTC).date()
    done = 0
    while done < _MOST and (offers := await unassessed_offers(conn, seller_id, today, _BATCH)):
        states = await states_of(conn, seller_id, offers, today)
        codes = [
            (offer.id, state.hidden or "", [each.code for each in state.missing])
            for offer, state in zip(offers, states, strict=True)
        ]
        await save_offer_states(conn, today, codes)
        done += len(offers)
        if len(offers) < _BATCH:
            break
    return done


async def states_of(conn: Connection, seller_id: int, offers: Sequence[OwnOffer], on: date) -> list[Showing]:
    """Tell of each of a seller's offers whether it shows, and why not."""
    products = await products_by_id(conn, {offer.product_id for offer in offers})
    variants = {variant.id: variant for product in products.values() for variant in product.variants}
    seller = (await sellers_by_id(conn, [seller_id]))[seller_id]
    facts = await sellers_facts(conn, [seller_id])
    return [
        showing(
            offer.as_offer(), products[offer.product_id], variants[offer.variant_id], seller, facts, on,
            active=offer.status == "active",
        )
        for offer in offers
    ]  # fmt: skip


async def featured_place(conn: Connection, offer: OwnOffer) -> PlaceTaken | None:
    """Give an offer's place among all sellers' offers of the same thing in its market, and what it lacks of the first.

    Reads what competitors ask as ourselves, and tells of it only what the product page shows everybody anyway. None
    when shoppers do not see the offer.
    """
    async with as_ourselves(conn):
        found = (await offers_of_products(conn, [offer.product_id])).get(offer.product_id, [])
        rivals = [each for each in found if each.market == offer.market and each.variant_id == offer.variant_id]
        sellers = await sellers_by_id(conn, {each.seller_id for each in rivals})
        facts = await sellers_facts(conn, sellers)
        product = (await products_by_id(conn, [offer.product_id]))[offer.product_id]
    variant = next(each for each in product.variants if each.id == offer.variant_id)
    today = datetime.now(UTC).date()
    candidates = [
        candidate
        for each in rivals
        if offer_visible(each, product, variant, sellers[each.seller_id], facts, today)
        if (candidate := candidate_of(each, sellers[each.seller_id])) is not None
    ]
    return (
        place_of(candidates, offer.id, featured_weights()) if any(each.id == offer.id for each in candidates) else None
    )
