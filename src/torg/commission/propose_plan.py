"""Propose a plan: what the market takes is changed by two people."""

from typing import Any

import msgspec

from torg.commission.announce_plan import announce_plan, preview_plan
from torg.commission.errors import NoticeTooShort
from torg.commission.models import NewPlan, Terms
from torg.commission.words import category_words, long_date, terms_words
from torg.core.actor import Actor
from torg.core.approvals import Approval, approvable, propose
from torg.core.db import Connection
from torg.core.i18n import catalogue
from torg.markets import MARKETS

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


def described(body: dict[str, Any], language: str) -> list[tuple[str, str]]:
    """Say in words what a plan would be."""
    say = catalogue(language).say
    plan = msgspec.convert(body, NewPlan)
    market = MARKETS[plan.market]
    terms = Terms(plan.rate or 0, plan.fixed, plan.minimum)
    return [
        (say("Market"), market.names[language]),
        (say("For"), category_words(plan.category_id, language)),
        (say("Seller"), say("Every seller") if plan.seller_id is None else str(plan.seller_id)),
        (
            say("Commission"),
            say("The plan ends") if plan.rate is None else terms_words(terms, market.currency, language),
        ),
        (say("From"), long_date(plan.valid_from, language)),
        (say("Until"), long_date(plan.valid_until, language) if plan.valid_until else "–"),
    ]


@approvable(CHANGE, title="Change the commission", permission="finance", describe=described)
async def announce_proposed(conn: Connection, actor: Actor, approval: Approval) -> None:
    """Announce what was proposed."""
    await announce_plan(conn, actor, msgspec.convert(approval.body, NewPlan), approval.why)
