"""Announce a plan: a new version of what the market takes, told to sellers in time."""

from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

from torg.catalog.categories import TREE
from torg.commission.errors import BadPlan, NoticeTooShort
from torg.commission.jobs import tell_sellers_of_plan
from torg.commission.models import WHOLE, NewPlan, Plan
from torg.commission.price_list import Change, PriceList, changes
from torg.commission.queries import insert_plan, lock_price_list, plans_of
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.jobs import defer
from torg.core.journal import record
from torg.markets import MARKETS, local_day
from torg.sellers import SellerNotFound, sellers_by_id

NOTICE = timedelta(days=15)
"""Between telling sellers and what they pay more from then on (Regulation (EU) 2019/1150, Art. 3(2))."""
_LARGEST = 100_000_000


class Preview(Struct, frozen=True):
    """What a plan would change, and from when on it may hold."""

    changes: list[Change]
    earliest: date
    """The first day that the law leaves for it."""

    @property
    def dearer(self) -> bool:
        """Whether anybody would pay more at any price."""
        return any(each.dearer for each in self.changes)


async def announce_plan(conn: Connection, actor: Actor, new: NewPlan, why: str = "") -> Plan:
    """Add a version of a plan and have the sellers told whom it concerns, by mail, from the caller's transaction.

    Raises `BadPlan`, and `NoticeTooShort` where somebody would pay more sooner than 15 days from today; what was
    sold before keeps the commission that was frozen on it.
    """
    await lock_price_list(conn, new.market)
    preview = await preview_plan(conn, new)
    if new.valid_from < preview.earliest:
        raise NoticeTooShort(
            f"Some would pay more: this can hold from {preview.earliest.isoformat()}.",
            earliest=preview.earliest.isoformat(),
        )
    made = await insert_plan(conn, str(actor), new, why)
    body = {"plan": made.id, "rate": made.rate, "fixed": made.fixed, "minimum": made.minimum,
            "category": made.category_id, "from": made.valid_from.isoformat(),
            "until": made.valid_until.isoformat() if made.valid_until else None, "why": why}  # fmt: skip
    await record(
        conn, actor, "commission.announced", f"commission_plan:{made.id}", body, new.market, seller=new.seller_id
    )  # fmt: skip
    if preview.changes:
        await defer(conn, tell_sellers_of_plan, plan_id=made.id)
    return made


async def preview_plan(conn: Connection, new: NewPlan, today: date | None = None) -> Preview:
    """Work out what a plan would change for whom; raises `BadPlan`."""
    if new.market not in MARKETS:
        raise BadPlan(f"There is no market {new.market[:20]!r}; there are {', '.join(MARKETS)}.")
    now = datetime.now(UTC)
    today = today or local_day(new.market, now)
    await _check(conn, new, today)
    price_list = PriceList(await plans_of(conn, new.market))
    draft = Plan(
        2**62, new.market, new.category_id, new.seller_id, new.valid_from, new.valid_until, new.rate, new.fixed,
        new.minimum, now,
    )  # fmt: skip
    found = changes(price_list, draft)
    dearer = min((each.on for each in found if each.dearer), default=None)
    # What gets dearer only later (when a time is over that was announced before) leaves as much more room.
    room = dearer - new.valid_from if dearer is not None else NOTICE
    return Preview(found, max(today, today + NOTICE - room))


async def _check(conn: Connection, new: NewPlan, today: date) -> None:
    if new.rate is not None and not 0 <= new.rate <= WHOLE:
        raise BadPlan("A commission is from 0 to 100 per cent.")
    if not (0 <= new.fixed <= _LARGEST and 0 <= new.minimum <= _LARGEST):
        raise BadPlan("A fee is not below zero, and not that high.")
    if new.rate is None and (new.fixed or new.minimum or new.valid_until):
        raise BadPlan("What ends a plan has no fees and no last day.")
    if new.rate is None and new.category_id is None and new.seller_id is None:
        raise BadPlan("The plan for everything cannot end: say what holds instead.")
    if new.valid_until is not None and new.valid_until < new.valid_from:
        raise BadPlan("A plan's last day is not before its first.")
    if new.valid_from < today:
        raise BadPlan("A plan cannot hold from a day that is over.")
    if new.valid_from > today + timedelta(days=3 * 365):
        raise BadPlan("A plan begins within three years.")
    if new.category_id is not None and TREE.get(new.category_id) is None:
        raise BadPlan(f"There is no category {new.category_id}.")
    if new.seller_id is not None and not await sellers_by_id(conn, [new.seller_id]):
        raise SellerNotFound(f"There is no seller {new.seller_id}.")
