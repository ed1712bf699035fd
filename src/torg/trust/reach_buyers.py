"""Reach those who bought recalled goods, and note what they want."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.core.security import new_token
from torg.markets import LOCALES
from torg.trust.errors import BadRecall
from torg.trust.letters import tell_buyer
from torg.trust.purchases import purchases
from torg.trust.recall_models import Buyer, Remedy
from torg.trust.recall_queries import (
    add_buyers,
    buyer_by_token,
    buyers_to_remind,
    buyers_to_tell,
    lock_recall,
    mark_told,
    recall_by_id,
    save_remedy,
)

REMIND_AFTER = timedelta(days=7)


async def reach_buyers(conn: Connection, recall_id: int, *, now: datetime | None = None) -> tuple[int, int]:
    """Find who bought recalled goods, and tell those who have not been; give how many were found and told.

    It can be done again at any time: nobody is told twice, but for a reminder to who has not looked for a week.
    """
    now = now or datetime.now(UTC)
    recall = await lock_recall(conn, recall_id)
    if recall.closed is not None:
        return 0, 0
    bought = await purchases().buyers_of(conn, recall.variants, recall.batches, recall.sold_since, recall.seller_id)
    found = await add_buyers(conn, recall_id, [(each, _language(each.locale), new_token()) for each in bought])
    told = 0
    for again in (False, True):
        while buyers := await _next(conn, recall_id, now, again=again):
            for buyer in buyers:
                await tell_buyer(conn, recall, buyer, again=again)
            await mark_told(conn, recall_id, [buyer.line for buyer in buyers], now, again=again)
            told += len(buyers)
    return found, told


async def choose_remedy(conn: Connection, token: str, remedy: Remedy) -> Buyer:
    """Note what a buyer wants: money back, another one, or a repair; raises `RecallNotFound`, `BadRecall`.

    The journal's `recall.remedy_chosen` is what the domain of returns acts on.
    """
    buyer = await buyer_by_token(conn, token)
    recall = await recall_by_id(conn, buyer.recall_id)
    if remedy not in recall.remedies:
        raise BadRecall("That is not among what is offered.")
    await save_remedy(conn, token, remedy)
    body = {"recall": recall.id, "line": buyer.line, "remedy": remedy}
    actor = Actor("shopper")
    await record(conn, actor, "recall.remedy_chosen", f"recall:{recall.id}", body, seller=recall.seller_id)
    return replace(buyer, remedy=remedy)


async def _next(conn: Connection, recall_id: int, now: datetime, *, again: bool) -> list[Buyer]:
    if again:
        return await buyers_to_remind(conn, recall_id, now - REMIND_AFTER)
    return await buyers_to_tell(conn, recall_id)


def _language(locale: str) -> str:
    known = LOCALES.get(locale)
    return known.language if known else "en"
