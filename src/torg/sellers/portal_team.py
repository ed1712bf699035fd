"""The team in the portal: who belongs to it, what each may do, and who has been asked."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.core.desk import Desk, Entry, Form
from torg.core.security import Limit, origin_of, take
from torg.core.static import static_files
from torg.sellers.change_team import change_roles, remove_member
from torg.sellers.invite_member import invite_member, take_back_invitation
from torg.sellers.queries import lock_seller
from torg.sellers.team_models import ROLE_NAMES
from torg.sellers.team_queries import invitations_of, team_of

PortalRequest = Request[Any, Any, State]
INVITE = Limit("team-invite", burst=20, seconds=60)
ROLE_MEANINGS = {
    "owner": "Everything, the team and the bank account included",
    "catalogue": "Products, texts and pictures",
    "prices": "Prices, stock and campaigns",
    "orders": "Orders, parcels and returns",
    "finance": "Statements, fees and payouts",
    "support": "Orders and customers' questions",
    "read_only": "Sees everything, changes nothing",
}
"""What roles let their holder do, as msgids."""
entries = [Entry("Team", area="portal", path="team", permission="team", icon="people", order=82)]


@get("/portal/{seller:str}/team")
async def team(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Show who belongs to the team, and whose invitation is open."""
    async with member_at(request, seller, "team") as desk:
        return await _page(desk, Form(language=desk.language))


@post("/portal/{seller:str}/team")
async def invite(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Invite somebody by mail."""
    async with member_at(request, seller, "team") as desk:
        form = await desk.form()
        email, roles = form.email("email"), form.choices("roles", ROLE_NAMES)
        if not roles:
            form.refuse("roles", desk.say("Please choose one of these."))
        if form:
            await take(desk.pool, INVITE, str(desk.member.seller_id))
            async with form.trying(desk.conn, "email"):
                shop = await lock_seller(desk.conn, desk.member.seller_id)
                await invite_member(
                    desk.conn, desk.actor, shop, email, roles, language=desk.language, origin=origin_of(request)
                )
        if not form:
            return await _page(desk, form, status=422)
        return desk.redirect(desk.url("team"), desk.say("The invitation is on its way to %(email)s.", email=email))


@post("/portal/{seller:str}/team/{account:int}")
async def change(request: PortalRequest, seller: FromPath[str], account: FromPath[int]) -> Response[Any]:
    """Give a member other roles."""
    async with member_at(request, seller, "team") as desk:
        form = await desk.form()
        async with form.trying(desk.conn):
            roles = form.choices("roles", ROLE_NAMES)
            await change_roles(desk.conn, desk.actor, desk.member.seller_id, account, roles)
        return _answer(desk, form)


@post("/portal/{seller:str}/team/{account:int}/remove")
async def remove(request: PortalRequest, seller: FromPath[str], account: FromPath[int]) -> Response[Any]:
    """Take a member out of the team."""
    async with member_at(request, seller, "team") as desk:
        form = Form(language=desk.language)
        async with form.trying(desk.conn):
            await remove_member(desk.conn, desk.actor, desk.member.seller_id, account)
        return _answer(desk, form)


@post("/portal/{seller:str}/team/invitations/{invitation:int}/revoke")
async def revoke(request: PortalRequest, seller: FromPath[str], invitation: FromPath[int]) -> Response[Any]:
    """Take an invitation back."""
    async with member_at(request, seller, "team") as desk:
        form = Form(language=desk.language)
        async with form.trying(desk.conn):
            await take_back_invitation(desk.conn, desk.actor, desk.member.seller_id, invitation)
        return _answer(desk, form)


@post("/portal/{seller:str}/leave")
async def leave(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Leave a team oneself."""
    async with member_at(request, seller, "read", while_suspended=True) as desk:
        form = Form(language=desk.language)
        async with form.trying(desk.conn):
            await remove_member(desk.conn, desk.actor, desk.member.seller_id, desk.person.id)
        if form:
            return desk.redirect("/portal", desk.say("You have left the team."))
        return desk.redirect(desk.url(), desk.say(form.errors[""]), "bad")


def _answer(desk: Desk, form: Form) -> Response[Any]:
    if form:
        return desk.redirect(desk.url("team"), desk.say("Saved."))
    return desk.redirect(desk.url("team"), desk.say(form.errors[""]), "bad")


async def _page(desk: Desk, form: Form, status: int = 200) -> Response[Any]:
    return desk.page(
        "sellers/portal/team.html", title=desk.say("Team"), status=status, form=form, static=static_files(),
        team=await team_of(desk.conn, desk.member.seller_id),
        invitations=await invitations_of(desk.conn, desk.member.seller_id),
        roles={key: desk.say(words) for key, words in ROLE_NAMES.items()},
        meanings={key: f"{desk.say(ROLE_NAMES[key])} – {desk.say(words)}" for key, words in ROLE_MEANINGS.items()},
    )  # fmt: skip


routes = [team, invite, change, remove, revoke, leave]
