"""Load on a server of ours on loopback: pipelined requests, so that the client costs little beside the server."""

import os
import socket
import time
from pathlib import Path

_DEPTH = 32
_TICKS = os.sysconf("SC_CLK_TCK")


class Load:
    """Asks one server for `paths` in turn, and sums up wall clock, the server's CPU and the answers."""

    def __init__(self, port: int, pid: int, paths: list[str]) -> None:
        self._port, self._pid = port, pid
        self._requests = [f"GET {path} HTTP/1.1\r\nHost: torg\r\n\r\n".encode() for path in paths]
        self._place = self._done = 0
        self._elapsed = self._used = 0.0

    def run(self, seconds: float = 0.0, *, once: bool = False) -> "Load":
        """Ask for `seconds`, or for every path `once`; each answer is read whole and must be a 200."""
        with socket.create_connection(("127.0.0.1", self._port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            reader = _Answers(connection)
            before, started, last = cpu_of(self._pid), time.perf_counter(), self._done + len(self._requests)
            while self._done < last if once else time.perf_counter() - started < seconds:
                batch = [self._requests[(self._place + each) % len(self._requests)] for each in range(_DEPTH)]
                self._place += _DEPTH
                connection.sendall(b"".join(batch))
                reader.skip(_DEPTH)
                self._done += _DEPTH
            self._elapsed += time.perf_counter() - started
            self._used += cpu_of(self._pid) - before
        return self

    @property
    def rate(self) -> float:
        """Answers a second of wall clock."""
        return self._done / self._elapsed

    @property
    def per_cpu_second(self) -> float:
        """Answers a second of the server's CPU, its children counted in."""
        return self._done / self._used if self._used else 0.0

    def __str__(self) -> str:
        return f"{self.rate:,.0f}/s ({self.per_cpu_second:,.0f} per CPU second)"


def side_by_side(load: Load, floor: Load, seconds: float, slices: int = 8) -> float:
    """Give both the same time in turns, so that a noisy machine bothers both alike; return load / floor by CPU."""
    for _ in range(slices):
        load.run(seconds / slices)
        floor.run(seconds / slices)
    return load.per_cpu_second / floor.per_cpu_second


def settle(pid: int) -> None:
    """Wait until processes that have just started are done with opening their indexes: they answer before that."""
    deadline = time.monotonic() + 60
    before = cpu_of(pid)
    while time.monotonic() < deadline:
        time.sleep(1)
        now = cpu_of(pid)
        if now - before < 0.2:
            return
        before = now


def latencies(port: int, paths: list[str], count: int) -> list[float]:
    """Ask `count` times, one after the other; return the seconds of each answer, sorted."""
    found = []
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        reader = _Answers(connection)
        for each in range(count):
            request = f"GET {paths[each % len(paths)]} HTTP/1.1\r\nHost: torg\r\n\r\n".encode()
            started = time.perf_counter()
            connection.sendall(request)
            reader.skip(1)
            found.append(time.perf_counter() - started)
    return sorted(found)


class _Answers:
    """Reads answers off a connection, by their content length."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._waiting = bytearray()

    def skip(self, count: int) -> None:
        """Read `count` whole answers, each a 200."""
        waiting = self._waiting
        place = 0
        for _ in range(count):
            while (end := waiting.find(b"\r\n\r\n", place)) < 0:
                self._more()
            head = bytes(waiting[place:end]).lower()
            if not head.startswith(b"http/1.1 200"):
                raise RuntimeError(f"the server answered {head[:200]!r}")
            at = head.find(b"content-length:")
            if at < 0:
                raise RuntimeError(f"an answer without content-length: {head[:300]!r}")
            length = int(head[at + 15 : head.find(b"\r\n", at) if head.find(b"\r\n", at) > 0 else None])
            place = end + 4 + length
            while len(waiting) < place:
                self._more()
        del waiting[:place]

    def _more(self) -> None:
        piece = self._connection.recv(1 << 20)
        if not piece:
            raise RuntimeError("the server closed the connection")
        self._waiting += piece


def cpu_of(pid: int) -> float:
    """Return the CPU seconds that a process and its living descendants have used."""
    total, todo = 0.0, [pid]
    while todo:
        each = todo.pop()
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) / _TICKS
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                todo += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return total
