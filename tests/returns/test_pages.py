"""Withdrawing and returning in the browser: a guest withdraws, the seller decides, nobody learns of others' orders."""

import re

import psycopg
import pytest

from tests.accounts.conftest import Market, market, served
from tests.orders.market import ASTRID, order, stall
from tests.returns.cast import SHOP, Bought, look
from tests.trust.cast import add_product
from torg.orders import deliver_parcel, place_order, ship_parcel
from torg.sellers import sellers_by_id

__all__ = ["market", "served"]


async def _sold(market: Market, *, drills: int = 2, state: str = "delivered") -> Bought:
    """Let Astrid buy of Nils, in a database that keeps it."""
    async with await psycopg.AsyncConnection.connect(market.url, options="-c timezone=UTC") as conn:
        nils = (await sellers_by_id(conn, [market.people.nils_shop]))[market.people.nils_shop]
        _, _, offer = await add_product(conn, nils)
        [(sku,)] = await (await conn.execute("SELECT sku FROM offer WHERE id = %s", (offer,))).fetchall()
        await conn.execute("UPDATE offer SET stock = 50 WHERE id = %s", (offer,))
        placed = await place_order(conn, ASTRID, order((await stall(conn, nils, sku), drills)))
        parcel = (await look(conn, placed.id)).parcel
        if state != "placed":
            await ship_parcel(conn, SHOP, parcel.id)
            await deliver_parcel(conn, SHOP, parcel.id)
        return await look(conn, placed.id)


def _typed(sold: Bought, **other: str) -> dict[str, str]:
    return {"name": "Astrid Lind", "number": sold.order.number, "email": "astrid@example.se", **other}


@pytest.mark.parametrize(
    ("locale", "first", "second"),
    [
        ("sv-se", "Ångra avtalet här", "Bekräfta frånträde"),
        ("da-dk", "Fortryd aftale", "Bekræft fortrydelse"),
        ("fi-fi", "Peruuta sopimus tästä", "Vahvista peruuttaminen"),
        ("sv-fi", "Ångra avtalet här", "Bekräfta frånträde"),
        ("nb-no", "Angre avtalen her", "Bekreft angring"),
    ],
)
async def test_the_words_of_the_law_are_on_the_link_and_alone_on_the_button(
    market: Market, locale: str, first: str, second: str
) -> None:
    page = await market.client.get(f"/{locale}/withdraw?order=AB12-CD34")
    assert page.status_code == 200
    assert f'<a href="/{locale}/withdraw">{first}</a>' in page.text.split("<footer", 1)[1]
    assert f"<h1>{first}</h1>" in page.text
    assert 'value="AB12-CD34"' in page.text
    asked = {"name": "Eva", "number": "AB12-CD34", "email": "eva@example.com"}
    confirm = await market.client.post(f"/{locale}/withdraw", data=asked)
    buttons = re.findall(r"<button[^>]*class=\"primary\"[^>]*>([^<]*)</button>", confirm.text)
    assert buttons == [second]


async def test_a_guest_withdraws_from_some_goods_and_the_seller_refunds(market: Market) -> None:
    sold = await _sold(market)
    number = sold.order.number.lower().replace("-", " ")
    second = await market.client.post("/sv-se/withdraw", data=_typed(sold, number=number))
    assert f'name="line-{sold.line.id}"' in second.text
    key = re.search(r'name="key" value="([^"]+)"', second.text)
    assert key is not None
    said = _typed(sold, step="2", key=key[1], **{f"line-{sold.line.id}": "1"})
    receipts = [
        (await market.client.post("/sv-se/withdraw/confirm", data=said, follow_redirects=False)).headers["location"]
        for _ in range(2)
    ]
    assert receipts[0] == receipts[1]
    receipt = await market.client.get(receipts[0])
    assert "Vi har tagit emot ditt frånträde" in receipt.text
    assert "1 × " in receipt.text
    assert receipt.headers["cache-control"] == "no-store"
    mails = await market.query("SELECT recipient, subject FROM mail_message ORDER BY id")
    assert ("astrid@example.se", "Vi har tagit emot ditt frånträde") in mails
    [(case, pieces)] = await market.query(
        "SELECT c.id, l.pieces FROM return_case c JOIN return_line l ON l.return_id = c.id"
    )
    assert pieces == 1

    await market.sign_in("nils@torg.example")
    desk = f"/portal/{await _slug(market)}"
    assert sold.order.number in (await market.client.get(f"{desk}/returns")).text
    page = await market.client.get(f"{desk}/returns/{case}")
    assert page.status_code == 200
    assert "Besluta och återbetala" in page.text
    less = {f"accepted-{sold.line.id}": "1", f"deduction-{sold.line.id}": "1"}
    wrong = await market.client.post(f"{desk}/returns/{case}/decide", data=less)
    assert wrong.status_code == 422
    assert "Tala om för köparen" in wrong.text
    done = await market.client.post(f"{desk}/returns/{case}/decide", data={**less, "reason": "Repad"})
    assert done.status_code == 200, done.text
    [(state, refund)] = await market.query("SELECT state, refund FROM return_case")
    assert (state, refund) == ("refunded", sold.line.unit_price - 100)


