"""Recalls: the sale stops at once, buyers are found, told and heard."""

import asyncio
from datetime import timedelta

import psycopg
import pytest
from msgspec.structs import replace

from tests.trust.cast import NOW, OLAV, Sold, add_product, letters, open_seller, purchase, scalar
from torg.catalog.sale_stops import RECALL_HEADLINES, open_recalls, sale_stops, stop_of
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.sellers import Seller
from torg.trust import NewRecall, NotForSale, Recall, choose_remedy, close_recall, open_recall, plugged_in, reach_buyers
from torg.trust.errors import BadRecall, RecallClosed
from torg.trust.open_recall import refuse_stopped, release_sale
from torg.trust.recall_models import softening_words
from torg.trust.recall_queries import reach_of

NEW = NewRecall(
    kind="recall",
    title={"sv": "Laddare X1"},
    danger={"sv": "Laddaren kan ge elstötar.", "en": "The charger can give electric shocks."},
    advice={"sv": "Sluta använda laddaren genast."},
    contact="020-123 456",
    remedies=("refund", "replace"),
    batches=("B7",),
)


async def test_the_sale_stops_in_the_same_transaction(conn: Connection, nils: Seller) -> None:
    product, variant, offer = await add_product(conn, nils)
    recall = await open_recall(conn, OLAV, replace(NEW, products=(product,)))
    assert recall.variants == [variant]
    with pytest.raises(NotForSale) as refused:
        await refuse_stopped(conn, [offer])
    assert refused.value.extra == {"offers": [offer]}
    assert stop_of((await sale_stops(conn, [product]))[product], variant, nils.id) == "sold_out"
    assert [each.id for each in (await open_recalls(conn, [product]))[product]] == [recall.id]
    assert await scalar(conn, "SELECT count(*) FROM journal WHERE subject = %s", f"product:{product}") == 1
    assert await letters(conn) == [("nils@example.com", "Säkerhetsåterkallelse: Laddare X1")]


async def test_whoever_buys_right_now_is_found(fresh_database: str) -> None:
    """An order that holds the offer while the recall opens is waited for; without the lock it would be missed."""
    async with (
        await psycopg.AsyncConnection.connect(fresh_database) as buyer,
        await psycopg.AsyncConnection.connect(fresh_database) as olav,
    ):
        nils = await open_seller(olav, "Nils", "556012-5790")
        product, _, offer = await add_product(olav, nils)
        await olav.commit()
        await buyer.execute("UPDATE offer SET stock = stock - 1 WHERE id = %s", (offer,))
        opening = asyncio.create_task(open_recall(olav, OLAV, replace(NEW, products=(product,))))
        assert await _waits(fresh_database, opening), "The recall did not wait for the order."
        await refuse_stopped(buyer, [offer])  # Not yet committed: this order is the last one.
        await buyer.commit()
        await opening
        await olav.commit()
        await buyer.execute("SELECT FROM offer WHERE id = %s FOR UPDATE", (offer,))
        with pytest.raises(NotForSale):
            await refuse_stopped(buyer, [offer])


async def _waits(database: str, opening: "asyncio.Task[Recall]") -> bool:
    """Tell whether somebody comes to wait for a lock before the recall is open."""
    async with await psycopg.AsyncConnection.connect(database, autocommit=True) as watch:
        while not opening.done():
            if await scalar(watch, "SELECT count(*) FROM pg_locks WHERE NOT granted"):
                return True
            await asyncio.sleep(0.01)
    return False


