"""The application as a whole: what it answers before there is a shelf, and that its parts are all there."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from torg.app import API, create_app, create_framework
from torg.settings import Settings


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A node whose follower has not begun yet."""
    app = create_app(Settings(home=tmp_path))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://torg.example") as client:  # type: ignore[arg-type]
        yield client


async def test_a_process_without_a_shelf_is_alive_and_not_ready(empty: httpx.AsyncClient) -> None:
    assert (await empty.get("/healthz")).text == "ok"
    ready = await empty.get("/readyz")
    assert (ready.status_code, ready.json()) == (503, {"shelf": False, "database": True})


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/products", 200),
        ("/products/1", 404),
        ("/products/by-gtin/7310865004703", 404),
        ("/sellers", 200),
        ("/sellers/1", 404),
        ("/markets", 200),
        ("/categories", 200),
        ("/search?q=skruv", 200),
        ("/suggest?q=skr", 200),
    ],
)
async def test_before_there_is_a_shelf_the_api_has_nothing_and_breaks_nothing(
    empty: httpx.AsyncClient, path: str, status: int
) -> None:
    answer = await empty.get(API + path)
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize("path", ["/sv-se/", "/sv-se/search?q=skruv", "/sv-se/p/x-1", "/fi-fi/c/x-1", "/robots.txt"])
async def test_before_there_is_a_shelf_no_page_breaks(empty: httpx.AsyncClient, path: str) -> None:
    answer = await empty.get(path)
    assert answer.status_code in {200, 404, 503}, answer.text
    assert answer.status_code != 503 or "retry-after" in answer.headers


def test_the_description_has_every_part_of_the_api_and_no_page() -> None:
    described = create_framework(Settings()).openapi_schema.to_schema()
    assert described["openapi"].startswith("3.1")
    assert all(path.startswith(f"{API}/") for path in described["paths"])
    operations = [each for path in described["paths"].values() for each in path.values()]
    used = {tag for operation in operations for tag in operation["tags"]}
    assert used == {tag["name"] for tag in described["tags"]}
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    assert {"list_products", "get_product", "get_offers", "get_search", "get_suggest", "list_markets"} <= set(names)
    for operation in operations:
        assert operation["summary"]
        assert operation["description"]
        assert all(parameter["description"] for parameter in operation["parameters"]), operation["operationId"]


def test_every_route_of_the_api_is_described_or_is_the_description_itself() -> None:
    framework = create_framework(Settings())
    described = framework.openapi_schema.to_schema()["paths"]
    for route in framework.routes:
        if route.path.startswith(f"{API}/") and not route.path.startswith((f"{API}/docs", f"{API}/schema")):
            assert route.path_format in described
