"""The supervisor: keeps a few processes running, and stops all of them when it stops."""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from torg.core.process import die_with_parent

_CALM = 30.0  # A process that lived this many seconds did not fail at its start.
_LONGEST_PAUSE = 10.0


class Child(Struct):
    """One process to keep running."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.2
    """Seconds until it is started again after it ended; doubled when it ends soon after its start."""
    due: float = 0.0

    def start(self) -> None:
        """Start the process in a session of its own, so that a Ctrl-C reaches it through the supervisor alone."""
        self.process = subprocess.Popen(
            self.command, env=dict(self.environment), stdin=subprocess.DEVNULL, start_new_session=True,
            preexec_fn=die_with_parent,
        )  # fmt: skip
        self.started = time.monotonic()


class Supervisor(Struct):
    """Children, in the order in which they start; they are stopped in the opposite order."""

    children: list[Child]
    tell: Callable[[str], None]
    watch: Callable[[], None] = lambda: None
    """Called about five times a second: what else has to be kept alive."""
    stopping: bool = False
    signals: list[int] = field(default_factory=list)

    def run(self) -> None:
        """Run until SIGINT or SIGTERM; whatever child ends before that is started again."""
        before = {each: signal.signal(each, self._stop) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
        try:
            for child in self.children:
                child.start()
            while not self.stopping:
                self.watch()
                for child in self.children:
                    self._look_after(child)
                time.sleep(0.2)
        finally:
            self._stop_all()
            for each, handler in before.items():
                signal.signal(each, handler)

    def _stop(self, number: int, _frame: object) -> None:
        self.signals.append(number)
        self.stopping = True

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is not None:
            if (code := child.process.poll()) is None:
                return
            lived = now - child.started
            child.pause = 0.2 if lived > _CALM else min(child.pause * 2, _LONGEST_PAUSE)
            child.process, child.due = None, now + child.pause
            self.tell(f"{child.name} ended ({_how(code)}); starting it again in {child.pause:.1f} s")
        elif now >= child.due:
            child.start()

    def _stop_all(self) -> None:
        for child in reversed(self.children):
            if child.process is not None and child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + 12
        for child in reversed(self.children):
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.tell(f"{child.name} did not stop in time; killing it")
                child.process.kill()
                child.process.wait(5)


def _how(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
