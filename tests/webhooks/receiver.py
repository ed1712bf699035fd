"""A receiver of webhooks on this machine: it checks every signature, and can be told to be down, slow or rude."""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from msgspec import Struct
from standardwebhooks import Webhook


class Received(Struct, frozen=True):
    """One event as it came."""

    id: str
    type: str
    subject: tuple[str, int]
    content: dict[str, Any]
    headers: dict[str, str]
    body: bytes


class Receiver:
    """An HTTP server that keeps what it accepts; `answer` decides the status of each event."""

    def __init__(self) -> None:
        self.secret = ""
        self.accepted: list[Received] = []
        self.refused: list[Received] = []
        self.answer: Callable[[Received], int] = lambda _: 204
        self.headers: dict[str, str] = {}
        self.delay = 0.0
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(receiver.delay)
                status = receiver._take({name.lower(): value for name, value in self.headers.items()}, body)
                content = b"" if status == 204 else b"the answer of the receiver"
                self.send_response(status)
                for name, value in receiver.headers.items():
                    self.send_header(name, value)
                if status != 204:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self._handler = Handler
        self._server: ThreadingHTTPServer | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks"

    def up(self) -> "Receiver":
        """Answer from now on, on the port that it had before."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def down(self) -> None:
        """Answer nobody any more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _take(self, headers: dict[str, str], body: bytes) -> int:
        content = json.loads(body)
        thing, number = next(iter(content["data"].items()))
        received = Received(headers["webhook-id"], content["type"], (thing, number), content, headers, body)
        if self.secret:
            Webhook(self.secret).verify(body, headers)
        status = self.answer(received)
        (self.accepted if status < 300 else self.refused).append(received)
        return status
