"""All SQL that touches the ledger; amounts here are debit less credit."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from torg.core.db import Connection, rows
from torg.ledger.accounts import SELLER_KINDS, Account
from torg.ledger.models import Entry, KindTotal, LedgerHealth, Posting

START = "-infinity"


class RawLine(Struct, frozen=True):
    """A line of an account as it stands in the ledger; `running` adds up from the first line that was asked for."""

    day: date
    at: Any
    posting: int
    line: int
    kind: str
    document: str
    label: str
    amount: int
    running: int


async def insert_postings(conn: Connection, actor: str, postings: Sequence[Posting]) -> list[int | None]:
    """Post all of them with one statement, in their order; none where a document had been posted as that already."""
    written = [
        {"kind": each.kind, "document": each.document, "entries": [_flat(entry) for entry in each.entries]}
        for each in postings
    ]
    cursor = await conn.execute(
        """
        SELECT ledger_post(p.kind, p.document, %s, p.entries)
        FROM ROWS FROM (
            jsonb_to_recordset(%s::jsonb) AS (kind text, document text, entries jsonb)
        ) WITH ORDINALITY AS p (kind, document, entries, place)
        ORDER BY p.place
        """,
        (actor, msgspec.json.encode(written).decode()),
    )
    return [row[0] for row in await cursor.fetchall()]


async def insert_posting(conn: Connection, actor: str, posting: Posting) -> int | None:
    """Post one document; nothing is done, and none given, when it had been posted as that already."""
    entries = msgspec.json.encode([_flat(entry) for entry in posting.entries]).decode()
    cursor = await conn.execute(
        "SELECT ledger_post(%s, %s, %s, %s::jsonb)", (posting.kind, posting.document, actor, entries)
    )
    found = await cursor.fetchone()
    return None if found is None else found[0]


async def posted_entries(conn: Connection, kind: str, document: str) -> tuple[int, list[Entry]] | None:
    """Find what has been posted of a document as that kind: the posting's number and its entries in their order."""
    cursor = await conn.execute(
        """
        SELECT p.id, e.kind, e.currency, e.holder, e.amount, e.label
        FROM ledger_posting p JOIN ledger_entry e ON e.day = p.day AND e.posting_id = p.id
        WHERE p.document = %s AND p.kind = %s ORDER BY e.line
        """,
        (document, kind),
    )
    found = await cursor.fetchall()
    if not found:
        return None
    return found[0][0], [Entry(Account(row[1], row[2], row[3]), row[4], row[5]) for row in found]


async def raw_balances(conn: Connection, accounts: Sequence[Account], at: date | None) -> list[int]:
    """Add up what stood on each account at the end of a day, now without one: the last closed day and what came since.

    One statement, whatever their number; an account with a million entries costs a look and what is not closed yet.
    """
    cursor = await conn.execute(
        """
        WITH closed AS (SELECT coalesce(max(day), '-infinity') AS day FROM ledger_closed_day WHERE day <= %(at)s)
        SELECT coalesce((
            SELECT b.balance FROM ledger_day_balance b
            WHERE b.kind = a.kind AND b.holder = a.holder AND b.currency = a.currency AND b.day <= closed.day
            ORDER BY b.day DESC LIMIT 1
        ), 0) + coalesce((
            SELECT sum(e.amount) FROM ledger_entry e
            WHERE e.kind = a.kind AND e.holder = a.holder AND e.currency = a.currency
              AND e.day > closed.day AND e.day <= %(at)s
        ), 0)::bigint
        FROM closed, ROWS FROM (unnest(%(kinds)s::text[]), unnest(%(holders)s::text[]), unnest(%(currencies)s::text[]))
            WITH ORDINALITY AS a (kind, holder, currency, place)
        ORDER BY a.place
        """,
        {
            "at": at or "infinity",
            "kinds": [each.kind for each in accounts],
            "holders": [each.holder for each in accounts],
            "currencies": [each.currency for each in accounts],
        },
    )
    return [int(row[0]) for row in await cursor.fetchall()]


async def sum_within_day(conn: Connection, account: Account, day: date, posting: int, line: int) -> int:
    """Add up the entries of an account on one day up to a line, that line included."""
    cursor = await conn.execute(
        """
        SELECT coalesce(sum(amount), 0)::bigint FROM ledger_entry
        WHERE kind = %s AND holder = %s AND currency = %s AND day = %s AND (posting_id, line) <= (%s, %s)
        """,
        (account.kind, account.holder, account.currency, day, posting, line),
    )
    found = await cursor.fetchone()
    return int(found[0]) if found else 0


