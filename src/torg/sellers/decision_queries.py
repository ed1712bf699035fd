"""All SQL that touches decisions, complaints and notices."""

from datetime import datetime
from typing import Any

import msgspec

from torg.core.db import Connection, one, rows
from torg.sellers.decision_models import Complaint, Decision, NewDecision, Notice
from torg.sellers.states import SellerStatus

_DECISION = """id, seller_id, from_status, to_status, restrictions, ground, reason, fields, automated, actor, decided,
    effective, until, applied, withdrawn"""
_COMPLAINT = "decision_id, seller_id, said, by, at, answer, upheld, answered, answered_by"


async def insert_decision(
    conn: Connection, seller_id: int, status: SellerStatus, new: NewDecision, actor: str, effective: datetime
) -> Decision:
    """Write a decision that is not applied yet."""
    cursor = await conn.execute(
        f"""
        INSERT INTO seller_decision (seller_id, from_status, to_status, restrictions, ground, reason, fields, automated,
                                     actor, decided, effective, until)
        VALUES (%(seller)s, %(status)s, %(target)s, %(restrictions)s, %(ground)s, %(reason)s, %(fields)s,
                %(automated)s, %(actor)s, clock_timestamp(), %(effective)s, %(until)s)
        RETURNING {_DECISION}
        """,  # noqa: S608
        {
            "seller": seller_id, "status": status, "target": new.target, "restrictions": list(new.restrictions),
            "ground": new.ground, "reason": new.reason, "fields": list(new.fields), "automated": new.automated,
            "actor": actor, "effective": effective, "until": new.until,
        },
    )  # fmt: skip
    row = await cursor.fetchone()
    assert row is not None  # noqa: S101 - RETURNING gives the one row.
    return _decision(row)


async def decisions_of(conn: Connection, seller_id: int) -> list[Decision]:
    """Find all that was decided about a seller, newest first."""
    cursor = await conn.execute(
        f"SELECT {_DECISION} FROM seller_decision WHERE seller_id = %s ORDER BY id DESC",  # noqa: S608
        (seller_id,),
    )
    return [_decision(row) for row in await cursor.fetchall()]


async def lock_decision(conn: Connection, decision_id: int) -> Decision | None:
    """Find a decision and lock its row until the transaction ends."""
    cursor = await conn.execute(
        f"SELECT {_DECISION} FROM seller_decision WHERE id = %s FOR NO KEY UPDATE",  # noqa: S608
        (decision_id,),
    )
    row = await cursor.fetchone()
    return None if row is None else _decision(row)


async def due_decisions(conn: Connection, now: datetime) -> list[int]:
    """Find announced decisions whose time has come, oldest first."""
    cursor = await conn.execute(
        """
        SELECT id FROM seller_decision WHERE applied IS NULL AND withdrawn IS NULL AND effective <= %s
        ORDER BY effective, id
        """,
        (now,),
    )
    return [row[0] for row in await cursor.fetchall()]


async def ended_decisions(conn: Connection, now: datetime) -> list[int]:
    """Find the decisions that hold now and whose end has come: the latest of their seller, not taken back."""
    cursor = await conn.execute(
        """
        SELECT d.id FROM seller_decision AS d JOIN seller AS s ON s.id = d.seller_id
        WHERE d.until <= %s AND d.applied IS NOT NULL AND d.withdrawn IS NULL AND d.to_status = s.status
          AND NOT EXISTS (SELECT FROM seller_decision AS later
                          WHERE later.seller_id = d.seller_id AND later.id > d.id AND later.applied IS NOT NULL)
        ORDER BY d.id
        """,
        (now,),
    )
    return [row[0] for row in await cursor.fetchall()]


async def mark_applied(conn: Connection, decision_id: int) -> None:
    """Note that a decision took effect."""
    await conn.execute("UPDATE seller_decision SET applied = clock_timestamp() WHERE id = %s", (decision_id,))


async def withdraw_waiting(conn: Connection, seller_id: int) -> int:
    """Take back what was announced about a seller and has not come into effect; give how many."""
    cursor = await conn.execute(
        "UPDATE seller_decision SET withdrawn = now() WHERE seller_id = %s AND applied IS NULL AND withdrawn IS NULL",
        (seller_id,),
    )
    return cursor.rowcount


async def withdraw(conn: Connection, decision_id: int) -> None:
    """Take one decision back."""
    await conn.execute("UPDATE seller_decision SET withdrawn = now() WHERE id = %s", (decision_id,))


async def complaints_of(conn: Connection, seller_id: int) -> dict[int, Complaint]:
    """Find a seller's complaints by the decision they are about."""
    found = await rows(
        conn,
        Complaint,
        f"SELECT {_COMPLAINT} FROM seller_complaint WHERE seller_id = %s",  # noqa: S608
        (seller_id,),
    )
    return {each.decision_id: each for each in found}


async def lock_complaint(conn: Connection, decision_id: int) -> Complaint | None:
    """Find the complaint about a decision and lock its row."""
    return await one(
        conn,
        Complaint,
        f"SELECT {_COMPLAINT} FROM seller_complaint WHERE decision_id = %s FOR NO KEY UPDATE",  # noqa: S608
        (decision_id,),
    )


async def insert_complaint(conn: Connection, decision_id: int, seller_id: int, said: str, actor: str) -> bool:
    """Add a complaint; tell whether it was the first about that decision."""
    cursor = await conn.execute(
        "INSERT INTO seller_complaint (decision_id, seller_id, said, by) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT DO NOTHING",
        (decision_id, seller_id, said, actor),
    )
    return cursor.rowcount == 1


async def save_answer(conn: Connection, decision_id: int, answer: str, *, upheld: bool, actor: str) -> None:
    """Write the answer to a complaint, whose row the caller holds."""
    await conn.execute(
        "UPDATE seller_complaint SET answer = %s, upheld = %s, answered = now(), answered_by = %s "
        "WHERE decision_id = %s",
        (answer, upheld, actor, decision_id),
    )


async def insert_notice(
    conn: Connection, seller_id: int, decision_id: int | None, kind: str, body: dict[str, str]
) -> int:
    """Add a notice to a seller's inbox; give its id."""
    cursor = await conn.execute(
        "INSERT INTO seller_notice (seller_id, decision_id, kind, body) VALUES (%s, %s, %s, %s::jsonb) RETURNING id",
        (seller_id, decision_id, kind, msgspec.json.encode(body).decode()),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def notices_of(conn: Connection, seller_id: int, limit: int = 50) -> list[Notice]:
    """Find what a seller was told, newest first."""
    return await rows(
        conn,
        Notice,
        "SELECT id, seller_id, decision_id, kind, body, at, read FROM seller_notice WHERE seller_id = %s "
        "ORDER BY id DESC LIMIT %s",
        (seller_id, limit),
    )


async def mark_read(conn: Connection, seller_id: int) -> None:
    """Note that a seller has seen all its notices."""
    await conn.execute("UPDATE seller_notice SET read = now() WHERE seller_id = %s AND read IS NULL", (seller_id,))


def _decision(row: tuple[Any, ...]) -> Decision:
    return msgspec.convert(dict(zip(Decision.__struct_fields__, row, strict=True)), Decision)
