"""A person's own page: name and language, passkeys, and where they are signed in."""

from typing import Any

from litestar import Request, get
from litestar.datastructures import State
from litestar.response import Redirect

from torg.accounts.pages import locale_of_account
from torg.accounts.queries import memberships, staff_of
from torg.accounts.sessions import pool_of, sure

AccountRequest = Request[Any, Any, State]


@get("/account/start")
async def start(request: AccountRequest) -> Redirect:
    """Lead people to where they work, and shoppers to the shop."""
    async with pool_of(request).connection() as conn:
        account = (await sure(request, conn)).account
        members = await memberships(conn, account.id)
        staff = await staff_of(conn, account.id)
    if staff is not None:
        return Redirect("/office", status_code=303)
    if members:
        return Redirect("/portal", status_code=303)
    return Redirect(f"/{locale_of_account(request, account).code}/", status_code=303)


routes = [start]
