"""What surrounds every request: its id, the headers that protect browsers, and one line in the log when it matters."""

import re
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException

from torg.core.cross_origin import PREFLIGHT, CrossOrigin
from torg.core.errors import Refusal
from torg.core.problems import PROBLEM_TYPE

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApp = Callable[[Scope, Receive, Send], Awaitable[None]]

SLOW_SECONDS = 0.5
_CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_PORT = re.compile(r":\d+$")
_PROTECTION = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
]
_ANSWER_POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
_log = structlog.get_logger()


class RequestFrame:
    """The outermost layer: gives each request an id, each answer its protection, and logs what a person should see.

    A HEAD is answered as the GET would be, without its body. What breaks inside is answered with 500 and logged.
    """

    def __init__(
        self,
        app: AsgiApp,
        *,
        content_policy: str,
        https: bool,
        hosts: frozenset[str] = frozenset(),
        cross_origin: CrossOrigin | None = None,
        count: Callable[[str, str, int], None] | None = None,
    ) -> None:
        """Surround `app`; with `hosts`, requests for any other host are refused (421).

        `count` is told of the answers that no handler of the framework has seen: the method, by whom it was answered
        (`scope["answered_by"]`, or nobody) and with which status.
        """
        self._app = app
        self._hosts = hosts
        self._cross_origin = cross_origin or CrossOrigin([])
        self._count = count
        self._headers = [*_PROTECTION]
        if https:
            self._headers.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))
        self._answer_headers = [*self._headers[:1], *self._headers[len(_PROTECTION) :]]
        self._policy = (b"content-security-policy", content_policy.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = _header(scope, b"x-request-id")
        request_id = asked if asked and _REQUEST_ID.fullmatch(asked) else secrets.token_hex(8).encode()
        scope["request_id"] = request_id.decode()
        method, path = scope["method"], scope["path"]
        if method == "HEAD":
            scope["method"] = "GET"
        started = time.perf_counter()
        status = 0

        async def send_framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                # Each header costs some 2 µs of the server's; those about pages say nothing about an answer.
                answer = path.startswith("/api/") and not path.endswith("/docs")
                protection = self._answer_headers if answer else self._headers
                headers = [*message.get("headers", ()), (b"x-request-id", request_id), *protection]
                if not any(name == b"content-security-policy" for name, _ in headers):
                    headers.append(_ANSWER_POLICY if answer else self._policy)
                if self._cross_origin and path.startswith("/api/"):
                    headers += self._cross_origin.headers(_header(scope, b"origin"))
                if status in {204, 304, 405, 503}:
                    headers = _corrected(headers, status)
                message["headers"] = headers
            elif method == "HEAD":
                message["body"] = b""
            await send(message)

        try:
            await self._answer(scope, receive, send_framed)
        except Exception as error:  # noqa: BLE001 - the last layer that can tell the asker and the log of it.
            _log.exception("a request failed", request_id=scope["request_id"], path=path, exc_info=error)
            if status == 0:
                await _refuse(scope, send_framed, 500, "fault", "Something went wrong on our side.")
        self._note(scope, method, path, status, time.perf_counter() - started)

    def _note(self, scope: Scope, method: str, path: str, status: int, seconds: float) -> None:
        """Count what the framework has not counted, and log what a person should see."""
        if self._count is not None and "path_template" not in scope:
            self._count(method, scope.get("answered_by", ""), status)
        # A load balancer asks /readyz all the time, and a 503 there is an answer, not a fault.
        if (status >= 500 and path != "/readyz") or seconds > SLOW_SECONDS or method not in {"GET", "HEAD"}:
            _log.info(
                "request", request_id=scope["request_id"], method=method, path=path, status=status,
                milliseconds=round(seconds * 1000, 1),
            )  # fmt: skip

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._hosts and not self._is_ours(scope):
            await _refuse(scope, send, 421, "wrong_host", "This shop does not answer to that host name.")
        elif self._cross_origin and _is_preflight(scope):
            await self._answer_preflight(scope, send)
        else:
            await self._app(scope, receive, send)

    async def _answer_preflight(self, scope: Scope, send: Send) -> None:
        if not self._cross_origin.allows(_header(scope, b"origin")):
            await _refuse(scope, send, 403, "origin_not_allowed", "Pages of that origin may not call this API.")
            return
        await send({"type": "http.response.start", "status": 204, "headers": PREFLIGHT})
        await send({"type": "http.response.body", "body": b""})

    def _is_ours(self, scope: Scope) -> bool:
        host = (_header(scope, b"host") or b"").decode("latin-1").lower()
        return _PORT.sub("", host) in self._hosts or scope["path"] in {"/healthz", "/readyz"}


def problem(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, Any]]:
    """Answer an error as RFC 9457 problem details; what is a fault of ours says nothing of its inside."""
    request_id = str(request.scope.get("request_id", ""))
    headers: dict[str, str] = {}
    if isinstance(error, Refusal):
        body = _problem_details(error.status, error.code, error.title(), request_id)
        body |= {"detail": error.detail} | error.extra
        if "retry_after" in error.extra:
            headers["retry-after"] = str(error.extra["retry_after"])
    elif isinstance(error, HTTPException) and error.status_code < 500:
        code = _CODES.get(error.status_code, "http_error")
        body = _problem_details(error.status_code, code, HTTPStatus(error.status_code).phrase, request_id)
        body["detail"] = _validation_detail(error)
        headers = dict(error.headers or {})
    else:
        _log.exception("a request failed", request_id=request_id, path=request.scope["path"], exc_info=error)
        body = _problem_details(500, "fault", "Something went wrong on our side.", request_id)
    return Response(body, status_code=body["status"], media_type=PROBLEM_TYPE, headers=headers)


def _validation_detail(error: HTTPException) -> str:
    extra = error.extra if isinstance(error.extra, list) else []
    said = [f"{each.get('key')}: {each.get('message')}" for each in extra if isinstance(each, dict)]
    return "; ".join(said) or error.detail


def _header(scope: Scope, name: bytes) -> bytes | None:
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value)
    return None


def _corrected(headers: list[tuple[bytes, bytes]], status: int) -> list[tuple[bytes, bytes]]:
    """Say what is left out inside: HEAD goes wherever GET does, no body has no length, and when to come back."""
    if status == 503:
        return [*headers, (b"retry-after", b"5")]
    return [
        (name, value.replace(b"GET", b"GET, HEAD") if name == b"allow" and b"HEAD" not in value else value)
        for name, value in headers
        if status == 405 or name != b"content-length"
    ]


def _is_preflight(scope: Scope) -> bool:
    """Tell whether a browser asks if another site's page may make a call to the API."""
    return (
        scope["method"] == "OPTIONS"
        and scope["path"].startswith("/api/")
        and _header(scope, b"origin") is not None
        and _header(scope, b"access-control-request-method") is not None
    )


async def _refuse(scope: Scope, send: Send, status: int, code: str, title: str) -> None:
    """Answer before or after the framework: problem details for programs, a sentence for people."""
    if scope["path"].startswith("/api/"):
        kind, body = PROBLEM_TYPE, msgspec.json.encode(_problem_details(status, code, title, scope["request_id"]))
    else:
        kind, body = "text/plain; charset=utf-8", title.encode()
    headers = [(b"content-type", kind.encode()), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _problem_details(status: int, code: str, title: str, request_id: str) -> dict[str, Any]:
    return {
        "type": f"urn:torg:{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": title,
        "request_id": request_id,
    }
