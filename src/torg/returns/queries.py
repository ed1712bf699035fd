"""All SQL of withdrawals and returns."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import LiteralString

import msgspec

from torg.core.db import Connection, one, rows
from torg.returns.errors import ReturnNotFound
from torg.returns.models import (
    Inspected,
    NewWithdrawal,
    Picture,
    ReturnCase,
    ReturnKind,
    ReturnLine,
    ReturnState,
    Verdict,
    Withdrawal,
)
from torg.returns.reckon import Before, Reckoned

_CASE: LiteralString = """id, order_id, parcel_id, seller_id, withdrawal_id, kind, state, reason, message, currency,
    noticed, late, due, tracking_number, sent, received, inspected, closed, verdict, verdict_reason, goods_kept,
    restocked, delivery, subsidy, refund"""


async def insert_withdrawal(
    conn: Connection, new: NewWithdrawal, secret: str, received: datetime
) -> tuple[int, str, bool]:
    """Write a declaration down; the same key gives the one that was written first. Gives its id, secret, and if new."""
    cursor = await conn.execute(
        """
        INSERT INTO withdrawal (received, secret, idempotency_key, name, number, email, what, pieces, locale)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
        ON CONFLICT (idempotency_key) DO NOTHING RETURNING id, secret
        """,
        (received, secret, new.idempotency_key, new.name, new.number, new.email, new.what,
         msgspec.json.encode(new.pieces).decode(), new.locale),
    )  # fmt: skip
    made = await cursor.fetchone()
    if made is not None:
        return made[0], made[1], True
    cursor = await conn.execute("SELECT id, secret FROM withdrawal WHERE idempotency_key = %s", (new.idempotency_key,))
    found = await cursor.fetchone()
    assert found is not None  # noqa: S101 - It stood in the way of ours.
    return found[0], found[1], False


async def withdrawal_where(conn: Connection, *, secret: str = "", withdrawal_id: int = 0) -> Withdrawal | None:
    """Find a declaration by its secret or its id."""
    cursor = await conn.execute(
        """SELECT id, received, secret, name, number, email, what, pieces, locale, order_id, settled FROM withdrawal
           WHERE (secret = %s AND %s <> '') OR id = %s""",
        (secret, secret, withdrawal_id),
    )
    row = await cursor.fetchone()
    if row is None:
        return None
    return msgspec.convert(dict(zip(Withdrawal.__struct_fields__, row, strict=True)), Withdrawal, strict=False)


async def settle_withdrawal(conn: Connection, withdrawal_id: int, order_id: int | None, actor: str) -> bool:
    """Note that a declaration was routed to an order, or that there is none; tell whether it was open."""
    cursor = await conn.execute(
        """UPDATE withdrawal SET order_id = %s, settled = now(), settled_by = %s
           WHERE id = %s AND settled IS NULL""",
        (order_id, actor, withdrawal_id),
    )
    return cursor.rowcount == 1


async def insert_case(
    conn: Connection, *, order_id: int, parcel_id: int, seller_id: int, withdrawal_id: int | None, kind: ReturnKind,
    reason: str, message: str, currency: str, noticed: datetime, late: bool, due: datetime, pieces: Mapping[int, int],
) -> int:  # fmt: skip
    """Open a case with its lines, and give its number."""
    cursor = await conn.execute(
        """
        WITH made AS (
            INSERT INTO return_case (order_id, parcel_id, seller_id, withdrawal_id, kind, state, reason, message,
                                     currency, noticed, late, due)
            VALUES (%s, %s, %s, %s, %s, 'announced', %s, %s, %s, %s, %s, %s) RETURNING id, seller_id
        ), lines AS (
            INSERT INTO return_line (return_id, seller_id, order_line_id, pieces)
            SELECT made.id, made.seller_id, p.line, p.pieces
            FROM made, unnest(%s::bigint[], %s::integer[]) AS p (line, pieces)
        )
        SELECT id FROM made
        """,
        (order_id, parcel_id, seller_id, withdrawal_id, kind, reason, message, currency, noticed, late, due,
         list(pieces), list(pieces.values())),
    )  # fmt: skip
    row = await cursor.fetchone()
    assert row is not None  # noqa: S101 - INSERT … RETURNING gives a row.
    return int(row[0])


async def insert_pictures(conn: Connection, case: ReturnCase, pictures: Collection[Picture]) -> None:
    """Add pictures to a case."""
    for each in pictures:
        await conn.execute(
            """INSERT INTO return_picture (return_id, seller_id, file, size, media_type, name)
               VALUES (%s, %s, %s, %s, %s, %s)""",
            (case.id, case.seller_id, each.file, each.size, each.media_type, each.name),
        )


async def return_by_id(conn: Connection, return_id: int) -> ReturnCase:
    """Find a case; raises `ReturnNotFound`."""
    return _sure(await one(conn, ReturnCase, f"SELECT {_CASE} FROM return_case WHERE id = %s", (return_id,)))  # noqa: S608


async def lock_return(conn: Connection, return_id: int) -> ReturnCase:
    """Find a case and lock its row until the transaction ends; raises `ReturnNotFound`."""
    sql: LiteralString = f"SELECT {_CASE} FROM return_case WHERE id = %s FOR NO KEY UPDATE"  # noqa: S608
    return _sure(await one(conn, ReturnCase, sql, (return_id,)))


async def returns_of_order(conn: Connection, order_id: int) -> list[ReturnCase]:
    """Find the cases of an order, the newest first."""
    sql: LiteralString = f"SELECT {_CASE} FROM return_case WHERE order_id = %s ORDER BY id DESC"  # noqa: S608
    return await rows(conn, ReturnCase, sql, (order_id,))


async def returns_of_parcel(conn: Connection, parcel_id: int) -> list[ReturnCase]:
    """Find the cases of a parcel, the newest first."""
    sql: LiteralString = f"SELECT {_CASE} FROM return_case WHERE parcel_id = %s ORDER BY id DESC"  # noqa: S608
    return await rows(conn, ReturnCase, sql, (parcel_id,))


async def lines_of_returns(conn: Connection, return_ids: Collection[int]) -> dict[int, list[ReturnLine]]:
    """Find the lines of cases: one statement."""
    found: dict[int, list[ReturnLine]] = {each: [] for each in return_ids}
    for line in await rows(
        conn,
        ReturnLine,
        """SELECT id, return_id, order_line_id, pieces, accepted, deduction, refund FROM return_line
           WHERE return_id = ANY(%s) ORDER BY id""",
        (list(return_ids),),
    ):
        found[line.return_id].append(line)
    return found


async def pictures_of(conn: Connection, return_id: int) -> list[Picture]:
    """Find the pictures of a case."""
    return await rows(
        conn,
        Picture,
        "SELECT id, file, size, media_type, name FROM return_picture WHERE return_id = %s ORDER BY id",
        (return_id,),
    )


async def pieces_under_way(conn: Connection, parcel_id: int) -> dict[int, int]:
    """Count for each line of a parcel the pieces in cases that are still open."""
    cursor = await conn.execute(
        """SELECT l.order_line_id, sum(l.pieces)::int FROM return_line l JOIN return_case c ON c.id = l.return_id
           WHERE c.parcel_id = %s AND c.closed IS NULL GROUP BY 1""",
        (parcel_id,),
    )
    return {row[0]: row[1] for row in await cursor.fetchall()}


async def given_before(conn: Connection, parcel_id: int) -> Before:
    """Add up what cases of a parcel have given back beside its lines."""
    cursor = await conn.execute(
        """SELECT coalesce(sum(delivery), 0)::bigint, coalesce(sum(subsidy), 0)::bigint FROM return_case
           WHERE parcel_id = %s""",
        (parcel_id,),
    )
    row = await cursor.fetchone()
    return Before(*row) if row else Before()


async def save_move(conn: Connection, return_id: int, state: ReturnState, tracking_number: str = "") -> None:
    """Give a case, whose row the caller holds, another state, and note when it came into it."""
    await conn.execute(
        """
        UPDATE return_case SET state = %(state)s,
               tracking_number = coalesce(nullif(%(tracking)s, ''), tracking_number),
               sent = CASE %(state)s WHEN 'sent' THEN now() ELSE sent END,
               received = CASE %(state)s WHEN 'received' THEN now() ELSE received END,
               closed = CASE %(state)s WHEN 'cancelled' THEN now() END
        WHERE id = %(id)s
        """,
        {"id": return_id, "state": state, "tracking": tracking_number},
    )


async def save_decision(
    conn: Connection, return_id: int, verdict: Verdict, reason: str, reckoned: Reckoned,
    inspected: Mapping[int, Inspected], *, restocked: bool, goods_kept: bool,
) -> None:  # fmt: skip
    """Close a case, whose row the caller holds, with what was decided and what goes back."""
    await conn.execute(
        """
        UPDATE return_case SET state = %s, verdict = %s, verdict_reason = %s, inspected = now(), closed = now(),
               goods_kept = %s, restocked = %s, delivery = %s, subsidy = %s, refund = %s WHERE id = %s
        """,
        ("refused" if verdict == "refused" else "refunded", verdict, reason, goods_kept, restocked,
         reckoned.delivery, reckoned.subsidy, reckoned.refund, return_id),
    )  # fmt: skip
    await conn.execute(
        """
        UPDATE return_line SET accepted = coalesce(d.accepted, 0), deduction = coalesce(d.deduction, 0),
               refund = coalesce(d.refund, 0)
        FROM return_line AS l LEFT JOIN unnest(%s::bigint[], %s::integer[], %s::bigint[], %s::bigint[])
             AS d (line, accepted, deduction, refund) ON d.line = l.order_line_id
        WHERE l.return_id = %s AND return_line.id = l.id
        """,
        (
            list(inspected),
            [each.pieces for each in inspected.values()],
            [each.deduction for each in inspected.values()],
            [reckoned.lines.get(each, 0) for each in inspected],
            return_id,
        ),
    )


async def note_returned(conn: Connection, pieces: Mapping[int, int], refunds: Mapping[int, int]) -> None:
    """Add to order lines, whose parcel the caller holds, how many pieces came back and what went back for them."""
    await conn.execute(
        """
        UPDATE order_line SET returned = returned + r.pieces, refunded = refunded + r.amount
        FROM unnest(%s::bigint[], %s::integer[], %s::bigint[]) AS r (id, pieces, amount) WHERE order_line.id = r.id
        """,
        (list(refunds), [pieces.get(each, 0) for each in refunds], list(refunds.values())),
    )


async def take_due(conn: Connection, before: datetime) -> list[ReturnCase]:
    """Mark the open cases whose money is due before then and nobody was warned of, and give them."""
    sql: LiteralString = f"""UPDATE return_case SET warned = now()
        WHERE closed IS NULL AND warned IS NULL AND due < %s RETURNING {_CASE}"""  # noqa: S608
    return await rows(conn, ReturnCase, sql, (before,))


async def count_due(conn: Connection, before: datetime) -> int:
    """Count the open cases, of those that the caller may see, whose money is due before then."""
    cursor = await conn.execute("SELECT count(*) FROM return_case WHERE closed IS NULL AND due < %s", (before,))
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def titles_of_lines(conn: Connection, line_ids: Collection[int]) -> dict[int, str]:
    """Find what order lines are called."""
    cursor = await conn.execute("SELECT id, title FROM order_line WHERE id = ANY(%s) ORDER BY id", (list(line_ids),))
    return {row[0]: row[1] for row in await cursor.fetchall()}


async def promised_lines(
    conn: Connection, first: date, last: date, excused: Collection[str]
) -> list[tuple[int, int, date, bool, bool]]:
    """Find the lines promised within these days: seller, line, the day, whether late, whether the seller cancelled.

    `excused` are the reasons of cancellations that are not the seller's.
    """
    cursor = await conn.execute(
        """
        SELECT l.seller_id, l.id, p.promised_until,
               p.state <> 'cancelled' AND coalesce(p.delivered, p.shipped, now())::date > p.promised_until,
               l.cancelled > 0 AND EXISTS (
                   SELECT FROM journal j WHERE j.subject = 'parcel:' || p.id AND j.seller_id = p.seller_id
                   AND j.kind IN ('parcel.cancelled', 'parcel.pieces_cancelled')
                   AND jsonb_exists(j.body -> 'pieces', l.id::text) AND j.body ->> 'reason' <> ALL (%s))
        FROM parcel p JOIN order_line l ON l.parcel_id = p.id JOIN customer_order o ON o.id = p.order_id
        WHERE p.promised_until BETWEEN %s AND %s AND o.state = 'placed' ORDER BY l.id
        """,
        (list(excused), first, last),
    )
    return await cursor.fetchall()


def _sure(found: ReturnCase | None) -> ReturnCase:
    if found is None:
        raise ReturnNotFound
    return found
