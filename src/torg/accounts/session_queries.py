"""The SQL of sessions, codes, links and passkey challenges."""

from datetime import timedelta

from torg.accounts.models import Account, Means, Session, SignedIn
from torg.core.db import Connection, rows


async def signed_in(conn: Connection, token_hash: bytes) -> SignedIn | None:
    """Find the session of a token that has not expired, with its account; one indexed statement."""
    cursor = await conn.execute(
        """
        SELECT a.id, a.handle::text, a.email, a.name, a.language, a.created,
            s.id, s.device, s.means, s.created, s.seen, s.expires
        FROM session s JOIN account a ON a.id = s.account_id
        WHERE s.token_hash = %s AND s.expires > now() AND a.closed IS NULL
        """,
        (token_hash,),
    )
    row = await cursor.fetchone()
    return None if row is None else SignedIn(Account(*row[:6]), Session(*row[6:]))


async def insert_session(
    conn: Connection, account_id: int, token_hash: bytes, means: Means, device: str, lasts: timedelta
) -> None:
    """Add a session."""
    await conn.execute(
        """
        INSERT INTO session (token_hash, account_id, means, device, expires) VALUES (%s, %s, %s, %s, now() + %s)
        """,
        (token_hash, account_id, means, device, lasts),
    )


async def prolong_session(conn: Connection, session_id: int, lasts: timedelta) -> None:
    """Note that a session was used, and let it last from now."""
    await conn.execute("UPDATE session SET seen = now(), expires = now() + %s WHERE id = %s", (lasts, session_id))


async def sessions_of(conn: Connection, account_id: int) -> list[Session]:
    """Find a person's sessions, the latest used first."""
    return await rows(
        conn,
        Session,
        """
        SELECT id, device, means, created, seen, expires FROM session
        WHERE account_id = %s AND expires > now() ORDER BY seen DESC, id DESC
        """,
        (account_id,),
    )


async def delete_session(conn: Connection, account_id: int, session_id: int) -> bool:
    """End one session of a person; tell whether there was one."""
    cursor = await conn.execute("DELETE FROM session WHERE account_id = %s AND id = %s", (account_id, session_id))
    return cursor.rowcount > 0


async def delete_sessions(conn: Connection, account_id: int, but: int | None = None) -> int:
    """End all sessions of a person, but for one perhaps; return how many."""
    cursor = await conn.execute(
        "DELETE FROM session WHERE account_id = %s AND id IS DISTINCT FROM %s", (account_id, but)
    )
    return cursor.rowcount


async def insert_link(conn: Connection, account_id: int, token_hash: bytes, lasts: timedelta) -> None:
    """Add a sign-in link; earlier ones of the account that were not used end."""
    await conn.execute("DELETE FROM sign_in_link WHERE account_id = %s AND used IS NULL", (account_id,))
    await conn.execute(
        "INSERT INTO sign_in_link (token_hash, account_id, expires) VALUES (%s, %s, now() + %s)",
        (token_hash, account_id, lasts),
    )


async def account_of_link(conn: Connection, token_hash: bytes) -> int | None:
    """Find whom a link signs in, if it still does."""
    cursor = await conn.execute(
        "SELECT account_id FROM sign_in_link WHERE token_hash = %s AND used IS NULL AND expires > now()", (token_hash,)
    )
    row = await cursor.fetchone()
    return None if row is None else int(row[0])


async def use_link(conn: Connection, token_hash: bytes) -> int | None:
    """Use a link up and find whom it signs in; of two at once, one finds nothing."""
    cursor = await conn.execute(
        """
        UPDATE sign_in_link SET used = now() WHERE token_hash = %s AND used IS NULL AND expires > now()
        RETURNING account_id
        """,
        (token_hash,),
    )
    row = await cursor.fetchone()
    return None if row is None else int(row[0])


async def insert_code(conn: Connection, token_hash: bytes, email: str, code_hash: bytes, lasts: timedelta) -> None:
    """Add a mail code."""
    await conn.execute(
        "INSERT INTO mail_code (token_hash, email, code_hash, expires) VALUES (%s, %s, %s, now() + %s)",
        (token_hash, email, code_hash, lasts),
    )


async def lock_code(conn: Connection, token_hash: bytes) -> tuple[str, bytes, int] | None:
    """Find the address, hash and tries of a code that can still be used; locks its row."""
    cursor = await conn.execute(
        """
        SELECT email, code_hash, tries FROM mail_code
        WHERE token_hash = %s AND used IS NULL AND expires > now() FOR UPDATE
        """,
        (token_hash,),
    )
    row = await cursor.fetchone()
    return None if row is None else (row[0], bytes(row[1]), row[2])


async def count_try(conn: Connection, token_hash: bytes) -> None:
    """Count a wrong code."""
    await conn.execute("UPDATE mail_code SET tries = tries + 1 WHERE token_hash = %s", (token_hash,))


async def use_code(conn: Connection, token_hash: bytes) -> None:
    """Use a code up."""
    await conn.execute("UPDATE mail_code SET used = now() WHERE token_hash = %s", (token_hash,))


async def address_of_code(conn: Connection, token_hash: bytes) -> str | None:
    """Find where a code that can still be used was sent."""
    cursor = await conn.execute(
        "SELECT email FROM mail_code WHERE token_hash = %s AND used IS NULL AND expires > now()", (token_hash,)
    )
    row = await cursor.fetchone()
    return None if row is None else str(row[0])


async def delete_expired(conn: Connection) -> None:
    """Forget sessions, codes, links and challenges that have been of no use for a day."""
    for statement in (
        "DELETE FROM session WHERE expires < now() - interval '1 day'",
        "DELETE FROM mail_code WHERE expires < now() - interval '1 day'",
        "DELETE FROM sign_in_link WHERE expires < now() - interval '1 day'",
        "DELETE FROM passkey_challenge WHERE expires < now() - interval '1 day'",
    ):
        await conn.execute(statement)


async def has_signed_in(conn: Connection, account_id: int) -> bool:
    """Tell whether a person has ever signed in, by the journal."""
    cursor = await conn.execute(
        "SELECT FROM journal WHERE subject = %s AND kind = 'account.signed_in' LIMIT 1", (f"account:{account_id}",)
    )
    return await cursor.fetchone() is not None
