"""The fixture of an open shop, for the tests of every domain that has pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests.web.reading import Page
from tests.web.shop import open_shop


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient[Litestar]]:
    """A plain HTTP client in the small shop: no scripts, no styles."""
    with TestClient(open_shop(), raise_server_exceptions=False) as opened:
        yield opened


def read(client: TestClient[Any], path: str, status: int = 200) -> Page:
    """Read a page and refuse it when it is not well-formed."""
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == status, f"{path}: {answer.status_code}"
    page = Page(answer.text)
    assert page.faults == [], path
    return page
