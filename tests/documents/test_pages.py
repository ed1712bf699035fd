"""The papers of an order: open to whoever has its link, and to the seller's people of money; to nobody else."""

import psycopg
import pytest

from tests.accounts.conftest import Market, market, served
from tests.offers.conftest import item
from tests.orders.market import ASTRID, order, stall
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.documents import Document, issue_receipt
from torg.offers import import_feed
from torg.orders import parcels_of_orders, place_order, ship_parcel
from torg.sellers import sellers_by_id

__all__ = ["market", "served"]


async def bought(conn: Connection, market: Market) -> tuple[str, Document]:
    """Let Astrid buy of Nils, send it, and give the order's secret with the receipt."""
    nils = (await sellers_by_id(conn, [market.people.nils_shop]))[market.people.nils_shop]
    await import_feed(conn, SYSTEM, nils, "main", [item("DRILL", 149900)])
    placed = await place_order(conn, ASTRID, order((await stall(conn, nils, "DRILL"), 1)))
    [parcel] = (await parcels_of_orders(conn, [placed.id]))[placed.id]
    await ship_parcel(conn, SYSTEM, parcel.id)
    return placed.secret, await issue_receipt(conn, SYSTEM, parcel.id)


@pytest.fixture
async def papers(market: Market) -> tuple[str, Document]:
    async with await psycopg.AsyncConnection.connect(market.url, options="-c timezone=UTC") as conn:
        return await bought(conn, market)


async def test_the_link_of_the_order_opens_its_receipts(market: Market, papers: tuple[str, Document]) -> None:
    secret, receipt = papers
    assert f'href="/sv-se/order/{secret}/receipts"' in (await market.client.get(f"/sv-se/order/{secret}")).text
    page = await market.client.get(f"/sv-se/order/{secret}/receipts")
    assert page.status_code == 200
    assert f"/sv-se/order/{secret}/receipt/{receipt.number}.pdf" in page.text
    assert page.headers["cache-control"] == "no-store"

    answer = await market.client.get(f"/sv-se/order/{secret}/receipt/{receipt.number}.pdf")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(b"%PDF-")


async def test_another_secret_or_number_opens_nothing(market: Market, papers: tuple[str, Document]) -> None:
    secret, receipt = papers
    for path in (
        f"/sv-se/order/{'x' * len(secret)}/receipt/{receipt.number}.pdf",
        f"/sv-se/order/{secret}/receipt/{receipt.number}",
        f"/sv-se/order/{secret}/receipt/1-2026-99999.pdf",
        f"/sv-se/order/{'x' * len(secret)}/receipts",
    ):
        assert (await market.client.get(path)).status_code == 404, path


async def test_the_sellers_own_people_have_them_and_no_others(market: Market, papers: tuple[str, Document]) -> None:
    _, receipt = papers
    [(nils,)] = await market.query("SELECT slug FROM seller WHERE id = %s", market.people.nils_shop)
    [(kaisa,)] = await market.query("SELECT slug FROM seller WHERE id = %s", market.people.kaisas_shop)
    await market.sign_in("nils@torg.example")
    table = await market.client.get(f"/portal/{nils}/receipts")
    assert table.status_code == 200
    assert receipt.number in table.text
    answer = await market.client.get(f"/portal/{nils}/receipts/{receipt.id}")
    assert answer.content.startswith(b"%PDF-")

    market.client.cookies.clear()
    await market.sign_in("kaisa@torg.example")
    assert receipt.number not in (await market.client.get(f"/portal/{kaisa}/receipts")).text
    assert (await market.client.get(f"/portal/{kaisa}/receipts/{receipt.id}")).status_code == 404
