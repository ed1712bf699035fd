"""All SQL that touches reports of illegal content and those who report."""

from datetime import datetime, timedelta

import msgspec

from torg.core.db import Connection, one, rows
from torg.trust.errors import NoticeNotFound
from torg.trust.models import Notice, NoticeOutcome, NoticeState

_COLUMNS = """id, reference, at, about, subject, seller_id, category, reason, name, email, language, locale,
    trusted_flagger, state, assigned, outcome, unfounded, decision, decided_by, decided, statement_id"""


async def insert_notice(conn: Connection, notice: Notice) -> Notice:
    """Add a report; its id and moment are the database's."""
    found = await one(
        conn,
        Notice,
        f"""
        INSERT INTO notice (reference, about, subject, seller_id, category, reason, name, email, language, locale,
                            good_faith, trusted_flagger, state)
        VALUES (%(reference)s, %(about)s, %(subject)s, %(seller_id)s, %(category)s, %(reason)s, %(name)s, %(email)s,
                %(language)s, %(locale)s, true, %(trusted_flagger)s, %(state)s)
        RETURNING {_COLUMNS}
        """,  # noqa: S608
        msgspec.structs.asdict(notice),
    )
    if found is None:
        raise NoticeNotFound
    return found


async def notice_by_id(conn: Connection, notice_id: int) -> Notice:
    """Find a report; raises `NoticeNotFound`."""
    return _sole(await one(conn, Notice, f"SELECT {_COLUMNS} FROM notice WHERE id = %s", (notice_id,)))  # noqa: S608


async def notice_by_reference(conn: Connection, reference: str) -> Notice:
    """Find a report by the name that its sender knows; raises `NoticeNotFound`."""
    return _sole(await one(conn, Notice, f"SELECT {_COLUMNS} FROM notice WHERE reference = %s", (reference,)))  # noqa: S608


async def lock_notice(conn: Connection, notice_id: int) -> Notice:
    """Find a report and lock its row; raises `NoticeNotFound`."""
    sql = f"SELECT {_COLUMNS} FROM notice WHERE id = %s FOR UPDATE"  # noqa: S608
    return _sole(await one(conn, Notice, sql, (notice_id,)))


async def notices_waiting(conn: Connection) -> list[Notice]:
    """Find the reports that wait for a decision: those of trusted flaggers first (DSA 22), then the oldest."""
    return await rows(
        conn,
        Notice,
        f"""
        SELECT {_COLUMNS} FROM notice WHERE state IN ('new', 'assigned') ORDER BY trusted_flagger DESC, at, id
        """,  # noqa: S608
    )


async def notices_about(conn: Connection, subject: str, but: int) -> list[Notice]:
    """Find other reports about the same thing, the latest first."""
    return await rows(
        conn,
        Notice,
        f"SELECT {_COLUMNS} FROM notice WHERE subject = %s AND id <> %s ORDER BY id DESC LIMIT 20",  # noqa: S608
        (subject, but),
    )


async def save_assignment(conn: Connection, notice_id: int, actor: str) -> None:
    """Give a report, whose row the caller holds, to somebody."""
    await conn.execute("UPDATE notice SET state = 'assigned', assigned = %s WHERE id = %s", (actor, notice_id))


async def save_notice_decision(
    conn: Connection,
    notice_id: int,
    outcome: NoticeOutcome,
    decision: str,
    actor: str,
    *,
    unfounded: bool,
    statement_id: int | None,
) -> Notice:
    """Write what was decided on a report whose row the caller holds."""
    found = await one(
        conn,
        Notice,
        f"""
        UPDATE notice SET state = 'decided', outcome = %s, decision = %s, decided_by = %s, decided = now(),
                          unfounded = %s, statement_id = %s
        WHERE id = %s RETURNING {_COLUMNS}
        """,  # noqa: S608
        (outcome, decision, actor, unfounded, statement_id, notice_id),
    )
    return _sole(found)


async def reopen_notice(conn: Connection, notice_id: int) -> None:
    """Have a report decided anew, by whoever takes it."""
    await conn.execute(
        """
        UPDATE notice SET state = 'new', assigned = NULL, outcome = NULL, decision = NULL, decided_by = NULL,
                          decided = NULL, unfounded = false
        WHERE id = %s
        """,
        (notice_id,),
    )


async def count_unfounded(conn: Connection, email: str, since: datetime) -> int:
    """Count the manifestly unfounded reports of somebody since a moment."""
    cursor = await conn.execute(
        "SELECT count(*) FROM notice WHERE lower(email) = lower(%s) AND unfounded AND at > %s", (email, since)
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def suspended_until(conn: Connection, email: str, now: datetime) -> datetime | None:
    """Tell until when somebody is not heard, if so."""
    cursor = await conn.execute(
        "SELECT max(until) FROM reporter_measure WHERE email = lower(%s) AND kind = 'suspended' AND until > %s",
        (email, now),
    )
    row = await cursor.fetchone()
    return row[0] if row else None


async def was_warned(conn: Connection, email: str, since: datetime) -> bool:
    """Tell whether somebody was warned since a moment."""
    cursor = await conn.execute(
        "SELECT FROM reporter_measure WHERE email = lower(%s) AND kind = 'warned' AND at > %s", (email, since)
    )
    return await cursor.fetchone() is not None


async def insert_reporter_measure(conn: Connection, email: str, actor: str, *, days: int | None) -> datetime | None:
    """Note that somebody was warned (without days), or is not heard for days; tell until when."""
    cursor = await conn.execute(
        """
        INSERT INTO reporter_measure (email, kind, until, actor)
        VALUES (lower(%s), %s, now() + %s::interval, %s) RETURNING until
        """,
        (email, "warned" if days is None else "suspended", None if days is None else timedelta(days=days), actor),
    )
    row = await cursor.fetchone()
    return row[0] if row else None


async def seller_of_offer(conn: Connection, offer_id: int) -> int | None:
    """Find whose an offer is."""
    return await _number(conn, "SELECT seller_id FROM offer WHERE id = %s", offer_id)


async def product_exists(conn: Connection, product_id: int) -> bool:
    """Tell whether there is such a product."""
    return await _number(conn, "SELECT id FROM product WHERE id = %s", product_id) is not None


async def seller_exists(conn: Connection, seller_id: int) -> bool:
    """Tell whether there is such a seller."""
    return await _number(conn, "SELECT id FROM seller WHERE id = %s", seller_id) is not None


async def set_aside_state(conn: Connection, notice_id: int, state: NoticeState) -> None:
    """Give a report a state that is no decision."""
    await conn.execute("UPDATE notice SET state = %s WHERE id = %s AND state <> 'decided'", (state, notice_id))


async def _number(conn: Connection, sql: str, identity: int) -> int | None:
    cursor = await conn.execute(sql.encode(), (identity,))
    row = await cursor.fetchone()
    return None if row is None else int(row[0])


def _sole(found: Notice | None) -> Notice:
    if found is None:
        raise NoticeNotFound
    return found
