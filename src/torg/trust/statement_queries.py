"""All SQL that touches statements of reasons, their ends, and complaints."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec
from psycopg import errors

from torg.core.db import Connection, one, rows
from torg.trust.errors import AlreadyComplained, ComplaintNotFound, StatementNotFound
from torg.trust.models import Complaint, ComplaintOutcome, Ending, Statement

_COLUMNS = """s.id, s.reference, s.at, s.actor, s.seller_id, s.account_id, s.recipient, s.subject, s.label, s.measure,
    s.effective, s.until, s.territory, s.facts, s.automated_detection, s.automated_decision, s.ground,
    s.ground_reference, s.ground_explanation, s.category, s.content_type, s.content_date, s.content_language,
    s.source, s.undone, e.at AS ended, e.cause AS ending, c.id AS complaint_id"""
_FROM = """statement AS s LEFT JOIN statement_end AS e ON e.statement_id = s.id
    LEFT JOIN complaint AS c ON c.statement_id = s.id"""
_COMPLAINT = """id, reference, at, statement_id, notice_id, seller_id, actor, name, email, language, reason, assigned,
    outcome, decision, decided_by, decided"""


async def insert_statement(conn: Connection, statement: Statement) -> int:
    """Add a statement of reasons; its id and moment are the database's."""
    fields: dict[str, Any] = {
        name: getattr(statement, name)
        for name in Statement.__struct_fields__
        if name not in {"id", "at", "ended", "ending", "complaint_id"}
    }
    fields |= {name: msgspec.json.encode(fields[name]).decode() for name in ("recipient", "undone")}
    cursor = await conn.execute(
        """
        INSERT INTO statement (reference, actor, seller_id, account_id, recipient, subject, label, measure, effective,
            until, territory, facts, automated_detection, automated_decision, ground, ground_reference,
            ground_explanation, category, content_type, content_date, content_language, source, undone)
        VALUES (%(reference)s, %(actor)s, %(seller_id)s, %(account_id)s, %(recipient)s::jsonb, %(subject)s, %(label)s,
            %(measure)s, %(effective)s, %(until)s, %(territory)s, %(facts)s, %(automated_detection)s,
            %(automated_decision)s, %(ground)s, %(ground_reference)s, %(ground_explanation)s, %(category)s,
            %(content_type)s, %(content_date)s, %(content_language)s, %(source)s, %(undone)s::jsonb)
        RETURNING id
        """,
        fields,
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def statement_by_id(conn: Connection, statement_id: int) -> Statement:
    """Find a statement with its end and its complaint; raises `StatementNotFound`."""
    return _sole(await _statements(conn, f"SELECT {_COLUMNS} FROM {_FROM} WHERE s.id = %s", (statement_id,)))  # noqa: S608


async def statement_by_reference(conn: Connection, reference: str) -> Statement:
    """Find a statement by the name that its recipient knows; raises `StatementNotFound`."""
    return _sole(await _statements(conn, f"SELECT {_COLUMNS} FROM {_FROM} WHERE s.reference = %s", (reference,)))  # noqa: S608


async def statements_of_seller(conn: Connection, seller_id: int, limit: int = 200) -> list[Statement]:
    """Find a seller's statements, the latest first."""
    sql = f"SELECT {_COLUMNS} FROM {_FROM} WHERE s.seller_id = %s ORDER BY s.id DESC LIMIT %s"  # noqa: S608
    return await _statements(conn, sql, (seller_id, limit))


async def statements_between(conn: Connection, since: datetime, until: datetime) -> list[Statement]:
    """Find the statements of [since, until) in their order: for the Transparency Database."""
    sql = f"SELECT {_COLUMNS} FROM {_FROM} WHERE s.at >= %s AND s.at < %s ORDER BY s.id"  # noqa: S608
    return await _statements(conn, sql, (since, until))


async def statements_in_force(conn: Connection, subject: str) -> list[Statement]:
    """Find the statements about a subject whose measures have not ended, in their order."""
    sql = f"SELECT {_COLUMNS} FROM {_FROM} WHERE s.subject = %s AND e.at IS NULL ORDER BY s.id"  # noqa: S608
    return await _statements(conn, sql, (subject,))


async def expired_statements(conn: Connection, now: datetime) -> list[int]:
    """Find the measures whose time is over and that have not ended, in their order."""
    cursor = await conn.execute(
        """
        SELECT s.id FROM statement AS s
        WHERE s.until <= %s AND NOT EXISTS (SELECT FROM statement_end AS e WHERE e.statement_id = s.id) ORDER BY s.id
        """,
        (now,),
    )
    return [row[0] for row in await cursor.fetchall()]


async def lock_statement(conn: Connection, statement_id: int) -> Statement:
    """Find a statement and hold it until the transaction ends, so that it ends once; raises `StatementNotFound`."""
    await conn.execute("SELECT FROM statement WHERE id = %s FOR UPDATE", (statement_id,))
    return await statement_by_id(conn, statement_id)


async def insert_end(conn: Connection, statement: Statement, actor: str, cause: Ending, *, restored: bool) -> None:
    """Note when and why a measure ended."""
    await conn.execute(
        "INSERT INTO statement_end (statement_id, seller_id, actor, cause, restored) VALUES (%s, %s, %s, %s, %s)",
        (statement.id, statement.seller_id, actor, cause, restored),
    )


async def count_illegal(conn: Connection, sellers: Collection[int], since: datetime) -> dict[int, int]:
    """Count the measures on grounds of law against each seller's content since a moment, but for reversed ones."""
    cursor = await conn.execute(
        """
        SELECT s.seller_id, count(*) FROM statement AS s
        WHERE s.seller_id = ANY(%s) AND s.ground = 'law' AND s.at > %s AND s.subject NOT LIKE 'seller:%%'
          AND NOT EXISTS (SELECT FROM statement_end AS e WHERE e.statement_id = s.id AND e.cause = 'reversed')
        GROUP BY s.seller_id
        """,
        (list(sellers), since),
    )
    return dict(await cursor.fetchall())


async def insert_complaint(conn: Connection, complaint: Complaint) -> Complaint:
    """Add a complaint; raises `AlreadyComplained` when there is one against the same decision."""
    try:
        async with conn.transaction():
            await conn.execute(
                """
                INSERT INTO complaint (reference, statement_id, notice_id, seller_id, actor, name, email, language,
                                       reason)
                VALUES (%(reference)s, %(statement_id)s, %(notice_id)s, %(seller_id)s, %(actor)s, %(name)s, %(email)s,
                        %(language)s, %(reason)s)
                """
                if complaint.notice_id is not None
                else """
                INSERT INTO complaint (reference, statement_id, seller_id, actor, name, email, language, reason)
                VALUES (%(reference)s, %(statement_id)s, %(seller_id)s, %(actor)s, %(name)s, %(email)s,
                        %(language)s, %(reason)s)
                """,
                msgspec.structs.asdict(complaint),
            )
    except errors.UniqueViolation:
        raise AlreadyComplained from None
    return await complaint_by_reference(conn, complaint.reference)


async def complaint_by_reference(conn: Connection, reference: str) -> Complaint:
    """Find a complaint by its reference; raises `ComplaintNotFound`."""
    found = await one(conn, Complaint, f"SELECT {_COMPLAINT} FROM complaint WHERE reference = %s", (reference,))  # noqa: S608
    if found is None:
        raise ComplaintNotFound
    return found


async def complaint_by_id(conn: Connection, complaint_id: int) -> Complaint:
    """Find a complaint; raises `ComplaintNotFound`."""
    found = await one(conn, Complaint, f"SELECT {_COMPLAINT} FROM complaint WHERE id = %s", (complaint_id,))  # noqa: S608
    if found is None:
        raise ComplaintNotFound
    return found


async def lock_complaint(conn: Connection, complaint_id: int) -> Complaint:
    """Find a complaint and lock its row; raises `ComplaintNotFound`."""
    sql = f"SELECT {_COMPLAINT} FROM complaint WHERE id = %s FOR UPDATE"  # noqa: S608
    found = await one(conn, Complaint, sql, (complaint_id,))
    if found is None:
        raise ComplaintNotFound
    return found


async def complaints_waiting(conn: Connection) -> list[Complaint]:
    """Find the complaints that wait for a decision, the oldest first."""
    return await rows(conn, Complaint, f"SELECT {_COMPLAINT} FROM complaint WHERE outcome IS NULL ORDER BY at, id")  # noqa: S608


async def save_complaint_decision(
    conn: Connection, complaint_id: int, outcome: ComplaintOutcome, decision: str, actor: str
) -> Complaint:
    """Write what was decided on a complaint whose row the caller holds."""
    found = await one(
        conn,
        Complaint,
        f"""
        UPDATE complaint SET outcome = %s, decision = %s, decided_by = %s, decided = now() WHERE id = %s
        RETURNING {_COMPLAINT}
        """,  # noqa: S608
        (outcome, decision, actor, complaint_id),
    )
    if found is None:
        raise ComplaintNotFound
    return found


async def assign_complaint_to(conn: Connection, complaint_id: int, actor: str) -> bool:
    """Give an undecided complaint to somebody; tell whether there was one."""
    cursor = await conn.execute(
        "UPDATE complaint SET assigned = %s WHERE id = %s AND outcome IS NULL", (actor, complaint_id)
    )
    return cursor.rowcount == 1


async def _statements(conn: Connection, sql: Any, parameters: tuple[Any, ...]) -> list[Statement]:
    cursor = await conn.execute(sql, parameters)
    return [
        msgspec.convert(dict(zip(Statement.__struct_fields__, row, strict=True)), Statement)
        for row in await cursor.fetchall()
    ]


def _sole(found: list[Statement]) -> Statement:
    if not found:
        raise StatementNotFound
    return found[0]
