"""What an operator sees of running web processes: figures, log lines, traces."""

import json
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from tests.api.served import Web

pytestmark = pytest.mark.xdist_group("operating")


class Collector(ThreadingHTTPServer):
    """A collector of traces (OTLP over HTTP) on loopback, which remembers what it was sent."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.services: set[str] = set()
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        assert self.path == "/v1/traces"
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            self.server.services |= {
                each.value.string_value for each in resource.resource.attributes if each.key == "service.name"
            }
            self.server.spans += [span for scope in resource.scope_spans for span in scope.spans]
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    with Collector() as collector:
        thread = threading.Thread(target=collector.serve_forever, daemon=True)
        thread.start()
        yield collector
        collector.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def web(home: Path, collector: Collector) -> Iterator[Web]:
    """Two web processes that send their traces to the collector."""
    traced = {"TORG_OTLP_ENDPOINT": collector.url, "OTEL_BSP_SCHEDULE_DELAY": "200"}
    with Web(home, TORG_WEB_WORKERS="2", **traced) as web:
        yield web


def figures(web: Web) -> dict[str, list[Sample]]:
    answer = web.client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    families = list(text_string_to_metric_families(answer.text))
    return {sample.name: [each for each in family.samples if each.name == sample.name]
            for family in families for sample in family.samples}  # fmt: skip


def counted(web: Web, path: str, status: str) -> float:
    return sum(
        sample.value
        for sample in figures(web).get("torg_requests_total", [])
        if sample.labels["path"] == path and sample.labels["status_code"] == status
    )


HANDLERS = [
    ("/api/v1/products/1", "/api/v1/products/{product_id}", "200"),
    ("/sv-se/p/skruvdragare-18-v-1", "/{locale}/p/{handle}", "200"),
    ("/api/v1/search?q=skruv", "/api/v1/search", "200"),
    ("/api/v1/sellers/999", "/api/v1/sellers/{seller_id}", "404"),
    ("/api/v1/nothing", "unrouted", "404"),
]


@pytest.mark.parametrize(("path", "handler", "status"), HANDLERS)
def test_requests_are_counted_by_handler_over_all_processes(web: Web, path: str, handler: str, status: str) -> None:
    before = counted(web, handler, status)
    for _ in range(40):
        # A connection of its own each time, so that both processes get some of them.
        assert web.client.get(path, headers={"connection": "close"}).status_code == int(status)
    deadline = time.monotonic() + 20
    while (now := counted(web, handler, status)) != before + 40 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert now == before + 40


def test_the_processes_and_the_shop_are_told_of(web: Web) -> None:
    found = figures(web)
    memory = {sample.labels["pid"]: sample.value for sample in found["process_resident_memory_bytes"]}
    assert len(memory) == 2
    assert all(value > 10_000_000 for value in memory.values())
    assert {sample.labels["pid"] for sample in found["process_cpu_seconds_total"]} == set(memory)
    assert {sample.labels["pid"] for sample in found["process_open_fds"]} == set(memory)
    assert [sample.value for sample in found["torg_shelf_ready"]] == [1.0]
    assert [sample.value for sample in found["torg_shelf_products"]] == [29.0]
    assert "torg_request_duration_seconds_bucket" in found


def test_every_log_line_is_json_and_names_the_request(web: Web) -> None:
    for number in range(3):
        answer = web.client.post("/api/v1/search", headers={"x-request-id": f"log-test-{number}"})
        assert answer.status_code == 405
    # A line break in a path must not make a line of its own in the log.
    assert web.client.post("/api/v1/a%0A%7B%22event%22%3A%22forged%22%7D").status_code == 404
    deadline = time.monotonic() + 10
    while "forged" not in web.log.read_text() and time.monotonic() < deadline:
        time.sleep(0.05)
    lines = [json.loads(line) for line in web.log.read_text().splitlines()]
    requests = [line for line in lines if line["event"] == "request"]
    assert {"log-test-0", "log-test-1", "log-test-2"} <= {line["request_id"] for line in requests}
    for line in requests:
        assert line["process"] == "web"
        assert line["level"] == "info"
        assert re.fullmatch(r"[A-Za-z0-9._-]{8,64}", line["request_id"])
        assert line["timestamp"].endswith("Z")
    assert not [line for line in lines if line["event"] == "forged"]


def test_traces_go_to_the_collector_of_the_settings(web: Web, collector: Collector) -> None:
    assert web.client.get("/api/v1/search?q=hammare").status_code == 200
    deadline = time.monotonic() + 20
    while not (served := [span for span in collector.spans if _is_search(span)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert served
    assert collector.services == {"torg"}
    assert served[0].end_time_unix_nano > served[0].start_time_unix_nano


def _is_search(span: Span) -> bool:
    return span.kind == Span.SPAN_KIND_SERVER and "/api/v1/search" in span.name
