"""Keys, webhooks and feeds in the portal: who may see them, what they show, what they let people do."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from msgspec import Struct

from tests.accounts.cast import Cast, make_cast
from tests.offers.programs import API, Market, open_market
from torg.accounts import Account, make_sign_in_link, save_member
from torg.core.files import open_files
from torg.core.jobs import jobs_at
from torg.offers.feed_import_run import Workshop, run_import
from torg.webhooks.collect import collect

PORTAL = "/portal/nils-jarnbod/integrations"
PAGES = ("keys", "webhooks", "feeds", "feeds/new")


class Portal(Struct):
    """The market with people who can sign in."""

    market: Market
    people: Cast

    async def sign_in(self, account: Account) -> httpx.AsyncClient:
        """Give the browser to somebody."""
        client = self.market.client
        client.cookies.clear()
        path = await make_sign_in_link(self.market.conn, account)
        assert (await client.post(path)).status_code == 303
        return client


@pytest.fixture
async def portal(fresh_database: str, tmp_path: Path) -> AsyncIterator[Portal]:
    async with jobs_at(fresh_database), open_market(fresh_database, tmp_path) as market:
        await market.conn.execute("UPDATE seller SET org_number = '5560360793' WHERE org_number = '5560125790'")
        yield Portal(market, await make_cast(market.conn))


async def test_only_who_may_sees_the_pages(portal: Portal) -> None:
    for page in PAGES:
        assert (await portal.market.client.get(f"{PORTAL}/{page}")).status_code == 303
    browser = await portal.sign_in(portal.people.kaisa)
    for page in PAGES:
        assert (await browser.get(f"{PORTAL}/{page}")).status_code == 404
    await save_member(portal.market.conn, portal.people.nils_shop, portal.people.astrid.id, ["support"])
    browser = await portal.sign_in(portal.people.astrid)
    for page in PAGES:
        assert (await browser.get(f"{PORTAL}/{page}")).status_code == 403
    browser = await portal.sign_in(portal.people.nils)
    for page in PAGES:
        assert (await browser.get(f"{PORTAL}/{page}")).status_code == 200


async def test_a_key_is_shown_once_works_is_replaced_and_revoked(portal: Portal) -> None:
    browser = await portal.sign_in(portal.people.nils)
    typed = {"name": "Lager", "scopes": ["read"], "expires": "30"}
    made = await browser.post(f"{PORTAL}/keys", data=typed)
    assert made.status_code == 200, made.text
    token = _token(made)
    assert token not in (await browser.get(f"{PORTAL}/keys")).text
    assert (await _offers(portal, token)).status_code == 200
    number = await portal.market.one("SELECT id FROM api_key")
    replaced = await browser.post(f"{PORTAL}/keys/{number}/replace", data={"overlap": "24"})
    assert (await _offers(portal, _token(replaced))).status_code == 200
    assert (await _offers(portal, token)).status_code == 200
    assert (await browser.post(f"{PORTAL}/keys/{number}/revoke")).status_code == 303
    assert (await _offers(portal, token)).status_code == 401
    told = await portal.market.one("SELECT actor FROM journal WHERE kind = 'api_key.revoked'")
    assert told == f"seller:{portal.people.nils_shop}/{portal.people.nils.id}"


async def test_what_was_typed_wrong_is_told_and_kept(portal: Portal) -> None:
    browser = await portal.sign_in(portal.people.nils)
    answer = await browser.post(f"{PORTAL}/keys", data={"name": "Mitt lager", "expires": "0"})
    assert answer.status_code == 422
    assert "Mitt lager" in answer.text
    answer = await browser.post(f"{PORTAL}/webhooks", data={"url": "http://10.0.0.1/hooks"})
    assert answer.status_code == 422
    assert "http://10.0.0.1/hooks" in answer.text
    typed = {"name": "A", "url": "https://nils.example/f.csv", "times": "25:00", "mapping": "{"}
    answer = await browser.post(f"{PORTAL}/feeds/new", data=typed)
    assert answer.status_code == 422
    assert "25:00" in answer.text
    assert await portal.market.one("SELECT count(*) FROM api_key") == 0
    assert await portal.market.one("SELECT count(*) FROM webhook_endpoint") == 0
    assert await portal.market.one("SELECT count(*) FROM feed_schedule") == 0


async def test_a_webhook_is_made_tested_turned_off_and_removed(portal: Portal) -> None:
    browser = await portal.sign_in(portal.people.nils)
    made = await browser.post(f"{PORTAL}/webhooks", data={"url": "https://nils.example/hooks"})
    assert "whsec_" in made.text
    number = await portal.market.one("SELECT id FROM webhook_endpoint")
    page = f"{PORTAL}/webhooks/{number}"
    assert "whsec_" not in (await browser.get(page)).text
    assert (await browser.post(f"{page}/test")).status_code == 303
    while await collect(portal.market.conn):
        pass
    assert "webhook.test" in (await browser.get(page)).text
    delivery = await portal.market.one("SELECT id FROM webhook_delivery")
    shown = await browser.get(f"{page}/deliveries/{delivery}")
    assert await portal.market.one("SELECT message_id FROM webhook_delivery") in shown.text
    assert (await browser.post(f"{page}/deliveries/{delivery}/replay")).status_code == 303
    assert (await browser.post(f"{page}/replay", data={"hours": "24"})).status_code == 303
    assert await portal.market.one("SELECT count(*) FROM webhook_replay") == 2
    assert "whsec_" in (await browser.post(f"{page}/secret")).text
    assert (await browser.post(f"{page}/turn", data={"to": "off"})).status_code == 303
    assert await portal.market.one("SELECT state FROM webhook_endpoint") == "paused"
    assert (await browser.post(f"{page}/remove")).status_code == 303
    assert (await browser.get(page)).status_code == 404
    assert (await browser.get(f"{page}/deliveries/{delivery}")).status_code == 404


async def test_a_file_is_uploaded_read_and_reported_on(portal: Portal, tmp_path: Path) -> None:
    browser = await portal.sign_in(portal.people.nils)
    feed = b"sku,title,price,stock\nsaw-1,Saw,199,4\nsaw-2,Saw,gratis,4\nsaw-3,=HYPERLINK(),gratis,4\n"
    files = {"file": ("artiklar.csv", feed, "text/csv")}
    sent = await browser.post(f"{PORTAL}/feeds", data={"name": "Verktyg", "complete": "1"}, files=files)
    assert sent.status_code == 303, sent.text
    page = sent.headers["location"]
    waiting = await browser.get(page)
    assert "hx-trigger" in waiting.text
    pool = portal.market.framework.state.pool
    await run_import(Workshop(pool, open_files("", tmp_path / "files")), int(page.rpartition("/")[2]))
    done = await browser.get(page)
    assert "hx-trigger" not in done.text
    assert "saw-2" in done.text
    table = await browser.get(f"{page}?form=csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert [line.split(";")[2] for line in table.text.splitlines() if line.startswith("refused")] == ["saw-2", "saw-3"]
    assert (await browser.get(f"{page}?form=json")).json()["counts"]["created"] == 1
    browser = await portal.sign_in(portal.people.kaisa)
    assert (await browser.get(page.replace("nils-jarnbod", "kaisas-bokhylla"))).status_code == 404


async def test_a_feed_is_scheduled_changed_and_removed(portal: Portal) -> None:
    browser = await portal.sign_in(portal.people.nils)
    typed = {"name": "Verktyg", "url": "https://nils.example/f.csv", "times": "06:00, 18:30", "complete": "1"}
    assert (await browser.post(f"{PORTAL}/feeds/new", data=typed)).status_code == 303
    number = await portal.market.one("SELECT id FROM feed_schedule")
    assert await portal.market.one("SELECT count(*) FROM feed_import WHERE schedule_id = %s", number) == 1
    page = f"{PORTAL}/feeds/{number}"
    assert "06:00, 18:30" in (await browser.get(page)).text
    typed |= {"times": "07:15", "mapping": '[fields]\nsku = "nr"\ntitle = "namn"\n'}
    changed = await browser.post(page, data=typed)
    assert changed.status_code == 303, changed.text
    assert await portal.market.one("SELECT times FROM feed_schedule") == [435]
    assert await portal.market.one("SELECT options -> 'mapping' -> 'fields' ->> 'sku' FROM feed_schedule") == "nr"
    assert (await browser.post(f"{page}/turn", data={"to": "off"})).status_code == 303
    assert await portal.market.one("SELECT state FROM feed_schedule") == "paused"
    assert (await browser.post(f"{page}/remove")).status_code == 303
    assert (await browser.get(page)).status_code == 404


def _token(answer: httpx.Response) -> str:
    found = re.search(r"torg_live_[0-9A-Za-z]{38}", answer.text)
    assert found is not None, answer.text
    return found[0]


async def _offers(portal: Portal, token: str) -> httpx.Response:
    await asyncio.sleep(0)
    return await portal.market.client.get(f"{API}/offers", headers={"authorization": f"Bearer {token}"})
