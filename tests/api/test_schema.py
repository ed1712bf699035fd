"""Whatever is asked of the API, it answers as its own description says."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig

from tests.api.served import Web
from torg.app import create_framework
from torg.settings import Settings

pytestmark = pytest.mark.xdist_group("schemathesis")

_generation = GenerationConfig(max_examples=40, deterministic=True)
_config = SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(generation=_generation)))
_described = create_framework(Settings()).openapi_schema.to_schema()
# What is the sellers' needs a database and a key: tests/offers/test_api_schema.py.
schema = schemathesis.openapi.from_dict(_described, config=_config).exclude(path_regex="/seller/")


@schema.parametrize()
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
def test_answers_as_described(case: schemathesis.Case, web: Web) -> None:
    case.call_and_validate(base_url=web.url)
