"""Register a seller: an organisation that wants to sell, checked and waiting to be activated."""

import re
from collections.abc import Mapping

from msgspec.structs import replace

from torg.catalog import slug_of
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.markets import LANGUAGES, MARKETS
from torg.sellers.errors import BadSeller, SellerExists
from torg.sellers.models import DeliveryTerms, NewSeller, Seller
from torg.sellers.org_numbers import canonical_org_number
from torg.sellers.queries import insert_seller, is_registered

_LARGEST_DELIVERY = 10_000_000
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


async def register_seller(conn: Connection, actor: Actor, seller: NewSeller) -> Seller:
    """Add a seller that is under review until `activate_seller`; a company that comes by itself begins as a draft.

    Raises `BadSeller` (which says what is wrong), `BadOrgNumber`, and `SellerExists`.
    """
    checked = _checked(seller)
    made = await insert_seller(conn, checked)
    if made is None:
        if await is_registered(conn, checked.country, checked.org_number):
            raise SellerExists(f"{checked.org_number} in {checked.country} sells here already.")
        raise SellerExists(f"Another seller has the address name {checked.slug!r} already.")
    body = {"seller": made.id}
    await record(conn, actor, "seller.registered", f"seller:{made.id}", body, made.home_market, seller=made.id)
    return made


def _checked(seller: NewSeller) -> NewSeller:
    name = " ".join(seller.name.split())
    if not 1 <= len(name) <= 120:
        raise BadSeller("A seller's name has 1 to 120 characters.")
    market = MARKETS.get(seller.home_market)
    if market is None:
        raise BadSeller(f"There is no market {seller.home_market[:20]!r}; there are {', '.join(MARKETS)}.")
    languages = list(dict.fromkeys(seller.languages)) or [market.languages[0]]
    if unknown := set(languages) - set(LANGUAGES):
        raise BadSeller(f"Torg does not speak {', '.join(sorted(unknown))[:80]}; it speaks {', '.join(LANGUAGES)}.")
    if seller.email and not _EMAIL.fullmatch(seller.email):
        raise BadSeller(f"{seller.email[:80]!r} is no e-mail address.")
    if not 0 <= seller.handling_days <= 365 or not 0 <= seller.standing <= 100:
        raise BadSeller("Handling takes 0 to 365 days, and standing is 0 to 100.")
    check_delivery(seller.delivery)
    country = seller.country.upper()
    return replace(
        seller,
        name=name,
        slug=slug_of(seller.slug or name, "seller"),
        country=country,
        org_number=canonical_org_number(country, seller.org_number),
        languages=languages,
    )


def check_delivery(delivery: Mapping[str, DeliveryTerms]) -> None:
    """Refuse terms that cannot be; raises `BadSeller`."""
    for code, terms in delivery.items():
        if code not in MARKETS:
            raise BadSeller(f"Delivery terms name a market {code[:20]!r} that is not one of {', '.join(MARKETS)}.")
        if not 0 <= terms.price <= _LARGEST_DELIVERY or (terms.free_over is not None and terms.free_over < 0):
            raise BadSeller(f"Delivery to {code} cannot cost {terms.price} minor units.")
        if not 0 <= terms.days[0] <= terms.days[1] <= 365:
            raise BadSeller(f"Delivery to {code} takes from fewer to more days, 365 at most, not {terms.days}.")
