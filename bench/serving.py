"""Serving over HTTP: product document and page beside a bare ASGI app on the same server, search and suggest."""

import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import Figure
from bench.load import Load, latencies, settle, side_by_side
from torg.shelf.read import Shelf

LOCALE = "sv-se"
SECONDS = 4.0
QUERIES = (
    "regnjacka",
    "skruvdragare 18v",
    "kaffebryggare",
    "barnvagn",
    "hundfoder",
    "led lampa",
    "röd jacka",
    "diskmaskinstabletter",
    "hörlurar",
    "kastrull",
)
PREFIXES = ("reg", "skruv", "kaff", "barn", "hun", "lam", "jack", "disk", "hör", "kas")


def measure(shelf_folder: Path, size: str) -> list[Figure]:
    """Serve the shelf in `shelf_folder` with one web process and measure it; `size` names the market in the table."""
    shelf = Shelf(shelf_folder)
    ids = list(shelf.product_ids(LOCALE))
    chosen = random.Random(1).sample(ids, min(len(ids), 2000))
    documents = [f"/api/v1/products/{each}?locale={LOCALE}" for each in chosen]
    pages = [_quoted(document.url) for document in shelf.products(LOCALE, chosen)]
    shelf.close()
    with _torg(shelf_folder.parent) as (port, pid):
        settle(pid)
        for path in documents[:200]:
            _read(port, path)
        figures = [
            _beside("product document, JSON", size, Load(port, pid, documents), _read(port, documents[0]), 0.60),
            _cold("product page, never asked before", size, Load(port, pid, pages)),
            _beside("product page, HTML, asked before", size, Load(port, pid, pages), _read(port, pages[0]), 0.25),
        ]
        search_paths = [f"/api/v1/search?locale={LOCALE}&q={_quoted(query)}" for query in QUERIES]
        suggest_paths = [f"/api/v1/suggest?locale={LOCALE}&q={_quoted(prefix)}" for prefix in PREFIXES]
        for path in (*search_paths, *suggest_paths):
            _read(port, path)
        search_times = latencies(port, search_paths, 600)
        search_rate = Load(port, pid, search_paths).run(SECONDS)
        suggest_times = latencies(port, suggest_paths, 600)
    median, p99 = _spread(search_times)
    said = f"p50 {median:.1f} ms, p99 {p99:.1f} ms, {search_rate.per_cpu_second:,.0f} per CPU second"
    what = "search over HTTP, 24 hits with facets and documents, asked before"
    figures.append(Figure(what, size, said, bar="p99 ≤ 15 ms", met=p99 <= 15, group="serving"))
    median, p99 = _spread(suggest_times)
    said = f"p50 {median:.1f} ms, p99 {p99:.1f} ms"
    figures.append(Figure("suggest over HTTP", size, said, bar="p99 ≤ 5 ms", met=p99 <= 5, group="serving"))
    return figures


def _beside(what: str, size: str, load: Load, body: bytes, bar: float) -> Figure:
    """Measure `load` in turns with a bare ASGI app that sends `body`."""
    with _bare(body) as (port, pid):
        floor = Load(port, pid, ["/"])
        ratio = side_by_side(load, floor, SECONDS)
    beside = f"{floor}: bare ASGI, the same {len(body):,} bytes"
    return Figure(what, size, str(load), beside, f"{ratio:.0%}", f"≥ {bar:.0%}", ratio >= bar, group="serving")


def _cold(what: str, size: str, load: Load) -> Figure:
    """Ask for every page once: each is rendered, none was kept."""
    return Figure(what, size, str(load.run(once=True)), group="serving")


def _spread(seconds: list[float]) -> tuple[float, float]:
    """Return the median and the 99th percentile of sorted seconds, in milliseconds."""
    return seconds[len(seconds) // 2] * 1000, seconds[int(len(seconds) * 0.99)] * 1000


@contextmanager
def _torg(home: Path) -> Iterator[tuple[int, int]]:
    """One web process over the shelf of a home, without a database: public reads need none."""
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TORG_")}
    environment |= {
        "TORG_HOME": str(home),
        "TORG_PORT": str(port),
        "TORG_WEB_WORKERS": "1",
        "TORG_LOG_LEVEL": "warning",
    }
    with _process([sys.executable, "-m", "torg", "web"], environment, port, "/readyz") as pid:
        yield port, pid


@contextmanager
def _bare(body: bytes) -> Iterator[tuple[int, int]]:
    """A bare ASGI app on the same server, sending the same bytes."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "body").write_bytes(body)
        environment = dict(os.environ) | {"BENCH_BODY": str(Path(folder, "body")), "BENCH_PORT": str(port)}
        with _process([sys.executable, "-m", "bench.bare"], environment, port, "/") as pid:
            yield port, pid


@contextmanager
def _process(command: list[str], environment: dict[str, str], port: int, path: str) -> Iterator[int]:
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                _read(port, path)
                break
            except OSError:
                if time.monotonic() > deadline or process.poll() is not None:
                    raise
                time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(15)


def _read(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return answer.read()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="/")
