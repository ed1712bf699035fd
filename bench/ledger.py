"""The ledger: postings a second beside the bare INSERT of the same rows, and how soon a large account answers."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg

from bench.figures import Figure
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.migrations import migrate
from torg.core.postgres import EmbeddedPostgres
from torg.ledger import (
    Posting,
    balance,
    commission_revenue,
    credit,
    debit,
    examine_ledger,
    post,
    provider_clearing,
    seller_payable,
    statement,
    vat_payable,
)
from torg.ledger.queries import close_through, today_and_closed

_EACH_SECONDS = 4.0
_TURNS = 3
_POSTERS = 4
_LARGE = 1_000_000
_BARE = """
    WITH posting AS (
        INSERT INTO bare_posting (day, at, kind, document, actor)
        VALUES (current_date, clock_timestamp(), 'parcel.captured', %s, 'system') RETURNING day, id
    )
    INSERT INTO bare_entry (day, posting_id, line, kind, holder, currency, amount, label)
    SELECT p.day, p.id, e.place, e.kind, e.holder, e.currency, e.amount, e.label
    FROM posting p, ROWS FROM (
        jsonb_to_recordset(%s::jsonb) AS (kind text, holder text, currency text, amount bigint, label text)
    ) WITH ORDINALITY AS e (kind, holder, currency, amount, label, place)
"""
_PLAIN = """
    CREATE TABLE bare_posting (
        day date NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz NOT NULL, kind text NOT NULL,
        document text NOT NULL, actor text NOT NULL, PRIMARY KEY (day, id), UNIQUE (document, kind));
    CREATE TABLE bare_entry (
        day date NOT NULL, posting_id bigint NOT NULL, line smallint NOT NULL, kind text NOT NULL, holder text NOT NULL,
        currency text NOT NULL, amount bigint NOT NULL, label text NOT NULL, PRIMARY KEY (day, posting_id, line));
    CREATE INDEX ON bare_entry (kind, holder, currency, day, posting_id, line) INCLUDE (amount);
