"""Signing in and out, in the shop's frame: for shoppers, sellers and staff alike."""

from typing import Any
from urllib.parse import quote, urlsplit

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Redirect

from torg.accounts.mail_codes import ASK_BY_ADDRESS, ASK_BY_EMAIL, TRY_BY_ADDRESS, send_mail_code, use_mail_code
from torg.accounts.models import Account
from torg.accounts.session_queries import address_of_code
from torg.accounts.sessions import begin_session, connected, end_session, own_cookie, pool_of, read_cookie, who
from torg.accounts.sign_in_links import use_sign_in_link, whom_link_signs_in
from torg.core.desk import Form, read_form
from torg.core.errors import NotFound, Refusal
from torg.core.i18n import catalogue
from torg.core.security import address_of, take, token_hash
from torg.core.templates import render
from torg.core.web import Head, SiteLocale, html, site_of
from torg.markets import locale_for

AccountRequest = Request[Any, Any, State]
_TRYING = "torg_trying"
_TEN_MINUTES = 600


@get("/sign-in", sync_to_thread=False)
def sign_in_anywhere(request: AccountRequest) -> Redirect:
    """Lead to signing in, in the language that the browser speaks."""
    code = locale_for(request.headers.get("accept-language")).code
    return Redirect(f"/{code}/sign-in?{request.url.query}".rstrip("?"), status_code=303)


@get("/{locale:str}/sign-in")
async def sign_in(request: AccountRequest, locale: FromPath[str]) -> Response[Any]:
    """Answer the page to sign in on: by passkey, or with a code by mail."""
    known = locale_at(request, locale)
    found = await who(request)
    confirming = "confirm" in request.query_params
    if found and not confirming:
        return Redirect(safe_next(request.query_params.get("next", "")), status_code=303)
    return _sign_in_page(request, known, Form(language=known.language), found.account if found else None)


@post("/{locale:str}/sign-in")
async def ask_for_code(request: AccountRequest, locale: FromPath[str]) -> Response[Any]:
    """Mail a code, and lead to where it is typed."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    found = await who(request)
    email = found.account.email if found else form.email("email")
    if not form:
        return _sign_in_page(request, known, form, None, status=422)
    pool = pool_of(request)
    try:
        await take(pool, ASK_BY_ADDRESS, address_of(request))
        await take(pool, ASK_BY_EMAIL, email.casefold())
    except Refusal as refusal:
        form.refuse("email", form.words.say(refusal.title()))
        return _sign_in_page(request, known, form, None, status=refusal.status)
    async with connected(request) as conn:
        token = await send_mail_code(conn, email, known.language)
    after = quote(safe_next(form.value("next")), safe="")
    answer = Redirect(f"/{known.code}/sign-in/code?next={after}", status_code=303)
    answer.set_cookie(own_cookie(request, _TRYING, token, _TEN_MINUTES))
    return answer


@get("/{locale:str}/sign-in/code")
async def code_page(request: AccountRequest, locale: FromPath[str]) -> Response[Any]:
    """Answer the page where the code is typed."""
    known = locale_at(request, locale)
    return await _code_page(request, known, Form(language=known.language))


@post("/{locale:str}/sign-in/code")
async def try_code(request: AccountRequest, locale: FromPath[str]) -> Response[Any]:
    """Sign in with the code, and lead to where the person was going."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    token = read_cookie(request, _TRYING)
    await take(pool_of(request), TRY_BY_ADDRESS, address_of(request))
    answer = Redirect(safe_next(form.value("next")), status_code=303)
    async with connected(request) as conn:
        found = await use_mail_code(conn, token, form.text("code", longest=40), known.language)
        if isinstance(found, Account):
            await begin_session(request, conn, found, "mail_code", answer)
    if isinstance(found, Refusal):
        form.refuse("code", form.words.say(found.title()))
        return await _code_page(request, known, form, status=found.status)
    answer.set_cookie(own_cookie(request, _TRYING, "", 0))
    return answer


@get("/sign-in/link/{token:str}")
async def link_page(request: AccountRequest, token: FromPath[str]) -> Response[Any]:
    """Answer a page with one button, so that no mail scanner or prefetching uses the link up."""
    async with connected(request) as conn:
        account = await whom_link_signs_in(conn, token)
    known = locale_of_account(request, account)
    return shop_page(request, known, "accounts/link.html", "Sign in", account=account, token=token)


@post("/sign-in/link/{token:str}")
async def follow_link(request: AccountRequest, token: FromPath[str]) -> Response[Any]:
    """Sign in by a link, once."""
    answer = Redirect("/account/start", status_code=303)
    async with connected(request) as conn:
        account = await use_sign_in_link(conn, token)
        await begin_session(request, conn, account, "link", answer)
    return answer


@post("/sign-out")
async def sign_out(request: AccountRequest) -> Response[Any]:
    """Sign out of this browser."""
    answer = Redirect("/", status_code=303)
    async with connected(request) as conn:
        await end_session(request, conn, answer)
    return answer


def shop_page(
    request: AccountRequest, known: SiteLocale, template: str, title: str, *, status: int = 200, **context: Any
) -> Response[bytes]:
    """Answer a page of somebody's own within the shop's frame; `title` is a msgid."""
    site = site_of(request.app.state)
    said = catalogue(known.language).say(title)
    main = render(known.language, template, site=site, locale=known, title=said, **context)
    body = site.frame(known).page(Head(title=f"{said} – {site.name}", index=False), main)
    return html(body, known, status=status)


def locale_at(request: AccountRequest, code: str) -> SiteLocale:
    """Find the locale of a path; raises NotFound."""
    found = site_of(request.app.state).locales.get(code)
    if found is None:
        raise NotFound
    return found


def locale_of_account(request: AccountRequest, account: Account) -> SiteLocale:
    """Choose the locale in which a person's own pages are: their language, in the market that the browser speaks of."""
    site = site_of(request.app.state)
    guess = locale_for(request.headers.get("accept-language"))
    fitting = [each for each in site.locales.values() if each.language == account.language]
    near = [each for each in fitting if each.market == guess.market.code]
    return (near or fitting or [site.locales[guess.code]])[0]


def safe_next(path: str) -> str:
    """Give where to go afterwards: a path of ours, else the start; never another host."""
    parts = urlsplit(path)
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc and path.isprintable()
    return path if ours and "\\" not in path else "/account/start"


def _sign_in_page(
    request: AccountRequest, known: SiteLocale, form: Form, account: Account | None, status: int = 200
) -> Response[bytes]:
    after = safe_next(form.value("next", request.query_params.get("next", "")))
    title = "Confirm that it is you" if account else "Sign in"
    context = {"form": form, "next": after, "account": account}
    return shop_page(request, known, "accounts/sign_in.html", title, status=status, **context)


async def _code_page(request: AccountRequest, known: SiteLocale, form: Form, status: int = 200) -> Response[Any]:
    token = read_cookie(request, _TRYING)
    async with connected(request) as conn:
        email = await address_of_code(conn, token_hash(token)) if token else None
    after = safe_next(form.value("next", request.query_params.get("next", "")))
    if email is None:
        return Redirect(f"/{known.code}/sign-in?next={quote(after, safe='')}", status_code=303)
    context = {"form": form, "next": after, "email": email}
    return shop_page(request, known, "accounts/code.html", "Check your mail", status=status, **context)


routes = [sign_in_anywhere, sign_in, ask_for_code, code_page, try_code, link_page, follow_link, sign_out]
