"""What surrounds every request: its id, the headers that protect browsers, and one line in the log when it matters."""

import re
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException

from torg.core.errors import Refusal

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApp = Callable[[Scope, Receive, Send], Awaitable[None]]

SLOW_SECONDS = 0.5
_PROBLEM = "application/problem+json"
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_PROTECTION = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
]
_log = structlog.get_logger()


class RequestFrame:
    """The outermost layer: gives each request an id, each answer its protection, and logs what a person should see."""

    def __init__(self, app: AsgiApp, *, content_policy: str, https: bool, hosts: frozenset[str] = frozenset()) -> None:
        """Surround `app`; with `hosts`, requests for any other host are refused (421)."""
        self._app = app
        self._hosts = hosts
        self._headers = [*_PROTECTION]
        if https:
            self._headers.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))
        self._policy = (b"content-security-policy", content_policy.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = _header(scope, b"x-request-id")
        request_id = asked if asked and _REQUEST_ID.fullmatch(asked) else secrets.token_hex(8).encode()
        scope["request_id"] = request_id.decode()
        started = time.perf_counter()
        status = 0

        async def send_framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = [*message.get("headers", ()), (b"x-request-id", request_id), *self._headers]
                if not any(name == b"content-security-policy" for name, _ in headers):
                    headers.append(self._policy)
                message["headers"] = headers
            await send(message)

        if self._hosts and not self._is_ours(scope):
            await _plain(send_framed, 421, b"This shop does not answer to that host name.")
        else:
            await self._app(scope, receive, send_framed)
        seconds = time.perf_counter() - started
        # A load balancer asks /readyz all the time, and a 503 there is an answer, not a fault.
        if (
            (status >= 500 and scope["path"] != "/readyz")
            or seconds > SLOW_SECONDS
            or scope["method"] not in {"GET", "HEAD"}
        ):
            _log.info(
                "request", request_id=scope["request_id"], method=scope["method"], path=scope["path"], status=status,
                milliseconds=round(seconds * 1000, 1),
            )  # fmt: skip

    def _is_ours(self, scope: Scope) -> bool:
        host = (_header(scope, b"host") or b"").decode("latin-1").lower()
        return host.rsplit(":", 1)[0] in self._hosts or scope["path"] in {"/healthz", "/readyz"}


def problem(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, Any]]:
    """Answer an error as RFC 9457 problem details; what is a fault of ours says nothing of its inside."""
    request_id = request.scope.get("request_id", "")
    body: dict[str, Any]
    headers: dict[str, str] = {}
    if isinstance(error, Refusal):
        body = {
            "type": f"urn:torg:{error.code}",
            "title": error.title(),
            "status": error.status,
            "detail": error.detail,
        }
        body |= {"code": error.code} | error.extra
    elif isinstance(error, HTTPException):
        code = {404: "not_found", 405: "method_not_allowed", 400: "bad_request"}.get(error.status_code, "http_error")
        body = {"type": f"urn:torg:{code}", "title": error.detail, "status": error.status_code, "code": code}
        body["detail"] = _validation_detail(error)
        headers = dict(error.headers or {})
    else:
        _log.exception("a request failed", request_id=request_id, path=request.scope["path"], exc_info=error)
        body = {"type": "urn:torg:fault", "title": "Something went wrong on our side.", "status": 500, "code": "fault"}
    body["request_id"] = request_id
    return Response(body, status_code=body["status"], media_type=_PROBLEM, headers=headers)


def _validation_detail(error: HTTPException) -> str:
    extra = error.extra if isinstance(error.extra, list) else []
    said = [f"{each.get('key')}: {each.get('message')}" for each in extra if isinstance(each, dict)]
    return "; ".join(said) or error.detail


def _header(scope: Scope, name: bytes) -> bytes | None:
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value)
    return None


async def _plain(send: Send, status: int, text: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": text})
