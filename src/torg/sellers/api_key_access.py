"""Letting a seller's program in: its key, what the key may do, how often, and only to what is the seller's own."""

import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from litestar import Request, Router
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.openapi.spec import SecurityRequirement
from litestar.routes import HTTPRoute
from litestar.types import ASGIApp, ControllerRouterHandler, Message, Receive, Send
from litestar.types import Scope as AsgiScope
from msgspec import Struct
from psycopg_pool import PoolTimeout

from torg.core.actor import Actor
from torg.core.db import Connection, DatabaseUnavailable
from torg.core.isolation import as_seller
from torg.sellers.api_key_errors import (
    KeyMissing,
    KeyRefused,
    ScopeMissing,
    SellerClosed,
    SellerSuspended,
    TooManyRequests,
)
from torg.sellers.api_key_queries import key_by_hash, note_use, take_allowance
from torg.sellers.api_keys import ApiKey, Scope, hash_of, is_token

SECURITY = "seller_key"
SELLER_TAGS = ("Seller: offers", "Seller: feeds", "Seller: webhooks")
KEY_REFUSALS = {
    401: "There is no key in `Authorization: Bearer …`, or it is mistyped, expired or revoked.",
    403: "The key may not do this, or the seller may not.",
    429: "The key has used up its requests for now: `Retry-After` says when to come back.",
    503: "The database cannot be reached right now: come back in a few seconds.",
}
"""What every operation of the sellers' API may answer instead."""
_KEY, _HEADERS = "torg.api_key", "torg.api_key_headers"
_NOTED_EVERY = 60.0


class SellerAccess(Struct, frozen=True):
    """A seller's program at work: its connection sees that seller's rows and no others."""

    conn: Connection
    key: ApiKey

    @property
    def seller_id(self) -> int:
        """Whose program it is."""
        return self.key.seller_id

    @property
    def actor(self) -> Actor:
        """Who does it, as the journal names it."""
        return self.key.actor


def seller_routes(*handlers: ControllerRouterHandler) -> Router:
    """Put a domain's handlers under `/api/v1/seller`, where nothing is answered without a key.

    Each handler says with `guards=[needs("prices")]` what the key must be allowed.
    """
    security: list[SecurityRequirement] = [{SECURITY: []}]
    router = Router("/seller", route_handlers=handlers, middleware=[_tell_allowance], security=security)
    # The framework's answer to OPTIONS knows only the first handler of a path: made anew, it knows all of them.
    for place, route in enumerate(router.routes):
        if isinstance(route, HTTPRoute):
            own = [each for each in route.route_handlers if "OPTIONS" not in each.http_methods]
            router.routes[place] = HTTPRoute(path=route.path, route_handlers=own)
    return router


def needs(*scopes: Scope) -> Callable[[ASGIConnection[Any, Any, Any, Any], BaseRouteHandler], Any]:
    """Let requests through whose key has one of these scopes and requests left this minute, before the body is read.

    Raises KeyMissing, KeyRefused, SellerClosed, TooManyRequests, ScopeMissing, SellerSuspended, DatabaseUnavailable.
    """

    async def let_in(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
        token = _token(connection.headers.get("authorization", ""))
        async with _database(connection) as conn:
            found = await key_by_hash(conn, hash_of(token))
            if found is None or not found.key.is_alive(found.now):
                raise KeyRefused
            if found.seller_status == "closed":
                raise SellerClosed
            key = found.key
            allowed, full_in = await take_allowance(conn, key.id, key.per_minute)
            if key.last_used is None or (found.now - key.last_used).total_seconds() >= _NOTED_EVERY:
                await note_use(conn, key.id)
        connection.scope[_HEADERS] = _allowance(key, full_in, allowed=allowed)  # type: ignore[literal-required]
        if not allowed:
            raise TooManyRequests(f"This key may make {key.per_minute} requests a minute; see Retry-After.")
        if not set(scopes) & set(key.scopes):
            raise ScopeMissing(f"This needs a key that may do {' or '.join(scopes)}.")
        if found.seller_status == "suspended" and connection.scope.get("method") not in {"GET", "HEAD"}:
            raise SellerSuspended
        connection.scope[_KEY] = key  # type: ignore[literal-required]

    return let_in


@asynccontextmanager
async def seller_at(request: Request[Any, Any, Any]) -> AsyncIterator[SellerAccess]:
    """Give a request that was let in its connection, in one transaction that sees its own seller's rows only."""
    key: ApiKey = request.scope[_KEY]  # type: ignore[literal-required]
    async with _database(request) as conn, as_seller(conn, key.seller_id):
        yield SellerAccess(conn, key)


def _token(header: str) -> str:
    kind, _, token = header.strip().partition(" ")
    if not token.strip():
        raise KeyMissing
    if kind.lower() != "bearer" or not is_token(token.strip()):
        raise KeyRefused
    return token.strip()


@asynccontextmanager
async def _database(connection: ASGIConnection[Any, Any, Any, Any]) -> AsyncIterator[Connection]:
    pool = connection.app.state.get("pool")
    if pool is None or not connection.app.state.get("database_available", True):
        raise DatabaseUnavailable
    try:
        async with pool.connection() as conn:
            yield conn
    except (PoolTimeout, psycopg.OperationalError) as fault:
        raise DatabaseUnavailable from fault


def _allowance(key: ApiKey, full_in: float, *, allowed: bool) -> list[tuple[bytes, bytes]]:
    """Say what is left, in the fields of draft-ietf-httpapi-ratelimit-headers."""
    each = 60 / key.per_minute
    left = max(0, math.floor((60 - full_in) / each + 1e-6))
    next_in = max(1, math.ceil(full_in + each - 60))
    told = [
        (b"ratelimit-policy", f'"requests";q={key.per_minute};w=60'.encode()),
        (b"ratelimit", f'"requests";r={left};t={next_in if left == 0 else math.ceil(full_in)}'.encode()),
    ]
    return told if allowed else [*told, (b"retry-after", str(next_in).encode())]


def _tell_allowance(app: ASGIApp) -> ASGIApp:
    """Add to each answer what is left of the key's allowance, and how to show a key to one that had none."""

    async def told(scope: AsgiScope, receive: Receive, send: Send) -> None:
        async def send_told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(scope.get(_HEADERS, []))  # type: ignore[call-overload]
                if message["status"] == 401:
                    headers.append((b"www-authenticate", b'Bearer realm="torg"'))
                message["headers"] = [*message.get("headers", ()), *headers]
            await send(message)

        await app(scope, receive, send_told)

    return told
