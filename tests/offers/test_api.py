import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from tests.offers.programs import API, Market, open_market
from torg.core.actor import SYSTEM
from torg.core.jobs import jobs_at
from torg.sellers.api_key_life import revoke_api_key

PUT = f"{API}/offers/prices-and-stock"
CHANGE = {"changes": [{"sku": "tool-1", "market": "se", "price": 8900, "stock": 3}]}


@pytest.fixture
async def market(fresh_database: str, tmp_path: Path) -> AsyncIterator[Market]:
    async with open_market(fresh_database, tmp_path) as market:
        yield market


async def test_each_row_has_a_result_of_its_own(market: Market) -> None:
    key, headers = await market.key(market.nils, "prices")
    rows = [
        {"sku": "tool-1", "market": "se", "price": 8900},
        {"sku": "tool-2", "market": "se", "stock": 5},
        {"sku": "tool-3", "market": "se", "price": 0},
        {"sku": "book-1", "market": "se", "price": 1},
    ]
    answer = await market.client.put(PUT, json={"changes": rows}, headers=headers)
    assert answer.status_code == 200, answer.text
    said = answer.json()
    assert (said["changed"], said["unchanged"], said["refused"]) == (1, 1, 2)
    assert [each["outcome"] for each in said["results"]] == ["changed", "unchanged", "refused", "refused"]
    assert said["results"][2]["field"] == "price"
    assert await market.one("SELECT price FROM offer WHERE sku = 'tool-1'") == 8900
    assert await market.one("SELECT price FROM offer WHERE sku = 'book-1'") == 9900
    told = "SELECT actor FROM journal WHERE kind = 'offer.changed' AND seller_id = %s"
    assert await market.one(told, market.nils.id) == f"seller:{market.nils.id}/key:{key.id}"


@pytest.mark.parametrize(
    ("header", "status", "code"),
    [
        ({}, 401, "key_missing"),
        ({"authorization": "Bearer"}, 401, "key_missing"),
        ({"authorization": "Bearer torg_live_abc"}, 401, "key_refused"),
        ({"authorization": "Basic dXNlcjpwYXNz"}, 401, "key_refused"),
        ({"authorization": "Bearer torg_live_00000000000000000000000000000000000000"}, 401, "key_refused"),
    ],
)
async def test_nobody_comes_in_without_a_key(market: Market, header: dict[str, str], status: int, code: str) -> None:
    for method, path in (("PUT", PUT), ("GET", f"{API}/offers"), ("POST", f"{API}/feeds"), ("GET", f"{API}/imports")):
        answer = await market.client.request(method, path, headers=header, content=b"not even JSON")
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_key_opens_only_what_it_is_for(market: Market) -> None:
    _, headers = await market.key(market.nils, "orders")
    for method, path in (("PUT", PUT), ("GET", f"{API}/offers"), ("POST", f"{API}/feeds"), ("GET", f"{API}/imports")):
        answer = await market.client.request(method, path, headers=headers, json=CHANGE)
        assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    _, headers = await market.key(market.nils, "read")
    assert (await market.client.get(f"{API}/offers", headers=headers)).status_code == 200
    assert (await market.client.put(PUT, headers=headers, json=CHANGE)).status_code == 403


async def test_a_dead_key_and_a_closed_seller_open_nothing(market: Market) -> None:
    key, headers = await market.key(market.nils, "prices")
    await market.conn.execute("UPDATE seller SET status = 'suspended' WHERE id = %s", (market.nils.id,))
    assert (await market.client.get(f"{API}/offers", headers=headers)).status_code == 200
    assert (await market.client.put(PUT, headers=headers, json=CHANGE)).json()["code"] == "seller_suspended"
    await market.conn.execute("UPDATE seller SET status = 'closed' WHERE id = %s", (market.nils.id,))
    assert (await market.client.get(f"{API}/offers", headers=headers)).json()["code"] == "seller_closed"
    await market.conn.execute("UPDATE seller SET status = 'active' WHERE id = %s", (market.nils.id,))
    await market.conn.execute("UPDATE api_key SET expires = now() WHERE id = %s", (key.id,))
    assert (await market.client.get(f"{API}/offers", headers=headers)).status_code == 401
    await market.conn.execute("UPDATE api_key SET expires = NULL WHERE id = %s", (key.id,))
    assert (await market.client.get(f"{API}/offers", headers=headers)).status_code == 200
    await revoke_api_key(market.conn, SYSTEM, market.nils.id, key.id)
    assert (await market.client.get(f"{API}/offers", headers=headers)).status_code == 401


