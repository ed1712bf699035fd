"""What is posted is in balance, there once, and there for good."""

import asyncio
from collections.abc import Iterator

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.ledger import (
    Account,
    BadPosting,
    Entry,
    OutOfBalance,
    PostedDifferently,
    Posting,
    balance,
    balances,
    commission_revenue,
    credit,
    debit,
    examine_ledger,
    post,
    post_many,
    provider_clearing,
    seller_payable,
    trial_balance,
    vat_payable,
)

NILS, KAISA = 1, 2


def sale(number: int, *, seller: int = NILS, amount: int = 100_00, fee: int = 12_00) -> Posting:
    vat = fee // 4
    return Posting(
        "parcel.captured",
        f"parcel:{number}",
        [
            *debit(provider_clearing("sandbox", "SEK"), amount, "goods"),
            *credit(seller_payable(seller, "SEK"), amount, "goods"),
            *debit(seller_payable(seller, "SEK"), fee + vat, "commission"),
            *credit(commission_revenue("SEK"), fee, "commission"),
            *credit(vat_payable("SE", "SEK"), vat, "commission"),
        ],
    )


async def test_a_sale_stands_on_every_account(conn: Connection) -> None:
    posted = await post(conn, SYSTEM, sale(1))
    assert posted.new
    owed, earned, vat, held = await balances(
        conn,
        [
            seller_payable(NILS, "SEK"),
            commission_revenue("SEK"),
            vat_payable("SE", "SEK"),
            provider_clearing("sandbox", "SEK"),
        ],
    )
    assert (owed.amount, earned.amount, vat.amount, held.amount) == (85_00, 12_00, 3_00, 100_00)
    assert await balance(conn, seller_payable(NILS, "EUR")) == 0


async def test_the_same_document_is_posted_once(conn: Connection) -> None:
    first = await post(conn, SYSTEM, sale(1))
    again = await post(conn, SYSTEM, sale(1))
    assert (again.id, again.new) == (first.id, False)
    with pytest.raises(PostedDifferently):
        await post(conn, SYSTEM, sale(1, amount=90_00))
    assert await balance(conn, provider_clearing("sandbox", "SEK")) == 100_00


async def test_many_are_posted_with_one_statement(conn: Connection) -> None:
    await post(conn, SYSTEM, sale(2))
    posted = await post_many(conn, SYSTEM, [sale(1), sale(2), sale(3, seller=KAISA)])
    assert [each.new for each in posted] == [True, False, True]
    assert await balance(conn, provider_clearing("sandbox", "SEK")) == 300_00
    assert await post_many(conn, SYSTEM, []) == []


