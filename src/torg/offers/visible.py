"""Whether an offer shows: the one rule that the shelf and the seller's portal share, with its reasons."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

from torg.catalog import Product, Texts, Variant
from torg.catalog.categories import TREE
from torg.core.db import Connection
from torg.offers.models import Offer
from torg.offers.publish_gate import GateFacts, GateRules, Missing, gate_rules, hides, publish_gate
from torg.offers.publish_gate_queries import manufacturers_of, registrations_of
from torg.sellers import Seller

HiddenCode = Literal["withdrawn", "seller", "no_delivery", "missing"]
"""Why an offer does not show: taken away, its seller may not sell or does not deliver there, something is missing."""


class Sellers(Struct, frozen=True):
    """What the rule asks of sellers, read once for many offers."""

    registrations: dict[int, dict[str, frozenset[str]]] = field(default_factory=dict)
    """By seller and market the streams that are registered."""
    manufacturers: dict[int, dict[int | None, dict[str, str]]] = field(default_factory=dict)
    """By seller and brand what it says of the manufacturer; without a brand, of everything else that it sells."""

    def fields_of(self, seller_id: int, product: Product) -> Mapping[str, str | Texts]:
        """Give the product's attributes, filled up with what the seller says of its brand's manufacturer."""
        told = self.manufacturers.get(seller_id)
        if not told:
            return product.attributes
        of_brand = told.get(product.brand.id) if product.brand else None
        # Who makes it is told in one piece: the address of one and the name of another would be nobody's.
        if "manufacturer" in product.attributes:
            return product.attributes
        return {**(of_brand or told.get(None, {})), **product.attributes}


class Showing(Struct, frozen=True):
    """How an offer stands: shown or not, why not, and what is missing although it shows."""

    hidden: HiddenCode | None = None
    missing: list[Missing] = field(default_factory=list)
    """With `hidden` none, these will hide it once the gate is everybody's."""


async def sellers_facts(conn: Connection, seller_ids: Collection[int]) -> Sellers:
    """Read what the rule asks of these sellers: two statements."""
    return Sellers(await registrations_of(conn, seller_ids), await manufacturers_of(conn, seller_ids))


def offer_visible(offer: Offer, product: Product, variant: Variant, seller: Seller, facts: Sellers, on: date) -> bool:
    """Tell whether shoppers see an offer on a day."""
    rules = gate_rules()
    if not seller.selling or offer.market not in seller.delivery:
        return False
    if not hides(rules, offer.market, certified_on(seller), on):
        return True
    return not publish_gate(gate_facts(offer, product, variant, seller, facts), rules.rules, on)


def showing(
    offer: Offer,
    product: Product,
    variant: Variant,
    seller: Seller,
    facts: Sellers,
    on: date,
    *,
    active: bool = True,
    rules: GateRules | None = None,
) -> Showing:
    """Tell a seller whether shoppers see an offer, why not, and everything that is missing; `active`: not withdrawn."""
    rules = rules or gate_rules()
    missing = publish_gate(gate_facts(offer, product, variant, seller, facts), rules.rules, on)
    hidden: HiddenCode | None = None
    if not active:
        hidden = "withdrawn"
    elif not seller.selling:
        hidden = "seller"
    elif offer.market not in seller.delivery:
        hidden = "no_delivery"
    elif missing and hides(rules, offer.market, certified_on(seller), on):
        hidden = "missing"
    return Showing(hidden, missing)


def gate_facts(offer: Offer, product: Product, variant: Variant, seller: Seller, facts: Sellers) -> GateFacts:
    """Gather what the gate asks."""
    path = TREE.path(product.category_id) if product.category_id is not None else ()
    return GateFacts(
        market=offer.market,
        categories=frozenset(step.id for step in path),
        condition=offer.condition,
        fields=facts.fields_of(seller.id, product),
        pictures=len(variant.pictures) or len(product.pictures),
        gtin=variant.gtin is not None,
        model=variant.mpn is not None and product.brand is not None,
        quantity=variant.net_quantity is not None,
        registrations=facts.registrations.get(seller.id, {}).get(offer.market, frozenset()),
    )


def certified_on(seller: Seller) -> date | None:
    """Give the day on which a seller promised to offer only what is lawful; none for one brought in otherwise."""
    return None if seller.self_certified is None else seller.self_certified.date()
