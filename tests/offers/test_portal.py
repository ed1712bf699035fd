"""Nils keeps his offers in the portal: list, cells, one offer, files, campaigns, duties, new offers."""

import re
from typing import Any

import psycopg
import pytest

from tests.accounts.conftest import Market, market, served
from tests.offers.conftest import DRILL, HAMMER, SAW, item
from torg.catalog import FeedPrice
from torg.core.actor import SYSTEM
from torg.offers import import_feed
from torg.sellers import sellers_by_id

__all__ = ["market", "served"]
NILS = "/portal/nils-jarnbod"
HX = {"hx-request": "true"}
TERMS = '{"se": {"price": 4900, "free_over": 49900, "days": [1, 3]}}'


@pytest.fixture
async def shop(market: Market) -> Market:
    """Nils sells a drill and a saw, Kaisa the same drill cheaper; Nils is signed in."""
    await market.change("UPDATE seller SET delivery = %s::jsonb", TERMS)
    async with await psycopg.AsyncConnection.connect(market.url, options="-c timezone=UTC") as conn:
        sellers = await sellers_by_id(conn, [market.people.nils_shop, market.people.kaisas_shop])
        mine, hers = sellers[market.people.nils_shop], sellers[market.people.kaisas_shop]
        goods = [
            item("BORR", 119900, gtin=DRILL, brand="Järnbacka", title={"sv": "Borrmaskin Järnbacka"}),
            item("SÅG", 24900, gtin=SAW, title={"sv": "Fogsvans"}, prices=[FeedPrice("se", 24900)]),
        ]
        await import_feed(conn, SYSTEM, mine, "main", goods)
        await import_feed(
            conn,
            SYSTEM,
            hers,
            "main",
            [item("K1", 99900, gtin=DRILL), item("K2", 9900, gtin=HAMMER, title={"sv": "Hammare"})],
        )
    await market.sign_in("nils@torg.example")
    return market


async def offer_id(shop: Market, sku: str) -> int:
    return int((await shop.query("SELECT id FROM offer WHERE sku = %s ORDER BY id LIMIT 1", sku))[0][0])


async def page(shop: Market, path: str, status: int = 200, **options: Any) -> str:
    answer = await shop.client.get(NILS + path, follow_redirects=False, **options)
    assert answer.status_code == status, answer.text[:2000]
    return answer.text


async def post(shop: Market, path: str, data: dict[str, Any], status: int = 303, **options: Any) -> str:
    answer = await shop.client.post(NILS + path, data=data, follow_redirects=False, **options)
    assert answer.status_code == status, answer.text[:2000]
    return answer.text


async def test_the_list_has_my_offers_and_nobody_elses(shop: Market) -> None:
    text = await page(shop, "/offers")
    assert "Borrmaskin Järnbacka" in text
    assert "Fogsvans" in text
    assert "Hammare" not in text
    assert "K1" not in text


@pytest.mark.parametrize(
    ("query", "there", "away"),
    [
        ("q=fogsvans", "SÅG", "BORR"),
        (f"q={DRILL}", "BORR", "SÅG"),
        ("state=shown", "SÅG", "inget"),
        ("state=hidden", "Inget passar", "SÅG"),
        ("market=no", "Inget passar", "SÅG"),
        ("stock_from=6", "Inget passar", "SÅG"),
    ],
)
async def test_it_is_narrowed(shop: Market, query: str, there: str, away: str) -> None:
    text = await page(shop, f"/offers?{query}")
    rows = text[text.index("<tbody>") :] if "<tbody>" in text else text
    assert there in rows
    assert away not in rows


async def test_a_price_and_a_stock_are_changed_in_their_cells(shop: Market) -> None:
    drill = await offer_id(shop, "BORR")
    await post(shop, f"/offers/{drill}/price", {"value": "1 099,50"}, 200, headers=HX)
    await post(shop, f"/offers/{drill}/stock", {"value": "12"}, 200, headers=HX)
    assert await shop.query("SELECT price, stock FROM offer WHERE id = %s", drill) == [(109950, 12)]
    actor = (await shop.query("SELECT actor FROM journal WHERE kind = 'offer.changed' ORDER BY id DESC LIMIT 1"))[0][0]
    assert actor.startswith(f"seller:{shop.people.nils_shop}/")


