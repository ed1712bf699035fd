"""Who may be where."""

import re
from typing import Any

import msgspec
import psycopg
import pytest

from tests.accounts.conftest import Market
from torg.accounts import SELLER_ROLE_NAMES, SELLER_ROLES, STAFF_ROLE_NAMES, STAFF_ROLES
from torg.accounts.permissions import permissions_of
from torg.core.isolation import as_seller

NILS = "/portal/nils-jarnbod"


async def test_without_signing_in_one_is_led_there_and_back(market: Market) -> None:
    answer = await market.client.get(f"{NILS}?q=a%26b", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("/sign-in?next=%2Fportal%2Fnils-jarnbod%3Fq%3Da%2526b")
    assert answer.headers["cache-control"] == "no-store"


async def test_a_member_sees_the_shop_and_nobody_elses(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    page = await market.client.get(NILS)
    assert page.status_code == 200
    assert "Nils Järnbod" in page.text
    assert (await market.client.get("/portal/kaisas-bokhylla")).status_code == 404
    assert (await market.client.get("/portal/nobodys")).status_code == 404
    assert (await market.client.get("/office")).status_code == 404


async def test_staff_sees_the_office(market: Market) -> None:
    await market.sign_in("olav@torg.example")
    page = await market.client.get("/office")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert (await market.client.get(NILS)).status_code == 404


async def test_a_removed_member_finds_nothing(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    await market.change("UPDATE seller_member SET removed = now()")
    assert (await market.client.get(NILS)).status_code == 404


async def test_a_role_without_the_permission_is_told_so(market: Market) -> None:
    await market.change("UPDATE seller_member SET roles = '{support}'")
    await market.sign_in("nils@torg.example")
    page = await market.client.get(NILS)
    assert f'href="{NILS}/things"' in page.text
    assert f'href="{NILS}/prices"' not in page.text
    things = await market.client.get(f"{NILS}/things")
    assert things.status_code == 200
    assert 'class="cell"' not in things.text
    refused = await market.client.post(f"{NILS}/things/2/price", data={"value": "1"}, headers={"accept-language": "sv"})
    assert refused.status_code == 403
    assert "ingår inte i din roll" in refused.text


async def test_a_suspended_seller_can_look_and_not_touch(market: Market) -> None:
    await market.change("UPDATE seller SET status = 'suspended' WHERE slug = 'nils-jarnbod'")
    await market.sign_in("nils@torg.example")
    page = await market.client.get(f"{NILS}/things")
    assert page.status_code == 200
    assert "avstängd" in page.text
    assert 'class="cell"' not in page.text
    [(thing,)] = await market.query("SELECT id FROM thing WHERE name = 'Sak 2'")
    assert (await market.client.post(f"{NILS}/things/{thing}/price", data={"value": "900"})).status_code == 403
    assert await market.query("SELECT price FROM thing WHERE id = %s", thing) == [(2500,)]


async def test_one_person_at_two_sellers_and_the_office_can_switch(market: Market) -> None:
    nils = market.people.nils.id
    await market.change("INSERT INTO seller_member VALUES (%s, %s, '{read_only}')", market.people.kaisas_shop, nils)
    await market.change("INSERT INTO staff_member VALUES (%s, '{audit}')", nils)
    await market.sign_in("nils@torg.example")
    page = await market.client.get(NILS)
    for place in ("/portal/kaisas-bokhylla", "/office"):
        assert f'href="{place}"' in page.text
    choice = await market.client.get("/portal")
    assert "Kaisas Bokhylla" in choice.text
    assert (await market.client.get("/portal/kaisas-bokhylla")).status_code == 200
    assert (await market.client.get("/office/mail")).status_code == 403


async def test_staff_without_a_place_any_more(market: Market) -> None:
    await market.sign_in("olav@torg.example")
    await market.change("UPDATE staff_member SET removed = now()")
    assert (await market.client.get("/office")).status_code == 404


async def test_a_closed_account_is_nobody(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    await market.change("UPDATE account SET closed = now()")
    assert (await market.client.get(NILS, follow_redirects=False)).status_code == 303


async def test_a_part_of_a_page_leads_the_whole_page_to_sign_in(market: Market) -> None:
    answer = await market.client.get(f"{NILS}/things", headers={"hx-request": "true"}, follow_redirects=False)
    assert "/sign-in?next=" in answer.headers["hx-redirect"]


async def test_a_seller_sees_its_own_members_alone(market: Market) -> None:
    async with await psycopg.AsyncConnection.connect(market.url) as conn:
        async with as_seller(conn, market.people.nils_shop):
            members = await (await conn.execute("SELECT account_id FROM seller_member")).fetchall()
            names = await (await conn.execute("SELECT name, email FROM account")).fetchall()
        assert members == [(market.people.nils.id,)]
        assert names == [("Nils", "nils@torg.example")]
        for table in ("session", "passkey", "mail_code", "sign_in_link", "staff_member", "mail_message", "rate_bucket"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                async with as_seller(conn, market.people.nils_shop):
                    await conn.execute(f"SELECT * FROM {table}")  # type: ignore[arg-type]
            await conn.rollback()
        everyone = await (await conn.execute("SELECT count(*) FROM seller_member")).fetchone()
        assert everyone == (2,)


async def test_office_mail(market: Market) -> None:
    await market.client.post("/sv-se/sign-in", data={"email": "astrid@torg.example"})
    market.client.cookies.clear()
    await market.sign_in("olav@torg.example")
    page = await market.client.get("/office/mail?q=astrid")
    assert "astrid@torg.example" in page.text
    [(number,)] = await market.query("SELECT id FROM mail_message")
    letter = await market.client.get(f"/office/mail/{number}")
    assert "Din inloggningskod" in letter.text
    assert (await market.client.get("/office/mail/999")).status_code == 404


async def test_office_shows_no_code_that_is_on_its_way_to_a_server(market: Market, monkeypatch: Any) -> None:
    await market.client.post("/sv-se/sign-in", data={"email": "astrid@torg.example"})
    [(text,)] = await market.query("SELECT content ->> 'text' FROM mail_message")
    code = re.search(r"[0-9]{6}", text)
    assert code
    await market.sign_in("olav@torg.example")
    settings = market.framework.state.settings
    monkeypatch.setitem(market.framework.state, "settings", msgspec.structs.replace(settings, smtp_url="smtp://mail"))
    [(number,)] = await market.query("SELECT id FROM mail_message")
    for path in ("/office/mail", f"/office/mail/{number}", "/office/mail?form=csv"):
        page = await market.client.get(path)
        assert page.status_code == 200
        assert code[0] not in page.text


def test_every_role_has_a_name_and_lets_read() -> None:
    assert set(SELLER_ROLES) == set(SELLER_ROLE_NAMES)
    assert set(STAFF_ROLES) == set(STAFF_ROLE_NAMES)
    assert all("read" in permissions for permissions in [*SELLER_ROLES.values(), *STAFF_ROLES.values()])
    assert permissions_of(SELLER_ROLES, ["prices", "orders", "nobody"]) == {"prices", "orders", "read"}
