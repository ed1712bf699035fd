"""Receipts and credit notes: numbers without gaps, figures that add up, nothing credited twice."""

import asyncio

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.orders.market import ASTRID, SmallMarket, open_market, order
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.documents import (
    CreditLine,
    CreditTooHigh,
    DocumentLine,
    NotSent,
    documents_of_parcel,
    issue_credit_note,
    issue_receipt,
    write_pdf,
)
from torg.documents.models import by_rate
from torg.documents.queries import take_serial
from torg.documents.reckon import credited_lines
from torg.documents.write_pdf import latin
from torg.orders import cancel_pieces, lines_of_parcels, parcels_of_orders, place_order, ship_parcel


@pytest.fixture
async def small(conn: Connection) -> SmallMarket:
    return await open_market(conn, stock=50)


async def sent(conn: Connection, small: SmallMarket, pieces: int = 3, cancelled: int = 0) -> int:
    """Order drills of Nils, cancel some, send the rest."""
    placed = await place_order(conn, ASTRID, order((small.drill, pieces)))
    [parcel] = (await parcels_of_orders(conn, [placed.id]))[placed.id]
    if cancelled:
        [line] = (await lines_of_parcels(conn, [parcel.id]))[parcel.id]
        await cancel_pieces(conn, SYSTEM, parcel.id, {line.id: cancelled}, "sold out")
    await ship_parcel(conn, SYSTEM, parcel.id)
    return parcel.id


async def test_says_what_was_sent_and_its_vat(conn: Connection, small: SmallMarket) -> None:
    parcel_id = await sent(conn, small)
    receipt = await issue_receipt(conn, SYSTEM, parcel_id)

    assert receipt.number.startswith(f"{small.nils.id}-")
    assert receipt.number.endswith("-00001")
    [vat] = receipt.content.vat_lines
    assert (vat.rate, vat.gross, vat.vat) == (2500, 3 * 149900 + 4900, 89940 + 980)
    assert vat.net + vat.vat == vat.gross
    assert [line.quantity for line in receipt.content.lines] == [3, 1]


async def test_the_parcels_vat_is_the_receipts(conn: Connection, small: SmallMarket) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 2), (small.book, 7)))
    for parcel in (await parcels_of_orders(conn, [placed.id]))[placed.id]:
        await ship_parcel(conn, SYSTEM, parcel.id)
        content = (await issue_receipt(conn, SYSTEM, parcel.id)).content
        assert (content.gross, content.vat) == (parcel.total, parcel.vat)


async def test_what_was_cancelled_before_is_not_on_it(conn: Connection, small: SmallMarket) -> None:
    receipt = await issue_receipt(conn, SYSTEM, await sent(conn, small, 3, cancelled=1))
    assert receipt.content.lines[0].quantity == 2
    assert receipt.content.gross == 2 * 149900 + 4900
    assert receipt.content.vat == 59960 + 980


async def test_is_written_once_and_only_when_sent(conn: Connection, small: SmallMarket) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 1)))
    [parcel] = (await parcels_of_orders(conn, [placed.id]))[placed.id]
    with pytest.raises(NotSent):
        await issue_receipt(conn, SYSTEM, parcel.id)
    await ship_parcel(conn, SYSTEM, parcel.id)
    first = await issue_receipt(conn, SYSTEM, parcel.id)
    assert await issue_receipt(conn, SYSTEM, parcel.id) == first
    told = await conn.execute("SELECT count(*) FROM journal WHERE kind = 'document.issued'")
    assert await told.fetchone() == (1,)


async def test_sending_a_parcel_asks_for_its_receipt(conn: Connection, small: SmallMarket) -> None:
    parcel_id = await sent(conn, small)
    asked = await conn.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'documents.issue_receipt'")
    assert await asked.fetchall() == [({"parcel_id": parcel_id},)]


async def test_stays_as_it_was_written(conn: Connection, small: SmallMarket) -> None:
    parcel_id = await sent(conn, small)
    receipt = await issue_receipt(conn, SYSTEM, parcel_id)
    await conn.execute("UPDATE seller SET name = 'Somebody else' WHERE id = %s", (small.nils.id,))
    assert (await issue_receipt(conn, SYSTEM, parcel_id)).content.seller.name == "Nils Verktyg"
    with pytest.raises(psycopg.Error, match="append-only"):
        await conn.execute("UPDATE issued_document SET vat = 0, gross = net WHERE id = %s", (receipt.id,))


async def test_a_credit_note_names_its_receipt_and_is_written_once(conn: Connection, small: SmallMarket) -> None:
    parcel_id = await sent(conn, small)
    [line] = (await lines_of_parcels(conn, [parcel_id]))[parcel_id]
    asked = [CreditLine(line.id, 1, 149900), CreditLine(None, 1, 4900)]
    note = await issue_credit_note(conn, SYSTEM, parcel_id, asked, cause="return-1", reason="Ångrat köp")
    again = await issue_credit_note(conn, SYSTEM, parcel_id, asked, cause="return-1", reason="Ångrat köp")

    assert again == note
    receipt = await issue_receipt(conn, SYSTEM, parcel_id)
    assert (note.receipt_id, note.content.of_receipt) == (receipt.id, receipt.number)
    assert (note.content.gross, note.content.vat) == (154800, 29980 + 980)
    assert note.number.endswith("-00002")
    with pytest.raises(CreditTooHigh):
        await issue_credit_note(conn, SYSTEM, parcel_id, [CreditLine(None, 1, 1)], cause="return-2")
    assert len(await documents_of_parcel(conn, parcel_id)) == 2