async def test_what_cannot_be_is_said_in_the_cell_and_nothing_changes(shop: Market) -> None:
    drill = await offer_id(shop, "BORR")
    text = await post(shop, f"/offers/{drill}/price", {"value": "billigt"}, 422, headers=HX)
    assert "billigt" in text
    await post(shop, f"/offers/{drill}/price", {"value": "0"}, 422, headers=HX)
    assert await shop.query("SELECT price FROM offer WHERE id = %s", drill) == [(119900,)]


async def test_anothers_offer_is_not_there(shop: Market) -> None:
    hers = await offer_id(shop, "K1")
    await page(shop, f"/offers/{hers}", 404)
    await post(shop, f"/offers/{hers}/price", {"value": "1"}, 404, headers=HX)
    await post(shop, f"/offers/{hers}/withdrawal", {}, 404)
    await post(shop, "/offers/withdraw", {"id": [str(hers)]})
    assert await shop.query("SELECT price, status FROM offer WHERE id = %s", hers) == [(99900, "active")]


async def test_an_offer_tells_what_it_lacks_of_first_place(shop: Market) -> None:
    text = await page(shop, f"/offers/{await offer_id(shop, 'BORR')}")
    assert "Nummer 2 av 2" in text
    assert re.search(r"2\d\d(,\d\d)?\xa0kr billigare hade gett första plats", text), text
    assert "K1" not in text
    assert "Kaisa" not in text


async def test_the_amount_it_names_is_enough(shop: Market) -> None:
    drill = await offer_id(shop, "BORR")
    text = await page(shop, f"/offers/{drill}")
    found = re.search(r"([\d\xa0]+(?:,\d\d)?)\xa0kr billigare", text)
    assert found is not None
    cheaper = round(float(found[1].replace("\xa0", "").replace(",", ".")) * 100)
    await post(shop, f"/offers/{drill}/price", {"value": str((119900 - cheaper) / 100)}, 200, headers=HX)
    assert "Först av 2" in await page(shop, f"/offers/{drill}")


async def test_a_hidden_offer_says_why_and_how_to_mend_it(shop: Market) -> None:
    await shop.change("UPDATE seller SET self_certified = '2026-11-20', changed = now() WHERE slug = 'nils-jarnbod'")
    text = await page(shop, "/offers?state=hidden&missing=manufacturer")
    assert "Vissa erbjudanden är dolda" in text
    assert "BORR" in text
    one = await page(shop, f"/offers/{await offer_id(shop, 'BORR')}")
    assert "Kunderna ser inte det här erbjudandet." in one
    assert "Kunderna ska se vem som har tillverkat produkten." in one
    assert f"{NILS}/offers/duties" in one


async def test_duties_told_once_show_the_offers_again(shop: Market) -> None:
    await shop.change("UPDATE seller SET self_certified = '2026-11-20', changed = now() WHERE slug = 'nils-jarnbod'")
    await shop.change("UPDATE variant SET pictures = '[\"https://b.example/1.jpg\"]'")
    await shop.change("UPDATE product SET category_id = NULL")
    assert "SÅG" not in await page(shop, "/offers?state=shown")
    maker = {
        "manufacturer": "Järnbacka AB",
        "manufacturer_address": "Storgatan 1, Stockholm",
        "manufacturer_email": "hej@jarnbacka.example",
        "manufacturer_country": "CN",
    }
    text = await post(shop, "/offers/duties/manufacturers/0", maker, 422)
    assert "Storgatan 1, Stockholm" in text, "what was typed stays"
    await post(shop, "/offers/duties/manufacturers/0", {**maker, "manufacturer_country": "se"})
    await post(shop, "/offers/duties/registrations", {"market": "se", "stream": "packaging", "number": "x"}, 422)
    await post(shop, "/offers/duties/registrations", {"market": "se", "stream": "packaging", "number": "SE-2026-1"})
    shown = await page(shop, "/offers?state=shown")
    assert "SÅG" in shown
    assert "BORR" in shown
    await post(shop, "/offers/duties/registrations/se/packaging/remove", {})
    assert "SÅG" not in await page(shop, "/offers?state=shown")
    await post(shop, "/offers/duties/manufacturers/0/remove", {})
    await page(shop, "/offers/duties/manufacturers/999999", 404)


