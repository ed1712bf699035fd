"""Prices and stocks by file: whatever spreadsheets make of a table is read, and each row is answered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from tests.offers.conftest import Import, item
from tests.offers.queries import offers, told
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.offers.bulk_edit import apply_bulk_edit, keep_upload, read_file, try_bulk_edit
from torg.offers.errors import BadUpload, BulkEditApplied, BulkEditNotFound
from torg.sellers import Seller


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_reads_what_spreadsheets_write(encoding: str, delimiter: str) -> None:
    rows = [["Artikelnummer", "Benämning", "Pris", "Lager"], ["SÅG-1", "Såg å ä ö", "249.50", "3"]]
    content = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    (change,) = read_file(content, "se").changes
    assert (change.sku, change.market, change.price, change.stock) == ("SÅG-1", "se", 24950, 3)


def test_an_empty_cell_leaves_things_as_they_are_and_a_dash_ends_a_claim() -> None:
    read = read_file(b"sku;price;regular;stock\nA;;;\nB;99,90;-;\nC;1 299,00;1 499,00;7\n", "se")
    a, b, c = read.changes
    assert (a.price, a.regular, a.stock) == (UNSET, UNSET, UNSET)
    assert (b.price, b.regular, b.stock) == (9990, None, UNSET)
    assert (c.price, c.regular, c.stock) == (129900, 149900, 7)
    assert read.lines == [2, 3, 4]


def test_each_row_that_cannot_be_read_is_told_with_its_line_and_the_rest_is_kept() -> None:
    content = "sku;market;price;stock\nA;se;gratis;1\n;se;10;1\nC;de;10;1\nD;se;10;många\n\nE;FI;10;1\nF;se\n"
    read = read_file(content.encode(), "se")
    assert [(each.line, each.field, each.sku) for each in read.errors] == [
        (2, "price", "A"),
        (3, "sku", ""),
        (4, "market", "C"),
        (5, "stock", "D"),
    ]
    assert [(change.sku, change.market) for change in read.changes] == [("E", "fi"), ("F", "se")]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"hello", b"sku\nA\n", b"price;stock\n1;2\n", b"\x89PNG\r\n\x1a\n\x00\x01", b'sku;price\n"A;1\n'],
)
def test_what_is_no_table_of_prices_is_refused(content: bytes) -> None:
    with pytest.raises(BadUpload):
        read_file(content, "se")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for start in (b"", b"sku;price\n"):
        try:
            read_file(start + content, "se")
        except BadUpload:
            continue


async def upload(conn: Connection, seller: Seller, text: str) -> int:
    return await keep_upload(conn, SYSTEM, seller.id, "priser.csv", text.encode(), "se")


async def test_a_trial_says_everything_and_leaves_no_trace(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("A", 10000), item("B", 20000))
    before, entries = await offers(conn), await told(conn)
    edit = await upload(conn, nils, "sku;price;stock\nA;90;1\nB;200;5\nC;1;1\n")
    _, rows = await try_bulk_edit(conn, SYSTEM, nils.id, edit)
    assert [(row.line, row.result.sku, row.result.outcome) for row in rows] == [
        (2, "A", "changed"),
        (3, "B", "unchanged"),
        (4, "C", "refused"),
    ]
    assert (await offers(conn), await told(conn)) == (before, entries)
    assert [row.result.outcome for row in await apply_bulk_edit(conn, SYSTEM, nils.id, edit)] == [
        "changed",
        "unchanged",
        "refused",
    ]
    assert (await offers(conn))[("nils-verktyg", "A", "se")]["price"] == 9000
    with pytest.raises(BulkEditApplied):
        await apply_bulk_edit(conn, SYSTEM, nils.id, edit)


async def test_it_is_its_sellers_only(conn: Connection, nils: Seller, kaisa: Seller, bring: Import) -> None:
    await bring(nils, item("A"))
    edit = await upload(conn, nils, "sku;price\nA;90\n")
    with pytest.raises(BulkEditNotFound):
        await apply_bulk_edit(conn, SYSTEM, kaisa.id, edit)


async def test_more_rows_than_one_request_of_the_api_takes(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("A", 10000))
    lines = "".join(f"X{number};1\n" for number in range(10_005))
    edit = await upload(conn, nils, f"sku;price\n{lines}A;90\n")
    rows = await apply_bulk_edit(conn, SYSTEM, nils.id, edit)
    assert len(rows) == 10_006
    assert (rows[-1].line, rows[-1].result.outcome) == (10_007, "changed")
