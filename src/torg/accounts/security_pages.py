"""A person's own page: name and language, passkeys, and where they are signed in."""

from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Redirect

from torg.accounts.models import SignedIn
from torg.accounts.pages import locale_of_account, shop_page
from torg.accounts.passkey_queries import delete_passkey, passkeys_of, rename_passkey
from torg.accounts.queries import memberships, save_profile, staff_of
from torg.accounts.session_queries import delete_session, delete_sessions, sessions_of
from torg.accounts.sessions import connected, end_session, must_be_recent, sure
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.desk import Form, Said, read_form, read_said, said_cookie
from torg.core.desk_cells import dated
from torg.core.errors import NotFound
from torg.core.i18n import catalogue
from torg.core.journal import record
from torg.markets import LANGUAGES

AccountRequest = Request[Any, Any, State]
LANGUAGE_NAMES = {"sv": "Svenska", "nb": "Norsk", "da": "Dansk", "fi": "Suomi", "en": "English"}
"""What each language calls itself."""


@get("/account/start")
async def start(request: AccountRequest) -> Redirect:
    """Lead people to where they work, and shoppers to the shop."""
    async with connected(request) as conn:
        account = (await sure(request, conn)).account
        members = await memberships(conn, account.id)
        staff = await staff_of(conn, account.id)
    if staff is not None:
        return Redirect("/office", status_code=303)
    if members:
        return Redirect("/portal", status_code=303)
    return Redirect(f"/{locale_of_account(request, account).code}/", status_code=303)


@get("/account")
async def account_page(request: AccountRequest) -> Response[Any]:
    """Answer the page of name, language, passkeys and sessions."""
    async with connected(request) as conn:
        found = await sure(request, conn)
        return await _page(request, conn, found, Form(language=found.account.language))


@post("/account")
async def change_profile(request: AccountRequest) -> Response[Any]:
    """Change name and language."""
    async with connected(request) as conn:
        found = await sure(request, conn)
        form = await read_form(request, found.account.language)
        name = form.text("name", longest=120, required=False)
        language = form.choice("language", LANGUAGES)
        if not form:
            return await _page(request, conn, found, form, status=422)
        await save_profile(conn, found.account.id, name, language)
        await _tell(conn, found, "account.changed", {"language": language})
    return _done(language, "Saved.")


@post("/account/passkeys/{passkey:int}/name")
async def rename(request: AccountRequest, passkey: FromPath[int]) -> Response[Any]:
    """Give a passkey another name."""
    async with connected(request) as conn:
        found = await sure(request, conn)
        form = await read_form(request, found.account.language)
        name = form.text("name", longest=80)
        if form:
            await rename_passkey(conn, found.account.id, passkey, name)
    return _done(found.account.language, "Saved.")


@post("/account/passkeys/{passkey:int}/remove")
async def remove(request: AccountRequest, passkey: FromPath[int]) -> Response[Any]:
    """Remove a passkey."""
    async with connected(request) as conn:
        found = await sure(request, conn)
        must_be_recent(found)
        if not await delete_passkey(conn, found.account.id, passkey):
            raise NotFound
        await _tell(conn, found, "account.passkey_removed", {"passkey": passkey})
    return _done(found.account.language, "The passkey is removed. Remove it from your device, too.")


@post("/account/sessions/{session:int}/end")
async def end_one(request: AccountRequest, session: FromPath[int]) -> Response[Any]:
    """Sign out of one browser."""
    async with connected(request) as conn:
        found = await sure(request, conn)
        if not await delete_session(conn, found.account.id, session):
            raise NotFound
        await _tell(conn, found, "account.session_ended", {"session": session})
    return _done(found.account.language, "Signed out there.")


@post("/account/sessions/end")
async def end_all(request: AccountRequest) -> Response[Any]:
    """Sign out everywhere, here as well."""
    answer = Redirect("/", status_code=303)
    async with connected(request) as conn:
        found = await sure(request, conn)
        await end_session(request, conn, answer)
        await delete_sessions(conn, found.account.id)
        await _tell(conn, found, "account.signed_out_everywhere", {})
    return answer


async def _page(
    request: AccountRequest, conn: Connection, found: SignedIn, form: Form, status: int = 200
) -> Response[Any]:
    known = locale_of_account(request, found.account)
    answer = shop_page(
        request, known, "accounts/account.html", "Sign-in and security", status=status, form=form,
        account=found.account, here=found.session.id, languages=LANGUAGE_NAMES, said=read_said(request),
        passkeys=await passkeys_of(conn, found.account.id), sessions=await sessions_of(conn, found.account.id),
        written=_written(known.language, known.time_zone),
    )  # fmt: skip
    answer.delete_cookie("torg_said")
    return answer


def _written(language: str, zone: str) -> Any:
    """Give what writes a time for a person."""
    return lambda at: format_datetime(at.astimezone(ZoneInfo(zone)), "short", locale=dated(language))


def _done(language: str, sentence: str) -> Response[Any]:
    """Lead back to the page, and say there what was done."""
    answer = Redirect("/account", status_code=303)
    answer.set_cookie(said_cookie([Said(catalogue(language).say(sentence))]))
    return answer


async def _tell(conn: Connection, found: SignedIn, kind: str, body: dict[str, Any]) -> None:
    account = found.account.id
    await record(conn, Actor("shopper", str(account)), kind, f"account:{account}", {"account": account, **body})


routes = [start, account_page, change_profile, rename, remove, end_one, end_all]
