"""Astrid goes through the shop with a real browser: by keyboard, on the phone, without scripts, without a network."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


@pytest.fixture
def astrid(browser: Browser, shop_url: str) -> Iterator[Page]:
    """Astrid at her desk; what the browser complains of is a fault."""
    yield from _walk(browser, shop_url, viewport=DESK)


@pytest.fixture
def astrid_on_the_phone(browser: Browser, shop_url: str) -> Iterator[Page]:
    """Astrid on the tram."""
    yield from _walk(browser, shop_url, viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def astrid_without_scripts(browser: Browser, shop_url: str) -> Iterator[Page]:
    """Astrid with scripts switched off."""
    yield from _walk(browser, shop_url, viewport=DESK, java_script_enabled=False)


def _walk(browser: Browser, shop_url: str, **options: Any) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(base_url=shop_url, locale="sv-SE", **options)
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    # A cross-fade that the browser gives up because the shopper went on quicker is nobody's fault.
    page.on("pageerror", lambda error: None if "Transition was" in str(error) else complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def first_category(page: Page) -> str:
    """The path of the first department on the home page."""
    page.goto("/sv-se/")
    return page.locator("a.tile").first.get_attribute("href") or ""


def a_compared_product(page: Page) -> str:
    """The path of a product that several shops sell."""
    page.goto(first_category(page))
    card = page.locator(".card", has=page.locator(".card-shops")).first
    return card.locator("a").get_attribute("href") or ""


def test_the_root_speaks_her_language(astrid: Page) -> None:
    astrid.goto("/")
    expect(astrid).to_have_url(re.compile(r"/sv-se/$"))
    expect(astrid.get_by_role("heading", level=1)).to_have_text("Vad kan vi hjälpa dig med?")


def test_finds_by_keyboard(astrid: Page) -> None:
    path = first_category(astrid)
    word = astrid.locator("a.tile").first.inner_text().strip().split()[0].lower()
    astrid.goto(path)
    box = astrid.locator("#q")
    box.focus()
    box.press_sequentially(word[:4], delay=20)
    options = astrid.locator("#q-suggestions [role=option]")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    target = options.first.get_attribute("href") or ""
    box.press("ArrowDown")
    box.press("ArrowUp")
    box.press("Enter")
    expect(astrid).to_have_url(re.compile(re.escape(target) + "$"))


def test_filters_without_leaving_the_page(astrid: Page) -> None:
    path = first_category(astrid)
    astrid.goto(path)
    astrid.evaluate("window.stayed = true")
    before = astrid.locator(".results-head [role=status]").inner_text()
    astrid.locator("#narrow input[type=checkbox]").first.check()
    expect(astrid.locator(".chip").first).to_be_visible()
    assert astrid.locator(".results-head [role=status]").inner_text() != before
    assert "?" in astrid.url
    assert "price_min=&" not in astrid.url
    astrid.locator(".menu summary").click()
    astrid.locator(".menu a", has_text="Lägsta pris").click()
    expect(astrid).to_have_url(re.compile("sort=price"))
    assert astrid.evaluate("window.stayed")
    astrid.go_back()
    astrid.go_back()
    expect(astrid).to_have_url(re.compile(re.escape(path) + "$"))
    expect(astrid.locator(".results-head [role=status]")).to_have_text(before)


def test_more_hits_join_those_that_are_there(astrid: Page) -> None:
    astrid.goto("/sv-se/search")
    count = astrid.locator(".card").count()
    astrid.get_by_role("link", name="Visa fler").click()
    expect(astrid.locator(".card").nth(count)).to_be_attached()
    links = astrid.locator(".card-title a").evaluate_all("all => all.map(each => each.href)")
    assert len(links) == len(set(links)) > count


def test_the_filters_stay_open_on_the_phone(astrid_on_the_phone: Page) -> None:
    page = astrid_on_the_phone
    page.goto(first_category(page))
    page.get_by_role("button", name="Filtrera").tap()
    sheet = page.locator("#narrow")
    expect(sheet).to_be_visible()
    sheet.locator("input[type=checkbox]").first.check()
    expect(page.locator(".chip").first).to_be_attached()
    expect(sheet).to_be_visible()
    page.locator(".narrow-go button").tap()
    expect(sheet).to_be_hidden()
    expect(page.locator(".chip").first).to_be_visible()


def test_compares_offers_where_they_stand(astrid: Page) -> None:
    astrid.goto(a_compared_product(astrid))
    astrid.evaluate("window.stayed = true")
    rows = astrid.locator(".offers tbody tr")
    assert rows.count() > 1
    astrid.locator(".offers [data-sort=total]").click()
    totals = [int(each) for each in rows.evaluate_all("all => all.map(each => each.dataset.total)")]
    assert totals == sorted(totals)
    expect(astrid.locator(".offers th.offers-total")).to_have_attribute("aria-sort", "ascending")
    assert "sort=total" in astrid.url
    assert astrid.evaluate("window.stayed")
    astrid.reload()
    again = [int(each) for each in rows.evaluate_all("all => all.map(each => each.dataset.total)")]
    assert again == totals


def test_remembers_only_what_she_asked_to_be_remembered(astrid: Page) -> None:
    path = a_compared_product(astrid)
    astrid.goto(path)
    expect(astrid.get_by_role("button", name="Kom ihåg vad jag tittat på")).to_be_visible()
    assert astrid.evaluate("localStorage.length + sessionStorage.length") == 0
    assert astrid.context.cookies() == []
    astrid.get_by_role("button", name="Kom ihåg vad jag tittat på").click()
    astrid.locator(".row").first.scroll_into_view_if_needed()
    other = astrid.locator(".later .card-title a").first
    expect(other).to_be_attached()
    other.click()
    expect(astrid.locator(f"[data-list] a[href='{path}']")).to_be_attached()
    astrid.get_by_role("button", name="Glöm").click()
    assert astrid.evaluate("localStorage.length") == 0


def test_everything_works_without_scripts(astrid_without_scripts: Page) -> None:
    page = astrid_without_scripts
    path = first_category(page)
    page.goto(path)
    box = page.locator("#narrow input[type=checkbox]").first
    box.check()
    page.locator(".narrow-go button").click()
    assert "=" in page.url
    expect(page.locator(".chip").first).to_be_visible()
    page.locator(".chip").first.click()
    expect(page.locator(".chip")).to_have_count(0)
    page.goto("/sv-se/search")
    first = page.locator(".card-title a").first.get_attribute("href")
    page.get_by_role("link", name="Visa fler").click()
    assert page.locator(".card-title a").first.get_attribute("href") != first
    page.goto(a_compared_product(page))
    page.locator(".offers th a").last.click()
    totals = [int(each.get_attribute("data-total") or 0) for each in page.locator(".offers tbody tr").all()]
    assert totals == sorted(totals)
    page.get_by_role("button", name="Avdelningar").first.click()
    expect(page.locator("#departments a").first).to_be_visible()
    page.locator("#departments a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_changes_country_on_the_same_product(astrid: Page) -> None:
    astrid.goto(a_compared_product(astrid))
    brand = astrid.locator(".buy-brand").inner_text()
    astrid.locator("#markets a[hreflang=da-DK]").click()
    expect(astrid).to_have_url(re.compile("/da-dk/p/"))
    assert astrid.locator(".buy-brand").inner_text() == brand
    assert "kr." in astrid.locator(".buy-price .price b").inner_text()


def test_says_so_when_there_is_no_network(browser: Browser, shop_url: str) -> None:
    context = browser.new_context(base_url=shop_url, viewport=PHONE)
    page = context.new_page()
    page.goto("/fi-fi/")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    assert page.evaluate("caches.match('/fi-fi/offline').then(Boolean)")
    context.set_offline(True)
    page.goto("/fi-fi/search?q=kahvi")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ei verkkoa juuri nyt")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_everyone_can_use_it(browser: Browser, shop_url: str, scheme: Any, viewport: Any) -> None:
    context = browser.new_context(
        base_url=shop_url, viewport=viewport, color_scheme=scheme, reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    category, product = first_category(page), a_compared_product(page)
    for path in (
        "/sv-se/",
        "/sv-se/search?q=svart+under+900+kr",
        category,
        product,
        "/sv-se/search?q=zzqqxx",
        "/sv-se/nej",
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(
            page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_sticks_out_sideways(browser: Browser, shop_url: str, width: int) -> None:
    context = browser.new_context(base_url=shop_url, viewport={"width": width, "height": 800}, service_workers="block")
    page = context.new_page()
    for path in (
        "/sv-se/",
        "/fi-fi/",
        "/sv-se/search",
        first_category(page),
        a_compared_product(page),
        "/da-dk/about/ranking",
    ):
        page.goto(path)
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond == 0, path
    context.close()
