"""A whole Torg, started as a newcomer starts it, for tests that look at it from outside."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import psycopg

PATIENCE = 420.0


class Shop:
    """One `torg serve` in a home and on a port of its own."""

    def __init__(self, home: Path | None = None, **settings: str) -> None:
        self.home = home or Path(tempfile.mkdtemp(prefix="torg-shop-"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TORG_")},
            "TORG_HOME": str(self.home),
            "TORG_PORT": str(self.port),
            **settings,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Shop":
        with (self.home / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "torg", "serve"],
                env=self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        self.wait_until(lambda: self.status("/readyz") == 200, "the shop is ready")
        return self

    def stop(self) -> int:
        """Stop it as Ctrl-C does, and return the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(40)

    def remove(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def run(self, *command: str, expect: int | None = 0) -> str:
        """Run a `torg` command in this home, and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "torg", *command],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        said = done.stdout + done.stderr
        assert expect is None or done.returncode == expect, said
        return said

    def sql(self, statement: str) -> str:
        """Run a statement in the shop's own database, and give its first value."""
        with psycopg.connect(f"postgresql://postgres@/torg?host={self.home / 'postgres'}", autocommit=True) as conn:
            cursor = conn.execute(statement)  # type: ignore[arg-type]
            row = cursor.fetchone() if cursor.description else None
        return "" if row is None else str(row[0])

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        request = urllib.request.Request(self.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()

    def json(self, path: str) -> Any:
        status, _, body = self.get(path)
        assert status == 200, (path, status, body[:500])
        return json.loads(body)

    def status(self, path: str) -> int:
        try:
            return self.get(path)[0]
        except OSError:
            return 0

    def wait_until(self, condition: Any, what: str, patience: float = PATIENCE) -> None:
        deadline = time.monotonic() + patience
        while not condition():
            ended = self.process is not None and self.process.poll() is not None
            if ended or time.monotonic() > deadline:
                log = (self.home / "serve.log").read_text(errors="replace")[-4000:]
                raise AssertionError(f"waited in vain until {what}; the log ends with:\n{log}")
            time.sleep(0.02)

    def wait_for_end(self, pids: set[int], patience: float = 30) -> None:
        """Wait until none of these processes is left, or patience is."""
        deadline = time.monotonic() + patience
        while any(alive(pid) for pid in pids) and time.monotonic() < deadline:
            time.sleep(0.05)

    def children(self) -> dict[str, int]:
        """The process ids of the supervisor's children, by name: `web`, `follow`, `work`, `postgres`."""
        assert self.process is not None
        found: dict[str, int] = {}
        for pid in _children(self.process.pid):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            name = "postgres" if b"postgres" in words[0] else words[3].decode() if len(words) > 3 else ""
            found[name] = pid
        return found

    def all_processes(self) -> set[int]:
        """The process ids of everything below the supervisor, itself included."""
        assert self.process is not None
        found: set[int] = set()
        todo = [self.process.pid]
        while todo:
            pid = todo.pop()
            found.add(pid)
            todo += _children(pid)
        return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(each) for each in task.read_text().split()]
        except OSError:
            continue
    return found
