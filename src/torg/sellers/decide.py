"""Decide about a seller: every change of its state has a reason, a ground, a person and its time."""

from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_ourselves
from torg.core.journal import record
from torg.sellers.completeness import missing
from torg.sellers.decision_models import Decision, NewDecision
from torg.sellers.decision_queries import insert_decision, mark_applied, withdraw_waiting
from torg.sellers.errors import BadSeller, NoSuchChange, NotComplete, ReasonWanted, SellerExists, TooSoon
from torg.sellers.models import Seller
from torg.sellers.queries import is_registered, lock_seller, save_status
from torg.sellers.read_file import whole_file
from torg.sellers.states import SURFACES, Party, SellerStatus, earliest, may_become, wants_reason
from torg.sellers.tell_seller import tell_seller

KINDS: dict[SellerStatus, str] = {
    "under_review": "seller.submitted",
    "asked_to_complete": "seller.asked",
    "active": "seller.activated",
    "restricted": "seller.restricted",
    "suspended": "seller.suspended",
    "closed": "seller.closed",
}


async def decide(
    conn: Connection, actor: Actor, seller_id: int, new: NewDecision, *, now: datetime | None = None
) -> Decision:
    """Take a seller into another state, now or from the day that the law lets it, and tell the seller why.

    What was announced before and has not come into effect is taken back. Raises `SellerNotFound`, `NoSuchChange`,
    `ReasonWanted`, `TooSoon` (P2B Art. 4), `NotComplete` (DSA Art. 30), `SellerExists`, `BadSeller`.
    """
    moment = now or datetime.now(UTC)
    async with as_ourselves(conn):
        seller = await lock_seller(conn, seller_id)
        first = _check(seller, new, _party(actor), moment)
        if new.target in {"under_review", "active"} and seller.status in {"draft", "under_review", "asked_to_complete"}:
            await _check_application(conn, actor, seller)
        effective = new.effective or first
        await withdraw_waiting(conn, seller_id)
        decision = await insert_decision(conn, seller_id, seller.status, new, str(actor), max(effective, moment))
        if effective <= moment:
            await apply_decision(conn, actor, seller, decision)
        else:
            await _note(conn, actor, seller, decision, "decision.announced")
        if actor.role != "system" or seller.status != "under_review":
            # What the machine registers and activates by itself (a demo, a trial) has nobody yet who reads mail.
            await tell_seller(conn, seller, decision)
        return decision


async def apply_decision(conn: Connection, actor: Actor, seller: Seller, decision: Decision) -> Seller:
    """Put a decision into effect; the caller holds the seller's row."""
    await save_status(conn, seller.id, decision.to_status, decision.restrictions)
    await mark_applied(conn, decision.id)
    await _note(conn, actor, seller, decision, KINDS[decision.to_status])
    return replace(seller, status=decision.to_status, restrictions=decision.restrictions)


def _party(actor: Actor) -> Party:
    return "seller" if actor.role in {"seller", "shopper"} else "market"


def _check(seller: Seller, new: NewDecision, party: Party, now: datetime) -> datetime:
    """Refuse what cannot be decided; give the first moment at which it may take effect."""
    if not may_become(seller.status, new.target, party):
        raise NoSuchChange(f"{seller.name} is {seller.status} and cannot become {new.target} by the {party}'s word.")
    if (new.target == "restricted") != bool(new.restrictions) or set(new.restrictions) - set(SURFACES):
        raise BadSeller(f"A restriction names what it takes away, one or more of {', '.join(SURFACES)}.")
    if party == "market" and wants_reason(new.target) and not new.reason.strip():
        raise ReasonWanted
    first = earliest(seller.status, new.target, party, new.ground, now)
    if new.effective is not None and new.effective < first:
        raise TooSoon(
            f"{seller.name} can be {new.target} from {first:%Y-%m-%d} on: 30 days after the reasons are told."
        )
    if new.until is not None and new.until <= (new.effective or first):
        raise BadSeller("A measure ends after it begins.")
    return first


async def _check_application(conn: Connection, actor: Actor, seller: Seller) -> None:
    """Refuse an application that lacks what DSA Art. 30 wants, or whose organisation sells here already.

    What the machine itself registers (the demo market, `torg import --create-seller` for trying out) is not asked.
    """
    if seller.status != "under_review" and await is_registered(conn, seller.country, seller.org_number):
        raise SellerExists(f"{seller.org_number} in {seller.country} sells here already.")
    if actor.role == "system":
        return
    lacking = missing(await whole_file(conn, seller.id))
    if lacking:
        named = ", ".join(each.wanted.name.lower() for each in lacking)
        raise NotComplete(f"{seller.name} lacks: {named}.", missing=[each.field for each in lacking])


async def _note(conn: Connection, actor: Actor, seller: Seller, decision: Decision, kind: str) -> None:
    body: dict[str, Any] = {"seller": seller.id, "from": decision.from_status}
    if decision.reason:
        body["reason"] = decision.reason
    if decision.restrictions:
        body["restrictions"] = decision.restrictions
    if kind == "decision.announced":
        body |= {"to": decision.to_status, "effective": decision.effective.isoformat()}
    await record(conn, actor, kind, f"seller:{seller.id}", body, seller.home_market, seller=seller.id)