"""


def measure() -> list[Figure]:
    """Post into an embedded PostgreSQL of this bench's own, fsync on."""
    folder = Path(tempfile.mkdtemp(prefix="torg-bench-ledger-"))
    server = EmbeddedPostgres(folder / "postgres")
    try:
        url = server.start()
        return asyncio.run(_measure(url))
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def _measure(url: str) -> list[Figure]:
    await migrate(url)
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
        await conn.execute(_PLAIN)
    # In turns, so that what else the machine does falls on both.
    ours, bare = [], []
    for turn in range(_TURNS):
        bare.append(await _rate(url, _bare(turn)))
        ours.append(await _rate(url, _ours(turn)))
    posted, floor = sorted(ours)[_TURNS // 2], sorted(bare)[_TURNS // 2]
    figures = [
        Figure(
            what="ledger, postings of five entries",
            size=f"{_POSTERS} posters",
            measured=f"{posted:,.0f}/s",
            floor=f"{floor:,.0f}/s: bare INSERT of the same rows and indexes, nothing checked",
            ratio=f"{posted / floor:.0%}",
            group="ledger",
        )
    ]
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
        health = await examine_ledger(conn)
        if health.sums:
            raise AssertionError(f"the ledger is not zero-sum: {health.sums}")
        figures += await _large_account(conn)
    return figures


def _sale(number: str) -> Posting:
    return Posting(
        "parcel.captured",
        f"parcel:{number}",
        [
            *debit(provider_clearing("sandbox", "SEK"), 100_00, "goods"),
            *credit(seller_payable(1 + hash(number) % 400, "SEK"), 85_00, "goods"),
            *credit(commission_revenue("SEK"), 12_00, "commission"),
            *credit(vat_payable("SE", "SEK"), 2_00, "commission"),
            *credit(vat_payable("FI", "SEK"), 1_00, "commission"),
        ],
    )


Once = Callable[[Connection, str], Awaitable[Any]]


def _ours(turn: int) -> Once:
    async def once(conn: Connection, number: str) -> None:
        async with conn.transaction():
            await post(conn, SYSTEM, _sale(f"{turn}-{number}"))

    return once


def _bare(turn: int) -> Once:
    import msgspec

    async def once(conn: Connection, number: str) -> None:
        sale = _sale(f"{turn}-{number}")
        entries = [
            {"kind": each.account.kind, "holder": each.account.holder, "currency": each.account.currency,
             "amount": each.amount, "label": each.label}
            for each in sale.entries
        ]  # fmt: skip
        async with conn.transaction():
            await conn.execute(_BARE, (sale.document, msgspec.json.encode(entries).decode()))

    return once


async def _rate(url: str, once: Once) -> float:
    """Give how often a second it is done by several at once."""
    done = 0

    async def poster(place: int) -> None:
        nonlocal done
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
            number = 0
            while time.perf_counter() < until:
                await once(conn, f"{place}-{number}")
                number += 1
                done += 1

    began = time.perf_counter()
    until = began + _EACH_SECONDS
    await asyncio.gather(*(poster(place) for place in range(_POSTERS)))
    return done / (time.perf_counter() - began)


async def _large_account(conn: Connection) -> list[Figure]:
    """Give a seller a million entries over a year's closed days; ask for its balance and a page of its statement."""
    account = seller_payable(4711, "SEK")
    today, _ = await today_and_closed(conn)
    await close_through(conn, today)
    # What years would bring, put there at once: past the triggers, which have been measured above.
    await conn.execute("SET session_replication_role = replica")
    try:
        first = today - timedelta(days=400)
        await conn.execute(
            """
            INSERT INTO ledger_posting (day, id, at, kind, document, actor) OVERRIDING SYSTEM VALUE
            SELECT %(first)s::date + n / 2500, 1000000000 + n, %(first)s::date + n / 2500, 'parcel.captured',
                   'parcel:large-' || n, 'system'
            FROM generate_series(0, %(most)s - 1) AS n
            """,
            {"first": first, "most": _LARGE},
        )
        await conn.execute(
            """
            INSERT INTO ledger_entry (day, posting_id, line, kind, holder, currency, amount, label)
            SELECT p.day, p.id, 1, 'seller_payable', '4711', 'SEK', -100, 'goods' FROM ledger_posting p
            WHERE p.id >= 1000000000
            """
        )
        await conn.execute(
            """
            INSERT INTO ledger_closed_day (day, entries)
            SELECT day, count(*) FROM ledger_entry WHERE holder = '4711' GROUP BY day ON CONFLICT DO NOTHING
            """
        )
        await conn.execute(
            """
            INSERT INTO ledger_day_balance (kind, holder, currency, day, debit, credit, balance, entries)
            SELECT 'seller_payable', '4711', 'SEK', day, 0, -sum(amount),
                   sum(sum(amount)) OVER (ORDER BY day), count(*)
            FROM ledger_entry WHERE holder = '4711' GROUP BY day
            """
        )
    finally:
        await conn.execute("SET session_replication_role = origin")
    await conn.execute("ANALYZE")
    if await balance(conn, account) != 100 * _LARGE:
        raise AssertionError("the large account does not add up")
    now = await _milliseconds(lambda: balance(conn, account))
    middle = date.fromordinal((first.toordinal() + today.toordinal()) // 2)
    page = await _milliseconds(lambda: statement(conn, account, middle, today, limit=200))
    scan = await _milliseconds(
        lambda: conn.execute("SELECT sum(amount) FROM ledger_entry WHERE kind = 'seller_payable' AND holder = '4711'")
    )
    size = f"{_LARGE:,} entries"
    floor = f"{scan:,.0f} ms: adding all of them up"
    return [
        Figure("ledger, balance of an account", size, f"{now:.1f} ms", floor, group="ledger"),
        Figure("ledger, a page of its statement (200 lines)", size, f"{page:.1f} ms", floor, group="ledger"),
    ]


async def _milliseconds(once: Callable[[], Awaitable[Any]], times: int = 21) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        await once()
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)[times // 2]
