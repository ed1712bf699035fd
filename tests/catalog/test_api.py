"""The category tree as JSON."""

from collections.abc import Iterator

import pytest
from litestar import Litestar, Router
from litestar.testing import TestClient

import torg.catalog.api
from torg.catalog.categories import TREE
from torg.core.http import problem
from torg.markets import LOCALES


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient[Litestar]]:
    routes = Router("/api/v1", route_handlers=torg.catalog.api.routes, exception_handlers={Exception: problem})
    with TestClient(Litestar([routes])) as client:
        yield client


def test_departments_with_how_many_are_below(client: TestClient[Litestar]) -> None:
    found = client.get("/api/v1/categories", params={"locale": "nb-no"}).json()
    assert found["parent"] is None
    assert [each["id"] for each in found["items"]] == [each.id for each in TREE.roots()]
    food = next(each for each in found["items"] if each["id"] == 412)
    assert (food["name"], food["url"]) == ("Mat og drikke", "/nb-no/c/mat-og-drikke-412")
    assert food["children"] == len(TREE.children(412)) > 10


def test_what_is_below_one(client: TestClient[Litestar]) -> None:
    found = client.get("/api/v1/categories", params={"locale": "fi-fi", "parent": 428}).json()
    assert found["parent"]["name"] == "Maitotuotteet"
    milk = next(each for each in found["items"] if each["id"] == 418)
    assert milk == {"id": 418, "name": "Maito", "slug": "maito", "url": "/fi-fi/c/maito-418", "children": 0}


def test_one_category_in_every_locale(client: TestClient[Litestar]) -> None:
    for code, locale in LOCALES.items():
        found = client.get("/api/v1/categories/418", params={"locale": code}).json()
        assert found["name"] == found["names"][locale.language]
        assert [each["id"] for each in found["path"]] == [412, 428, 418]
        assert found["url"] == f"/{code}/c/{found['slug']}-418"
        assert (found["vat_class"], found["children"]) == ("food", [])


def test_a_number_that_only_google_has_gives_the_category_that_it_is_in(client: TestClient[Litestar]) -> None:
    assert client.get("/api/v1/categories/543530").json()["id"] == 420
    assert client.get("/api/v1/categories", params={"parent": 543530}).json()["parent"]["id"] == 420


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient[Litestar]) -> None:
    first = client.get("/api/v1/categories")
    again = client.get("/api/v1/categories", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/categories/899999", 404, "category_not_found"),
        ("/categories?parent=899999", 404, "category_not_found"),
        ("/categories/418?locale=xx-yy", 404, "unknown_locale"),
        ("/categories?locale=xx-yy", 404, "unknown_locale"),
    ],
)
def test_what_is_not_there_is_a_problem_with_a_name(
    client: TestClient[Litestar], path: str, status: int, code: str
) -> None:
    answer = client.get(f"/api/v1{path}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    "path", ["/categories/0", "/categories/9999999999", "/categories?parent=0", "/categories?parent=x"]
)
def test_numbers_that_cannot_be_are_bad_requests(client: TestClient[Litestar], path: str) -> None:
    assert client.get(f"/api/v1{path}").status_code == 400
