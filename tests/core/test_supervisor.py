"""The supervisor starts what ends, and leaves nothing behind, however it goes itself."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

_PROGRAM = """
import os, sys, time
from pathlib import Path
from torg.core.supervisor import Child, Supervisor
folder = Path(sys.argv[1])
command = [sys.executable, "-c",
    "import os, sys, time; open(sys.argv[1] + '/' + sys.argv[2] + '-' + str(os.getpid()), 'w'); time.sleep(600)"]
children = [Child(name, [*command, str(folder), name], os.environ) for name in ("one", "two")]
Supervisor(children, lambda said: print(said, flush=True)).run()
print("stopped", flush=True)
"""


def _supervise(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_PROGRAM), str(folder)], stdout=subprocess.PIPE, text=True
    )


def _pids(folder: Path, name: str) -> list[int]:
    found = sorted(folder.glob(f"{name}-*"), key=lambda file: file.stat().st_mtime_ns)
    return [int(file.name.split("-")[1]) for file in found]


def _wait(condition: "object") -> None:
    deadline = time.monotonic() + 20
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_child_is_started_again_and_all_stop_together(tmp_path: Path) -> None:
    supervisor = _supervise(tmp_path)
    _wait(lambda: _pids(tmp_path, "one") and _pids(tmp_path, "two"))
    first = _pids(tmp_path, "one")[0]
    os.kill(first, signal.SIGKILL)
    _wait(lambda: len(_pids(tmp_path, "one")) == 2)
    supervisor.send_signal(signal.SIGINT)
    said, _ = supervisor.communicate(timeout=20)
    assert "one ended (killed by SIGKILL)" in said
    assert said.endswith("stopped\n")
    assert supervisor.returncode == 0
    assert not any(_alive(pid) for name in ("one", "two") for pid in _pids(tmp_path, name))


def test_nothing_is_left_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    supervisor = _supervise(tmp_path)
    _wait(lambda: _pids(tmp_path, "one") and _pids(tmp_path, "two"))
    pids = _pids(tmp_path, "one") + _pids(tmp_path, "two")
    assert all(_alive(pid) for pid in pids)
    supervisor.kill()
    supervisor.communicate()
    _wait(lambda: not any(_alive(pid) for pid in pids))