async def test_a_key_that_asks_too_often_is_told_when_to_come_back(market: Market) -> None:
    key, headers = await market.key(market.nils, "read")
    await market.conn.execute("UPDATE api_key SET per_minute = 3 WHERE id = %s", (key.id,))
    answers = [await market.client.get(f"{API}/offers", headers=headers) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["ratelimit"].split(";")[1] for answer in answers] == ["r=2", "r=1", "r=0", "r=0"]
    assert answers[0].headers["ratelimit-policy"] == '"requests";q=3;w=60'
    assert answers[3].json()["code"] == "too_many_requests"
    assert 1 <= int(answers[3].headers["retry-after"]) <= 20
    _, others = await market.key(market.nils, "read")
    assert (await market.client.get(f"{API}/offers", headers=others)).status_code == 200


async def test_the_same_request_twice_is_done_once(market: Market) -> None:
    _, headers = await market.key(market.nils, "prices")
    headers["idempotency-key"] = "change-1"
    first = await market.client.put(PUT, json=CHANGE, headers=headers)
    await market.conn.execute("UPDATE offer SET price = 9900 WHERE sku = 'tool-1'")
    again = await market.client.put(PUT, json=CHANGE, headers=headers)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert await market.one("SELECT price FROM offer WHERE sku = 'tool-1'") == 9900
    other = {"changes": [{"sku": "tool-1", "market": "se", "price": 1}]}
    refused = await market.client.put(PUT, json=other, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "idempotency_key_used")
    _, kaisas = await market.key(market.kaisa, "prices")
    theirs = await market.client.put(PUT, json=other, headers=kaisas | {"idempotency-key": "change-1"})
    assert theirs.status_code == 200, "another seller's key of the same name is another key"


async def test_after_a_day_an_idempotency_key_is_new(market: Market) -> None:
    _, headers = await market.key(market.nils, "prices")
    headers["idempotency-key"] = "change-1"
    await market.client.put(PUT, json=CHANGE, headers=headers)
    await market.conn.execute("UPDATE api_answer SET at = at - interval '25 hours'")
    other = {"changes": [{"sku": "tool-1", "market": "se", "price": 7700}]}
    assert (await market.client.put(PUT, json=other, headers=headers)).status_code == 200
    assert await market.one("SELECT price FROM offer WHERE sku = 'tool-1'") == 7700


async def test_two_requests_at_once_with_one_key_are_done_once(market: Market) -> None:
    _, headers = await market.key(market.nils, "prices")
    headers["idempotency-key"] = "change-1"
    answers = await asyncio.gather(*(market.client.put(PUT, json=CHANGE, headers=headers) for _ in range(4)))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.content for answer in answers}) == 1
    told = "SELECT count(*) FROM journal WHERE kind = 'offer.changed' AND actor LIKE '%%/key:%%'"
    assert await market.one(told) == 1


async def test_without_an_idempotency_key_both_are_done(market: Market) -> None:
    """The control of the test above: what makes it once is the key."""
    _, headers = await market.key(market.nils, "prices")
    for price in (8000, 8100):
        await market.client.put(
            PUT, json={"changes": [{"sku": "tool-1", "market": "se", "price": price}]}, headers=headers
        )
    told = "SELECT count(*) FROM journal WHERE kind = 'offer.changed' AND actor LIKE '%%/key:%%'"
    assert await market.one(told) == 2


async def test_what_cannot_be_read_is_refused_with_its_place(market: Market) -> None:
    _, headers = await market.key(market.nils, "prices")
    for content, place in (
        (b'{"changes": [{"sku": "a", "market": "se", "price": "12"}]}', "price"),
        (b'{"changes": [{"sku": "a"}]}', "market"),
        (b'{"changes": [{"sku": "a", "market": "se", "prize": 1}]}', "prize"),
        (b'{"changes": [{"sku": "a", "market": "se", "price": 12.5}]}', "price"),
        (b'{"changes": ', ""),
        (b"[]", ""),
    ):
        answer = await market.client.put(PUT, content=content, headers=headers | {"content-type": "application/json"})
        assert answer.status_code == 400, answer.text
        assert place in answer.json()["detail"], answer.text
    row = {"sku": "x", "market": "se", "stock": 1}
    answer = await market.client.put(PUT, json={"changes": [row] * 10_001}, headers=headers)
    assert answer.status_code == 400
    answer = await market.client.put(PUT, content=b"[" * 9_000_000, headers=headers)
    assert answer.status_code == 413


