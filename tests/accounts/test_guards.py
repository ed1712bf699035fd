"""Who may be where."""

from tests.accounts.conftest import Market

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
