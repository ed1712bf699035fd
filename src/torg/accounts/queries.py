"""The SQL of accounts, members and staff."""

from torg.accounts.models import Account, Member, StaffMember
from torg.core.db import Connection, one, rows


async def account_by_id(conn: Connection, account_id: int) -> Account | None:
    """Find an account that is not closed."""
    return await one(
        conn,
        Account,
        """
        SELECT id, handle::text AS handle, email, name, language, created FROM account
        WHERE id = %s AND closed IS NULL
        """,
        (account_id,),
    )


async def account_by_email(conn: Connection, email: str) -> Account | None:
    """Find the account of an e-mail address, whatever its case."""
    return await one(
        conn,
        Account,
        """
        SELECT id, handle::text AS handle, email, name, language, created FROM account
        WHERE email_key = %s AND closed IS NULL
        """,
        (email.casefold(),),
    )


async def insert_account(conn: Connection, email: str, name: str, language: str) -> Account | None:
    """Add an account; nothing when the address has one."""
    return await one(
        conn,
        Account,
        """
        INSERT INTO account (email, email_key, name, language) VALUES (%s, %s, %s, %s)
        ON CONFLICT (email_key) DO NOTHING
        RETURNING id, handle::text AS handle, email, name, language, created
        """,
        (email, email.casefold(), name, language),
    )


async def save_profile(conn: Connection, account_id: int, name: str, language: str) -> None:
    """Give an account another name and language."""
    await conn.execute("UPDATE account SET name = %s, language = %s WHERE id = %s", (name, language, account_id))


async def memberships(conn: Connection, account_id: int) -> list[Member]:
    """Find every seller that a person belongs to now, by name; one statement."""
    return await rows(
        conn,
        Member,
        """
        SELECT s.id AS seller_id, s.slug AS seller_slug, s.name AS seller_name, s.status AS seller_status,
            s.home_market, m.roles
        FROM seller_member m JOIN seller s ON s.id = m.seller_id
        WHERE m.account_id = %s AND m.removed IS NULL
        ORDER BY s.name, s.id
        """,
        (account_id,),
    )


async def save_member(conn: Connection, seller_id: int, account_id: int, roles: list[str]) -> None:
    """Make a person a member of a seller with these roles, also when they have been one before."""
    await conn.execute(
        """
        INSERT INTO seller_member (seller_id, account_id, roles) VALUES (%s, %s, %s)
        ON CONFLICT (seller_id, account_id) DO UPDATE SET
            roles = excluded.roles,
            since = CASE WHEN seller_member.removed IS NULL THEN seller_member.since ELSE now() END,
            removed = NULL
        """,
        (seller_id, account_id, roles),
    )


async def staff_of(conn: Connection, account_id: int) -> StaffMember | None:
    """Find a person's place among the staff, if they have one now."""
    return await one(
        conn,
        StaffMember,
        "SELECT account_id, roles FROM staff_member WHERE account_id = %s AND removed IS NULL",
        (account_id,),
    )


async def save_staff(conn: Connection, account_id: int, roles: list[str]) -> None:
    """Make a person one of the staff with these roles, also when they have been before."""
    await conn.execute(
        """
        INSERT INTO staff_member (account_id, roles) VALUES (%s, %s)
        ON CONFLICT (account_id) DO UPDATE SET
            roles = excluded.roles,
            since = CASE WHEN staff_member.removed IS NULL THEN staff_member.since ELSE now() END,
            removed = NULL
        """,
        (account_id, roles),
    )