async def test_own_offers_come_page_by_page_and_nobody_elses(market: Market) -> None:
    _, headers = await market.key(market.nils, "read")
    found, cursor = [], None
    while True:
        parameters = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        answer = await market.client.get(f"{API}/offers", params=parameters, headers=headers)
        assert answer.status_code == 200, answer.text
        found += [each["sku"] for each in answer.json()["items"]]
        cursor = answer.json()["next_cursor"]
        if cursor is None:
            break
    assert found == [f"tool-{n}" for n in range(5)]
    one = await market.client.get(f"{API}/offers", params={"sku": "tool-3", "market": "se"}, headers=headers)
    assert [(each["sku"], each["price"]) for each in one.json()["items"]] == [("tool-3", 9900)]
    assert (await market.client.get(f"{API}/offers", params={"sku": "book-1"}, headers=headers)).json()["items"] == []
    known = await market.client.get(f"{API}/offers", headers=headers)
    same = await market.client.get(f"{API}/offers", headers=headers | {"if-none-match": known.headers["etag"]})
    assert same.status_code == 304
    theirs = await market.one("SELECT id FROM offer WHERE sku = 'book-0'")
    beyond = await market.client.get(f"{API}/offers", params={"cursor": f"o{theirs}"}, headers=headers)
    assert beyond.json()["items"] == [], "another seller's offer is no place among one's own"
    assert "private" in known.headers["cache-control"]


@pytest.mark.parametrize("cursor", ["x", "!", "o", "o-1", "o1.5", "oo1", "o" + "9" * 30])
async def test_a_cursor_of_somebodys_own_is_refused(market: Market, cursor: str) -> None:
    _, headers = await market.key(market.nils, "read")
    answer = await market.client.get(f"{API}/offers", params={"cursor": cursor}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")


async def test_a_feed_is_taken_once_and_told_of_to_nobody_else(market: Market, fresh_database: str) -> None:
    _, headers = await market.key(market.nils, "catalogue", "read")
    headers["idempotency-key"] = "feed-1"
    feed = b"sku,title,price,stock\nsaw-1,Saw,199,4\n"
    async with jobs_at(fresh_database):
        sent = [await _send(market, headers, feed) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [202, 202], sent[0].text
    assert sent[0].json() == sent[1].json()
    assert await market.one("SELECT count(*) FROM feed_import") == 1
    assert await market.one("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'offers.run_feed_import'") == 1
    place = sent[0].headers["location"]
    details = (await market.client.get(place, headers=headers)).json()
    assert (details["summary"]["state"], details["summary"]["file_name"]) == ("waiting", "tools.csv")
    _, others = await market.key(market.kaisa)
    assert (await market.client.get(place, headers=others)).status_code == 404
    assert (await market.client.get(f"{API}/imports", headers=others)).json()["items"] == []
    mine = (await market.client.get(f"{API}/imports", headers=headers)).json()["items"]
    assert [each["id"] for each in mine] == [details["summary"]["id"]]


@pytest.mark.parametrize(
    ("options", "place"),
    [
        ({"format": "fax"}, "format"),
        ({"market": "xx"}, "market"),
        ({"language": "tlh"}, "speak"),
        ({"mapping": {"fields": {"sku": {"from": 5}}}}, "fields.sku"),
        ({"colour": 1}, "colour"),
    ],
)
async def test_a_feed_that_cannot_be_read_like_that_is_refused(
    market: Market, options: dict[str, object], place: str
) -> None:
    _, headers = await market.key(market.nils, "catalogue")
    answer = await _send(market, headers, b"sku,title\n", options)
    assert 400 <= answer.status_code < 500, answer.text
    assert place in answer.json()["detail"], answer.text
    assert await market.one("SELECT count(*) FROM feed_import") == 0


async def _send(market: Market, headers: dict[str, str], feed: bytes, options: dict[str, object] | None = None):
    form = {"name": "tools", "options": msgspec.json.encode(options or {}).decode()}
    return await market.client.post(
        f"{API}/feeds", files={"file": ("../tools.csv", feed, "text/csv")}, data=form, headers=headers
    )
