"""A sandbox provider in this process: its real application, reached without a socket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from torg.payments.sandbox.books import Books
from torg.payments.sandbox.provider import SandboxProvider
from torg.payments.sandbox.server import create_sandbox

SECRET = "shared-secret"
GOOD, DECLINED, ASKS = "4242424242424242", "4000000000000002", "4000002500003155"


@asynccontextmanager
async def sandbox(folder: Path) -> AsyncIterator[tuple[SandboxProvider, httpx.AsyncClient, Books]]:
    """Give the provider as the market sees it, a shopper's browser, and the sandbox's own books."""
    app = create_sandbox(folder, SECRET, "http://market.test/webhook")
    transport = httpx.ASGITransport(app)
    async with (
        httpx.AsyncClient(transport=transport, base_url="http://psp.test") as api,
        httpx.AsyncClient(transport=transport, base_url="http://psp.test") as browser,
    ):
        yield SandboxProvider("http://psp.test", SECRET, api), browser, app.state.books
    app.state.books.close()
