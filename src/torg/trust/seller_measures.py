"""Measures against sellers and what they offer: each with its undoing beside it."""

from datetime import date, datetime

from torg.catalog import products_by_id
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.markets import LOCALES
from torg.sellers import Ground, NewDecision, Seller, SellerStatus, decide, sellers_by_id
from torg.trust.errors import SubjectNotFound
from torg.trust.measures import Measure, Take, Undone, add_measure
from torg.trust.models import Affected, Reasons, Recipient
from torg.trust.statement_queries import statements_in_force
from torg.trust.stop_queries import end_stop, insert_stop, offer_for_measure
from torg.trust.words import MEASURE_WORDS

_HARDER: dict[SellerStatus, int] = {"active": 0, "restricted": 1, "suspended": 2, "closed": 3}
_STATES: dict[str, SellerStatus] = {
    "restrict_seller": "restricted",
    "suspend_seller": "suspended",
    "close_seller": "closed",
}
_TAKEN_AWAY = ("new_offers", "campaigns", "featured")
"""What a restriction by a rule takes away: shoppers still find the offers, and orders go on."""


def recipient_of(seller: Seller) -> Recipient:
    """Give where a seller is told things, in its first language."""
    language = seller.languages[0] if seller.languages else "en"
    code = f"{language}-{seller.home_market}"
    return Recipient(seller.name, seller.email, language, code if code in LOCALES else f"en-{seller.home_market}")


async def _seller_affected(conn: Connection, seller_id: int) -> Affected:
    found = (await sellers_by_id(conn, [seller_id])).get(seller_id)
    if found is None:
        raise SubjectNotFound
    subject = f"seller:{seller_id}"
    return Affected(subject, found.name, found.created.date(), seller_id, recipient=recipient_of(found))


def _taking(target: SellerStatus) -> Take:
    async def take(conn: Connection, actor: Actor, seller_id: int, reasons: Reasons, until: datetime | None) -> Undone:
        seller = (await sellers_by_id(conn, [seller_id]))[seller_id]
        ground: Ground = (
            "illegal" if reasons.ground == "law" else ("standing" if reasons.automated_decision else "agreement")
        )
        decision = await decide(
            conn,
            actor,
            seller_id,
            NewDecision(
                target,
                f"{reasons.facts} {reasons.ground_reference}: {reasons.ground_explanation}",
                ground,
                restrictions=_TAKEN_AWAY if target == "restricted" else (),
                until=until,
                automated=reasons.automated_decision,
            ),
        )
        return {"status": seller.status, "decision": decision.id, "effective": decision.effective.isoformat()}

    return take


async def _restore_seller(conn: Connection, actor: Actor, seller_id: int, undone: Undone) -> bool:
    """Let a seller be as hard held as the other measures in force want it; a closed one stays closed."""
    seller = (await sellers_by_id(conn, [seller_id]))[seller_id]
    others = [
        _STATES[each.measure]
        for each in await statements_in_force(conn, f"seller:{seller_id}")
        if each.measure in _STATES and each.undone.get("decision") != undone.get("decision")
    ]
    wanted = max([*others, "active"], key=lambda status: _HARDER[status])
    if seller.status not in {"restricted", "suspended"} or _HARDER[wanted] >= _HARDER[seller.status]:
        return False
    restrictions = _TAKEN_AWAY if wanted == "restricted" else ()
    reason = "The measure has ended." if wanted == "active" else "The harder measure has ended; another one holds."
    await decide(conn, actor, seller_id, NewDecision(wanted, reason, "agreement", restrictions=restrictions))
    return True


async def _product_affected(conn: Connection, product_id: int) -> Affected:
    product = (await products_by_id(conn, [product_id])).get(product_id)
    if product is None:
        raise SubjectNotFound
    owner = (await sellers_by_id(conn, [product.owner_id])).get(product.owner_id)
    title = next(iter(product.title.values()))
    return Affected(
        f"product:{product_id}",
        title,
        product.created.date(),
        product.owner_id,
        recipient=recipient_of(owner) if owner else Recipient(),
        content_language=next(iter(product.title)),
        gtin=next((variant.gtin for variant in product.variants if variant.gtin), None),
    )


async def _offer_affected(conn: Connection, offer_id: int) -> Affected:
    product_id, _, seller_id, created = await _offer(conn, offer_id)
    of_product = await _product_affected(conn, product_id)
    seller = (await sellers_by_id(conn, [seller_id]))[seller_id]
    return Affected(
        f"offer:{offer_id}",
        of_product.label,
        created,
        seller_id,
        recipient=recipient_of(seller),
        content_language=of_product.content_language,
        gtin=of_product.gtin,
    )


async def _hide_product(
    conn: Connection, actor: Actor, product_id: int, reasons: Reasons, until: datetime | None
) -> Undone:
    del reasons, until
    stop = await insert_stop(conn, product_id, hidden=True)
    await record(conn, actor, "product.stopped", f"product:{product_id}", {"product": product_id})
    return {"stop": stop, "product": product_id}


async def _hide_offer(
    conn: Connection, actor: Actor, offer_id: int, reasons: Reasons, until: datetime | None
) -> Undone:
    del reasons, until
    product_id, variant_id, seller_id, _ = await _offer(conn, offer_id)
    stop = await insert_stop(conn, product_id, variant=variant_id, seller=seller_id, hidden=True)
    body = {"product": product_id, "offer": offer_id}
    await record(conn, actor, "offer.stopped", f"offer:{offer_id}", body, seller=seller_id)
    return {"stop": stop, "product": product_id}


async def _show_again(conn: Connection, actor: Actor, subject_id: int, undone: Undone) -> bool:
    del subject_id
    product = int(undone["product"])
    ended = await end_stop(conn, int(undone["stop"]))
    if ended:
        await record(conn, actor, "product.released", f"product:{product}", {"product": product})
    return ended


async def _offer(conn: Connection, offer_id: int) -> tuple[int, int, int, date]:
    found = await offer_for_measure(conn, offer_id)
    if found is None:
        raise SubjectNotFound
    return found


_DOWN = ("decision_visibility", "DECISION_VISIBILITY_CONTENT_DISABLED")

add_measure(
    Measure(
        "hide_offer", "offer", MEASURE_WORDS["hide_offer"], _offer_affected, _hide_offer, _show_again, _DOWN, "PRODUCT"
    )
)
add_measure(
    Measure(
        "hide_product",
        "product",
        MEASURE_WORDS["hide_product"],
        _product_affected,
        _hide_product,
        _show_again,
        _DOWN,
        "PRODUCT",
    )
)
_NAMED = {
    "restrict_seller": ("decision_provision", "DECISION_PROVISION_PARTIAL_SUSPENSION"),
    "suspend_seller": ("decision_provision", "DECISION_PROVISION_TOTAL_SUSPENSION"),
    "close_seller": ("decision_account", "DECISION_ACCOUNT_TERMINATED"),
}
for _code, _named in _NAMED.items():
    add_measure(
        Measure(
            _code,
            "seller",
            MEASURE_WORDS[_code],
            _seller_affected,
            _taking(_STATES[_code]),
            _restore_seller,
            _named,
            "OTHER",
        )
    )
