"""Decide about goods that came back, and give the money back in the same transaction."""

from collections.abc import Collection, Mapping

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_ourselves
from torg.core.jobs import defer
from torg.core.journal import record
from torg.ledger import (
    Posting,
    commission_revenue,
    credit,
    debit,
    post,
    promotion_market,
    seller_payable,
    shopper_receivable,
    vat_payable,
)
from torg.orders import Order, OrderLine, Parcel, give_stock_back, lines_of_parcels, lock_parcel, order_by_id
from torg.returns.errors import BadReturn, ReturnClosed
from torg.returns.letters import tell_of_decision
from torg.returns.models import Decision, Inspected, ReturnCase, ReturnLine, Verdict
from torg.returns.queries import given_before, lines_of_returns, lock_return, note_returned, return_by_id, save_decision
from torg.returns.reckon import Reckoned, reckon
from torg.returns.words import FAULTY
from torg.sellers.standing_acts import note_standing_event

SETTLE = "checkout.settle_order"
"""The job that gives the money back where it came from."""


async def decide_return(conn: Connection, actor: Actor, return_id: int, decision: Decision) -> ReturnCase:
    """Accept a case, accept it in part with a deduction, or refuse it; what is accepted is refunded at once.

    The refund comes from the original lines, discounts included, with the delivery when nothing of the parcel is left.
    Raises `BadReturn` when a part is refused without a reason or more is deducted than was paid, `ReturnClosed` when
    it was decided before or the goods never left, and `ReturnNotFound`.
    """
    case = await return_by_id(conn, return_id)
    # Whose it is has been seen by reading it; the ledger and the shopper's order are not for the seller's own hands.
    async with as_ourselves(conn):
        parcel = await lock_parcel(conn, case.parcel_id)
        case = await lock_return(conn, return_id)
        if not case.open or parcel.state not in {"shipped", "delivered"}:
            raise ReturnClosed
        order = await order_by_id(conn, case.order_id)
        mine = (await lines_of_returns(conn, [return_id]))[return_id]
        verdict = _checked(case, mine, decision)
        lines = (await lines_of_parcels(conn, [parcel.id]))[parcel.id]
        before = await given_before(conn, parcel.id)
        reckoned = reckon(parcel, lines, decision.lines, case.kind, before, kept=decision.goods_kept)
        taken = {} if decision.goods_kept else {line: each.pieces for line, each in decision.lines.items()}
        restock = decision.restock and any(taken.values())
        await save_decision(
            conn, return_id, verdict, decision.reason, reckoned, decision.lines, restocked=restock,
            goods_kept=decision.goods_kept,
        )  # fmt: skip
        await note_returned(conn, taken, reckoned.lines)
        if restock:
            await give_stock_back(conn, actor, _by_offer(lines, taken))
        await _post(conn, actor, order, parcel, case, reckoned)
        await _note_faults(conn, case, decision)
        return await _told(conn, actor, order, case, verdict, reckoned)


def _checked(case: ReturnCase, mine: Collection[ReturnLine], decision: Decision) -> Verdict:
    """Tell what the decision amounts to; raises `BadReturn`."""
    announced = {line.order_line_id: line.pieces for line in mine}
    for line, each in decision.lines.items():
        if not 0 <= each.pieces <= announced.get(line, 0) or each.deduction < 0:
            raise BadReturn("There are not so many pieces in this return.")
    if decision.goods_kept and case.kind != "complaint":
        raise BadReturn("Only after a complaint may the buyer keep the goods and get money back.")
    accepted = {line: decision.lines.get(line, Inspected(0)) for line in announced}
    if not any(each.pieces for each in accepted.values()):
        verdict: Verdict = "refused"
    elif all(each == Inspected(announced[line]) for line, each in accepted.items()):
        verdict = "accepted"
    else:
        verdict = "in_part"
    if verdict != "accepted" and not decision.reason.strip():
        raise BadReturn("Please tell the buyer why not all of it is refunded.")
    return verdict


async def _post(
    conn: Connection, actor: Actor, order: Order, parcel: Parcel, case: ReturnCase, reckoned: Reckoned
) -> None:
    currency = order.currency
    fees = reckoned.commission + reckoned.commission_vat
    entries = [
        *debit(seller_payable(parcel.seller_id, currency), reckoned.refund + reckoned.subsidy - fees, "return"),
        *debit(commission_revenue(currency), reckoned.commission, "commission"),
        *debit(vat_payable(parcel.commission_vat_country, currency), reckoned.commission_vat, "commission_vat"),
        *credit(shopper_receivable(currency, str(order.id)), reckoned.refund, "return"),
        *credit(promotion_market(currency), reckoned.subsidy, "discount"),
    ]
    if entries:
        await post(conn, actor, Posting("return.refunded", f"return:{case.id}", entries))


async def _note_faults(conn: Connection, case: ReturnCase, decision: Decision) -> None:
    if case.reason not in FAULTY:
        return
    for line, each in decision.lines.items():
        if each.pieces:
            await note_standing_event(conn, case.seller_id, "faulty", f"order_line:{line}")


async def _told(
    conn: Connection, actor: Actor, order: Order, case: ReturnCase, verdict: Verdict, reckoned: Reckoned
) -> ReturnCase:
    decided = await return_by_id(conn, case.id)
    body = {
        "return": case.id, "parcel": case.parcel_id, "order": case.order_id, "verdict": verdict,
        "refund": reckoned.refund, "delivery": reckoned.delivery,
        "lines": {str(line): amount for line, amount in reckoned.lines.items()},
    }  # fmt: skip
    kind = f"return.{decided.state}"
    await record(conn, actor, kind, f"return:{case.id}", body, order.market, case.seller_id)
    if reckoned.refund:
        await defer(conn, SETTLE, once=f"{SETTLE}.{order.id}", order_id=order.id)
    await tell_of_decision(conn, order, decided)
    return decided


def _by_offer(lines: Collection[OrderLine], taken: Mapping[int, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for line in lines:
        if taken.get(line.id):
            found[line.offer_id] = found.get(line.offer_id, 0) + taken[line.id]
    return found
