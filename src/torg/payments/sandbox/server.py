"""The sandbox as a process: an API for the market, a hosted page for shoppers, signed webhooks back to the market."""

import asyncio
import hashlib
import hmac
import json
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import structlog
from litestar import Litestar, MediaType, Request, Response, get, post
from litestar.datastructures import State
from litestar.exceptions import NotAuthorizedException
from litestar.params import FromPath
from litestar.response import Redirect

from torg.core.log import configure_logging
from torg.core.templates import render
from torg.payments.sandbox.books import Books, Record, Refused

_PATIENCE = 3 * 24 * 3600
_CONTENT_POLICY = "default-src 'none'; style-src 'self'; form-action *; base-uri 'none'; frame-ancestors 'none'"
_log = structlog.get_logger()
Asked = Request[Any, Any, State]


def create_sandbox(home: Path, secret: str, webhook_url: str) -> Litestar:
    """Return the provider's application; `secret` is shared with the market, for the API and for the signatures."""
    state = State({"books": Books(home / "sandbox" / "books.sqlite3"), "secret": secret, "webhook": webhook_url})
    return Litestar(
        route_handlers=[begin, act, look, look_by_key, changed, page, pay, style, healthz],
        state=state,
        lifespan=[_telling],
        logging_config=None,
        openapi_config=None,
    )


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Give the signature of a webhook: HMAC-SHA256 over the time and the body."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


@get("/healthz", media_type=MediaType.TEXT)
async def healthz() -> str:
    """Say that the provider is there."""
    return "ok"


@post("/v1/payments", status_code=200)
async def begin(request: Asked) -> Response[dict[str, Any]]:
    """Begin a payment, or give the one that the same key has begun."""
    _authorise(request)
    made = _books(request).begin(await request.json())
    return Response(_told(request, made))


@post("/v1/payments/{reference:str}/{kind:str}", status_code=200)
async def act(request: Asked, reference: FromPath[str], kind: FromPath[str]) -> Response[dict[str, Any]]:
    """Capture, refund, void or charge back."""
    _authorise(request)
    asked = await request.json()
    if kind not in {"capture", "refund", "void", "charge_back"}:
        return Response({"refused": "no such act"}, status_code=404)
    try:
        made = _books(request).act(reference, kind, int(asked.get("amount", 0)), str(asked["key"]))
    except Refused as refused:
        return Response({"refused": str(refused)}, status_code=409)
    return Response(_told(request, made))


@get("/v1/payments/{reference:str}")
async def look(request: Asked, reference: FromPath[str]) -> Response[dict[str, Any]]:
    """Show a payment."""
    _authorise(request)
    return _found(request, _books(request).find(reference))


@get("/v1/payments/by-key/{key:str}")
async def look_by_key(request: Asked, key: FromPath[str]) -> Response[dict[str, Any]]:
    """Show the payment that a key has begun."""
    _authorise(request)
    return _found(request, _books(request).find_by_key(key))


@get("/v1/payments")
async def changed(request: Asked) -> Response[list[dict[str, Any]]]:
    """List the payments that have changed since a moment."""
    _authorise(request)
    since = float(request.query_params.get("since", "0"))
    return Response([_told(request, each) for each in _books(request).changed_since(since)])


@get("/pay/{reference:str}", sync_to_thread=False)
def page(request: Asked, reference: FromPath[str]) -> Response[Any]:
    """Show the shopper where to type a card, or to prove who they are."""
    payment = _books(request).find(reference)
    if payment is None:
        return Response("No such payment", status_code=404, media_type=MediaType.TEXT)
    if payment.state != "pending":
        return _back(payment)
    language = payment.language if payment.language in {"sv", "nb", "da", "fi", "en"} else "en"
    body = render(language, "payments/sandbox.html", payment=payment)
    headers = {"content-security-policy": _CONTENT_POLICY, "cache-control": "no-store"}
    return Response(body, media_type=MediaType.HTML, headers=headers)


@post("/pay/{reference:str}", status_code=303)
async def pay(request: Asked, reference: FromPath[str]) -> Response[Any]:
    """Take what the shopper typed, and send them back when it is decided."""
    books, form = _books(request), await request.form()
    try:
        if form.get("act") == "cancel":
            payment = books.cancel(reference)
        elif form.get("code") is not None:
            payment = books.prove(reference, str(form.get("code")).strip())
        else:
            payment = books.pay(reference, str(form.get("number", "")), str(form.get("expires", "")))
    except Refused:
        return Response("No such payment", status_code=404, media_type=MediaType.TEXT)
    if payment.state == "pending":
        return Redirect(f"/pay/{reference}", status_code=303)
    return _back(payment)


@get("/sandbox.css", sync_to_thread=False)
def style() -> Response[str]:
    """Answer the page's style."""
    text = (Path(__file__).parent / "sandbox.css").read_text("utf-8")
    return Response(text, media_type="text/css")


def _back(payment: Record) -> Redirect:
    query = urlencode({"payment": payment.reference, "result": payment.state})
    joint = "&" if "?" in payment.return_url else "?"
    return Redirect(f"{payment.return_url}{joint}{query}", status_code=303)


def _told(request: Asked, payment: Record) -> dict[str, Any]:
    told = payment.told()
    if payment.state == "pending":
        told["action_url"] = f"{request.base_url}pay/{payment.reference}"
    return told


def _found(request: Asked, payment: Record | None) -> Response[dict[str, Any]]:
    return Response({}, status_code=404) if payment is None else Response(_told(request, payment))


def _books(request: Asked) -> Books:
    books: Books = request.app.state.books
    return books


def _authorise(request: Asked) -> None:
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(given, request.app.state.secret):
        raise NotAuthorizedException


@asynccontextmanager
async def _telling(app: Litestar) -> AsyncIterator[None]:
    """While the provider runs, tell the market of what happens, again and again until it answers."""
    task = asyncio.create_task(_tell(app.state))
    try:
        yield
    finally:
        task.cancel()
        app.state.books.close()


async def _tell(state: State) -> None:
    books: Books = state.books
    async with httpx.AsyncClient(timeout=5) as client:
        while True:
            for event, body, tries in books.due_events(time.time()):
                books.note_delivery(event, delivered=await _told_to(client, state, body), due=_next_try(tries))
            await asyncio.sleep(0.05)


async def _told_to(client: httpx.AsyncClient, state: State, body: str) -> bool:
    moment = str(int(time.time()))
    headers = {
        "content-type": "application/json",
        "sandbox-timestamp": moment,
        "sandbox-signature": signature(state.secret, moment, body.encode()),
    }
    try:
        answer = await client.post(state.webhook, content=body, headers=headers)
    except httpx.HTTPError:
        return False
    return answer.is_success


def _next_try(tries: int) -> float:
    return time.time() + min(2.0**tries * 0.5, 3600)


def sandbox_app() -> Any:
    """Return the application of the sandbox process, from its environment."""
    configure_logging("auto", "info", "psp")
    settings = json.loads(os.environ["SANDBOX_SETTINGS"])
    return create_sandbox(Path(settings["home"]), settings["secret"], settings["webhook"])
