"""Nils writes his products in the portal, and proposes words for Kaisa's; Olav decides in the office."""

import io
import re
from typing import Any

import psycopg
import pytest
from PIL import Image

from tests.accounts.conftest import Market, market, served
from tests.offers.conftest import DRILL, HAMMER, item
from torg.core.actor import SYSTEM
from torg.offers import import_feed
from torg.sellers import sellers_by_id

__all__ = ["market", "served"]
NILS = "/portal/nils-jarnbod"


@pytest.fixture
async def shop(market: Market) -> Market:
    """Nils was first with a drill, Kaisa with a hammer; each sells both."""
    async with await psycopg.AsyncConnection.connect(market.url, options="-c timezone=UTC") as conn:
        sellers = await sellers_by_id(conn, [market.people.nils_shop, market.people.kaisas_shop])
        nils, kaisa = sellers[market.people.nils_shop], sellers[market.people.kaisas_shop]
        await import_feed(
            conn, SYSTEM, nils, "main", [item("BORR", gtin=DRILL, title={"sv": "Borrmaskin"}, brand="Järn")]
        )
        await import_feed(
            conn, SYSTEM, kaisa, "main", [item("K1", gtin=DRILL), item("K2", gtin=HAMMER, title={"sv": "Hammare"})]
        )
        await import_feed(conn, SYSTEM, nils, "main", [item("HAM", gtin=HAMMER)], complete=False)
    await market.sign_in("nils@torg.example")
    return market


async def numbers(shop: Market) -> tuple[int, int]:
    """The drill and the hammer."""
    rows = await shop.query(
        "SELECT product_id FROM variant WHERE gtin IN (%s, %s) ORDER BY gtin = %s", DRILL, HAMMER, HAMMER
    )
    return int(rows[0][0]), int(rows[1][0])


async def page(shop: Market, path: str, status: int = 200) -> str:
    answer = await shop.client.get(path, follow_redirects=False)
    assert answer.status_code == status, answer.text[:2000]
    return answer.text


async def post(shop: Market, path: str, data: dict[str, Any], status: int = 303, **options: Any) -> str:
    answer = await shop.client.post(path, data=data, follow_redirects=False, **options)
    assert answer.status_code == status, answer.text[:2000]
    return answer.text


async def title(shop: Market, product: int) -> dict[str, str]:
    return dict((await shop.query("SELECT title FROM product WHERE id = %s", product))[0][0])


async def test_the_list_has_my_words_and_nobody_elses(shop: Market) -> None:
    text = await page(shop, f"{NILS}/products")
    assert "Borrmaskin" in text
    assert "Hammare" not in text


async def test_what_is_typed_stands_and_outlives_the_feed(shop: Market) -> None:
    drill, _ = await numbers(shop)
    text = await page(shop, f"{NILS}/products/{drill}")
    assert "Fullständighet" in text
    form = {"title.sv": "Borrmaskin 18 V", "description.sv": "Borrar hål.\nI väggen.", "code": "volt", "value": "18"}
    await post(shop, f"{NILS}/products/{drill}", form)
    assert await title(shop, drill) == {"sv": "Borrmaskin 18 V"}
    async with await psycopg.AsyncConnection.connect(shop.url, options="-c timezone=UTC") as conn:
        nils = (await sellers_by_id(conn, [shop.people.nils_shop]))[shop.people.nils_shop]
        await import_feed(
            conn, SYSTEM, nils, "main", [item("BORR", gtin=DRILL, title={"sv": "Ur flödet"})], complete=False
        )
    assert await title(shop, drill) == {"sv": "Borrmaskin 18 V"}
    await post(shop, f"{NILS}/products/{drill}/release", {})
    async with await psycopg.AsyncConnection.connect(shop.url, options="-c timezone=UTC") as conn:
        await import_feed(conn, SYSTEM, nils, "main", [item("BORR", gtin=DRILL, title={"sv": "Ur flödet"})], again=True)
    assert await title(shop, drill) == {"sv": "Ur flödet"}


async def test_a_change_is_brought_back(shop: Market) -> None:
    drill, _ = await numbers(shop)
    await post(shop, f"{NILS}/products/{drill}", {"title.sv": "Fel"})
    entry = (await shop.query("SELECT max(id) FROM content_history WHERE product_id = %s", drill))[0][0]
    await post(shop, f"{NILS}/products/{drill}/history/{entry}/revert", {})
    assert await title(shop, drill) == {"sv": "Borrmaskin"}
    assert "återställt" in await page(shop, f"{NILS}/products/{drill}")


