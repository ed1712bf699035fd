"""Load on a server of ours on loopback: pipelined requests, so that the client costs little beside the server."""

import os
import socket
import time
from pathlib import Path

_DEPTH = 32
_TICKS = os.sysconf("SC_CLK_TCK")


def requests_per_second(
    port: int, paths: list[str], seconds: float, pid: int, headers: str = ""
) -> tuple[float, float]:
    """Ask for `paths` in turn until `seconds` have passed; return requests a second of wall clock and of server CPU.

    Every answer is read whole and must be a 200; the CPU is that of the process `pid` with its children.
    """
    requests = [f"GET {path} HTTP/1.1\r\nHost: torg\r\n{headers}\r\n".encode() for path in paths]
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        reader = _Answers(connection)
        place = done = 0
        before = _cpu(pid)
        started = time.perf_counter()
        while (elapsed := time.perf_counter() - started) < seconds:
            batch = [requests[(place + each) % len(requests)] for each in range(_DEPTH)]
            place += _DEPTH
            connection.sendall(b"".join(batch))
            reader.skip(_DEPTH)
            done += _DEPTH
        cpu = _cpu(pid) - before
    return done / elapsed, done / cpu if cpu else 0.0


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


def _cpu(pid: int) -> float:
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
