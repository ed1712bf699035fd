"""The order desk in the browser: accepted, picked, sent, cancelled in part, and the buyer written to."""

import pytest

from tests.accounts.conftest import Market, market, served
from tests.returns.test_pages import _slug, _sold

__all__ = ["market", "served"]


@pytest.fixture
async def desk(market: Market) -> str:
    """Nils at his desk."""
    await market.sign_in("nils@torg.example")
    return f"/portal/{await _slug(market)}/orders"


async def test_a_parcel_goes_its_way(market: Market, desk: str) -> None:
    sold = await _sold(market, drills=3, state="placed")
    table = await market.client.get(desk)
    assert sold.order.number in table.text
    assert "Stockholm" in table.text
    exported = await market.client.get(f"{desk}?form=csv")
    assert sold.order.number in exported.text
    page = await market.client.get(f"{desk}/{sold.parcel.id}")
    assert page.status_code == 200
    assert "Storgatan 1" in page.text
    assert sold.line.sku in page.text
    assert sold.order.secret not in page.text

    async def act(path: str, **data: str) -> str:
        answer = await market.client.post(f"{desk}/{sold.parcel.id}/{path}", data=data)
        assert answer.status_code == 200, answer.text
        return answer.text

    await act("accept")
    pick = await market.client.get(f"{desk}/pick-list?id={sold.parcel.id}")
    assert sold.line.sku in pick.text
    await act("cancel", reason="damaged", **{f"line-{sold.line.id}": "1"})
    assert await market.query("SELECT cancelled FROM order_line") == [(1,)]
    await act("ship", carrier="PostNord", tracking_number="RR123")
    assert await market.query("SELECT state, carrier, tracking_number FROM parcel") == [
        ("shipped", "PostNord", "RR123")
    ]
    again = await market.client.post(f"{desk}/{sold.parcel.id}/ship", data={})
    assert again.status_code == 422
    await act("deliver")
    assert "Är du hemma?" in await act("message", text="Är du hemma?")
    [(content,)] = await market.query("SELECT content FROM mail_message WHERE subject LIKE '%%om beställning%%'")
    assert "Är du hemma?" in content["text"]


async def test_many_are_accepted_and_picked_at_once(market: Market, desk: str) -> None:
    sold = await _sold(market, state="placed")
    answer = await market.client.post(f"{desk}/accept", data={"id": str(sold.parcel.id)})
    assert "1 accepterad." in answer.text
    picked = await market.client.post(f"{desk}/pick", data={"id": str(sold.parcel.id)})
    assert "Plocklista" in picked.text


async def test_another_seller_finds_nothing(market: Market, desk: str) -> None:
    sold = await _sold(market, state="placed")
    await market.sign_in("kaisa@torg.example")
    [(kaisa,)] = await market.query("SELECT slug FROM seller WHERE id = %s", market.people.kaisas_shop)
    assert (await market.client.get(f"{desk}/{sold.parcel.id}")).status_code in {403, 404}
    hers = f"/portal/{kaisa}/orders"
    assert sold.order.number not in (await market.client.get(hers)).text
    assert (await market.client.get(f"{hers}/{sold.parcel.id}")).status_code == 404
    refused = await market.client.post(f"{hers}/{sold.parcel.id}/ship", data={})
    assert refused.status_code in {404, 422}
    assert await market.query("SELECT state FROM parcel") == [("placed",)]