async def test_anothers_words_are_proposed_and_decided_by_the_operator(shop: Market) -> None:
    _, hammer = await numbers(shop)
    assert "en annan säljares" in await page(shop, f"{NILS}/products/{hammer}")
    await post(shop, f"{NILS}/products/{hammer}", {"title.sv": "Snickarhammare", "why": ""}, 422)
    await post(shop, f"{NILS}/products/{hammer}", {"title.sv": "Snickarhammare", "why": "Det är en sådan."})
    assert await title(shop, hammer) == {"sv": "Hammare"}
    await post(shop, f"{NILS}/products/{hammer}", {"title.sv": "Mer", "why": "En gång till."}, 422)
    number = (await shop.query("SELECT id FROM content_proposal"))[0][0]
    await shop.sign_in("olav@torg.example")
    assert "Snickarhammare" in await page(shop, f"/office/content-proposals/{number}")
    await post(shop, f"/office/content-proposals/{number}", {"decision": "accept", "answer": "Ja."})
    assert await title(shop, hammer) == {"sv": "Snickarhammare"}
    await post(shop, f"/office/content-proposals/{number}", {"decision": "decline", "answer": "Nej."}, 422)


async def test_anothers_history_pictures_and_changes_are_out_of_reach(shop: Market) -> None:
    drill, hammer = await numbers(shop)
    variant = (await shop.query("SELECT id FROM variant WHERE product_id = %s", hammer))[0][0]
    await post(shop, f"{NILS}/products/{hammer}/pictures", {"variant": variant}, 403)
    await post(shop, f"{NILS}/products/{drill}/pictures", {"variant": variant}, 404)
    await post(shop, f"{NILS}/products/{hammer}/release", {}, 403)
    await shop.sign_in("olav@torg.example")
    await post(shop, f"/office/products/{hammer}", {"title.sv": "Olavs hammare", "why": "Bättre så."})
    entry = (await shop.query("SELECT max(id) FROM content_history WHERE product_id = %s", hammer))[0][0]
    await shop.sign_in("nils@torg.example")
    await post(shop, f"{NILS}/products/{drill}/history/{entry}/revert", {})
    assert await title(shop, hammer) == {"sv": "Olavs hammare"}


async def test_a_picture_is_uploaded_seen_and_taken_away(shop: Market) -> None:
    drill, _ = await numbers(shop)
    variant = (await shop.query("SELECT id FROM variant WHERE product_id = %s", drill))[0][0]
    content = io.BytesIO()
    Image.new("RGB", (640, 480), "red").save(content, "PNG")
    path = f"{NILS}/products/{drill}/pictures"
    await post(shop, path, {"variant": variant}, files={"picture": ("a.png", content.getvalue(), "image/png")})
    (address,) = (await shop.query("SELECT pictures FROM variant WHERE id = %s", variant))[0][0]
    assert re.fullmatch(r"/pictures/kept/[0-9a-f]{2}/[0-9a-f]{62}\.webp", address)
    answer = await shop.client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    await post(shop, path, {"variant": variant}, 422, files={"picture": ("a.png", b"<svg/>", "image/png")})
    await post(shop, path, {"variant": variant, "away": address})
    assert (await shop.query("SELECT pictures FROM variant WHERE id = %s", variant))[0][0] == []


async def test_no_other_file_is_a_picture(shop: Market) -> None:
    assert (await shop.client.get("/pictures/kept/ab/" + "c" * 62 + ".pdf")).status_code == 404
    assert (await shop.client.get("/pictures/kept/../settings.toml")).status_code == 404


@pytest.mark.parametrize("wrong", [{"title.sv": ""}, {"brand": "Okänd"}, {"category": "x"}, {"title.sv": "x" * 501}])
async def test_what_cannot_stand_is_told_beside_its_field(shop: Market, wrong: dict[str, str]) -> None:
    drill, _ = await numbers(shop)
    text = await post(shop, f"{NILS}/products/{drill}", wrong, 422)
    assert 'role="alert"' in text
    assert await title(shop, drill) == {"sv": "Borrmaskin"}


async def test_olav_sees_whose_words_they_are_and_who_owns_the_brand(shop: Market) -> None:
    drill, _ = await numbers(shop)
    await shop.sign_in("olav@torg.example")
    assert "Borrmaskin" in await page(shop, "/office/products")
    await post(shop, f"/office/products/{drill}", {"title.sv": "Olavs borr", "why": "Det heter så."})
    assert "the operator" in await page(shop, f"/office/products/{drill}")
    await post(shop, f"/office/products/{drill}/brand-owner", {"seller": "ingen", "owner_why": "x"}, 422)
    await post(shop, f"/office/products/{drill}/brand-owner", {"seller": "nils-jarnbod", "owner_why": "Intyg."})
    assert (await shop.query("SELECT seller_id FROM brand_owner"))[0][0] == shop.people.nils_shop
