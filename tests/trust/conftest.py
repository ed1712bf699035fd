"""Nils sells tools, Kaisa sells books; Olav and Ingrid run the market."""

import pytest

from tests.trust.cast import open_seller
from torg.core.db import Connection
from torg.sellers import Seller


@pytest.fixture
async def nils(conn: Connection) -> Seller:
    """Sells tools."""
    return await open_seller(conn, "Nils", "556012-5790")


@pytest.fixture
async def kaisa(conn: Connection) -> Seller:
    """Sells books."""
    return await open_seller(conn, "Kaisa", "556703-7485")
