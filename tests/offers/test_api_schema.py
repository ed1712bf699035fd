"""Whatever a seller's program asks of the API, it answers as its own description says."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import checks
from schemathesis.config import ChecksConfig, GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.config._checks import PositiveDataAcceptanceConfig

from tests.api.served import Web
from tests.offers.conftest import NILS, item, opened
from torg.app import create_framework
from torg.core.actor import SYSTEM
from torg.offers import import_feed
from torg.sellers.api_key_life import create_api_key
from torg.sellers.api_keys import SCOPES, NewApiKey
from torg.settings import Settings
from torg.webhooks import NewEndpoint, create_endpoint

pytestmark = pytest.mark.xdist_group("schemathesis")

_generation = GenerationConfig(max_examples=6, deterministic=True)
# 422 is how the API says that what is asked for is well-formed and cannot be: an address that leads nowhere, a time
# that ends before it begins. No schema can say that.
_accepted = PositiveDataAcceptanceConfig(expected_statuses=["2xx", "3xx", "404", "409", "422"])
_checks = ChecksConfig(positive_data_acceptance=_accepted)
_config = SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(generation=_generation, checks=_checks)))
_described = create_framework(Settings()).openapi_schema.to_schema()
_FEEDS = "/api/v1/seller/feeds"
_own = {path: item for path, item in _described["paths"].items() if "/seller/" in path}
json = schemathesis.openapi.from_dict(_described | {"paths": {**_own, _FEEDS: {}}}, config=_config)
forms = schemathesis.openapi.from_dict(_described | {"paths": {_FEEDS: _own[_FEEDS]}}, config=_config)


class _WithDatabase(Web):
    """A web process that has a database and no shelf."""

    def _ready(self) -> bool:
        try:
            return self.client.get("/readyz").json().get("database") is True
        except httpx.TransportError:
            return False


class Served:
    """The API with a key that may do everything."""

    def __init__(self, web: Web, token: str) -> None:
        self.url = web.url
        self.headers = {"Authorization": f"Bearer {token}"}


@pytest.fixture(scope="module")
def served(server: Any, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    admin = server.url.replace("/torg?", "/postgres?")
    url = server.url.replace("/torg?", "/seller_api_schema?")
    with psycopg.connect(admin, autocommit=True) as conn:
        conn.execute("CREATE DATABASE seller_api_schema TEMPLATE torg STRATEGY FILE_COPY")
    token = asyncio.run(_filled(url))
    home: Path = tmp_path_factory.mktemp("seller_api") / "home"
    home.mkdir()
    with _WithDatabase(home, TORG_DATABASE_URL=url) as web:
        yield Served(web, token)
    with psycopg.connect(admin, autocommit=True) as conn:
        conn.execute("DROP DATABASE seller_api_schema WITH (FORCE)")


async def _filled(url: str) -> str:
    async with await psycopg.AsyncConnection.connect(url, autocommit=True, options="-c timezone=UTC") as conn:
        async with conn.transaction():
            nils = await opened(conn, NILS)
            made = await create_api_key(conn, SYSTEM, nils.id, NewApiKey("Schema", list(SCOPES)))
            await create_endpoint(conn, SYSTEM, nils.id, NewEndpoint("https://nils.example/hooks"))
            await conn.execute("UPDATE api_key SET per_minute = 1000000")
        await import_feed(conn, SYSTEM, nils, "main", [item(f"tool-{n}") for n in range(5)])
    return made.token


@json.parametrize()
@settings(deadline=None, max_examples=6, suppress_health_check=list(HealthCheck))
def test_a_sellers_program_is_answered_as_described(case: schemathesis.Case, served: Served) -> None:
    case.call_and_validate(base_url=served.url, headers=served.headers)


@forms.parametrize()
@settings(deadline=None, max_examples=6, suppress_health_check=list(HealthCheck))
def test_a_program_that_sends_a_feed_is_answered_as_described(case: schemathesis.Case, served: Served) -> None:
    # In a form every value is a text: the number that schemathesis takes for a wrong name is a name like any other.
    case.call_and_validate(
        base_url=served.url, headers=served.headers, excluded_checks=[checks.negative_data_rejection]
    )
