"""Sessions, links, and what only our own pages may ask for."""

import asyncio
import re

import psycopg

from tests.accounts.conftest import Market
from torg.accounts import account_by_email, make_sign_in_link
from torg.accounts.device import device_of
from torg.accounts.session_queries import account_of_link, use_link
from torg.core.security import token_hash

NILS = "/portal/nils-jarnbod"


async def link_for(market: Market, email: str) -> str:
    async with await psycopg.AsyncConnection.connect(market.url) as conn:
        account = await account_by_email(conn, email)
        assert account is not None
        return await make_sign_in_link(conn, account)


async def test_only_the_hash_of_a_token_is_kept(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    token = market.client.cookies["torg_session"]
    assert len(token) >= 43
    [(kept,)] = await market.query("SELECT token_hash FROM session")
    assert token.encode() not in bytes(kept)


async def test_a_link_shows_before_it_signs_in_and_works_once(market: Market) -> None:
    path = await link_for(market, "nils@torg.example")
    for _ in range(2):
        page = await market.client.get(path)
        assert "nils@torg.example" in page.text
    assert await market.query("SELECT 1 FROM session") == []
    answers = await asyncio.gather(*(market.client.post(path, follow_redirects=False) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [303, 410, 410, 410]
    assert (await market.client.get(path)).status_code == 410


async def test_of_two_who_hold_a_link_one_is_let_in(market: Market) -> None:
    token = token_hash((await link_for(market, "nils@torg.example")).rpartition("/")[2])
    nils = market.people.nils.id
    async with (
        await psycopg.AsyncConnection.connect(market.url) as first,
        await psycopg.AsyncConnection.connect(market.url) as second,
    ):
        # The control: whoever only looks, before the other has used it up, would be let in as well.
        assert await use_link(first, token) == nils
        assert await account_of_link(second, token) == nils
        waiting = asyncio.create_task(use_link(second, token))
        await asyncio.sleep(0)
        await first.commit()
        assert await waiting is None


async def test_a_new_link_ends_the_earlier_one(market: Market) -> None:
    first = await link_for(market, "nils@torg.example")
    second = await link_for(market, "nils@torg.example")
    assert (await market.client.post(first, follow_redirects=False)).status_code == 410
    assert (await market.client.post(second, follow_redirects=False)).status_code == 303


async def test_an_expired_link(market: Market) -> None:
    path = await link_for(market, "nils@torg.example")
    await market.change("UPDATE sign_in_link SET expires = now()")
    assert (await market.client.post(path, follow_redirects=False)).status_code == 410


async def test_a_session_ends_when_it_was_not_used_and_lasts_when_it_was(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    await market.change("UPDATE session SET seen = now() - interval '6 minutes', expires = now() + interval '1 minute'")
    assert (await market.client.get(NILS)).status_code == 200
    [(lasts,)] = await market.query("SELECT expires > now() + interval '29 days' FROM session")
    assert lasts
    await market.change("UPDATE session SET expires = now()")
    assert (await market.client.get(NILS, follow_redirects=False)).status_code == 303


async def test_signing_in_anew_replaces_the_session_and_its_token(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    before = market.client.cookies["torg_session"]
    await market.sign_in("nils@torg.example")
    assert market.client.cookies["torg_session"] != before
    [(number,)] = await market.query("SELECT count(*) FROM session")
    assert number == 1


async def test_sign_out_here_and_everywhere(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    here = dict(market.client.cookies)
    await market.client.post("/sign-out", follow_redirects=False)
    market.client.cookies.update(here)
    assert (await market.client.get(NILS, follow_redirects=False)).status_code == 303

    market.client.cookies.clear()
    await market.sign_in("nils@torg.example")
    there = dict(market.client.cookies)
    market.client.cookies.clear()
    await market.sign_in("nils@torg.example")
    page = await market.client.get("/account")
    assert len(re.findall(r"/account/sessions/\d+/end", page.text)) == 1
    await market.client.post("/account/sessions/end", follow_redirects=False)
    for cookies in (there, dict(market.client.cookies)):
        market.client.cookies.clear()
        market.client.cookies.update(cookies)
        assert (await market.client.get("/account", follow_redirects=False)).status_code == 303


async def test_nobody_ends_anothers_session(market: Market) -> None:
    await market.sign_in("kaisa@torg.example")
    [(kaisas,)] = await market.query("SELECT id FROM session")
    market.client.cookies.clear()
    await market.sign_in("nils@torg.example")
    answer = await market.client.post(f"/account/sessions/{kaisas}/end", follow_redirects=False)
    assert answer.status_code == 404
    assert (kaisas,) in await market.query("SELECT id FROM session")


async def test_only_our_own_pages_may_post(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://shop.example.evil.example"},
    ):
        answer = await market.client.post("/sign-out", headers=headers, follow_redirects=False)
        assert answer.status_code == 403, headers
    assert (await market.client.get(NILS)).status_code == 200
    for headers in ({"sec-fetch-site": "same-origin"}, {"origin": "http://shop.example"}):
        answer = await market.client.post("/account", data={"language": "sv"}, headers=headers, follow_redirects=False)
        assert answer.status_code == 303


async def test_what_asks_for_certainty(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    assert (await market.client.post(f"{NILS}/sure", follow_redirects=False)).headers["location"] == NILS
    await market.change("UPDATE session SET created = now() - interval '16 minutes'")
    came_from = {"referer": f"http://shop.example{NILS}?a=1", "accept-language": "sv"}
    answer = await market.client.post(f"{NILS}/sure", headers=came_from, follow_redirects=False)
    assert answer.headers["location"] == "/sv-se/sign-in?confirm=1&next=%2Fportal%2Fnils-jarnbod%3Fa%3D1"
    page = await market.client.get(answer.headers["location"])
    assert "Bekräfta att det är du" in page.text
    sent = await market.client.post(
        "/sv-se/sign-in", data={"email": "kaisa@torg.example", "next": NILS}, follow_redirects=False
    )
    assert sent.status_code == 303
    [(recipient,)] = await market.query("SELECT recipient FROM mail_message ORDER BY id DESC LIMIT 1")
    assert recipient == "nils@torg.example"


async def test_a_change_of_name_and_language(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    page = await market.client.post("/account", data={"name": "Nils  <b>", "language": "fi"})
    assert 'value="Nils &lt;b&gt;"' in page.text
    assert "Tallennettu" in page.text
    refused = await market.client.post("/account", data={"name": "x" * 121, "language": "xx"})
    assert refused.status_code == 422
    assert "x" * 121 in refused.text


def test_devices_have_names() -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36"
    assert device_of(agent) == "Chrome, Linux"
    assert device_of(agent + " Edg/149.0") == "Edge, Linux"
    assert (
        device_of("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) AppleWebKit/605 Version/19.0 Safari/604.1")
        == "Safari, iPhone"
    )
    assert device_of("curl/8") == ""
