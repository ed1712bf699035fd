"""Sessions: who is signed in, by a random token in a cookie of which the database keeps only the hash."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie
from psycopg_pool import PoolTimeout

from torg.accounts.device import device_of
from torg.accounts.errors import ConfirmFirst, NotSignedIn
from torg.accounts.models import Account, Means, SignedIn
from torg.accounts.session_queries import delete_session, insert_session, prolong_session, signed_in
from torg.core.actor import Actor
from torg.core.db import Connection, DatabaseUnavailable, Pool
from torg.core.journal import record
from torg.core.security import new_token, origin_of, token_hash

AnyRequest = Request[Any, Any, Any]
LASTS = timedelta(days=30)
"""How long a session lasts after it was last used."""
RECENT = timedelta(minutes=15)
"""How long after signing in somebody may do what asks for certainty."""
_NOTED_EVERY = timedelta(minutes=5)
_COOKIE_SECONDS = 400 * 24 * 3600


async def account_of(request: AnyRequest, conn: Connection | None = None) -> Account | None:
    """Give who is signed in, or nobody: without a cookie no query, with one a single indexed query."""
    found = await who(request, conn)
    return found.account if found else None


async def who(request: AnyRequest, conn: Connection | None = None) -> SignedIn | None:
    """Give who is signed in with their session, which lasts anew from now; or nobody."""
    token = request.cookies.get(cookie_name(request), "")
    if not token:
        return None
    if conn is None:
        async with connected(request) as own:
            return await who(request, own)
    found = await signed_in(conn, token_hash(token))
    if found is not None and datetime.now(UTC) - found.session.seen > _NOTED_EVERY:
        await prolong_session(conn, found.session.id, LASTS)
    return found


async def sure(request: AnyRequest, conn: Connection) -> SignedIn:
    """Give who is signed in; raises NotSignedIn."""
    found = await who(request, conn)
    if found is None:
        raise NotSignedIn
    return found


def must_be_recent(found: SignedIn) -> None:
    """Refuse what asks for certainty when the person signed in a while ago; raises ConfirmFirst."""
    if datetime.now(UTC) - found.session.created > RECENT:
        raise ConfirmFirst


async def begin_session(
    request: AnyRequest, conn: Connection, account: Account, means: Means, response: Response[Any]
) -> Response[Any]:
    """Sign somebody in on this browser, in place of whoever was; the answer gets the cookie."""
    before = await who(request, conn)
    if before is not None:
        await delete_session(conn, before.account.id, before.session.id)
    token = new_token()
    device = device_of(request.headers.get("user-agent", ""))
    await insert_session(conn, account.id, token_hash(token), means, device, LASTS)
    body = {"account": account.id, "means": means, "device": device}
    await record(conn, Actor("shopper", str(account.id)), "account.signed_in", f"account:{account.id}", body)
    response.set_cookie(_cookie(request, token))
    return response


async def end_session(request: AnyRequest, conn: Connection, response: Response[Any]) -> Response[Any]:
    """Sign out of this browser."""
    found = await who(request, conn)
    if found is not None:
        await delete_session(conn, found.account.id, found.session.id)
    cookie = _cookie(request, "")
    cookie.max_age = 0
    response.set_cookie(cookie)
    return response


def cookie_name(request: AnyRequest) -> str:
    """Name the cookie: `__Host-` binds it to this very host, and needs HTTPS."""
    return "__Host-torg" if _secure(request) else "torg_session"


def own_cookie(request: AnyRequest, name: str, value: str, seconds: int) -> Cookie:
    """Make a cookie that scripts cannot read and other sites' forms do not send."""
    secure = _secure(request)
    return Cookie(
        key=f"__Host-{name}" if secure else name, value=value, path="/", max_age=seconds, httponly=True, samesite="lax",
        secure=secure,
    )  # fmt: skip


def read_cookie(request: AnyRequest, name: str) -> str:
    """Read a cookie that `own_cookie` made."""
    return request.cookies.get(f"__Host-{name}" if _secure(request) else name, "")


def pool_of(request: AnyRequest) -> Pool:
    """Give the pool of this process; raises DatabaseUnavailable while there is none."""
    pool: Pool | None = request.app.state.get("pool")
    if pool is None:
        raise DatabaseUnavailable
    return pool


@asynccontextmanager
async def connected(request: AnyRequest) -> AsyncIterator[Connection]:
    """Give a connection for one transaction; raises DatabaseUnavailable, sooner when it is known to be away."""
    away = not request.app.state.get("database_available", True)
    try:
        async with pool_of(request).connection(timeout=1.5 if away else None) as conn:
            yield conn
    except PoolTimeout as error:
        raise DatabaseUnavailable from error


def _cookie(request: AnyRequest, token: str) -> Cookie:
    return Cookie(
        key=cookie_name(request), value=token, path="/", max_age=_COOKIE_SECONDS, httponly=True, samesite="lax",
        secure=_secure(request),
    )  # fmt: skip


def _secure(request: AnyRequest) -> bool:
    return origin_of(request).startswith("https://")
