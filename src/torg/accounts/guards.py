"""Guards of portal and office: who may be here, with a connection on which they see what is theirs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from torg.accounts.errors import NotAllowed, OnlyReading
from torg.accounts.models import Account, Member, SignedIn
from torg.accounts.queries import memberships, staff_of
from torg.accounts.sessions import AnyRequest, connected, must_be_recent, sure
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.desk import Desk, Place
from torg.core.errors import NotFound
from torg.core.i18n import catalogue
from torg.core.isolation import as_seller
from torg.markets import MARKETS

READ_ONLY = {"suspended", "closed"}
"""States of a seller in which its people can look but not change."""
OFFICE_LANGUAGES = ("sv", "en")


@asynccontextmanager
async def member_at(
    request: AnyRequest, seller_slug: str, permission: str, *, recent: bool = False, while_suspended: bool = False
) -> AsyncIterator[Desk]:
    """Let a member of that seller with that permission work: one transaction, within what is the seller's.

    Raises NotSignedIn (which leads to signing in and back), NotFound for everybody who is not a member, NotAllowed,
    and OnlyReading for changes at a suspended seller unless `while_suspended` (complaints, answers). With `recent`,
    who signed in a while ago is asked to confirm that it is them.
    """
    async with connected(request) as conn:
        found = await sure(request, conn)
        members = await memberships(conn, found.account.id)
        member = next((each for each in members if each.seller_slug == seller_slug), None)
        if member is None:
            raise NotFound
        _may(permission in member.permissions, found, recent=recent)
        suspended = member.seller_status in READ_ONLY
        if suspended and request.method not in {"GET", "HEAD"} and not while_suspended:
            raise OnlyReading
        places = await _places(conn, found.account, members, seller_slug)
        desk = _desk_of_member(request, conn, found.account, member, places)
        async with as_seller(conn, member.seller_id):
            yield desk


@asynccontextmanager
async def staff_at(request: AnyRequest, permission: str, *, recent: bool = False) -> AsyncIterator[Desk]:
    """Let one of the staff with that permission work in the office: one transaction that sees everything.

    Raises NotSignedIn (which leads to signing in and back), NotFound for everybody else, NotAllowed, and with
    `recent` ConfirmFirst.
    """
    async with connected(request) as conn:
        found = await sure(request, conn)
        staff = await staff_of(conn, found.account.id)
        if staff is None:
            raise NotFound
        _may(permission in staff.permissions, found, recent=recent)
        account = found.account
        members = await memberships(conn, account.id)
        language = account.language if account.language in OFFICE_LANGUAGES else "en"
        yield Desk(
            request,
            conn,
            Actor("operator", str(account.id)),
            area="office",
            path="/office",
            name=catalogue(language).say("Office"),
            person=account,
            permissions=staff.permissions,
            language=language,
            time_zone=_zone_of(account.language),
            member=staff,
            places=await _places(conn, account, members, "", language=language),
        )


def _may(allowed: bool, found: SignedIn, *, recent: bool) -> None:  # noqa: FBT001 - private, and reads as it is called.
    if not allowed:
        raise NotAllowed
    if recent:
        must_be_recent(found)


def _desk_of_member(
    request: AnyRequest, conn: Connection, account: Account, member: Member, places: list[Place]
) -> Desk:
    say = catalogue(account.language).say
    market = MARKETS.get(member.home_market)
    suspended = member.seller_status in READ_ONLY
    return Desk(
        request,
        conn,
        Actor("seller", f"{member.seller_id}/{account.id}"),
        area="portal",
        path=f"/portal/{member.seller_slug}",
        name=member.seller_name,
        person=account,
        permissions=member.permissions,
        language=account.language,
        time_zone=market.time_zone if market else _zone_of(account.language),
        member=member,
        places=places,
        read_only=suspended,
        banner=say("The seller is suspended: everything can be read, and nothing changed.") if suspended else "",
    )


async def _places(
    conn: Connection, account: Account, members: list[Member], slug: str, language: str = ""
) -> list[Place]:
    """List every desk that a person may sit at; the office is asked for only where it is not certain."""
    places = [Place(each.seller_name, f"/portal/{each.seller_slug}", each.seller_slug == slug) for each in members]
    office = slug == "" or await staff_of(conn, account.id) is not None
    if office:
        places.append(Place(catalogue(language or account.language).say("Office"), "/office", slug == ""))
    return places


def _zone_of(language: str) -> str:
    """Give the time zone of the first market that speaks a language."""
    fitting = (market for market in MARKETS.values() if market.languages[0] == language)
    return next(fitting, next(iter(MARKETS.values()))).time_zone