async def test_another_seller_sees_none_of_it(conn: Connection, small: SmallMarket) -> None:
    await issue_receipt(conn, SYSTEM, await sent(conn, small))
    counted = "SELECT (SELECT count(*) FROM issued_document), (SELECT count(*) FROM document_series)"
    async with as_seller(conn, small.nils.id):
        assert await (await conn.execute(counted)).fetchone() == (1, 1)
    async with as_seller(conn, small.kaisa.id):
        assert await (await conn.execute(counted)).fetchone() == (0, 0)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with as_seller(conn, small.nils.id):
            await take_serial(conn, small.nils.id, 2026)


async def unguarded(conn: Connection, seller_id: int, year: int) -> int:
    """Count instead of keeping a row: what `take_serial` must not be."""
    cursor = await conn.execute(
        "SELECT coalesce(max(serial), 0) + 1 FROM control_document WHERE seller_id = %s AND year = %s",
        (seller_id, year),
    )
    row = await cursor.fetchone()
    assert row is not None
    return int(row[0])


async def sequenced(conn: Connection, seller_id: int, year: int) -> int:
    """Take from a sequence, which never goes back: what `take_serial` must not be either."""
    del seller_id, year
    row = await (await conn.execute("SELECT nextval('control_serial')")).fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize(
    ("take", "numbers"),
    [(take_serial, [1, 2]), (unguarded, [1, 1, 2]), (sequenced, [1, 3])],
    ids=["guarded", "control-double", "control-gap"],
)
async def test_numbers_have_no_gap_and_no_double(fresh_database: str, take, numbers: list[int]) -> None:  # type: ignore[no-untyped-def]
    """Two take a number at once, one of them goes back, then a third comes; controls show what worse counters do."""
    async with await psycopg.AsyncConnection.connect(fresh_database, autocommit=True) as conn:
        small = await open_market(conn)
        await conn.execute("CREATE TABLE control_document (seller_id bigint, year int, serial int)")
        await conn.execute("CREATE SEQUENCE control_serial")

    async def one(took: asyncio.Event, go: asyncio.Event, *, back: bool = False) -> list[int]:
        """Take a number, keep the transaction open until told to go on, and commit or go back."""
        async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
            number = await take(conn, small.nils.id, 2026)
            await conn.execute("INSERT INTO control_document VALUES (%s, 2026, %s)", (small.nils.id, number))
            took.set()
            await go.wait()
            await (conn.rollback() if back else conn.commit())
            return [] if back else [int(number)]

    async def took_or_waits(took: asyncio.Event) -> None:
        async with await psycopg.AsyncConnection.connect(fresh_database, autocommit=True) as conn:
            while not took.is_set():
                waiting = await conn.execute(
                    """SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"""
                )
                if waiting.rowcount:
                    return
                await asyncio.sleep(0.01)

    second_took, first_goes, second_goes = asyncio.Event(), asyncio.Event(), asyncio.Event()
    first_took = asyncio.Event()
    first = asyncio.create_task(one(first_took, first_goes))
    await took_or_waits(first_took)
    second = asyncio.create_task(one(second_took, second_goes, back=take is not unguarded))
    await took_or_waits(second_took)
    first_goes.set()
    kept = await first
    second_goes.set()
    kept += await second
    kept += await one(asyncio.Event(), second_goes)
    assert kept == numbers


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_however_it_is_credited_the_parts_are_the_whole(data: st.DataObject) -> None:
    rates = st.sampled_from([0, 600, 1200, 2500, 2550])
    receipt = []
    for number in range(data.draw(st.integers(1, 4))):
        total, rate = data.draw(st.integers(1, 10**7)), data.draw(rates)
        receipt.append(DocumentLine(number or None, "Vara", 5, total, rate, total * rate // (10000 + rate)))
    whole = by_rate(receipt)
    assert sum(each.vat for each in whole) == sum(line.vat for line in receipt)
    assert all(each.net + each.vat == each.gross for each in whole)
    assert sum(each.gross for each in whole) == sum(line.total for line in receipt)

    notes: list[DocumentLine] = []
    for line in receipt:
        left = line.total
        while left:
            amount = data.draw(st.integers(max(1, left // 3), left))
            made = credited_lines(receipt, notes, [CreditLine(line.order_line, 1, amount)])
            assert 0 <= made[0].vat <= made[0].total
            notes += made
            left -= amount
        with pytest.raises(CreditTooHigh):
            credited_lines(receipt, notes, [CreditLine(line.order_line, 1, 1)])
    assert by_rate(notes) == whole


async def test_is_a_pdf_whatever_things_are_called(conn: Connection, small: SmallMarket) -> None:
    parcel_id = await sent(conn, small)
    await conn.execute("ALTER TABLE order_line DISABLE TRIGGER USER")
    await conn.execute(
        "UPDATE order_line SET title = %s WHERE parcel_id = %s", ("Šlifmašin “Ångström” – 電動 " * 20, parcel_id)
    )
    written = write_pdf(await issue_receipt(conn, SYSTEM, parcel_id))
    assert written.startswith(b"%PDF-")
    assert written.rstrip().endswith(b"%%EOF")


def test_letters_of_the_north_stay_and_others_are_written_plainly() -> None:
    assert latin("Ångström – smørrebrød, æble, sjö, þú") == "Ångström - smørrebrød, æble, sjö, þú"
    assert latin("Šárka č\n电") == "Sárka c ?"
    assert latin("1\u202f234,50\u00a0€ \u22125") == "1\u00a0234,50\u00a0EUR -5"
