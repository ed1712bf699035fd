"""Figures for Prometheus: every request by its handler, and the processes that answered."""

import os
from collections import Counter as Tally
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.plugins.prometheus import PrometheusConfig, PrometheusMiddleware
from prometheus_client import CollectorRegistry, ProcessCollector, multiprocess
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import REGISTRY, Collector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder in which the processes of one server keep their figures together."""
CONFIG = PrometheusConfig(app_name="torg", prefix="torg", group_path=True)
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


class Requests:
    """Counts the requests that the framework's own counting does not see, into the same figure.

    Adding to a shared figure costs some microseconds, a good part of the hottest answers' time; so they are tallied in
    this process and added now and then.
    """

    def __init__(self) -> None:
        """Count into `torg_requests_total`."""
        labels: dict[str, str | int | float] = {"method": "", "path": "", "status_code": 0, "app_name": CONFIG.app_name}
        self._figure = PrometheusMiddleware(_nothing, CONFIG).request_count(labels)
        self._tally: Tally[tuple[str, str, int]] = Tally()

    def count(self, method: str, handler: str, status: int) -> None:
        """Count one request."""
        self._tally[method, handler, status] += 1

    def write(self) -> None:
        """Add what was counted to the shared figure."""
        if self._tally:
            counted, self._tally = self._tally, Tally()
            for (method, handler, status), times in counted.items():
                known = method if method in _METHODS else "other"
                self._figure.labels(known, handler or "unrouted", status, CONFIG.app_name).inc(times)


@get("/metrics", include_in_schema=False, sync_to_thread=True)
def metrics(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Answer all figures of all processes of this server, in the OpenMetrics text form."""
    state = request.app.state
    state.requests.write()
    registry = CollectorRegistry()
    if folder := os.environ.get(FOLDER):
        multiprocess.MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]
        registry.register(_Processes(Path(folder)))
    else:
        registry.register(_Everything())
    for name, meaning, value in state.figures():
        registry.register(_Figure(name, meaning, value))
    content: bytes = generate_latest(registry)  # type: ignore[no-untyped-call]
    return Response(content, headers={"content-type": CONTENT_TYPE_LATEST})


class _Processes(Collector):
    """Memory, processor time and open files of each web process, by its number."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterable[Metric]:
        """Read what the kernel says of each process that has written figures and lives."""
        families: dict[str, Metric] = {}
        for pid in self._living():
            for found in ProcessCollector(pid=lambda pid=pid: pid, registry=None).collect():  # type: ignore[misc]
                family = families.setdefault(found.name, Metric(found.name, found.documentation, found.type))
                for sample in found.samples:
                    family.add_sample(sample.name, {"pid": pid}, sample.value)
        return families.values()

    def _living(self) -> Iterator[str]:
        """Yield the numbers of living processes; the gauges of dead ones are taken away on the way."""
        for pid in sorted({file.stem.rpartition("_")[2] for file in self._folder.glob("*.db")}, key=int):
            if Path(f"/proc/{pid}").exists():
                yield pid
            else:
                multiprocess.mark_process_dead(pid, str(self._folder))  # type: ignore[no-untyped-call]


class _Everything(Collector):
    """The figures of a process that runs alone."""

    def collect(self) -> Iterable[Metric]:
        return REGISTRY.collect()


class _Figure(Collector):
    """One figure read at the moment when it is asked for."""

    def __init__(self, name: str, meaning: str, value: float) -> None:
        self._family = GaugeMetricFamily(name, meaning, value=value)

    def collect(self) -> Iterable[Metric]:
        return [self._family]


async def _nothing(_scope: Any, _receive: Any, _send: Any) -> None:
    """Stand where the middleware wants an application."""
