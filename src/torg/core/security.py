"""What keeps pages that act for somebody safe: only our own pages may post, limits, addresses, secrets."""

import hashlib
import ipaddress
import secrets
from typing import Any
from urllib.parse import urlsplit

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from msgspec import Struct

from torg.core.db import Connection, Pool
from torg.core.errors import Refusal

_SAFE = {"GET", "HEAD", "OPTIONS"}


class CrossSite(Refusal):
    """The request came from another site's page, so nothing was done."""

    code = "cross_site"
    status = 403


class TooMany(Refusal):
    """Too many tries: wait a little and try again."""

    code = "too_many_requests"
    status = 429


class Limit(Struct, frozen=True):
    """At most `burst` at once, and then one more every `seconds`."""

    name: str
    burst: int
    seconds: float


def same_origin(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Refuse a change that another site's page asks for (a guard for routers and handlers); raises CrossSite.

    Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; who says neither is no
    browser and has no cookies of somebody else's.
    """
    if connection.scope.get("method") in _SAFE:
        return
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        if site not in {"same-origin", "none"}:
            raise CrossSite
        return
    origin = connection.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != connection.headers.get("host", "").lower():
        raise CrossSite


def keep_nowhere(response: Response[Any]) -> Response[Any]:
    """Let no browser or proxy keep an answer that is one person's (`after_request` of a router)."""
    response.headers["cache-control"] = "no-store"
    return response


def origin_of(request: Request[Any, Any, Any]) -> str:
    """Give where this shop is reached: the setting `public_url`, else what the request says (`http://localhost:8000`)."""
    settings = request.app.state.get("settings")
    known: str = settings.public_url if settings is not None else ""
    return known.rstrip("/") or f"{request.url.scheme}://{request.headers.get('host', 'localhost')}"


def address_of(request: Request[Any, Any, Any]) -> str:
    """Give the network address to count tries by: IPv6 by its /64, which is one customer's.

    Behind proxies named in the setting `trusted_proxies` it is the last in `X-Forwarded-For` that is not one of these.
    """
    settings = request.app.state.get("settings")
    trusted = {each.strip() for each in settings.trusted_proxies.split(",")} if settings is not None else set()
    address = request.client.host if request.client else ""
    for each in reversed(request.headers.get("x-forwarded-for", "").split(",")):
        if address not in trusted or not each.strip():
            break
        address = each.strip()
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:60]
    if isinstance(known, ipaddress.IPv6Address) and known.ipv4_mapped is None:
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)


async def take(pool: Pool, limit: Limit, key: str) -> None:
    """Take one from a limit, for good: also when the caller's transaction does not commit. Raises TooMany.

    The buckets are rows of an unlogged table, so that the limit is one for all processes and nodes, at one statement a
    try; after a crash of the database they are full again.
    """
    async with pool.connection() as conn:
        wait = await _take(conn, limit, key)
    if wait > 0:
        raise TooMany(retry_after=max(1, round(wait)))


async def _take(conn: Connection, limit: Limit, key: str) -> float:
    """Take a token from a bucket, or say in how many seconds there is one; locks the bucket's row.

    What is left below nought says that the last try was refused; it cost nothing, so that waiting always helps.
    """
    cursor = await conn.execute(
        """
        INSERT INTO rate_bucket AS b (key, tokens, at)
        VALUES (%(key)s, %(burst)s - 1, clock_timestamp())
        ON CONFLICT (key) DO UPDATE SET
            at = clock_timestamp(),
            tokens = least(
                %(burst)s,
                b.tokens + (b.tokens < 0)::int + extract(epoch FROM clock_timestamp() - b.at)::float8 / %(seconds)s
            ) - 1
        RETURNING tokens
        """,
        {"key": f"{limit.name}:{key}"[:400], "burst": float(limit.burst), "seconds": limit.seconds},
    )
    row = await cursor.fetchone()
    tokens = float(row[0]) if row else 0.0
    return -tokens * limit.seconds if tokens < 0 else 0.0


async def forget_full_buckets(conn: Connection) -> None:
    """Delete buckets that nobody has touched for a day."""
    await conn.execute("DELETE FROM rate_bucket WHERE at < now() - interval '1 day'")


def new_token() -> str:
    """Give a secret of 256 bits for a cookie or an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """Give what the database keeps of a token: a random one needs no slow hash."""
    return hashlib.sha256(token.encode()).digest()
