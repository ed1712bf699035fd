"""Note what happened at sellers, and bring their standing up to date with it."""

from collections.abc import Collection
from datetime import UTC, datetime

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.sellers.errors import SellerNotFound
from torg.sellers.queries import lock_seller
from torg.sellers.standing import DEFAULT_RULES, STARS, Standing, StandingKind, StandingRules, standing_of
from torg.sellers.standing_errors import BadStandingEvent, EventNotFound
from torg.sellers.standing_queries import (
    NewEvent,
    event_about,
    insert_events,
    insert_pardon,
    save_standing,
    tally_of,
)


async def note_standing_event(
    conn: Connection,
    seller_id: int,
    kind: StandingKind,
    reference: str,
    *,
    value: float | None = None,
    at: datetime | None = None,
) -> bool:
    """Note one thing that happened at a seller; told again it counts once. Tell whether it was new.

    `order` is noted for each order line once it was due, whatever became of it; `late`, `cancelled` (by the seller) and
    `faulty` beside it under the same reference. `answer` has the hours until it came as its value, `review` its stars.
    Raises `BadStandingEvent`. The standing follows in the night, or with `recompute_standing`.
    """
    return await note_standing_events(conn, [NewEvent(seller_id, kind, reference, at or datetime.now(UTC), value)]) == 1


async def note_standing_events(conn: Connection, events: Collection[NewEvent]) -> int:
    """Note many things that happened, with one statement; give how many were new. Raises `BadStandingEvent`."""
    for event in events:
        _check(event)
    return await insert_events(conn, events) if events else 0


async def pardon_event(conn: Connection, actor: Actor, seller_id: int, event_id: int, reason: str) -> Standing:
    """Let an event count no more (a carrier's strike), and judge the seller anew. Raises `EventNotFound`."""
    reason = reason.strip()
    if not 1 <= len(reason) <= 2000:
        raise BadStandingEvent("Say in 1 to 2,000 characters why it does not count.")
    if not await insert_pardon(conn, seller_id, event_id, str(actor), reason):
        raise EventNotFound
    subject = f"seller:{seller_id}"
    body = {"event": event_id, "reason": reason}
    await record(conn, actor, "standing.pardoned", subject, body, seller=seller_id)
    return await recompute_standing(conn, actor, seller_id)


async def pardon_event_about(
    conn: Connection, actor: Actor, seller_id: int, kind: StandingKind, reference: str, reason: str
) -> None:
    """Let the event about a reference count no more, if there was one: a review that was taken down."""
    event = await event_about(conn, seller_id, kind, reference)
    if event is not None and await insert_pardon(conn, seller_id, event, str(actor), reason):
        await recompute_standing(conn, actor, seller_id)


async def recompute_standing(
    conn: Connection, actor: Actor, seller_id: int, *, now: datetime | None = None, rules: StandingRules = DEFAULT_RULES
) -> Standing:
    """Judge a seller by what happened until now; a changed standing is kept, journalled, and thus soon on every page.

    Raises `SellerNotFound`.
    """
    now = now or datetime.now(UTC)
    seller = await lock_seller(conn, seller_id)
    tally = await tally_of(conn, seller_id, now, rules.window_days, rules.answer_hours)
    standing = standing_of(tally, rules)
    points = standing.points or 0
    if points != seller.standing:
        await save_standing(conn, seller_id, points, tally, now)
        body = {"seller": seller_id, "from": seller.standing, "to": points}
        await record(
            conn, actor, "seller.standing_changed", f"seller:{seller_id}", body, seller.home_market, seller=seller_id
        )
    return standing


def _check(event: NewEvent) -> None:
    if not 1 <= len(event.reference) <= 200:
        raise BadStandingEvent("A standing event names the order line, question or review that it is about.")
    if (event.value is not None) != (event.kind in {"answer", "review"}):
        raise BadStandingEvent(f"A standing event of kind {event.kind!r} has {'no' if event.value else 'a'} value.")
    if event.value is not None and event.value < 0:
        raise BadStandingEvent("The value of a standing event is not below zero.")
    if event.kind == "review" and not STARS[0] <= (event.value or 0) <= STARS[1]:
        raise BadStandingEvent("A review has one to five stars.")


__all__ = [
    "SellerNotFound",
    "note_standing_event",
    "note_standing_events",
    "pardon_event",
    "pardon_event_about",
    "recompute_standing",
]
