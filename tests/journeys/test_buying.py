"""Astrid buys: as a guest on the phone, without scripts, of two shops, with a card that fails and one that works."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.served import Shop

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
GUEST = {
    "email": "astrid@example.se",
    "name": "Astrid Lind",
    "street": "Storgatan 1",
    "postal_code": "111 22",
    "city": "Stockholm",
}


@pytest.fixture
def astrid(browser: Browser, shop_url: str) -> Iterator[Page]:
    """Astrid on the tram."""
    yield from _walk(browser, shop_url)


@pytest.fixture
def astrid_without_scripts(browser: Browser, shop_url: str) -> Iterator[Page]:
    """Astrid with scripts switched off."""
    yield from _walk(browser, shop_url, java_script_enabled=False)


def _walk(browser: Browser, shop_url: str, **options: Any) -> Iterator[Page]:
    context = browser.new_context(base_url=shop_url, locale="sv-SE", viewport=PHONE, **options)
    yield context.new_page()
    context.close()


def bought_of(shop: Shop, seller: int, page: int = 0) -> str:
    """The path of a product in stock whose featured offer is of a seller."""
    found = shop.json(f"/api/v1/search?locale=sv-se&seller={seller}&in_stock=true&limit=24")["items"]
    fitting = [
        each["url"]
        for each in found
        if (product := shop.json(f"/api/v1/products/{each['id']}?locale=sv-se"))["featured"]["seller"]["id"] == seller
        and product["featured"]["availability"] == "in_stock"
    ]
    return str(fitting[page])


def a_product(shop: Shop, number: int = 0) -> str:
    """The path of a product in stock."""
    found = shop.json("/api/v1/search?locale=sv-se&q=lampa&in_stock=true&limit=24")["items"]
    return str(found[number]["url"])


def fill_in(page: Page, fields: dict[str, str] = GUEST) -> None:
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)


def pay(page: Page, number: str = "4242 4242 4242 4242") -> None:
    """Type a card on the provider's page."""
    page.fill("[name=number]", number)
    page.get_by_role("button", name="Betala", exact=True).click()


def order_number(page: Page) -> str:
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", page.locator("main").inner_text())
    assert found is not None
    return found[0]


def test_a_guest_buys_with_three_taps_and_five_fields(astrid: Page, shop: Shop) -> None:
    astrid.goto(a_product(shop))
    astrid.get_by_role("button", name="Köp", exact=True).click()
    fill_in(astrid)
    assert Axe().run(astrid).response["violations"] == []
    astrid.get_by_role("button", name="Köp – betala nu").click()
    astrid.wait_for_url("**/pay/**")
    pay(astrid)

    astrid.wait_for_url("**/order/**")
    expect(astrid.get_by_role("heading", name="Tack!")).to_be_visible()
    assert order_number(astrid)
    assert Axe().run(astrid).response["violations"] == []


def test_without_scripts_a_declined_card_loses_nothing_and_the_next_one_pays(
    astrid_without_scripts: Page, shop: Shop
) -> None:
    page = astrid_without_scripts
    page.goto(a_product(shop, 1))
    page.get_by_role("button", name="Lägg i varukorgen").click()
    page.get_by_role("link", name="Till kassan").click()
    fill_in(page, GUEST | {"postal_code": "12"})
    page.get_by_role("button", name="Köp – betala nu").click()
    assert page.locator("[name=postal_code]").get_attribute("aria-invalid") == "true"
    assert page.input_value("[name=street]") == "Storgatan 1"

    page.fill("[name=postal_code]", "111 22")
    page.get_by_role("button", name="Köp – betala nu").click()
    page.wait_for_url("**/pay/**")
    pay(page, "4000 0000 0000 0002")
    page.wait_for_url("**/order/**")
    expect(page.get_by_text("Kortet nekades")).to_be_visible()

    page.get_by_role("button", name="Betala", exact=True).click()
    page.wait_for_url("**/pay/**")
    pay(page)
    page.wait_for_url("**/order/**")
    expect(page.get_by_role("heading", name="Tack!")).to_be_visible()


def test_two_shops_are_two_parcels_and_a_bank_that_asks_is_answered(astrid: Page, shop: Shop) -> None:
    for seller in (1, 2):
        astrid.goto(bought_of(shop, seller))
        astrid.get_by_role("button", name="Lägg i varukorgen").click()
        astrid.wait_for_url("**/cart")
    assert Axe().run(astrid).response["violations"] == []
    astrid.get_by_role("link", name="Till kassan").click()
    fill_in(astrid)
    astrid.get_by_role("button", name="Köp – betala nu").click()
    astrid.wait_for_url("**/pay/**")
    pay(astrid, "4000 0025 0000 3155")
    astrid.fill("[name=code]", "123456")
    astrid.get_by_role("button", name="Bekräfta att det är du").click()

    astrid.wait_for_url("**/order/**")
    expect(astrid.get_by_role("heading", name=re.compile(r"Paket \d av 2"))).to_have_count(2)


def test_what_sells_out_under_the_hand_is_told_and_not_sold(astrid: Page, shop: Shop) -> None:
    astrid.goto(a_product(shop, 2))
    astrid.get_by_role("button", name="Köp", exact=True).click()
    offer = shop.sql("SELECT offer_id FROM cart_line ORDER BY added DESC LIMIT 1")
    shop.sql(f"UPDATE offer SET stock = 0 WHERE id = {offer}")
    fill_in(astrid)
    astrid.get_by_role("button", name="Köp – betala nu").click()

    expect(astrid.get_by_text("Slut just nu.").first).to_be_visible()
    assert shop.sql(f"SELECT count(*) FROM order_line WHERE offer_id = {offer}") == "0"


def test_a_member_buys_with_one_tap_and_ten_seconds_to_think(astrid: Page, shop: Shop) -> None:
    shop.sql("INSERT INTO account (email, email_key, language) VALUES ('astrid@example.se', 'astrid@example.se', 'sv')")
    link = re.search(r"/sign-in/link/\S+", shop.run("link", "astrid@example.se"))
    assert link is not None
    astrid.goto(link[0])
    astrid.locator("main form button").first.click()
    astrid.goto(a_product(shop, 3))
    astrid.get_by_role("button", name="Köp", exact=True).click()
    fill_in(astrid, {name: value for name, value in GUEST.items() if name != "email"})
    astrid.get_by_text("Spara kortet").click()
    astrid.get_by_role("button", name="Köp – betala nu").click()
    astrid.wait_for_url("**/pay/**")
    pay(astrid)
    astrid.wait_for_url("**/order/**")
    first = order_number(astrid)

    astrid.goto(a_product(shop, 4))
    astrid.get_by_role("button", name="Köp – betala nu").click()
    sheet = astrid.locator("dialog[open]")
    expect(sheet.get_by_text("Storgatan 1")).to_be_visible()
    expect(sheet.get_by_text("Visa •••• 4242")).to_be_visible()
    sheet.get_by_role("button", name="Köp inte").click()
    expect(astrid.locator("dialog")).to_have_count(0)

    astrid.get_by_role("button", name="Köp – betala nu").click()
    astrid.wait_for_url("**/order/**", timeout=30_000)
    expect(astrid.get_by_role("heading", name="Tack!")).to_be_visible()
    assert order_number(astrid) != first
