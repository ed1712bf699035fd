"""What a seller proposes for a product whose words are not its own, and what the operator decides."""

from collections.abc import Mapping
from typing import Any

from psycopg.errors import UniqueViolation

from torg.catalog.content_queries import (
    ContentProposal,
    add_content_proposal,
    content_proposal,
    decide_content_proposal,
)
from torg.catalog.content_sources import OPERATOR, Source
from torg.catalog.errors import BadField, ProposalNotFound, ProposalWaits
from torg.catalog.tell_content import check_fields, tell_product
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record


async def propose_content(
    conn: Connection, actor: Actor, seller_id: int, product_id: int, fields: Mapping[str, Any], why: str
) -> None:
    """Put what a seller thinks should stand on a product before the operator; raises ProposalWaits and BadField."""
    check_fields(fields)
    if not fields:
        raise BadField("Nothing is different from what stands there.")
    try:
        async with conn.transaction():
            await add_content_proposal(conn, product_id, seller_id, dict(fields), why, str(actor))
    except UniqueViolation:
        raise ProposalWaits from None
    body = {"about": product_id, "fields": sorted(fields)}
    await record(conn, actor, "content.proposed", f"product:{product_id}", body, seller=seller_id)


async def decide_content(
    conn: Connection, actor: Actor, proposal_id: int, answer: str, *, accept: bool
) -> ContentProposal:
    """Write what was proposed, as the operator's decision, or decline it; raises `ProposalNotFound`."""
    proposal = await content_proposal(conn, proposal_id)
    if proposal is None or proposal.state != "open":
        raise ProposalNotFound
    if accept:
        by = Source(OPERATOR, proposal.seller_id)
        await tell_product(conn, actor, proposal.product_id, proposal.fields, by, why=answer)
    state = "accepted" if accept else "declined"
    await decide_content_proposal(conn, proposal_id, state, str(actor), answer)
    body = {"about": proposal.product_id, "state": state, "answer": answer}
    subject = f"content_proposal:{proposal_id}"
    await record(conn, actor, "content.decided", subject, body, seller=proposal.seller_id)
    return proposal
