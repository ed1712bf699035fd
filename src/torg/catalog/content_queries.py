"""The SQL of content: its history, brand owners, and what sellers propose."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString

import msgspec
from msgspec import Struct

from torg.catalog.content_sources import ContentChange, FieldChange
from torg.core.db import Connection, one, rows


class PastChange(Struct, frozen=True):
    """An entry of the history, read back."""

    id: int
    product_id: int
    variant_id: int | None
    at: datetime
    actor: str
    seller_id: int | None
    fields: dict[str, FieldChange]
    reverts: int | None
    why: str
    seller_name: str | None = None


async def log_content(conn: Connection, actor: str, changes: Sequence[ContentChange]) -> None:
    """Append to the history of products with one statement."""
    if changes:
        await conn.execute(
            """
            INSERT INTO content_history (product_id, variant_id, actor, seller_id, fields, reverts, why)
            SELECT c.product_id, c.variant_id, %s, c.seller_id, c.fields, c.reverts, c.why
            FROM jsonb_to_recordset(%s::jsonb) AS c (product_id bigint, variant_id bigint, seller_id bigint,
                fields jsonb, reverts bigint, why text)
            """,
            (actor, msgspec.json.encode(changes).decode()),
        )


_PAST: LiteralString = """
    SELECT h.id, h.product_id, h.variant_id, h.at, h.actor, h.seller_id, h.fields, h.reverts, h.why,
           s.name AS seller_name
    FROM content_history AS h LEFT JOIN seller AS s ON s.id = h.seller_id
"""


async def history_of(conn: Connection, product: int, limit: int = 50) -> list[PastChange]:
    """Find what became of a product's words, the latest first."""
    found = await rows(conn, _Row, _PAST + " WHERE h.product_id = %s ORDER BY h.id DESC LIMIT %s", (product, limit))
    return [each.past() for each in found]


async def past_change(conn: Connection, entry: int) -> PastChange | None:
    """Find one entry of the history."""
    found = await one(conn, _Row, _PAST + " WHERE h.id = %s", (entry,))
    return found.past() if found else None


class _Row(Struct, frozen=True):
    id: int
    product_id: int
    variant_id: int | None
    at: datetime
    actor: str
    seller_id: int | None
    fields: dict[str, Any]
    reverts: int | None
    why: str
    seller_name: str | None

    def past(self) -> PastChange:
        """Give the entry with its fields as what they are."""
        values = {name: getattr(self, name) for name in self.__struct_fields__}
        return PastChange(**{**values, "fields": msgspec.convert(self.fields, dict[str, FieldChange])})


async def brands_owned(conn: Connection, seller: int) -> frozenset[int]:
    """Find the brands that a seller owns."""
    cursor = await conn.execute("SELECT brand_id FROM brand_owner WHERE seller_id = %s", (seller,))
    return frozenset(row[0] for row in await cursor.fetchall())


async def set_brand_owner(conn: Connection, brand: int, seller: int | None, actor: str, why: str) -> None:
    """Write whose brand it is; nobody's any more without a seller."""
    if seller is None:
        await conn.execute("DELETE FROM brand_owner WHERE brand_id = %s", (brand,))
        return
    await conn.execute(
        """
        INSERT INTO brand_owner (brand_id, seller_id, actor, why) VALUES (%s, %s, %s, %s)
        ON CONFLICT (brand_id) DO UPDATE SET seller_id = EXCLUDED.seller_id, actor = EXCLUDED.actor,
            why = EXCLUDED.why, since = now()
        """,
        (brand, seller, actor, why),
    )


class ContentProposal(Struct, frozen=True):
    """What a seller thinks should stand on a product whose words are not its own."""

    id: int
    product_id: int
    seller_id: int
    fields: dict[str, Any]
    why: str
    actor: str
    created: datetime
    state: str
    answer: str


_PROPOSAL: LiteralString = """
    SELECT id, product_id, seller_id, fields, why, actor, created, state, answer FROM content_proposal
"""


async def add_content_proposal(
    conn: Connection, product: int, seller: int, fields: dict[str, Any], why: str, actor: str
) -> None:
    """Add a proposal; raises UniqueViolation when the seller has one open for the product."""
    await conn.execute(
        "INSERT INTO content_proposal (product_id, seller_id, fields, why, actor) VALUES (%s, %s, %s, %s, %s)",
        (product, seller, msgspec.json.encode(fields).decode(), why, actor),
    )


async def content_proposal(conn: Connection, proposal: int) -> ContentProposal | None:
    """Find a proposal and lock it."""
    return await one(conn, ContentProposal, _PROPOSAL + " WHERE id = %s FOR UPDATE", (proposal,))


async def open_proposal_of(conn: Connection, product: int, seller: int) -> ContentProposal | None:
    """Find what a seller has proposed for a product that nobody has decided."""
    where: LiteralString = " WHERE product_id = %s AND seller_id = %s AND state = 'open'"
    return await one(conn, ContentProposal, _PROPOSAL + where, (product, seller))


async def decide_content_proposal(conn: Connection, proposal: int, state: str, actor: str, answer: str) -> None:
    """Close a proposal."""
    await conn.execute(
        """
        UPDATE content_proposal SET state = %s, decided = now(), decided_by = %s, answer = %s
        WHERE id = %s AND state = 'open'
        """,
        (state, actor, answer, proposal),
    )
