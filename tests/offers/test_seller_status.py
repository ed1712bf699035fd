import pytest

from tests.offers.conftest import DRILL, Import, item
from tests.offers.queries import told
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.offers import activate_seller, offers_of_products, suspend_seller
from torg.sellers import Seller, SellerNotFound

OLAV = Actor("operator", "olav")


async def test_a_suspended_sellers_offers_vanish_and_come_back(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("a", gtin=DRILL), item("b"))
    await bring(kaisa, item("k", gtin=DRILL))
    products = [body["product"] for kind, _, _, body in await told(conn) if kind == "product.created"]
    before = await offers_of_products(conn, products)
    count = len(await told(conn))

    assert (await suspend_seller(conn, OLAV, nils.id, "No answer to a complaint")).status == "suspended"
    hidden = await offers_of_products(conn, products)
    assert {offer.seller_id for offers in hidden.values() for offer in offers} == {kaisa.id}
    news = (await told(conn))[count:]
    assert sorted(body["product"] for _, _, _, body in news) == sorted(products)
    cursor = await conn.execute("SELECT actor, body FROM journal WHERE kind = 'seller.suspended'")
    assert await cursor.fetchall() == [
        ("operator:olav", {"seller": nils.id, "from": "active", "reason": "No answer to a complaint"})
    ]

    assert (await activate_seller(conn, OLAV, nils.id)).status == "active"
    assert await offers_of_products(conn, products) == before


async def test_suspending_twice_says_nothing_new(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("a"))
    await suspend_seller(conn, OLAV, nils.id, "once")
    count = len(await told(conn))
    await suspend_seller(conn, OLAV, nils.id, "twice")
    assert len(await told(conn)) == count


async def test_nobody_cannot_be_suspended(conn: Connection) -> None:
    with pytest.raises(SellerNotFound):
        await suspend_seller(conn, OLAV, 10**9, "")
