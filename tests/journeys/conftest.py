"""The demo market, served once for all journeys, and Debian's Chromium to walk through it."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.served import Shop

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def shop() -> Iterator[Shop]:
    """A whole Torg with the demo market."""
    shop = Shop()
    try:
        yield shop.start()
    finally:
        shop.remove()


@pytest.fixture(scope="session")
def shop_url(shop: Shop) -> str:
    """Where the demo market is."""
    return shop.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser."""
    path = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if path is None:
        pytest.fail("The browser journeys need Chromium. Run: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()
