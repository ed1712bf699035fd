"""Accept the agreement, certify oneself, and hand the application in."""

from datetime import UTC, datetime

from msgspec.structs import replace

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_ourselves
from torg.core.journal import record
from torg.sellers.agreements import agreement_ahead, agreement_in_force
from torg.sellers.decide import decide
from torg.sellers.decision_models import Decision, NewDecision
from torg.sellers.errors import AgreementChanged
from torg.sellers.file_queries import insert_acceptance, mark_submitted
from torg.sellers.queries import lock_seller, save_seller


async def accept_agreement(conn: Connection, actor: Actor, seller_id: int, version: str, language: str) -> None:
    """Note that a seller accepts a version: the one in force, or the one that comes next. Raises `AgreementChanged`."""
    known = [each for each in (agreement_in_force(), agreement_ahead()) if each is not None]
    agreement = next((each for each in known if each.version == version), None)
    if agreement is None or language not in agreement.texts:
        raise AgreementChanged
    if await insert_acceptance(conn, seller_id, version, language, agreement.digest(language), str(actor)):
        body = {"seller": seller_id, "version": version}
        await record(conn, actor, "agreement.accepted", f"agreement:{version}", body, seller=seller_id)


async def certify(conn: Connection, actor: Actor, seller_id: int) -> None:
    """Note the promise to offer only what the law of the EU allows (DSA Art. 30(1)(e)); once is enough."""
    seller = await lock_seller(conn, seller_id)
    if seller.self_certified is None:
        await save_seller(conn, seller, replace(seller, self_certified=datetime.now(UTC)))
        body = {"seller": seller_id}
        await record(conn, actor, "onboarding.certified", f"seller:{seller_id}", body, seller=seller_id)


async def submit_application(conn: Connection, actor: Actor, seller_id: int) -> Decision:
    """Hand a complete draft in for review; raises `NotComplete`, `SellerExists`, `NoSuchChange`."""
    decision = await decide(conn, actor, seller_id, NewDecision("under_review", ground="application"))
    async with as_ourselves(conn):
        await mark_submitted(conn, seller_id)
    return decision
