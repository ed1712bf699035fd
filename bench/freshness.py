"""Freshness: from the commit of a changed price until page, API and search all show it, through a running Torg."""

import asyncio
import json
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

import msgspec
import psycopg

from bench.figures import Figure
from bench.importing import feed
from bench.load import settle
from torg.core.actor import SYSTEM
from torg.offers import PriceAndStock, set_price_and_stock
from torg.sellers import all_sellers

_ROUNDS = 25
_UNCOUNTED = 3
"""Rounds before the counted ones: each web process answers its first search and page more slowly than all others."""


def measure(size: int = 5_000) -> list[Figure]:
    """Serve a market of `size` products with `torg serve`, change prices one by one, and look until they are seen."""
    home = Path(tempfile.mkdtemp(prefix="torg-bench-fresh-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TORG_")}
    environment |= {"TORG_HOME": str(home), "TORG_PORT": str(port), "TORG_DEMO": "false", "TORG_LOG_LEVEL": "warning"}
    torg = [sys.executable, "-m", "torg"]
    file = home / "feed.jsonl"
    file.write_bytes(b"".join(msgspec.json.encode(item) + b"\n" for item in feed(size)))
    subprocess.run(
        [*torg, "import", str(file), "--seller", "nils", "--create-seller"],
        env=environment,
        check=True,
        capture_output=True,
    )
    log = (home / "serve.log").open("wb")
    process = subprocess.Popen([*torg, "serve"], env=environment, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, process)
        settle(process.pid)
        database = f"postgresql://postgres@/torg?host={home / 'postgres'}"
        seconds = sorted(asyncio.run(_rounds(url, database)))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        log.close()
        shutil.rmtree(home, ignore_errors=True)
    worst = seconds[-1]
    said = f"median {statistics.median(seconds) * 1000:,.0f} ms, worst of {_ROUNDS} {worst * 1000:,.0f} ms"
    return [
        Figure(
            "a changed price on page, API and search",
            f"{size:,} products",
            said,
            "",
            "",
            "≤ 1 s",
            worst <= 1,
            group="import",
        )
    ]


async def _rounds(url: str, database: str) -> list[float]:
    chance = random.Random(3)
    seconds = []
    async with await psycopg.AsyncConnection.connect(database, autocommit=True) as conn:
        (seller,) = await all_sellers(conn)
        for each in range(-_UNCOUNTED, _ROUNDS):
            product = _json(f"{url}/api/v1/products?locale=sv-se&limit=1&cursor=p{chance.randrange(1, 4000)}")["items"][
                0
            ]
            sku, price = product["offers"][0]["sku"], 1_000_000 + _UNCOUNTED + each
            await set_price_and_stock(conn, SYSTEM, seller.id, [PriceAndStock(sku, "se", price=price)])
            committed = time.perf_counter()
            while not _seen(url, product, price):
                if time.perf_counter() - committed > 30:
                    raise RuntimeError(f"the price of {sku} did not arrive within 30 s")
                await asyncio.sleep(0.005)
            if each >= 0:
                seconds.append(time.perf_counter() - committed)
            await asyncio.sleep(chance.random() / 2)
    return seconds


def _seen(url: str, product: dict[str, object], price: int) -> bool:
    """Tell whether the three places show the price; search has to find the product by it."""
    if _json(f"{url}/api/v1/products/{product['id']}?locale=sv-se")["price_from"] != price:
        return False
    words = urllib.parse.quote(str(product["title"]))
    found = _json(f"{url}/api/v1/search?locale=sv-se&q={words}&price_min={price}&price_max={price}&as_typed=true")
    if not any(hit["id"] == product["id"] and hit["price_from"] == price for hit in found["items"]):
        return False
    with urllib.request.urlopen(url + urllib.parse.quote(str(product["url"]))) as page:
        return f"{price // 100 // 1000}\u00a0{price // 100 % 1000:03d}" in page.read().decode()


def _json(url: str) -> dict[str, object]:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.loads(answer.read())


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 180
    while True:
        try:
            if _json(f"{url}/api/v1/search?locale=sv-se&q=regnjacka")["total"]:
                return
        except OSError:
            pass
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the market did not open")
        time.sleep(0.2)
