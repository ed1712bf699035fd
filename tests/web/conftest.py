"""The small shop, opened once for all tests of pages that only read."""

from tests.web.opened import client

__all__ = ["client"]
