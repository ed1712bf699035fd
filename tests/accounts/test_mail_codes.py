"""Signing in with a code by mail: for everybody the same, and hardly to be guessed."""

import re

from tests.accounts.conftest import Market

ASTRID = "astrid@torg.example"
SIGN_IN = "/sv-se/sign-in"


async def code_of(market: Market, email: str) -> str:
    [(text,)] = await market.query(
        "SELECT content ->> 'text' FROM mail_message WHERE recipient = %s ORDER BY id DESC LIMIT 1", email
    )
    found = re.search(r"\b\d{6}\b", text)
    assert found
    return found[0]


async def ask(market: Market, email: str) -> str:
    answer = await market.client.post(SIGN_IN, data={"email": email, "next": "/account"}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == f"{SIGN_IN}/code?next=%2Faccount"
    return await code_of(market, email)


async def test_a_code_signs_in_once_and_leads_on(market: Market) -> None:
    code = await ask(market, "Astrid@Torg.Example")
    page = await market.client.get(f"{SIGN_IN}/code")
    assert "Astrid@Torg.Example" in page.text
    typed = {"code": f" {code[:3]} {code[3:]} ", "next": "/account"}
    answer = await market.client.post(f"{SIGN_IN}/code", data=typed, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    cookie = next(each for each in answer.headers.get_list("set-cookie") if each.startswith("torg_session="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert (await market.client.get("/account")).status_code == 200
    [(number,)] = await market.query("SELECT count(*) FROM account WHERE email_key = %s", ASTRID)
    assert number == 1
    again = await market.client.post(f"{SIGN_IN}/code", data=typed, follow_redirects=False)
    assert again.status_code in {303, 422}
    [(sessions,)] = await market.query("SELECT count(*) FROM session")
    assert sessions == 1


async def test_whoever_is_new_gets_the_same_answer_and_an_account(market: Market) -> None:
    code = await ask(market, "new@torg.example")
    assert await market.query("SELECT 1 FROM account WHERE email_key = 'new@torg.example'") == []
    answer = await market.client.post(f"{SIGN_IN}/code", data={"code": code}, follow_redirects=False)
    assert answer.status_code == 303
    assert await market.query("SELECT language FROM account WHERE email_key = 'new@torg.example'") == [("sv",)]


async def test_five_wrong_codes_spend_it(market: Market) -> None:
    code = await ask(market, ASTRID)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(4):
        answer = await market.client.post(f"{SIGN_IN}/code", data={"code": wrong})
        assert answer.status_code == 422
        assert f'value="{wrong}"' in answer.text
        assert "stämmer inte" in answer.text
    await market.client.post(f"{SIGN_IN}/code", data={"code": wrong})
    answer = await market.client.post(f"{SIGN_IN}/code", data={"code": code}, follow_redirects=False)
    assert answer.status_code == 422
    assert await market.query("SELECT 1 FROM session") == []


async def test_a_code_is_bound_to_the_browser_that_asked(market: Market) -> None:
    code = await ask(market, ASTRID)
    market.client.cookies.clear()
    answer = await market.client.post(f"{SIGN_IN}/code", data={"code": code}, follow_redirects=False)
    assert await market.query("SELECT 1 FROM session") == []
    assert answer.status_code == 303
    assert "/sign-in?" in answer.headers["location"]


async def test_an_old_code_is_spent(market: Market) -> None:
    code = await ask(market, ASTRID)
    await market.change("UPDATE mail_code SET expires = now()")
    await market.client.post(f"{SIGN_IN}/code", data={"code": code})
    assert await market.query("SELECT 1 FROM session") == []


async def test_the_database_alone_gives_no_code_away(market: Market) -> None:
    import hashlib

    code = await ask(market, ASTRID)
    [(held, hashed)] = await market.query("SELECT token_hash, code_hash FROM mail_code")
    for salt in (b"", bytes(held), bytes(held).hex().encode()):
        for between in (b"", b":"):
            assert hashlib.sha256(salt + between + code.encode()).digest() != bytes(hashed)


async def test_too_many_codes_for_one_address(market: Market) -> None:
    for _ in range(5):
        await ask(market, ASTRID)
    answer = await market.client.post(SIGN_IN, data={"email": ASTRID.upper()}, follow_redirects=False)
    assert answer.status_code == 429
    assert 'value="ASTRID@TORG.EXAMPLE"' in answer.text
    await ask(market, "other@torg.example")


async def test_what_is_no_address_stays_in_the_field(market: Market) -> None:
    answer = await market.client.post(SIGN_IN, data={"email": '"><script>@x'})
    assert answer.status_code == 422
    assert "&#34;&gt;&lt;script&gt;@x" in answer.text
    assert "hel e-postadress" in answer.text


async def test_nobody_is_led_to_another_host(market: Market) -> None:
    for after in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "/a\nb"):
        page = await market.client.get(SIGN_IN, params={"next": after})
        assert 'name="next" value="/account/start"' in page.text
    code = await ask(market, ASTRID)
    answer = await market.client.post(
        f"{SIGN_IN}/code", data={"code": code, "next": "//evil.example"}, follow_redirects=False
    )
    assert answer.headers["location"] == "/account/start"
