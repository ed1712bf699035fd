"""The way in: what selling here means, the first question, and invitations into a team."""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Redirect

from torg.accounts.pages import locale_at, locale_of_account, shop_page
from torg.accounts.sessions import account_of, pool_of, sure
from torg.core.desk import Form, read_form
from torg.core.errors import Refusal
from torg.core.i18n import catalogue
from torg.core.security import Limit, take
from torg.core.templates import render
from torg.core.web import Head, SiteLocale, buying_paused, kept, site_of
from torg.markets import country_name, locale_for
from torg.sellers.accept_invitation import accept_invitation, open_invitation
from torg.sellers.begin_selling import begin_selling
from torg.sellers.company_registry import Company, CompanyRegistry, RegisterUnavailable, TestRegistry
from torg.sellers.errors import BadOrgNumber
from torg.sellers.eu_numbers import HOMES
from torg.sellers.org_numbers import canonical_org_number
from torg.sellers.team_models import ROLE_NAMES

SellerRequest = Request[Any, Any, State]
LOOK_UP = Limit("company-look-up", burst=15, seconds=20)
_FIRST = ("SE", "NO", "DK", "FI", "IS")


@get("/{locale:str}/sell", sync_to_thread=False)
def sell(request: SellerRequest, locale: FromPath[str]) -> Response[bytes]:
    """Answer what selling here means and what it takes, for everybody to read."""
    known = locale_at(request, locale)
    site = site_of(request.app.state)
    say = catalogue(known.language).say
    main = render(known.language, "sellers/sell.html", site=site, locale=known)
    languages = {each.hreflang: f"/{each.code}/sell" for each in site.locales.values()}
    description = say(
        "Open your shop on the market square: no monthly fee, ready in minutes, orders from all of the Nordics."
    )
    head = Head(
        title=f"{say('Sell on the market')} – {site.name}", description=description,
        canonical=f"/{known.code}/sell", languages=languages,
    )  # fmt: skip
    return kept(request, site.frame(known).page(head, main, paused=buying_paused(request.app.state)), known)


@get("/{locale:str}/sell/begin")
async def begin_page(request: SellerRequest, locale: FromPath[str]) -> Response[Any]:
    """Ask for country and organisation number; who is not signed in does that first and comes back."""
    known = locale_at(request, locale)
    async with pool_of(request).connection() as conn:
        await sure(request, conn)
    return _begin_page(request, known, Form(language=known.language))


@post("/{locale:str}/sell/begin")
async def begin(request: SellerRequest, locale: FromPath[str]) -> Response[Any]:
    """Look the company up, make the draft, and lead to its first step, filled in as far as it is known."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    async with pool_of(request).connection() as conn:
        account = (await sure(request, conn)).account
    await take(pool_of(request), LOOK_UP, str(account.id))
    country = form.choice("country", HOMES)
    number = ""
    try:
        number = canonical_org_number(country, form.text("org_number", longest=60)) if form else ""
    except BadOrgNumber:
        form.refuse("org_number", form.words.say("That is no organisation number of that country."))
    name = form.text("name", longest=120, required=False)
    company = await looked_up(request, country, number) if form else None
    if form and company is None and not name:
        form.refuse(
            "name", form.words.say("The company register does not know that number here. Please write the name.")
        )
    if not form:
        return _begin_page(request, known, form, status=422)
    try:
        async with pool_of(request).connection() as conn:
            made = await begin_selling(
                conn, account, country=country, org_number=number, name=name, company=company, home_market=known.market
            )
    except Refusal as refusal:
        form.refuse("", form.words.say(refusal.title()))
        return _begin_page(request, known, form, status=refusal.status)
    return Redirect(f"/portal/{made.slug}/start", status_code=303)


@get("/invited/{token:str}")
async def invitation(request: SellerRequest, token: FromPath[str]) -> Response[Any]:
    """Show what a person is invited to; reading it uses nothing up."""
    async with pool_of(request).connection() as conn:
        found, seller = await open_invitation(conn, token)
        account = await account_of(request, conn)
    known = _locale_for(request, account)
    say = catalogue(known.language).say
    fits = account is not None and account.email.casefold() == found.email.casefold()
    after = urlencode({"next": f"/invited/{token}"})
    return shop_page(
        request, known, "sellers/invited.html", "An invitation", invitation=found, seller=seller, account=account,
        fits=fits, token=token, sign_in=f"/{known.code}/sign-in?{after}",
        roles=[say(ROLE_NAMES[each]) for each in found.roles],
    )  # fmt: skip


@post("/invited/{token:str}")
async def accept(request: SellerRequest, token: FromPath[str]) -> Response[Any]:
    """Join the team, and lead to its desk."""
    async with pool_of(request).connection() as conn:
        account = (await sure(request, conn)).account
        seller = await accept_invitation(conn, account, token)
    return Redirect(f"/portal/{seller.slug}", status_code=303)


async def looked_up(request: SellerRequest, country: str, number: str) -> Company | None:
    """Ask the company register that this shop uses; nothing when it does not know, or does not answer now."""
    registry: CompanyRegistry = request.app.state.get("companies") or TestRegistry()
    try:
        return await registry.look_up(country, number)
    except RegisterUnavailable:
        return None


def country_choices(language: str) -> dict[str, str]:
    """Give the countries that sellers come from with their names: the Nordic ones first, then by name."""
    names = {code: country_name(code, language) for code in HOMES}
    rest = sorted((code for code in HOMES if code not in _FIRST), key=lambda code: names[code].casefold())
    return {code: names[code] for code in (*_FIRST, *rest)}


def _begin_page(request: SellerRequest, known: SiteLocale, form: Form, status: int = 200) -> Response[bytes]:
    return shop_page(
        request, known, "sellers/begin.html", "Sell on the market", status=status, form=form,
        countries=country_choices(known.language), home=known.market.upper(),
    )  # fmt: skip


def _locale_for(request: SellerRequest, account: Any) -> SiteLocale:
    if account is not None:
        return locale_of_account(request, account)
    return locale_at(request, locale_for(request.headers.get("accept-language")).code)


routes = [sell]
"""For everybody to read, and to keep."""
desk_routes = [begin_page, begin, invitation, accept]
"""Somebody's own."""
