"""Propose a plan: what the market takes is changed by two people."""

import msgspec

from torg.commission.announce_plan import announce_plan, preview_plan
from torg.commission.errors import NoticeTooShort
from torg.commission.models import NewPlan
from torg.core.actor import Actor
from torg.core.approvals import Approval, approvable, propose
from torg.core.db import Connection

CHANGE = "commission.change"


async def propose_plan(conn: Connection, actor: Actor, new: NewPlan, why: str) -> Approval:
    """Put a plan before a second person; raises `BadPlan`, `NoticeTooShort` and `AlreadyProposed`.

    It is announced when that person approves, and must then still leave sellers their fifteen days.
    """
    preview = await preview_plan(conn, new)
    if new.valid_from < preview.earliest:
        raise NoticeTooShort(f"Some would pay more: this can hold from {preview.earliest.isoformat()}.")
    subject = f"commission:{new.market}/{new.category_id or 'all'}/{new.seller_id or 'all'}"
    return await propose(conn, actor, CHANGE, subject, msgspec.to_builtins(new), why, seller=new.seller_id)


@approvable(CHANGE, title="Change the commission", permission="finance")
async def announce_proposed(conn: Connection, actor: Actor, approval: Approval) -> None:
    """Announce what was proposed."""
    await announce_plan(conn, actor, msgspec.convert(approval.body, NewPlan), approval.why)
