"""The markets as JSON."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import pytest
from litestar import Litestar, Router
from litestar.testing import TestClient

import torg.markets.api
from torg.core.http import problem
from torg.core.problems import PROBLEM_TYPE, Problem
from torg.markets import MARKETS, local_day, vat_rate


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient[Litestar]]:
    routes = Router("/api/v1", route_handlers=torg.markets.api.routes, exception_handlers={Exception: problem})
    with TestClient(Litestar([routes])) as client:
        yield client


def test_all_markets_in_their_order(client: TestClient[Litestar]) -> None:
    answer = client.get("/api/v1/markets")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert [each["code"] for each in answer.json()["items"]] == list(MARKETS)


def test_one_market_with_its_rules_of_today(client: TestClient[Litestar]) -> None:
    found = client.get("/api/v1/markets/fi").json()
    assert (found["country"], found["currency"], found["currency_decimals"]) == ("FI", "EUR", 2)
    assert found["languages"] == ["fi", "sv", "en"]
    assert found["default_locale"] == "fi-fi"
    assert found["locales"][1] == {
        "code": "sv-fi", "language": "sv", "language_name": "svenska", "hreflang": "sv-FI", "path": "/sv-fi/",
    }  # fmt: skip
    assert found["withdrawal_days"] == 14
    assert found["guarantee_years"] is None
    today = local_day("FI", datetime.now(UTC))
    rates = {each["vat_class"]: each["rate"] for each in found["vat"]}
    assert rates["standard"] == float(vat_rate("FI", "standard", today))
    assert len(rates) == 6


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient[Litestar]) -> None:
    first = client.get("/api/v1/markets/se")
    again = client.get("/api/v1/markets/se", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/v1/markets/no", headers={"if-none-match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize("code", ["is", "SE", "xx"])
def test_a_market_that_is_none_is_a_problem_with_a_name(client: TestClient[Litestar], code: str) -> None:
    answer = client.get(f"/api/v1/markets/{code}")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert msgspec.json.decode(answer.content, type=Problem, strict=True).code == "unknown_market"
    assert "se, no, dk, fi" in answer.json()["detail"]


def test_the_description_tells_of_the_refusals(client: TestClient[Litestar]) -> None:
    paths = client.app.openapi_schema.to_schema()["paths"]
    answers = paths["/api/v1/markets/{code}"]["get"]["responses"]
    assert set(answers) == {"200", "400", "404"}
    assert list(answers["404"]["content"]) == [PROBLEM_TYPE]
