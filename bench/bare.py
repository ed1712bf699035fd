"""The floor of serving: a bare ASGI app that sends the same bytes from the same server with the same settings."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

BODY = Path(os.environ["BENCH_BODY"]).read_bytes()
_START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"application/octet-stream"), (b"content-length", str(len(BODY)).encode())],
}
_BODY = {"type": "http.response.body", "body": BODY}


async def app(scope: dict[str, Any], _receive: Any, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
    """Answer every request with the body."""
    if scope["type"] == "http":
        await send(_START)
        await send(_BODY)


def main() -> None:
    """Serve it with one process."""
    from granian import Granian
    from granian.constants import Interfaces, Loops
    from granian.log import LogLevels

    Granian(
        "bench.bare:app", interface=Interfaces.ASGI, loop=Loops.uvloop, address="127.0.0.1",
        port=int(os.environ["BENCH_PORT"]), workers=1, log_level=LogLevels.warning, backlog=2048,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    main()
