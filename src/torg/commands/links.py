"""`torg link`, and the links that the first start prints: how people get in before there is mail."""

import asyncio
from datetime import timedelta

import psycopg
from rich.console import Console

from torg.accounts import account_by_email, make_sign_in_link, memberships, open_account, save_member, save_staff
from torg.accounts.session_queries import has_signed_in
from torg.commands.serve import database
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.errors import NotFound
from torg.core.migrations import migrate
from torg.sellers import all_sellers
from torg.settings import BadSetting, Settings

DEMO_SELLER = "seller@torg.example"


def print_link(settings: Settings, email: str, hours: int) -> int:
    """Print a sign-in link for the account of an address; exit code 1 when there is none."""
    if not 1 <= hours <= 168:
        raise BadSetting(f"A link is valid for 1 to 168 hours, not {hours}.")
    with database(settings) as url:
        asyncio.run(migrate(url))
        path = asyncio.run(_link(url, email, timedelta(hours=hours)))
    Console().print(f"{_origin(settings)}{path}", soft_wrap=True, highlight=False)
    return 0


async def first_links(settings: Settings, url: str) -> list[tuple[str, str]]:
    """Make sure that somebody runs the market, and the demo's first seller has somebody; give links for both.

    They are made at every start until they have been used once.
    """
    async with await psycopg.AsyncConnection.connect(url, options="-c timezone=UTC") as conn:
        links = []
        operator = await open_account(conn, SYSTEM, settings.operator_email, language="sv")
        if not await has_signed_in(conn, operator.id):
            await save_staff(conn, operator.id, ["owner"])
            links.append(("office", _origin(settings) + await make_sign_in_link(conn, operator)))
        if settings.demo and (path := await _demo_link(conn)):
            links.append(("portal", _origin(settings) + path))
        return links


async def _demo_link(conn: Connection) -> str | None:
    """Give a link for the demo market's first seller, once that market is there."""
    cursor = await conn.execute("SELECT FROM journal WHERE subject = 'demo:1' AND kind = 'demo.loaded'")
    loaded = await cursor.fetchone()
    sellers = await all_sellers(conn)
    if loaded is None or not sellers:
        return None
    account = await open_account(conn, SYSTEM, DEMO_SELLER, name="Demo", language=sellers[0].languages[0])
    if await has_signed_in(conn, account.id):
        return None
    if not await memberships(conn, account.id):
        await save_member(conn, sellers[0].id, account.id, ["owner"])
    return await make_sign_in_link(conn, account)


async def _link(url: str, email: str, lasts: timedelta) -> str:
    async with await psycopg.AsyncConnection.connect(url, options="-c timezone=UTC") as conn:
        account = await account_by_email(conn, email.strip())
        if account is None:
            raise NotFound(f"There is no account of {email}.")
        return await make_sign_in_link(conn, account, lasts)


def _origin(settings: Settings) -> str:
    """Give where the shop is reached: by name on this machine, because passkeys are bound to names."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    local = settings.host in {"127.0.0.1", "0.0.0.0", "::", "::1"}  # noqa: S104
    return f"http://{'localhost' if local else settings.host}:{settings.port}"
