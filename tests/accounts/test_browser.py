"""Signing in and working at a desk, in a real browser with a virtual authenticator."""

import asyncio
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession, Page, expect, sync_playwright

from tests.accounts.cast import make_cast
from tests.journeys.conftest import CHROMIUM
from torg.accounts import account_by_email, make_sign_in_link

pytestmark = pytest.mark.browser
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


def beside(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine in a thread: the browser's driver has this one's event loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


class Opened:
    """A served market with its people."""

    def __init__(self, address: str, database: str) -> None:
        self.address = address
        self.database = database

    def link(self, email: str) -> str:
        async def make() -> str:
            async with await psycopg.AsyncConnection.connect(self.database) as conn:
                account = await account_by_email(conn, email)
                assert account is not None
                return await make_sign_in_link(conn, account)

        return self.address + str(beside(make()))

    def code(self) -> str:
        with psycopg.connect(self.database) as conn:
            row = conn.execute("SELECT content ->> 'text' FROM mail_message ORDER BY id DESC LIMIT 1").fetchone()
        assert row is not None
        found = re.search(r"\b[0-9]{6}\b", str(row[0]))
        assert found
        return found[0]


@pytest.fixture(scope="module")
def browser(database_url: str) -> Iterator[Browser]:
    """A real browser, opened after the database, which is migrated in an event loop of its own."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("The browser tests need Chromium. Run: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        expect.set_options(timeout=15_000)
        yield browser
        browser.close()


@pytest.fixture
def opened(fresh_database: str, tmp_path: Path) -> Iterator[Opened]:
    with psycopg.connect(fresh_database) as conn:
        conn.execute(
            """
            INSERT INTO mail_message (message_id, recipient, subject, state)
            SELECT 'm' || n, 'astrid' || n || '@torg.example', 'Brev ' || n, 'sent' FROM generate_series(1, 120) AS n
            """
        )

    async def people() -> None:
        async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
            await make_cast(conn)

    beside(people())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"HOME": tmp_path, "PORT": port, "DATABASE_URL": fresh_database, "WEB_WORKERS": 1}
    environment = os.environ | {f"TORG_{name}": str(value) for name, value in settings.items()}
    with (tmp_path / "web.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "torg", "web"], env=environment, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
                break
            except OSError:
                assert time.monotonic() < deadline, (tmp_path / "web.log").read_text()
                time.sleep(0.1)
        yield Opened(f"http://localhost:{port}", fresh_database)
    finally:
        process.terminate()
        process.wait(20)


def authenticator(page: Page) -> tuple[CDPSession, str]:
    """Give the browser a device that holds passkeys and knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def test_a_passkey_is_added_used_copied_and_removed(browser: Browser, opened: Opened) -> None:
    page = browser.new_context(locale="sv-SE").new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    device, number = authenticator(page)

    page.goto(opened.link("nils@torg.example"))
    page.get_by_role("button", name="Logga in").click()
    expect(page).to_have_url(f"{opened.address}/portal/nils-jarnbod")
    page.goto(f"{opened.address}/account")
    page.get_by_role("button", name="Lägg till en lösennyckel").click()
    expect(page.get_by_role("button", name="Byt namn")).to_be_visible()

    page.get_by_role("button", name="Logga ut", exact=True).click()
    page.goto(f"{opened.address}/portal/nils-jarnbod?a=1")
    faults.clear()  # The way out leads to the shop, which has no shelf here.
    page.get_by_role("button", name="Använd en lösennyckel").click()
    expect(page).to_have_url(f"{opened.address}/portal/nils-jarnbod?a=1")

    # A key that was copied has counted less than the one that was used since.
    [held] = device.send("WebAuthn.getCredentials", {"authenticatorId": number})["credentials"]
    with psycopg.connect(opened.database) as conn:
        conn.execute("UPDATE passkey SET sign_count = %s", (held["signCount"] + 10,))
    page.context.clear_cookies()
    page.goto(f"{opened.address}/sv-se/sign-in")
    assert faults == []
    page.get_by_role("button", name="Använd en lösennyckel").click()
    expect(page.get_by_role("alert")).to_contain_text("gick inte att använda")
    with psycopg.connect(opened.database) as conn:
        conn.execute("UPDATE passkey SET sign_count = %s", (held["signCount"],))
    page.get_by_role("button", name="Använd en lösennyckel").click()
    expect(page).to_have_url(f"{opened.address}/portal/nils-jarnbod")

    page.goto(f"{opened.address}/account")
    page.get_by_role("button", name="Ta bort").click()
    expect(page.get_by_role("status")).to_contain_text("borttagen")
    page.context.clear_cookies()
    page.goto(f"{opened.address}/sv-se/sign-in")
    page.get_by_role("button", name="Använd en lösennyckel").click()
    expect(page.get_by_role("alert")).to_contain_text("gick inte att använda")


def test_a_code_without_scripts(browser: Browser, opened: Opened) -> None:
    page = browser.new_context(locale="sv-SE", java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(f"{opened.address}/portal/nils-jarnbod")
    expect(page.get_by_role("button", name="Använd en lösennyckel")).to_be_hidden()
    page.get_by_label("E-post").fill("nils@torg.example")
    page.get_by_role("button", name="Mejla mig en kod").click()
    page.get_by_label("Kod").fill(opened.code())
    page.get_by_role("button", name="Logga in").click()
    expect(page).to_have_url(f"{opened.address}/portal/nils-jarnbod")
    page.get_by_role("link", name="Meny", exact=True).click()
    expect(page.get_by_role("navigation", name="Huvudmeny")).to_be_visible()


def test_a_table_by_keyboard(browser: Browser, opened: Opened) -> None:
    page = browser.new_context(locale="en-GB", viewport=DESKTOP).new_page()
    page.goto(opened.link("olav@torg.example"))
    page.locator(".sign-in button").click()
    page.goto(f"{opened.address}/office/mail?sort=recipient")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    here = page.locator("tr.is-here")
    expect(here).to_contain_text("astrid100@torg.example")
    page.keyboard.press("/")
    page.keyboard.type("astrid77")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/office/mail\?q=astrid77&"))
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Brev 77")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_the_pages(browser: Browser, opened: Opened, viewport: dict[str, int], scheme: str) -> None:
    page = browser.new_context(locale="sv-SE", viewport=viewport, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    axe = Axe()
    looked: dict[str, str] = {}

    def look(name: str) -> None:
        found = axe.run(
            page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        if found.violations_count:
            looked[name] = found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, name
        if folder := os.environ.get("TORG_TEST_SCREENSHOTS"):
            page.screenshot(path=f"{folder}/{name}-{viewport['width']}-{scheme}.png")

    page.goto(f"{opened.address}/sv-se/sign-in")
    look("sign-in")
    page.get_by_label("E-post").fill("olav@torg.example")
    page.get_by_role("button", name="Mejla mig en kod").click()
    expect(page.get_by_label("Kod")).to_be_visible()
    look("code")
    page.goto(opened.link("olav@torg.example"))
    page.locator(".sign-in button").click()
    expect(page.locator("h1").first).to_be_visible()
    page.goto(f"{opened.address}/office/mail")
    look("table")
    page.goto(f"{opened.address}/office/mail/5")
    look("mail")
    page.goto(f"{opened.address}/office/nothing")
    look("nothing")
    page.goto(f"{opened.address}/account")
    look("account")
    page.goto(opened.link("nils@torg.example"))
    page.locator(".sign-in button").click()
    expect(page.get_by_role("heading", name="Nils Järnbod")).to_be_visible()
    look("portal")
    assert looked == {}
