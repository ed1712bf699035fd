"""Olav sees two products side by side, merges them, undoes it, and splits what is something else."""

from typing import Any

import psycopg
import pytest

from tests.accounts.conftest import Market, market, served
from tests.offers.conftest import DRILL, item
from torg.core.actor import SYSTEM
from torg.offers import import_feed
from torg.sellers import sellers_by_id

__all__ = ["market", "served"]


@pytest.fixture
async def queue(market: Market) -> Market:
    """Nils and Kaisa sell the same drill as two products, which is proposed; Olav is signed in."""
    async with await psycopg.AsyncConnection.connect(market.url, options="-c timezone=UTC") as conn:
        sellers = await sellers_by_id(conn, [market.people.nils_shop, market.people.kaisas_shop])
        nils, kaisa = sellers[market.people.nils_shop], sellers[market.people.kaisas_shop]
        await import_feed(conn, SYSTEM, nils, "main", [item("BORR", title={"sv": "Bosch GSR 18V-55"}, gtin=DRILL)])
        await import_feed(conn, SYSTEM, kaisa, "main", [item("K1", title={"fi": "Bosch GSR18V55"})])
        await conn.execute(
            """
            INSERT INTO match_proposal (product_id, candidate_id, seller_id, probability, reason)
            SELECT max(id), min(id), %s, 0.8, 'title' FROM product
            """,
            (market.people.kaisas_shop,),
        )
    await market.sign_in("olav@torg.example")
    return market


async def pair(queue: Market) -> tuple[int, int, int]:
    """The proposal, the new product, the old one."""
    return (await queue.query("SELECT id, product_id, candidate_id FROM match_proposal"))[0]


async def ask(queue: Market, path: str, data: dict[str, Any] | None = None, status: int = 200) -> str:
    options: dict[str, Any] = {"follow_redirects": False}
    client = queue.client
    answer = await (client.get(path, **options) if data is None else client.post(path, data=data, **options))
    assert answer.status_code == status, answer.text[:2000]
    return answer.text


async def test_both_are_seen_beside_one_another_and_merged(queue: Market) -> None:
    proposal, new, old = await pair(queue)
    assert "Bosch GSR18V55" in await ask(queue, "/office/matches")
    text = await ask(queue, f"/office/matches/{proposal}")
    assert "Bosch GSR 18V-55" in text
    assert "Bosch GSR18V55" in text
    assert DRILL in text
    await ask(queue, f"/office/matches/{proposal}/merge", {}, 303)
    assert (await pair(queue))[0] == proposal
    assert await queue.query("SELECT state FROM match_proposal") == [("merged",)]
    assert await queue.query("SELECT product_id, into_id FROM product_redirect") == [(new, old)]
    await ask(queue, f"/office/matches/{proposal}/merge", {}, 404)
    page = await ask(queue, f"/office/products/{new}/offers")
    assert f"/office/products/{old}/offers" in page


async def test_what_is_told_apart_is_not_asked_again(queue: Market) -> None:
    proposal, *_ = await pair(queue)
    await ask(queue, f"/office/matches/{proposal}/apart", {}, 303)
    assert await queue.query("SELECT state FROM match_proposal") == [("apart",)]
    assert await queue.query("SELECT count(*) FROM product_redirect") == [(0,)]


async def test_a_merge_by_hand_is_undone_and_an_offer_split_off(queue: Market) -> None:
    _, new, old = await pair(queue)
    await ask(queue, f"/office/products/{new}/merge", {"into": new, "merge_why": "fel"}, 422)
    await ask(queue, f"/office/products/{new}/merge", {"into": old, "merge_why": "samma"}, 303)
    offer = (await queue.query("SELECT id FROM offer WHERE sku = 'K1'"))[0][0]
    move = (await queue.query("SELECT id FROM product_move"))[0][0]
    await ask(queue, f"/office/moves/{move}/undo", {}, 303)
    assert await queue.query("SELECT count(*) FROM product_redirect") == [(0,)]
    await ask(queue, f"/office/products/{old}/split", {"offer": offer, "split_why": "inte här"}, 422)


async def test_only_staff_with_the_catalogue_gets_in(queue: Market) -> None:
    proposal, new, _ = await pair(queue)
    await queue.sign_in("nils@torg.example")
    for path in (
        "/office/matches",
        f"/office/matches/{proposal}",
        f"/office/products/{new}/offers",
        "/office/products",
    ):
        await ask(queue, path, None, 404)
    await ask(queue, f"/office/matches/{proposal}/merge", {}, 404)
    assert await queue.query("SELECT state FROM match_proposal") == [("open",)]


async def test_the_seller_sees_what_was_asked_about_its_products(queue: Market) -> None:
    await queue.sign_in("kaisa@torg.example")
    shops = await queue.query("SELECT slug FROM seller WHERE id = %s", queue.people.kaisas_shop)
    assert "Bosch GSR18V55" in await ask(queue, f"/portal/{shops[0][0]}/products/proposals")
    await queue.sign_in("nils@torg.example")
    assert "Bosch GSR18V55" not in await ask(queue, "/portal/nils-jarnbod/products/proposals")
