"""`torg web` alone, as an operator starts it on a node that has a shelf."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import httpx


class Web:
    """Real web processes in a home, with a client that talks to them."""

    def __init__(self, home: Path, **settings: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home.parent / f"web-{self.port}.log"
        others = {name: value for name, value in os.environ.items() if not name.startswith("TORG_")}
        # The database does not exist: whatever is answered comes from the shelf.
        own = {"TORG_HOME": str(home), "TORG_PORT": str(self.port), "TORG_WEB_WORKERS": "1"}
        self.environment = others | own | {"TORG_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"} | settings
        self.client = httpx.Client(base_url=self.url, timeout=10)

    def __enter__(self) -> "Web":
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "torg", "web"], env=self.environment, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        deadline = time.monotonic() + 60
        while not self._ready():
            ended = self.process.poll() is not None or time.monotonic() > deadline
            assert not ended, self.log.read_text()
            time.sleep(0.05)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(20) == 0, self.log.read_text()

    def _ready(self) -> bool:
        try:
            return self.client.get("/readyz").status_code == 200
        except httpx.TransportError:
            return False