async def test_another_sellers_goods_go_on(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    product, variant, _ = await add_product(conn, nils)
    member = Actor("seller", f"{nils.id}/5")
    async with as_seller(conn, nils.id):
        await open_recall(conn, member, replace(NEW, products=(product,), seller=nils.id))
    stops = (await sale_stops(conn, [product]))[product]
    assert stop_of(stops, variant, nils.id) == "sold_out"
    assert stop_of(stops, variant, kaisa.id) == ""


async def test_a_seller_cannot_recall_what_is_not_its_own(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    product, _, _ = await add_product(conn, nils)
    member = Actor("seller", f"{kaisa.id}/5")
    for seller in (kaisa.id, nils.id, None):
        with pytest.raises(BadRecall):
            async with conn.transaction(), as_seller(conn, kaisa.id):
                await open_recall(conn, member, replace(NEW, products=(product,), seller=seller))


@pytest.mark.parametrize(
    "change",
    [
        {"danger": {"sv": "Frivillig återkallelse: laddaren kan ge stötar."}},
        {"danger": {"en": "As a precaution we take it back."}},
        {"remedies": ("repair",)},
        {"title": {}},
        {"contact": ""},
        {"products": ()},
        {"gtins": ("123",)},
    ],
)
async def test_says_what_a_recall_needs(conn: Connection, nils: Seller, change: dict[str, object]) -> None:
    product, _, _ = await add_product(conn, nils)
    with pytest.raises(BadRecall):
        await open_recall(conn, OLAV, replace(replace(NEW, products=(product,)), **change))
    assert await sale_stops(conn, [product]) == {}


def test_words_that_soften_are_found_whole() -> None:
    assert softening_words({"sv": "Ofrivilligt låst."}) == []
    assert softening_words({"fi": "Vapaaehtoinen takaisinveto"}) == ["vapaaehtoi"]


async def test_buyers_are_told_once_in_the_laws_words(conn: Connection, nils: Seller) -> None:
    product, variant, _ = await add_product(conn, nils)
    lines = [
        purchase("l1", product, variant, nils.id, batch="B7"),
        purchase("l2", product, variant, nils.id, batch="B8"),
        purchase("l3", product, variant, nils.id, email="olav@example.no", locale="nb-no"),
        purchase("l4", product, variant, nils.id, email=""),
        purchase("l5", product, variant + 1, nils.id),
    ]
    with plugged_in(Sold(*lines)):
        recall = await open_recall(conn, OLAV, replace(NEW, products=(product,)))
        assert await reach_buyers(conn, recall.id) == (3, 2)
        assert await reach_buyers(conn, recall.id) == (0, 0)
    told = dict(await letters(conn))
    assert told["astrid@example.com"] == "Säkerhetsåterkallelse: Laddare X1"
    assert told["olav@example.no"].startswith(RECALL_HEADLINES["nb"])
    reach = await reach_of(conn, recall.id)
    assert (reach.found, reach.told, reach.unreachable, reach.chosen) == (3, 2, 1, 0)


async def test_who_has_not_looked_is_reminded_after_a_week(conn: Connection, nils: Seller) -> None:
    product, variant, _ = await add_product(conn, nils)
    with plugged_in(Sold(purchase("l1", product, variant, nils.id))):
        recall = await open_recall(conn, OLAV, replace(NEW, products=(product,)))
        await reach_buyers(conn, recall.id)
        assert await reach_buyers(conn, recall.id, now=NOW + timedelta(days=6)) == (0, 0)
        assert await reach_buyers(conn, recall.id, now=NOW + timedelta(days=8)) == (0, 1)


async def test_a_buyer_chooses_what_is_offered(conn: Connection, nils: Seller) -> None:
    product, variant, _ = await add_product(conn, nils)
    with plugged_in(Sold(purchase("l1", product, variant, nils.id))):
        recall = await open_recall(conn, OLAV, replace(NEW, products=(product,)))
        await reach_buyers(conn, recall.id)
    token = await scalar(conn, "SELECT token FROM recall_buyer WHERE recall_id = %s", recall.id)
    with pytest.raises(BadRecall):
        await choose_remedy(conn, token, "repair")
    await choose_remedy(conn, token, "refund")
    assert (await reach_of(conn, recall.id)).chosen == 1
    body = await scalar(conn, "SELECT body FROM journal WHERE kind = 'recall.remedy_chosen'")
    assert body == {"recall": recall.id, "line": "l1", "remedy": "refund"}


async def test_illegal_goods_are_gone_and_half_a_year_is_told(conn: Connection, nils: Seller) -> None:
    product, variant, _ = await add_product(conn, nils)
    lines = [
        purchase("l1", product, variant, nils.id, bought=NOW - timedelta(days=150)),
        purchase("l2", product, variant, nils.id, bought=NOW - timedelta(days=250)),
    ]
    with plugged_in(Sold(*lines)):
        new = replace(NEW, kind="illegal", products=(product,), remedies=(), batches=())
        recall = await open_recall(conn, OLAV, new)
        assert await reach_buyers(conn, recall.id) == (1, 1)
    assert stop_of((await sale_stops(conn, [product]))[product], variant, nils.id) == "hidden"


async def test_the_sale_is_released_before_the_recall_ends(conn: Connection, nils: Seller) -> None:
    product, _, offer = await add_product(conn, nils)
    recall = await open_recall(conn, OLAV, replace(NEW, products=(product,)))
    await release_sale(conn, OLAV, recall.id)
    await refuse_stopped(conn, [offer])
    assert product in await open_recalls(conn, [product])
    await close_recall(conn, OLAV, recall.id)
    assert await open_recalls(conn, [product]) == {}
    with pytest.raises(RecallClosed):
        await close_recall(conn, OLAV, recall.id)
