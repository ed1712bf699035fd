"""Invite somebody into a seller's team: by mail, for one use, for that address alone."""

import re
from collections.abc import Sequence
from datetime import timedelta

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.i18n import catalogue
from torg.core.journal import record
from torg.core.mail import mail_from_template, send_mail
from torg.core.security import new_token, token_hash
from torg.sellers.errors import AlreadyMember, BadSeller, InvitationSpent
from torg.sellers.models import Seller
from torg.sellers.team_models import ROLES
from torg.sellers.team_queries import insert_invitation, is_member, revoke_invitation, revoke_open

INVITATION_LASTS = timedelta(days=7)
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


async def invite_member(
    conn: Connection, actor: Actor, seller: Seller, email: str, roles: Sequence[str], *, language: str, origin: str
) -> str:
    """Send an invitation that lasts seven days, and give its path; one that was sent there before ends.

    The database keeps only the token's hash. `origin` stands before the path in the mail: `https://torg.example`.
    Raises `BadSeller` and `AlreadyMember`.
    """
    address = email.strip()
    wanted = checked_roles(roles)
    if not _EMAIL.fullmatch(address) or len(address) > 254 or not address.isprintable():
        raise BadSeller(f"{address[:80]!r} is no e-mail address.")
    if await is_member(conn, seller.id, address):
        raise AlreadyMember
    token = new_token()
    await revoke_open(conn, seller.id, address)
    invitation = await insert_invitation(
        conn, seller.id, address, wanted, token_hash(token), str(actor), INVITATION_LASTS
    )
    body = {"seller": seller.id, "email": address, "roles": wanted}
    await record(conn, actor, "team.invited", f"invitation:{invitation}", body, seller=seller.id)
    path = f"/invited/{token}"
    say = catalogue(language).say
    subject = say("%(seller)s invites you to its team", seller=seller.name)
    mail = mail_from_template(
        address, language, "sellers/mail/invitation.html", subject, seller=seller, link=f"{origin}{path}"
    )
    await send_mail(conn, mail, message_id=f"invitation-{invitation}")
    return path


async def take_back_invitation(conn: Connection, actor: Actor, seller_id: int, invitation_id: int) -> None:
    """Make an invitation worthless; raises `InvitationSpent` when it is already."""
    if not await revoke_invitation(conn, seller_id, invitation_id):
        raise InvitationSpent
    body = {"seller": seller_id}
    await record(conn, actor, "team.invitation_revoked", f"invitation:{invitation_id}", body, seller=seller_id)


def checked_roles(roles: Sequence[str]) -> list[str]:
    """Give roles in the order of their table, each once; raises `BadSeller` for none or an unknown one."""
    if not roles or set(roles) - set(ROLES):
        raise BadSeller(f"A member has one or more of the roles {', '.join(ROLES)}.")
    return [role for role in ROLES if role in roles]