async def lines_after(
    conn: Connection, account: Account, first: date, last: date, after: tuple[date, int, int] | None, limit: int
) -> list[RawLine]:
    """Find the next entries of an account between two days, in the order of the books, with their running sum."""
    day, posting, line = after or (first, 0, 0)
    return await rows(
        conn,
        RawLine,
        """
        SELECT e.day, p.at, e.posting_id AS posting, e.line, p.kind, p.document, e.label, e.amount,
               (sum(e.amount) OVER (ORDER BY e.day, e.posting_id, e.line))::bigint AS running
        FROM (
            SELECT day, posting_id, line, label, amount FROM ledger_entry
            WHERE kind = %s AND holder = %s AND currency = %s AND day <= %s AND (day, posting_id, line) > (%s, %s, %s)
            ORDER BY day, posting_id, line LIMIT %s
        ) AS e JOIN ledger_posting p ON p.day = e.day AND p.id = e.posting_id
        ORDER BY e.day, e.posting_id, e.line
        """,
        (account.kind, account.holder, account.currency, last, day, posting, line, limit),
    )


async def trial_balance(conn: Connection) -> list[KindTotal]:
    """Add up all accounts by kind and currency; over all kinds of a currency the amounts are zero."""
    return await rows(
        conn,
        KindTotal,
        """
        SELECT kind, currency, count(DISTINCT holder) AS accounts, sum(amount)::bigint AS amount
        FROM (
            SELECT kind, currency, holder, debit - credit AS amount FROM ledger_day_balance
            UNION ALL
            SELECT kind, currency, holder, amount FROM ledger_entry
            WHERE day > coalesce((SELECT max(day) FROM ledger_closed_day), '-infinity')
        ) AS moved
        GROUP BY kind, currency ORDER BY currency, kind
        """,
    )


async def holder_name(conn: Connection, account: Account) -> str:
    """Give what the holder of an account is called: a seller by its name, others as they are."""
    if account.kind not in SELLER_KINDS:
        return account.holder
    cursor = await conn.execute("SELECT name FROM seller WHERE id::text = %s", (account.holder,))
    found = await cursor.fetchone()
    return str(found[0]) if found else account.holder


async def today_and_closed(conn: Connection) -> tuple[date, date | None]:
    """Give today as the books count days, and the last day that is closed."""
    cursor = await conn.execute("SELECT ledger_day(clock_timestamp()), (SELECT max(day) FROM ledger_closed_day)")
    found = await cursor.fetchone()
    if found is None:
        raise AssertionError("a query without a table gives a row")
    return found[0], found[1]


async def close_through(conn: Connection, last: date) -> int:
    """Close every open day up to `last`, that one included, once all who post on them are done; count their entries.

    Locks the days against posting until the transaction ends; those who wait post on the next open day.
    """
    await conn.execute(
        """
        SELECT pg_advisory_xact_lock(1818583143, day - DATE '2000-01-01')
        FROM (SELECT g::date AS day FROM generate_series(%(last)s::date - 30, %(last)s::date, '1 day') g) AS days
        ORDER BY day
        """,
        {"last": last},
    )
    cursor = await conn.execute(
        """
        INSERT INTO ledger_closed_day (day, entries)
        SELECT day, sum(entries) FROM (
            SELECT day, count(*) AS entries FROM ledger_entry
            WHERE day > coalesce((SELECT max(day) FROM ledger_closed_day), '-infinity') AND day <= %(last)s
            GROUP BY day
            UNION ALL
            SELECT %(last)s::date, 0 WHERE %(last)s > coalesce((SELECT max(day) FROM ledger_closed_day), '-infinity')
        ) AS days GROUP BY day
        RETURNING day, entries
        """,
        {"last": last},
    )
    closed = await cursor.fetchall()
    if not closed:
        return 0
    await conn.execute(
        """
        INSERT INTO ledger_day_balance (kind, holder, currency, day, debit, credit, balance, entries)
        SELECT m.kind, m.holder, m.currency, m.day, m.debit, m.credit,
               coalesce(b.balance, 0)
                   + sum(m.debit - m.credit) OVER (PARTITION BY m.kind, m.holder, m.currency ORDER BY m.day),
               m.entries
        FROM (
            SELECT kind, holder, currency, day, coalesce(sum(amount) FILTER (WHERE amount > 0), 0)::bigint AS debit,
                   coalesce(-sum(amount) FILTER (WHERE amount < 0), 0)::bigint AS credit, count(*) AS entries
            FROM ledger_entry WHERE day = ANY(%s) GROUP BY kind, holder, currency, day
        ) AS m
        LEFT JOIN LATERAL (
            SELECT balance FROM ledger_day_balance
            WHERE kind = m.kind AND holder = m.holder AND currency = m.currency ORDER BY day DESC LIMIT 1
        ) AS b ON true
        """,
        ([row[0] for row in closed],),
    )
    return sum(int(row[1]) for row in closed)


