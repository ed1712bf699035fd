"""Whose turn it is with the embedded PostgreSQL: one owner starts and stops it, other commands use it meanwhile."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import psycopg

from torg.core.postgres import EmbeddedPostgres


class HomeInUse(RuntimeError):  # noqa: N818 - named for what happened.
    """Another Torg is serving from this home."""


@contextmanager
def held(path: Path, *, patience: float = 0) -> Iterator[IO[str]]:
    """Hold an exclusive lock on a file, which the kernel lets go when the process ends, however it ends.

    Raises HomeInUse when another process holds it for longer than `patience` seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + patience
    with path.open("a+") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise HomeInUse(f"Another torg process is using {path.parent}.") from None
                time.sleep(0.1)
        yield file


@contextmanager
def embedded_database(home: Path) -> Iterator[str]:
    """Give the URL of this home's PostgreSQL: the one that runs, else one started for as long as the block lasts."""
    server = EmbeddedPostgres(home / "postgres")
    with ExitStack() as stack:
        try:
            stack.enter_context(held(home / "postgres.lock"))
        except HomeInUse:
            _wait_for(server.url)
        else:
            server.start()
            stack.callback(server.stop)
        yield server.url


def _wait_for(url: str, patience: float = 60) -> None:
    """Wait until the server that another process is starting takes connections."""
    deadline = time.monotonic() + patience
    while True:
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return
