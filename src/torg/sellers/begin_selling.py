"""Begin to sell: a draft of a seller, with whoever began it as its owner."""

from msgspec.structs import replace

from torg.accounts.models import Account
from torg.accounts.queries import save_member
from torg.catalog import slug_of
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.markets import COUNTRIES, MARKETS, market
from torg.sellers.company_registry import Company
from torg.sellers.errors import BadSeller, TooManyDrafts
from torg.sellers.file_models import WholeFile
from torg.sellers.file_queries import file_of, save_file
from torg.sellers.models import NewSeller, Seller
from torg.sellers.queries import count_drafts, insert_seller, is_taken, save_seller
from torg.sellers.read_step import with_tax_number
from torg.sellers.take_over import taken_over

_MOST_DRAFTS = 10


async def begin_selling(
    conn: Connection,
    account: Account,
    *,
    country: str,
    org_number: str,
    name: str = "",
    company: Company | None = None,
    home_market: str = "",
) -> Seller:
    """Make a draft that is filled in with what the company register said, and its owner the one who asks.

    `org_number` has been checked for its form. Nobody's number is taken by a draft. Raises `BadSeller` without a name,
    and `TooManyDrafts`.
    """
    called = " ".join((company.name if company else name).split())[:120] or " ".join(name.split())[:120]
    if not called:
        raise BadSeller("A seller's name has 1 to 120 characters.")
    if await count_drafts(conn, account.id) >= _MOST_DRAFTS:
        raise TooManyDrafts
    home = market(home_market or _market_of(country))
    new = NewSeller(
        name=called, country=country, org_number=org_number, home_market=home.code, slug=await _free_slug(conn, called),
        languages=[account.language if account.language in home.languages else home.languages[0]], email=account.email,
    )  # fmt: skip
    seller = await insert_seller(conn, new, "draft")
    if seller is None:
        raise BadSeller("Somebody took that name a moment ago. Please try again.")
    await save_member(conn, seller.id, account.id, ["owner"])
    seller = await _filled_in(conn, seller, company)
    actor = Actor("seller", f"{seller.id}/{account.id}")
    await record(conn, actor, "onboarding.begun", f"seller:{seller.id}", {"seller": seller.id}, seller=seller.id)
    return seller


async def _filled_in(conn: Connection, seller: Seller, company: Company | None) -> Seller:
    """Write what the register knows already, so that nobody types it."""
    file = await file_of(conn, seller.id)
    filed = replace(file, account_holder=seller.name)
    known = seller
    if company is not None:
        known, filed = taken_over(WholeFile(seller, filed, [], {}), company)
    await save_seller(conn, seller, known)
    await save_file(conn, file, with_tax_number(known, filed))
    return known


def _market_of(country: str) -> str:
    """Give the market where a company of that country is at home: its own, else the first of the Nordic ones."""
    own = COUNTRIES.get(country)
    return own.code if own is not None and own.code in MARKETS else next(iter(MARKETS))


async def _free_slug(conn: Connection, name: str) -> str:
    """Make a name for addresses that nobody has."""
    wanted = slug_of(name, "seller")[:60].strip("-")
    for number in range(2, 1000):
        slug = wanted if number == 2 else f"{wanted}-{number - 1}"
        if not await is_taken(conn, slug):
            return slug
    raise BadSeller("That name is taken too many times; choose another.")