async def examine_ledger(conn: Connection) -> LedgerHealth:
    """Add up every entry anew: by currency, and by account beside the balances of the last closed day."""
    cursor = await conn.execute(
        "SELECT currency, sum(amount)::bigint FROM ledger_entry GROUP BY currency HAVING sum(amount) <> 0 ORDER BY 1"
    )
    sums = {row[0]: row[1] for row in await cursor.fetchall()}
    cursor = await conn.execute(
        """
        WITH closed AS (SELECT max(day) AS day FROM ledger_closed_day)
        SELECT (
            SELECT count(*) FROM (
                SELECT DISTINCT ON (kind, holder, currency) kind, holder, currency, balance
                FROM ledger_day_balance ORDER BY kind, holder, currency, day DESC
            ) AS kept
            FULL JOIN (
                SELECT kind, holder, currency, sum(amount) AS amount FROM ledger_entry, closed
                WHERE ledger_entry.day <= closed.day GROUP BY kind, holder, currency
            ) AS summed USING (kind, holder, currency)
            WHERE kept.balance IS DISTINCT FROM summed.amount
        ), (
            SELECT count(DISTINCT e.day) FROM ledger_entry e, closed
            WHERE e.day > coalesce(closed.day, '-infinity') AND e.day < ledger_day(now())
        ), closed.day
        FROM closed
        """
    )
    found = await cursor.fetchone()
    strayed, open_days, last = found or (0, 0, None)
    return LedgerHealth(sums, strayed, open_days, last)


def _flat(entry: Entry) -> dict[str, Any]:
    account = entry.account
    return {
        "kind": account.kind,
        "holder": account.holder,
        "currency": account.currency,
        "amount": entry.amount,
        "label": entry.label,
    }


ACCOUNT_ROWS = """
    SELECT m.kind || '/' || m.holder || '/' || m.currency AS id, m.kind::text AS kind, m.holder, m.currency,
           coalesce(s.name, nullif(m.holder, '')) AS name, m.entries, m.last,
           m.amount * CASE WHEN m.kind IN ('seller_pending', 'seller_payable', 'seller_reserve', 'commission_revenue',
                                           'vat_payable', 'points_liability', 'refund_payable') THEN -1 ELSE 1 END
               AS balance
    FROM (
        SELECT kind, holder, currency, sum(amount)::bigint AS amount, sum(entries)::bigint AS entries, max(day) AS last
        FROM (
            SELECT kind, holder, currency, day, debit - credit AS amount, entries FROM ledger_day_balance
            UNION ALL
            SELECT kind, holder, currency, day, amount, 1 FROM ledger_entry
            WHERE day > coalesce((SELECT max(day) FROM ledger_closed_day), '-infinity')
        ) AS moved GROUP BY kind, holder, currency
    ) AS m
    LEFT JOIN seller s ON s.id = CASE WHEN m.kind IN ('seller_pending', 'seller_payable', 'seller_reserve',
                                                 'promotion_seller')
                                      THEN m.holder::bigint END
"""
"""Every account with what stands on it, on its normal side."""

STATEMENT_ROWS = """
    SELECT e.day, p.at, p.kind, p.document, e.label, e.amount * %(sign)s AS amount, e.currency,
           e.posting_id * 100000 + e.line AS id
    FROM ledger_entry e JOIN ledger_posting p ON p.day = e.day AND p.id = e.posting_id
    WHERE e.kind = %(kind)s AND e.holder = %(holder)s AND e.currency = %(currency)s
"""
"""The entries of one account."""
