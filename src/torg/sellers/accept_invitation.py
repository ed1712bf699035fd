"""Accept an invitation: only who has the address that it was sent to, and only once."""

from datetime import UTC, datetime

from torg.accounts.models import Account
from torg.accounts.queries import save_member
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.core.security import token_hash
from torg.sellers.errors import InvitationOfAnother, InvitationSpent
from torg.sellers.models import Seller
from torg.sellers.queries import sellers_by_id
from torg.sellers.team_models import Invitation
from torg.sellers.team_queries import invitation_by_token, lock_team, use_invitation


async def open_invitation(conn: Connection, token: str) -> tuple[Invitation, Seller]:
    """Find what a token invites to; raises `InvitationSpent` for any that cannot be accepted, known or not."""
    found = await invitation_by_token(conn, token_hash(token))
    if found is None or not found.open(datetime.now(UTC)):
        raise InvitationSpent
    seller = (await sellers_by_id(conn, [found.seller_id])).get(found.seller_id)
    if seller is None or seller.status == "closed":
        raise InvitationSpent
    return found, seller


async def accept_invitation(conn: Connection, account: Account, token: str) -> Seller:
    """Make a signed-in person a member with the roles they were invited to; what they had besides they keep.

    The one transaction that uses the token up makes the member. Raises `InvitationSpent`, `InvitationOfAnother`.
    """
    invitation, seller = await open_invitation(conn, token)
    if account.email.casefold() != invitation.email.casefold():
        raise InvitationOfAnother
    if not await use_invitation(conn, invitation.id):
        raise InvitationSpent
    before = (await lock_team(conn, seller.id)).get(account.id, [])
    await save_member(conn, seller.id, account.id, sorted({*before, *invitation.roles}))
    actor = Actor("seller", f"{seller.id}/{account.id}")
    body = {"seller": seller.id, "account": account.id, "roles": invitation.roles}
    await record(conn, actor, "team.joined", f"account:{account.id}", body, seller=seller.id)
    return seller