async def test_an_offer_is_withdrawn_and_offered_again(shop: Market) -> None:
    saw = await offer_id(shop, "SÅG")
    await post(shop, "/offers/withdraw", {"id": [str(saw)]})
    assert "Borttagen" in await page(shop, "/offers?q=fogsvans")
    assert "Du har tagit bort det här erbjudandet." in await page(shop, f"/offers/{saw}")
    await post(shop, f"/offers/{saw}/again", {})
    assert await shop.query("SELECT price FROM price_log WHERE offer_id = %s ORDER BY at, id", saw) == [
        (24900,),
        (None,),
        (24900,),
    ]


async def test_the_form_of_one_offer(shop: Market) -> None:
    saw = await offer_id(shop, "SÅG")
    text = await post(shop, f"/offers/{saw}", {"price": "199", "regular": "150", "stock": "3"}, 422)
    assert "måste vara högre än priset." in text
    await post(shop, f"/offers/{saw}", {"price": "199", "regular": "249", "stock": "3"})
    assert "inte kända för 30 dagar" in await page(shop, f"/offers/{saw}")


async def test_a_new_offer_of_what_is_there_already(shop: Market) -> None:
    assert "Hammare" in await page(shop, f"/offers/new?q={HAMMER}")
    assert "Hammare" in await page(shop, "/offers/new?q=hamm")
    assert "heter så" in await page(shop, "/offers/new?q=%25%25")
    variant = (await shop.query("SELECT id FROM variant WHERE gtin = %s", HAMMER))[0][0]
    wrong = {"market": "se", "sku": "BORR", "price": "99", "stock": "2", "condition": "used"}
    assert "already" in await post(shop, f"/offers/new/{variant}", wrong, 422)
    await post(shop, f"/offers/new/{variant}", {**wrong, "sku": "HAM-1"})
    found = await shop.query("SELECT seller_id, price, condition FROM offer WHERE sku = 'HAM-1'")
    assert found == [(shop.people.nils_shop, 9900, "used")]
    kinds = await shop.query("SELECT kind FROM journal WHERE kind LIKE 'offer.%%' ORDER BY id DESC LIMIT 1")
    assert kinds == [("offer.created",)]
    await page(shop, "/offers/new/999999", 404)


async def test_a_file_goes_out_comes_back_is_tried_and_then_done(shop: Market) -> None:
    answer = await shop.client.get(f"{NILS}/offers/bulk/download")
    assert answer.text.startswith("\ufeffsku;market;title;price;regular;stock;condition")
    changed = answer.text.replace("1199,00", "1149,00").replace("249,00", "gratis")
    text = await post(shop, "/offers/bulk", {}, files={"file": ("priser.csv", changed.encode())}, status=303)
    assert text == ""
    number = (await shop.query("SELECT max(id) FROM bulk_edit"))[0][0]
    trial = await page(shop, f"/offers/bulk/{number}")
    assert "Inget har ändrats än." in trial
    assert "gratis" in trial
    assert await shop.query("SELECT price FROM offer WHERE sku = 'BORR'") == [(119900,)]
    await post(shop, f"/offers/bulk/{number}", {})
    assert await shop.query("SELECT price FROM offer WHERE sku = 'BORR'") == [(114900,)]
    await post(shop, f"/offers/bulk/{number}", {}, 409)
    assert "Ändringarna är gjorda." in await page(shop, f"/offers/bulk/{number}")


