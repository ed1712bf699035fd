"""The command line as an operator uses it: a process of its own, with a home and a database of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

from torg.cli import main

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def torg(*words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run a command with these settings and no others."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("TORG_")}
    return subprocess.run(
        [sys.executable, "-m", "torg", *words],
        env=others | {"COLUMNS": "200"} | settings,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


class Said(Struct, frozen=True):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Here = Callable[..., Said]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Here:
    """Run a command within the test's own process: the same way in, without the second that a new process takes."""

    def here(*words: str, **settings: str) -> Said:
        for name in [name for name in os.environ if name.startswith("TORG_")]:
            monkeypatch.delenv(name)
        for name, value in ({"COLUMNS": "200"} | settings).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["torg", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Said(int(ended.value.code or 0), out, err)

    return here


@pytest.fixture
def run(fresh_database: str, tmp_path: Path) -> Run:
    """Run commands on a PostgreSQL that is not Torg's own, as an operator with a database server does."""

    def run(*words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        return torg(*words, TORG_HOME=str(tmp_path / "home"), TORG_DATABASE_URL=fresh_database, **settings)

    return run
