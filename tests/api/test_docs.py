"""The pages on which the API can be read and tried, walked through with a real browser."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from tests.api.served import Web
from tests.journeys.conftest import CHROMIUM

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("schemathesis")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("The browser journeys need Chromium. Run: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="en-GB") as context:
        page = context.new_page()
        page.set_default_timeout(30_000)
        yield page


def test_an_operation_is_tried_with_nothing_from_elsewhere(web: Web, page: Page) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(_host(request)))
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{web.url}/api/v1/docs")
    markets = page.locator("#operations-Markets-list_markets")
    markets.get_by_role("button").first.click()
    with page.expect_response(f"{web.url}/api/v1/markets") as answered:
        markets.get_by_role("button", name="Execute").click()
    assert answered.value.status == 200
    expect(markets.locator(".live-responses-table tbody .response-col_status").first).to_contain_text("200")
    expect(markets.locator(".live-responses-table")).to_contain_text("currency_decimals")
    assert set(asked) == {web.url}
    assert said == []


def test_an_operation_with_parameters_is_tried(web: Web, page: Page) -> None:
    page.goto(f"{web.url}/api/v1/docs")
    search = page.locator("#operations-Search-get_search")
    search.get_by_role("button").first.click()
    search.locator("tr[data-param-name='q'] input").fill("skruvdragare")
    with page.expect_response(lambda answer: "/api/v1/search" in answer.url) as answered:
        search.get_by_role("button", name="Execute").click()
    assert answered.value.status == 200
    assert "q=skruvdragare" in answered.value.url
    expect(search.locator(".live-responses-table")).to_contain_text("Skruvdragare 18 V")


def _host(request: Request) -> str:
    scheme, rest = request.url.split("://", 1) if "://" in request.url else ("", request.url)
    return f"{scheme}://{rest.split('/')[0]}" if scheme in {"http", "https", "ws"} else request.url.split(":")[0]