async def test_a_file_that_is_none_is_refused(shop: Market) -> None:
    await post(shop, "/offers/bulk", {}, 422, files={"file": ("bild.png", b"\x89PNG\r\n\x1a\n\x00")})
    await post(shop, "/offers/bulk", {}, 422)


def campaign(**changes: str) -> dict[str, str]:
    """What the editor sends: twenty per cent off everything, from last year on."""
    return {
        "name": "Höstrea", "market": "se", "starts": "2026-01-01T00:00", "ends": "2099-01-01T00:00", "kind": "percent",
        "percent": "20", "claims": "1", "everything": "1", "do": "preview", **changes,
    }  # fmt: skip


async def test_a_campaign_is_seen_beforehand_then_kept_then_stopped(shop: Market) -> None:
    wrong = await post(shop, "/campaigns/new", campaign(), 422)
    assert "a year at most" in wrong
    year = campaign(ends="2026-12-31T00:00")
    seen = await post(shop, "/campaigns/new", year, 200)
    assert "Vad kunden kommer att se" in seen
    assert "inte kända för 30 dagar" in seen
    assert "959,20" in seen
    await post(shop, "/campaigns/new", {**year, "do": "keep"})
    assert await shop.query("SELECT price FROM offer WHERE sku = 'BORR'") == [(95920,)]
    number = (await shop.query("SELECT id FROM campaign"))[0][0]
    assert "Pågår" in await page(shop, f"/campaigns/{number}")
    assert "Höstrea" in await page(shop, "/campaigns")
    assert "enligt kampanjen" in await page(shop, f"/offers/{await offer_id(shop, 'BORR')}")
    await post(shop, f"/campaigns/{number}/cancel", {})
    assert await shop.query("SELECT price FROM offer WHERE sku = 'BORR'") == [(119900,)]
    await post(shop, f"/campaigns/{number}/cancel", {}, 409)


async def test_prices_line_by_line(shop: Market) -> None:
    lines = campaign(kind="prices", prices="BORR 999\nSÅG;199,50\n", everything="", ends="2026-12-31T00:00", do="keep")
    await post(shop, "/campaigns/new", lines)
    assert await shop.query("SELECT sku, price FROM campaign_price ORDER BY price") == [("SÅG", 19950), ("BORR", 99900)]
    bad = await post(shop, "/campaigns/new", {**lines, "prices": "BORR billigt"}, 422)
    assert "BORR billigt" in bad
    assert "Rad 1" in bad


async def test_a_campaign_for_nothing_is_refused(shop: Market) -> None:
    nothing = campaign(everything="", skus="FINNS-INTE", ends="2026-12-31T00:00", do="keep")
    assert "inget som är till salu" in await post(shop, "/campaigns/new", nothing, 422)


async def test_who_may_only_read_changes_nothing(shop: Market) -> None:
    await shop.change("UPDATE seller_member SET roles = '{read_only}' WHERE seller_id = %s", shop.people.nils_shop)
    drill = await offer_id(shop, "BORR")
    assert '<form class="cell"' not in await page(shop, "/offers")
    await post(shop, f"/offers/{drill}/price", {"value": "1"}, 403)
    await post(shop, "/campaigns/new", campaign(), 403)
    await page(shop, "/offers/bulk", 403)


async def test_a_second_look_finds_nothing_to_look_at(shop: Market) -> None:
    await page(shop, "/offers")
    before = await shop.query("SELECT offer_id, assessed FROM offer_state ORDER BY 1")
    assert len(before) == 2
    await page(shop, "/offers")
    assert await shop.query("SELECT offer_id, assessed FROM offer_state ORDER BY 1") == before
    await post(shop, "/offers/look", {})
    await page(shop, "/offers")
    assert await shop.query("SELECT offer_id, assessed FROM offer_state ORDER BY 1") != before
