"""The portal's own first pages: which sellers a person works for, and what there is to do at one."""

from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Redirect

from torg.accounts.guards import member_at
from torg.accounts.pages import locale_of_account, shop_page
from torg.accounts.queries import memberships, staff_of
from torg.accounts.sessions import connected, sure
from torg.core.desk import Entry

entries = [Entry("Overview", area="portal", path="", icon="home", order=0)]


@get("/portal")
async def portals(request: Request[Any, Any, State]) -> Response[Any]:
    """Lead to the only seller that a person works for, or let them choose."""
    async with connected(request) as conn:
        account = (await sure(request, conn)).account
        members = await memberships(conn, account.id)
        staff = await staff_of(conn, account.id)
    if len(members) == 1:
        return Redirect(f"/portal/{members[0].seller_slug}", status_code=303)
    known = locale_of_account(request, account)
    return shop_page(request, known, "accounts/portals.html", "Where you work", members=members, staff=staff)


@get("/portal/{seller:str}")
async def overview(request: Request[Any, Any, State], seller: FromPath[str]) -> Response[Any]:
    """Answer a seller's first page: everything that this person can do there."""
    async with member_at(request, seller, "read") as desk:
        return desk.page("desk/overview.html", title=desk.say("Overview"))


routes = [portals, overview]