async def test_who_does_not_know_the_address_learns_nothing(market: Market) -> None:
    sold = await _sold(market)
    pages = []
    for number in (sold.order.number, "ZZZZ-9999"):
        typed = {"name": "Mallory", "number": number, "email": "mallory@example.com", "key": "k" * 8 + number}
        second = await market.client.post("/sv-se/withdraw", data=typed)
        done = await market.client.post("/sv-se/withdraw/confirm", data=typed, follow_redirects=True)
        assert (second.status_code, done.status_code) == (200, 200)
        pages += [
            tuple(
                re.sub(r'name="key" value="[^"]+"|\d\d:\d\d:\d\d', "", text.replace(number, "NUMBER"))
                for text in (second.text, done.text)
            )
        ]
    assert pages[0] == pages[1]
    assert await market.query("SELECT FROM return_case") == []
    assert len(await market.query("SELECT FROM withdrawal WHERE settled IS NULL")) == 2
    mails = await market.query("SELECT recipient FROM mail_message")
    assert {each[0] for each in mails} == {"mallory@example.com"}


async def test_what_the_seller_has_not_accepted_is_cancelled_at_once(market: Market) -> None:
    sold = await _sold(market, state="placed")
    said = _typed(sold, step="2", key="a-key-of-ours", **{f"line-{sold.line.id}": "2"})
    await market.client.post("/sv-se/withdraw/confirm", data=said)
    assert await market.query("SELECT state FROM parcel") == [("cancelled",)]
    assert await market.query("SELECT FROM return_case") == []


@pytest.mark.parametrize("missing", ["name", "number", "email"])
async def test_what_is_missing_is_said_and_nothing_typed_is_lost(market: Market, missing: str) -> None:
    typed = {"name": "Eva Ek", "number": "AB12-CD34", "email": "eva@example.com", missing: ""}
    answer = await market.client.post("/sv-se/withdraw", data=typed)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    for value in filter(None, typed.values()):
        assert value in answer.text


async def test_another_sites_page_withdraws_from_nothing(market: Market) -> None:
    typed = {"name": "Eva", "number": "AB12-CD34", "email": "eva@example.com"}
    answer = await market.client.post("/sv-se/withdraw/confirm", data=typed, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


async def test_too_many_at_once_are_refused(market: Market) -> None:
    typed = {"name": "Eva", "number": "AB12-CD34", "email": "eva@example.com"}
    codes = [
        (await market.client.post("/sv-se/withdraw/confirm", data=typed, follow_redirects=False)).status_code
        for _ in range(12)
    ]
    assert codes[0] == 303
    assert codes[-1] == 429


async def _slug(market: Market) -> str:
    [(slug,)] = await market.query("SELECT slug FROM seller WHERE id = %s", market.people.nils_shop)
    return str(slug)


async def test_a_shopper_complains_with_a_picture_and_says_that_it_is_sent(market: Market) -> None:
    sold = await _sold(market)
    here = f"/sv-se/order/{sold.order.secret}/returns"
    page = await market.client.get(here)
    assert page.status_code == 200
    assert f'href="/sv-se/withdraw?order={sold.order.number}"' in page.text
    typed = {"line": str(sold.line.id), "pieces": "1", "reason": "faulty", "message": "Den luktar bränt"}
    picture = {"picture-1": ("a.png", _png(), "image/png")}
    done = await market.client.post(here, data=typed, files=picture)
    assert done.status_code == 200, done.text
    assert "Reklamation: Anmäld" in done.text
    [(case, kind, pictures)] = await market.query(
        "SELECT id, kind, (SELECT count(*) FROM return_picture) FROM return_case"
    )
    assert (kind, pictures) == ("complaint", 1)
    more = await market.client.post(here, data={**typed, "pieces": "2"})
    assert more.status_code == 422
    assert "Den luktar bränt" in more.text
    await market.client.post(f"{here}/{case}/sent", data={"tracking_number": "R-1"})
    assert await market.query("SELECT state, tracking_number FROM return_case") == [("sent", "R-1")]
    await market.sign_in("nils@torg.example")
    shown = await market.client.get(f"/portal/{await _slug(market)}/returns/{case}/pictures/1")
    assert shown.status_code == 200
    assert shown.content == _png()


def _png() -> bytes:
    from io import BytesIO

    from PIL import Image

    content = BytesIO()
    Image.new("RGB", (20, 20), "red").save(content, "PNG")
    return content.getvalue()
