"""The small market of the API's tests, for those who look at its processes."""

from tests.api.conftest import home

__all__ = ["home"]
