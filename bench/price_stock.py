"""The sellers' price and stock API: changes a second through real HTTP, beside one bare UPDATE of the same rows."""

import asyncio
import http.client
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
import psycopg

from bench.figures import Figure
from bench.importing import feed
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.migrations import migrate
from torg.core.postgres import EmbeddedPostgres
from torg.offers import activate_seller, import_feed
from torg.sellers import DeliveryTerms, NewSeller, register_seller
from torg.sellers.api_key_life import create_api_key
from torg.sellers.api_keys import NewApiKey

_BAR = 2000
_OFFERS = 50_000
_ROUNDS = 5
_PATH = "/api/v1/seller/offers/prices-and-stock"


def measure() -> list[Figure]:
    """Fill a market of 50,000 offers, and change 10,000 and 100 of them at a time over HTTP and by bare SQL."""
    home = Path(tempfile.mkdtemp(prefix="torg-bench-price-"))
    server = EmbeddedPostgres(home / "postgres")
    url = server.start()
    try:
        token = asyncio.run(_filled(url))
        with _Web(home, url) as web:
            figures = [_figure(web, url, token, size) for size in (10_000, 100)]
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)
    return figures


def _figure(web: "_Web", url: str, token: str, size: int) -> Figure:
    """Take turns between HTTP and bare SQL, so that both have the same machine; give the medians."""
    through, bare = [], []
    for each in range(_ROUNDS):
        first = each * size % _OFFERS
        through.append(web.put(token, _rows(first, size, 100_00 + each)))
        bare.append(asyncio.run(_bare(url, _rows(first, size, 200_00 + each))))
    rate, floor = size / statistics.median(through), size / statistics.median(bare)
    return Figure(
        what="price and stock API, price and stock changed",
        size=f"{size:,} changes a request",
        measured=f"{rate:,.0f} changes/s",
        floor=f"{floor:,.0f}/s: one UPDATE of the same rows, nothing checked, logged or journaled",
        ratio=f"{rate / floor:.0%}",
        bar=f"≥ {_BAR:,} changes/s" if size == 10_000 else "",
        met=rate >= _BAR if size == 10_000 else None,
        group="import",
    )


def _rows(first: int, count: int, price: int) -> list[dict[str, object]]:
    return [
        {
            "sku": f"ART-{(first + each) % _OFFERS:07d}",
            "market": "se",
            "price": price + each,
            "stock": price % 50 + each,
        }
        for each in range(count)
    ]


async def _bare(url: str, rows: list[dict[str, object]]) -> float:
    """Give the seconds that one UPDATE of these rows takes, to its commit."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
        encoded = msgspec.json.encode(rows).decode()
        began = time.perf_counter()
        cursor = await conn.execute(
            """
            UPDATE offer AS o SET price = n.price, stock = n.stock
            FROM jsonb_to_recordset(%s::jsonb) AS n (sku text, market text, price bigint, stock integer)
            WHERE o.seller_id = 1 AND o.sku = n.sku AND o.market = n.market
            """,
            (encoded,),
        )
        seconds = time.perf_counter() - began
        if cursor.rowcount != len(rows):
            raise AssertionError(f"{cursor.rowcount} of {len(rows)} rows were updated")
    return seconds


async def _filled(url: str) -> str:
    await migrate(url)
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
        return await _fill(conn)


async def _fill(conn: Connection) -> str:
    new = NewSeller("Nils Verktyg", "SE", "556012-5790", "se", delivery={"se": DeliveryTerms(4900)})
    async with conn.transaction():
        seller = await activate_seller(conn, SYSTEM, (await register_seller(conn, SYSTEM, new)).id)
        made = await create_api_key(conn, SYSTEM, seller.id, NewApiKey("Bench", ["prices"]))
    await import_feed(conn, SYSTEM, seller, "bench", feed(_OFFERS))
    await conn.execute("VACUUM ANALYZE")
    return made.token


class _Web:
    """One web process with a database, and one connection to it."""

    def __init__(self, home: Path, url: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        others = {name: value for name, value in os.environ.items() if not name.startswith("TORG_")}
        self._environment = others | {
            "TORG_HOME": str(home), "TORG_PORT": str(self.port), "TORG_WEB_WORKERS": "1", "TORG_DATABASE_URL": url,
            "TORG_LOG_LEVEL": "warning",
        }  # fmt: skip

    def __enter__(self) -> "_Web":
        self._process = subprocess.Popen([sys.executable, "-m", "torg", "web"], env=self._environment)
        deadline = time.monotonic() + 60
        while True:
            try:
                if self._ask("GET", "/readyz", b"", {})[1].get("database"):
                    return self
            except OSError:
                pass
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise RuntimeError("the web process did not start")
            time.sleep(0.1)

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(15)

    def put(self, token: str, rows: list[dict[str, object]]) -> float:
        """Give the seconds from the first byte of a request to the last of its answer."""
        body = msgspec.json.encode({"changes": rows})
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        began = time.perf_counter()
        status, said = self._ask("PUT", _PATH, body, headers)
        seconds = time.perf_counter() - began
        if status != 200 or said["changed"] != len(rows):
            raise AssertionError(f"{status}: {str(said)[:300]}")
        return seconds

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, object]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, msgspec.json.decode(answer.read())
        finally:
            connection.close()
