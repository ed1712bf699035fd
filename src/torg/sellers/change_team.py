"""Change what members of a team may do, and take them out; a seller keeps one owner at least."""

from collections.abc import Sequence

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.sellers.errors import LastOwner, MemberNotFound
from torg.sellers.invite_member import checked_roles
from torg.sellers.team_queries import lock_team, mark_removed, save_roles


async def change_roles(conn: Connection, actor: Actor, seller_id: int, account_id: int, roles: Sequence[str]) -> None:
    """Give a member other roles; raises `MemberNotFound`, `LastOwner`, `BadSeller`."""
    wanted = checked_roles(roles)
    before = await _locked(conn, seller_id, account_id, still_owner="owner" in wanted)
    if before == wanted:
        return
    await save_roles(conn, seller_id, account_id, wanted)
    body = {"seller": seller_id, "account": account_id, "from": before, "to": wanted}
    await record(conn, actor, "team.roles_changed", f"account:{account_id}", body, seller=seller_id)


async def remove_member(conn: Connection, actor: Actor, seller_id: int, account_id: int) -> None:
    """Take a member out of a team, at once; what they did stays in the log. Raises `MemberNotFound`, `LastOwner`."""
    before = await _locked(conn, seller_id, account_id, still_owner=False)
    await mark_removed(conn, seller_id, account_id)
    body = {"seller": seller_id, "account": account_id, "from": before}
    await record(conn, actor, "team.removed", f"account:{account_id}", body, seller=seller_id)


async def _locked(conn: Connection, seller_id: int, account_id: int, *, still_owner: bool) -> list[str]:
    """Lock the whole team and give the member's roles: two owners who remove each other wait for one another."""
    team = await lock_team(conn, seller_id)
    roles = team.get(account_id)
    if roles is None:
        raise MemberNotFound
    others = any("owner" in each for member, each in team.items() if member != account_id)
    if "owner" in roles and not still_owner and not others:
        raise LastOwner
    return roles