@pytest.mark.parametrize(
    ("posting", "refusal"),
    [
        (Posting("parcel.captured", "parcel:1", [Entry(commission_revenue("SEK"), 1)]), BadPosting),
        (Posting("captured", "parcel:1", sale(1).entries), BadPosting),
        (Posting("parcel.captured", "parcel 1", sale(1).entries), BadPosting),
        (Posting("parcel.captured", "parcel:1", [*sale(1).entries, Entry(commission_revenue("SEK"), 1)]), OutOfBalance),
        (
            Posting(
                "parcel.captured",
                "parcel:1",
                [*debit(commission_revenue("SEK"), 5), *credit(commission_revenue("NOK"), 5)],
            ),
            OutOfBalance,
        ),
        (
            Posting(
                "parcel.captured",
                "parcel:1",
                [Entry(Account("seller_payable", "SEK", "Nils"), 1), Entry(commission_revenue("SEK"), -1)],
            ),
            BadPosting,
        ),
        (
            Posting(
                "parcel.captured",
                "parcel:1",
                [Entry(commission_revenue("SEK"), 0), Entry(commission_revenue("SEK"), 0)],
            ),
            BadPosting,
        ),
    ],
)
async def test_what_cannot_be_right_is_refused_before_it_is_written(
    conn: Connection, posting: Posting, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await post(conn, SYSTEM, posting)
    assert await trial_balance(conn) == []


_ACCOUNTS = st.sampled_from(
    [
        *[seller_payable(seller, currency) for seller in (NILS, KAISA) for currency in ("SEK", "NOK")],
        *[commission_revenue(currency) for currency in ("SEK", "NOK")],
        *[provider_clearing("sandbox", currency) for currency in ("SEK", "NOK")],
    ]
)


@st.composite
def postings(draw: st.DrawFn) -> list[Posting]:
    """Any sequence of postings, each made even on one account a currency."""
    made: list[Posting] = []
    for number in range(draw(st.integers(1, 5))):
        drawn = draw(
            st.lists(st.tuples(_ACCOUNTS, st.integers(-(10**12), 10**12).filter(bool)), min_size=1, max_size=6)
        )
        entries = [Entry(account, amount, "goods") for account, amount in drawn]
        for currency in ("SEK", "NOK"):
            off = sum(each.amount for each in entries if each.account.currency == currency)
            entries += credit(provider_clearing("evening", currency), off)
        if len(entries) >= 2:
            made.append(Posting("order.placed", f"order:{number}", entries))
    return made


@given(postings())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_postings_is_zero_sum(database_url: str, made: list[Posting]) -> None:
    async def walk() -> None:
        async with await psycopg.AsyncConnection.connect(database_url) as conn:
            for posting in made:
                await post(conn, SYSTEM, posting)
            await conn.execute("SET CONSTRAINTS ALL IMMEDIATE")
            totals = await trial_balance(conn)
            assert {
                c: sum(t.amount for t in totals if t.currency == c) for c in {t.currency for t in totals}
            } == dict.fromkeys({t.currency for t in totals}, 0)
            accounts = {entry.account for posting in made for entry in posting.entries}
            for account in accounts:
                sums = sum(e.amount for p in made for e in p.entries if e.account == account)
                assert await balance(conn, account) == account.sign * sums
            assert (await examine_ledger(conn)).sums == {}
            await conn.rollback()

    asyncio.run(walk())


async def test_a_transaction_out_of_balance_is_refused_at_its_commit(fresh_database: str) -> None:
    async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
        entries = (
            '[{"kind": "bank", "currency": "SEK", "amount": 5}, {"kind": "bank", "currency": "SEK", "amount": -4}]'
        )
        await conn.execute("SELECT ledger_post('order.placed', 'order:1', 'system', %s::jsonb)", (entries,))
        with pytest.raises(psycopg.errors.CheckViolation, match="out of balance by 1 SEK"):
            await conn.commit()
        assert await trial_balance(conn) == []


async def test_a_posting_without_entries_is_refused_at_its_commit(conn: Connection) -> None:
    await conn.execute("SELECT ledger_post('order.placed', 'order:1', 'system', '[]')")
    with pytest.raises(psycopg.errors.CheckViolation, match="has no entries"):
        await conn.execute("SET CONSTRAINTS ALL IMMEDIATE")


_MORE = """
    INSERT INTO ledger_entry (day, posting_id, line, kind, holder, currency, amount, label)
    SELECT p.day, p.id, 10 + place, 'bank', '', 'SEK', sign * 5, ''
    FROM ledger_posting p, (VALUES (1, 1), (2, -1)) AS v (place, sign)
"""


async def test_nothing_is_added_to_a_posting_later(fresh_database: str) -> None:
    async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
        await post(conn, SYSTEM, sale(1))
        await conn.commit()
        with pytest.raises(psycopg.errors.CheckViolation, match="is complete"):
            await conn.execute(_MORE)


async def test_nothing_is_added_once_it_has_been_checked(conn: Connection) -> None:
    await post(conn, SYSTEM, sale(1))
    await conn.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(psycopg.errors.CheckViolation, match="is complete"):
        await conn.execute(_MORE)


@pytest.mark.parametrize("table", ["ledger_posting", "ledger_entry", "ledger_closed_day", "ledger_day_balance"])
@pytest.mark.parametrize("change", ["UPDATE {} SET day = day", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
async def test_nothing_is_changed_or_removed(conn: Connection, table: str, change: str) -> None:
    await post(conn, SYSTEM, sale(1))
    await conn.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        await conn.execute(change.format(table))


async def test_a_kind_that_nobody_knows_is_refused(conn: Connection) -> None:
    entries = '[{"kind": "cookies", "currency": "SEK", "amount": 5}]'
    with pytest.raises(psycopg.errors.CheckViolation):
        await conn.execute("SELECT ledger_post('order.placed', 'order:1', 'system', %s::jsonb)", (entries,))


async def test_a_seller_reads_its_own_accounts_and_writes_nothing(conn: Connection) -> None:
    await post(conn, SYSTEM, sale(1, seller=NILS))
    await post(conn, SYSTEM, sale(2, seller=KAISA))
    async with as_seller(conn, NILS):
        assert await _count(conn, "ledger_entry") == 2
        assert await _count(conn, "ledger_posting WHERE document = 'parcel:1'") == 1
        assert await _count(conn, "ledger_posting WHERE document = 'parcel:2'") == 0
        assert await balance(conn, seller_payable(NILS, "SEK")) == 85_00
        assert await balance(conn, seller_payable(KAISA, "SEK")) == 0
        assert await balance(conn, commission_revenue("SEK")) == 0
    async with as_seller(conn, NILS):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with conn.transaction():
                await post(conn, SYSTEM, sale(3))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with conn.transaction():
                await conn.execute("SELECT actor FROM ledger_posting")
    # The control: without the role all of it is there to be read.
    assert await _count(conn, "ledger_entry") == 10


async def test_two_who_post_the_same_at_once_post_it_once(fresh_database: str) -> None:
    async def once(number: int) -> bool:
        async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
            posted = await post(conn, SYSTEM, sale(number % 4))
            await asyncio.sleep(0.01)
            return posted.new

    new = await asyncio.gather(*(once(number) for number in range(24)))
    assert sum(new) == 4
    async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
        assert await balance(conn, provider_clearing("sandbox", "SEK")) == 400_00
        assert (await examine_ledger(conn)).sums == {}


async def _count(conn: Connection, what: str) -> int:
    found = await (await conn.execute(f"SELECT count(*) FROM {what}")).fetchone()
    return found[0] if found else 0


def test_the_iterator_of_kinds_is_the_same_in_both_places(database_url: str) -> None:
    from torg.ledger import ACCOUNT_KINDS

    def known() -> Iterator[str]:
        with psycopg.connect(database_url) as conn:
            for kind in ACCOUNT_KINDS:
                row = conn.execute("SELECT %s::ledger_kind", (kind,)).fetchone()
                yield row[0] if row else ""
            written = conn.execute(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ledger_kind_known'"
            ).fetchone()
            assert written
            assert written[0].count("::text") >= len(ACCOUNT_KINDS)

    assert list(known()) == list(ACCOUNT_KINDS)
