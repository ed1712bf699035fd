"""All SQL that touches teams and invitations."""

from datetime import timedelta

from torg.core.db import Connection, one, rows
from torg.sellers.team_models import Invitation, TeamMember

_INVITATION = "id, seller_id, email, roles, invited_by, created, expires, used, revoked"


async def team_of(conn: Connection, seller_id: int) -> list[TeamMember]:
    """Find who belongs to a seller, those who came first first."""
    return await rows(
        conn,
        TeamMember,
        "SELECT m.account_id, a.name, a.email, '' AS language, m.roles, m.since FROM seller_member AS m "
        "JOIN account AS a ON a.id = m.account_id WHERE m.seller_id = %s AND m.removed IS NULL "
        "ORDER BY m.since, m.account_id",
        (seller_id,),
    )


async def owners_of(conn: Connection, seller_id: int) -> list[TeamMember]:
    """Find the owners of a seller with the language that each reads; for our own eyes, not within `as_seller`."""
    return await rows(
        conn,
        TeamMember,
        "SELECT m.account_id, a.name, a.email, a.language, m.roles, m.since FROM seller_member AS m "
        "JOIN account AS a ON a.id = m.account_id "
        "WHERE m.seller_id = %s AND m.removed IS NULL AND 'owner' = ANY (m.roles) AND a.closed IS NULL "
        "ORDER BY m.account_id",
        (seller_id,),
    )


async def lock_team(conn: Connection, seller_id: int) -> dict[int, list[str]]:
    """Find everybody's roles at a seller and lock their rows, in order of account, until the transaction ends.

    Whoever waited for another sees the roles as that one left them.
    """
    cursor = await conn.execute(
        "SELECT account_id, roles FROM seller_member WHERE seller_id = %s AND removed IS NULL "
        "ORDER BY account_id FOR UPDATE",
        (seller_id,),
    )
    return {row[0]: row[1] for row in await cursor.fetchall()}


async def save_roles(conn: Connection, seller_id: int, account_id: int, roles: list[str]) -> None:
    """Give a member, whose row the caller holds, other roles."""
    await conn.execute(
        "UPDATE seller_member SET roles = %s WHERE seller_id = %s AND account_id = %s", (roles, seller_id, account_id)
    )


async def mark_removed(conn: Connection, seller_id: int, account_id: int) -> None:
    """Take a member, whose row the caller holds, out of the team; what they did stays theirs."""
    await conn.execute(
        "UPDATE seller_member SET removed = now() WHERE seller_id = %s AND account_id = %s", (seller_id, account_id)
    )


async def is_member(conn: Connection, seller_id: int, email: str) -> bool:
    """Tell whether the person with that address belongs to a seller now."""
    cursor = await conn.execute(
        "SELECT FROM seller_member AS m JOIN account AS a ON a.id = m.account_id "
        "WHERE m.seller_id = %s AND lower(a.email) = lower(%s) AND m.removed IS NULL",
        (seller_id, email),
    )
    return await cursor.fetchone() is not None


async def revoke_open(conn: Connection, seller_id: int, email: str) -> None:
    """Take back what was sent to an address before."""
    await conn.execute(
        "UPDATE seller_invitation SET revoked = now() "
        "WHERE seller_id = %s AND email_key = %s AND used IS NULL AND revoked IS NULL",
        (seller_id, email.casefold()),
    )


async def insert_invitation(
    conn: Connection, seller_id: int, email: str, roles: list[str], token_hash: bytes, actor: str, lasts: timedelta
) -> int:
    """Add an invitation; give its id."""
    cursor = await conn.execute(
        """
        INSERT INTO seller_invitation (seller_id, email, email_key, roles, token_hash, invited_by, expires)
        VALUES (%s, %s, %s, %s, %s, %s, now() + %s) RETURNING id
        """,
        (seller_id, email, email.casefold(), roles, token_hash, actor, lasts),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def invitations_of(conn: Connection, seller_id: int) -> list[Invitation]:
    """Find the invitations that can still be accepted, newest first."""
    return await rows(
        conn,
        Invitation,
        f"SELECT {_INVITATION} FROM seller_invitation WHERE seller_id = %s AND used IS NULL AND revoked IS NULL "  # noqa: S608
        "AND expires > now() ORDER BY id DESC",
        (seller_id,),
    )


async def invitation_by_token(conn: Connection, token_hash: bytes) -> Invitation | None:
    """Find an invitation, open or not, by the hash of its token."""
    return await one(
        conn,
        Invitation,
        f"SELECT {_INVITATION} FROM seller_invitation WHERE token_hash = %s",  # noqa: S608
        (token_hash,),
    )


async def use_invitation(conn: Connection, invitation_id: int) -> bool:
    """Use an invitation up; tell whether it was still open: of two who try at once, one gets it."""
    cursor = await conn.execute(
        "UPDATE seller_invitation SET used = now() "
        "WHERE id = %s AND used IS NULL AND revoked IS NULL AND expires > now()",
        (invitation_id,),
    )
    return cursor.rowcount == 1


async def revoke_invitation(conn: Connection, seller_id: int, invitation_id: int) -> bool:
    """Take an invitation back; tell whether it was open."""
    cursor = await conn.execute(
        "UPDATE seller_invitation SET revoked = now() "
        "WHERE id = %s AND seller_id = %s AND used IS NULL AND revoked IS NULL",
        (invitation_id, seller_id),
    )
    return cursor.rowcount == 1
