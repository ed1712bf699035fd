import pytest
from litestar import Litestar
from litestar.datastructures import State
from litestar.testing import TestClient

from torg.core.http import problem
from torg.search.api import routes

from .catalogue import market


class ShelfOfDocuments:
    def __init__(self):
        self.by_id = {each.id: each for each in market("sv-se")}

    def products(self, locale, ids):
        return [self.by_id[each] for each in ids]


@pytest.fixture
def client(searches):
    state = State({"searches": searches, "shelf": ShelfOfDocuments()})
    with TestClient(Litestar(routes, state=state, exception_handlers={Exception: problem})) as client:
        yield client


def test_finds_with_summaries_facets_and_what_was_understood(client):
    answer = client.get("/search", params={"q": "röd jacka herr under 1000 kr"}).json()
    assert [each["id"] for each in answer["items"]] == [101, 106]
    assert answer["items"][0] | {"url": "", "picture": None, "brand": None, "seller": None} == {
        "id": 101,
        "url": "",
        "title": "Skaljacka Fjäll",
        "brand": None,
        "picture": None,
        "currency": "SEK",
        "price_from": 89_900,
        "price_to": 89_900,
        "unit_price": None,
        "reduction": None,
        "availability": "in_stock",
        "delivery_days": [1, 3],
        "seller": None,
        "offers": 1,
    }
    assert {each["key"] for each in answer["intents"]} == {
        "category:2",
        "attribute:colour:red",
        "attribute:gender:male",
        "price",
    }
    assert answer["next_cursor"] is None


def test_takes_filters_as_parameters(client):
    params = {"category": 2, "attribute": ["colour:red", "colour:blue"], "brand": [11, 12], "price_max": 100_000}
    answer = client.get("/search", params=params | {"sort": "price"}).json()
    assert [each["id"] for each in answer["items"]] == [106, 101, 102]


def test_an_answer_that_is_known_is_not_sent_again(client):
    first = client.get("/search", params={"q": "kaffe"})
    again = client.get("/search", params={"q": "kaffe"}, headers={"if-none-match": first.headers["etag"]})
    other = client.get("/search", params={"q": "byxor"}, headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert again.content == b""


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"limit": 0}, 400),
        ({"limit": 101}, 400),
        ({"cursor": "nonsense"}, 400),
        ({"locale": "xx-yy"}, 404),
        ({"attribute": "colour"}, 400),
        ({"brand": -1}, 400),
        ({"price_min": "cheap"}, 400),
        ({"sort": "best"}, 400),
        ({"q": "x" * 257}, 400),
    ],
)
def test_refuses_with_a_problem_that_says_what(client, params, status):
    answer = client.get("/search", params=params)
    assert answer.status_code == status
    assert answer.json()["status"] == status


def test_suggests(client):
    answer = client.get("/suggest", params={"q": "hörl"}).json()
    assert {each["kind"] for each in answer["items"]} == {"completion", "category", "product"}
    assert all(each["price"] for each in answer["items"] if each["kind"] == "product")
