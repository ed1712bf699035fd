"""The embedded PostgreSQL starts, survives a kill, and never outlives the process that started it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from torg.core.postgres import EmbeddedPostgres, PostgresFailed


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="torg-test-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _gone(pid: int, patience: float = 20) -> bool:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if not _alive(pid):
            return True
        time.sleep(0.05)
    return False


def test_what_is_committed_survives_a_kill_and_a_long_path(home: Path) -> None:
    server = EmbeddedPostgres(home / ("long-" * 20) / "postgres")
    url = server.start()
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute("CREATE TABLE kept (n int)")
        conn.execute("INSERT INTO kept VALUES (1)")
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    assert _gone(server.pid)
    assert not server.running()
    server.start()
    with psycopg.connect(url) as conn:
        assert conn.execute("SELECT n FROM kept").fetchall() == [(1,)]
    server.stop()
    assert not server.running()


def test_the_server_goes_when_its_parent_is_killed(home: Path) -> None:
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(
                f"""
                import time
                from pathlib import Path
                from torg.core.postgres import EmbeddedPostgres
                server = EmbeddedPostgres(Path({str(home / "postgres")!r}))
                server.start()
                print(server.pid, flush=True)
                time.sleep(600)
                """
            ),
        ],
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert _alive(pid)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert _gone(pid)
    again = EmbeddedPostgres(home / "postgres")
    again.start()
    again.stop()


def test_a_server_that_was_left_behind_is_stopped_before_the_next_starts(home: Path) -> None:
    first = EmbeddedPostgres(home / "postgres")
    first.start()
    second = EmbeddedPostgres(home / "postgres")
    second.start()
    assert first.pid is not None
    assert _gone(first.pid)
    assert second.running()
    assert not first.running()
    second.stop()


def test_a_failure_shows_the_end_of_the_log(home: Path) -> None:
    server = EmbeddedPostgres(home / "postgres", settings={"max_connections": "nonsense"})
    with pytest.raises(PostgresFailed, match="max_connections"):
        server.start(patience=2)
