"""Webhooks: events a second from the journal to a receiver on this machine, beside posting the same bytes bare."""

import asyncio
import contextlib
import http.client
import shutil
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psycopg

from bench.figures import Figure
from bench.importing import feed
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.migrations import migrate
from torg.core.postgres import EmbeddedPostgres
from torg.offers import PriceAndStock, activate_seller, import_feed, set_price_and_stock
from torg.sellers import DeliveryTerms, NewSeller, register_seller
from torg.webhooks import NewEndpoint, create_endpoint, dispatch

_EVENTS = 4_000


class _Receiver(BaseHTTPRequestHandler):
    """Accepts everything, and counts."""

    protocol_version = "HTTP/1.1"
    count = 0
    sample = b""

    def do_POST(self) -> None:
        type(self).sample = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).count += 1
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def measure() -> list[Figure]:
    """Change 4,000 prices of a seller that listens, and wait until its receiver has heard of all of them."""
    home = Path(tempfile.mkdtemp(prefix="torg-bench-hooks-"))
    receiver = ThreadingHTTPServer(("127.0.0.1", 0), _Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    server = EmbeddedPostgres(home / "postgres")
    try:
        seconds = asyncio.run(_delivered(server.start(), f"http://127.0.0.1:{receiver.server_port}/"))
        floor = _bare(receiver.server_port)
    finally:
        server.stop()
        receiver.shutdown()
        receiver.server_close()
        shutil.rmtree(home, ignore_errors=True)
    rate = _EVENTS / seconds
    return [
        Figure(
            what="webhooks, from the journal to one receiver",
            size=f"{_EVENTS:,} events",
            measured=f"{rate:,.0f} events/s",
            floor=f"{floor:,.0f}/s: the same bytes posted over one kept connection, nothing read, signed or kept",
            ratio=f"{rate / floor:.0%}",
            group="import",
        )
    ]


async def _delivered(url: str, address: str) -> float:
    await migrate(url)
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
        await _change(conn, address)
        task = asyncio.create_task(dispatch(url, allow_private=True))
        began = time.perf_counter()
        while _Receiver.count < _EVENTS:
            if time.perf_counter() - began > 120:
                raise RuntimeError(f"only {_Receiver.count} of {_EVENTS} events came")
            await asyncio.sleep(0.01)
        seconds = time.perf_counter() - began
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    return seconds


async def _change(conn: Connection, address: str) -> None:
    new = NewSeller("Nils Verktyg", "SE", "556012-5790", "se", delivery={"se": DeliveryTerms(4900)})
    async with conn.transaction():
        seller = await activate_seller(conn, SYSTEM, (await register_seller(conn, SYSTEM, new)).id)
    await import_feed(conn, SYSTEM, seller, "bench", feed(_EVENTS))
    async with conn.transaction():
        await create_endpoint(conn, SYSTEM, seller.id, NewEndpoint(address, ["offer.changed"]), allow_private=True)
    async with conn.transaction():
        changes = [PriceAndStock(f"ART-{each:07d}", "se", price=1_000_000 + each) for each in range(_EVENTS)]
        await set_price_and_stock(conn, SYSTEM, seller.id, changes)


def _bare(port: int) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    body = _Receiver.sample
    began = time.perf_counter()
    for _ in range(_EVENTS):
        connection.request("POST", "/", body, {"Content-Type": "application/json"})
        connection.getresponse().read()
    seconds = time.perf_counter() - began
    connection.close()
    return _EVENTS / seconds
