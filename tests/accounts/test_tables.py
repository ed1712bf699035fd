"""Tables of portal and office, through a page as domains build them."""

import csv
import io
import re

import pytest

from tests.accounts.conftest import Market

THINGS = "/portal/nils-jarnbod/things"


def names(text: str) -> list[str]:
    return re.findall(r'things/\d+">([^<]+)</a>', text)


@pytest.mark.parametrize("sort", ["name", "-name", "price", "-price", "stock", "-changed"])
async def test_every_row_once_forward_and_back(market: Market, sort: str) -> None:
    await market.sign_in("nils@torg.example")
    seen: list[list[str]] = []
    url = f"{THINGS}?sort={sort}"
    while url:
        page = await market.client.get(url)
        assert page.status_code == 200, page.text
        seen.append(names(page.text))
        found = re.search(r'rel="next" href="([^"]+)"', page.text)
        url = found[1].replace("&amp;", "&") if found else ""
    every = [name for page_names in seen for name in page_names]
    assert len(every) == 50
    assert len(set(every)) == 50
    assert len(seen) == 5
    found = re.search(r'rel="prev" href="([^"]+)"', page.text)
    assert found
    before = await market.client.get(found[1].replace("&amp;", "&"))
    assert names(before.text) == seen[3]


async def test_only_the_sellers_own_rows(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    page = await market.client.get(f"{THINGS}?q=Sak+3")
    assert "Sak 30" in page.text
    assert "Sak 31" not in page.text


async def test_filters(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    page = await market.client.get(f"{THINGS}?price_from=1%20000&price_to=1150,00")
    assert names(page.text) == ["Sak 82", "Sak 84", "Sak 86", "Sak 88", "Sak 92"]
    page = await market.client.get(f"{THINGS}?status=withdrawn&q=Sak%209")
    assert names(page.text) == ["Sak 90", "Sak 96"]
    page = await market.client.get(f"{THINGS}?changed_from=2026-11-18&changed_to=2026-11-20")
    assert names(page.text) == ["=1+1", "Sak 2"]
    page = await market.client.get(f"{THINGS}?dear=1&q=9")
    assert names(page.text) == ["Sak 92", "Sak 94", "Sak 96", "Sak 98"]
    page = await market.client.get(f"{THINGS}?q=%25")
    assert names(page.text) == []


async def test_what_cannot_be_read_narrows_nothing_and_is_said(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    page = await market.client.get(f"{THINGS}?price_from=dear&sort=nothing")
    assert page.status_code == 200
    assert 'value="dear"' in page.text
    assert len(names(page.text)) == 10
    for place in ("x", "WyJ4IiwieSJd", "W251bGwsIngiXQ"):
        assert (await market.client.get(f"{THINGS}?after={place}&sort=stock")).status_code == 400


async def test_csv_holds_what_the_filters_leave_and_no_formula(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    answer = await market.client.get(f"{THINGS}?form=csv&sort=stock")
    assert answer.headers["content-disposition"].startswith('attachment; filename="things-')
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 51
    assert rows[1][:4] == ["Sak 2", "25,00", "SEK", "2"]
    assert rows[2][0] == "'=1+1"
    assert rows[5][1] == ""


async def test_change_in_place(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    [(number,)] = await market.query("SELECT id FROM thing WHERE name = 'Sak 2'")
    part = {"hx-request": "true"}
    saved = await market.client.post(f"{THINGS}/{number}/price", data={"value": "19,90"}, headers=part)
    assert saved.status_code == 200
    assert 'value="19,90"' in saved.text
    assert "<html" not in saved.text
    refused = await market.client.post(f"{THINGS}/{number}/price", data={"value": "0,50"}, headers=part)
    assert refused.status_code == 422
    assert 'value="0,50"' in refused.text
    assert "less than it costs" in refused.text
    assert await market.query("SELECT price FROM thing WHERE id = %s", number) == [(1990,)]
    unread = await market.client.post(f"{THINGS}/{number}/price", data={"value": "dyrt"}, headers=part)
    assert unread.status_code == 422
    assert 'value="dyrt"' in unread.text


async def test_change_in_place_without_scripts(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    [(number,)] = await market.query("SELECT id FROM thing WHERE name = 'Sak 2'")
    came_from = {"referer": f"http://shop.example{THINGS}?q=Sak"}
    saved = await market.client.post(
        f"{THINGS}/{number}/price", data={"value": "21"}, headers=came_from, follow_redirects=False
    )
    assert saved.status_code == 303
    assert saved.headers["location"] == f"{THINGS}?q=Sak#table-things"
    page = await market.client.get(saved.headers["location"])
    assert 'role="status"' in page.text
    assert "Sparat" in page.text
    assert "Sparat" not in (await market.client.get(THINGS)).text


async def test_another_sellers_row_is_not_there(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    [(number,)] = await market.query("SELECT id FROM thing WHERE name = 'Sak 1'")
    answer = await market.client.post(f"{THINGS}/{number}/price", data={"value": "19"})
    assert answer.status_code == 404
    assert await market.query("SELECT price FROM thing WHERE id = %s", number) == [(1250,)]


async def test_an_action_for_chosen_rows_and_for_all_in_the_list(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    ids = [row[0] for row in await market.query("SELECT id FROM thing WHERE name IN ('Sak 2', 'Sak 8', 'Sak 1')")]
    await market.client.post(f"{THINGS}/withdraw", data={"id": [str(each) for each in ids]})
    changed = await market.query("SELECT name FROM thing WHERE status = 'withdrawn' AND id = ANY(%s) ORDER BY id", ids)
    assert changed == [("Sak 2",), ("Sak 8",)]
    page = await market.client.post(f"{THINGS}/withdraw", data={"all": "1", "q": "Sak"})
    assert "49 gone." in page.text
    left = await market.query(
        "SELECT name FROM thing WHERE status = 'active' AND seller_id = %s", market.people.nils_shop
    )
    assert left == [("=1+1",)]


async def test_htmx_gets_the_table_alone(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    headers = {"hx-request": "true", "hx-target": "section#table-things"}
    answer = await market.client.get(f"{THINGS}?q=Sak", headers=headers)
    assert answer.text.lstrip().startswith("<section")
