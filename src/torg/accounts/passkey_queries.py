"""The SQL of passkeys."""

from datetime import timedelta

from torg.accounts.models import Passkey
from torg.core.db import Connection, one, rows


async def passkeys_of(conn: Connection, account_id: int) -> list[Passkey]:
    """Find a person's passkeys, the oldest first."""
    return await rows(
        conn,
        Passkey,
        """
        SELECT id, account_id, credential, public_key, sign_count, name, synced, created, used FROM passkey
        WHERE account_id = %s ORDER BY id
        """,
        (account_id,),
    )


async def lock_passkey(conn: Connection, credential: bytes) -> Passkey | None:
    """Find the passkey of a credential; locks its row, so that a count is never read twice."""
    return await one(
        conn,
        Passkey,
        """
        SELECT id, account_id, credential, public_key, sign_count, name, synced, created, used FROM passkey
        WHERE credential = %s FOR UPDATE
        """,
        (credential,),
    )


async def insert_passkey(
    conn: Connection, account_id: int, credential: bytes, public_key: bytes, sign_count: int, name: str, *, synced: bool
) -> bool:  # fmt: skip
    """Add a passkey; tell whether it was new."""
    cursor = await conn.execute(
        """
        INSERT INTO passkey (account_id, credential, public_key, sign_count, name, synced)
        VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (credential) DO NOTHING
        """,
        (account_id, credential, public_key, sign_count, name, synced),
    )
    return cursor.rowcount > 0


async def note_use(conn: Connection, passkey_id: int, sign_count: int, *, synced: bool) -> None:
    """Note that a passkey was used, and its count."""
    await conn.execute(
        "UPDATE passkey SET sign_count = %s, synced = %s, used = now() WHERE id = %s", (sign_count, synced, passkey_id)
    )


async def rename_passkey(conn: Connection, account_id: int, passkey_id: int, name: str) -> None:
    """Give a person's passkey another name."""
    await conn.execute("UPDATE passkey SET name = %s WHERE id = %s AND account_id = %s", (name, passkey_id, account_id))


async def delete_passkey(conn: Connection, account_id: int, passkey_id: int) -> bool:
    """Remove a person's passkey; tell whether there was one."""
    cursor = await conn.execute("DELETE FROM passkey WHERE id = %s AND account_id = %s", (passkey_id, account_id))
    return cursor.rowcount > 0


async def insert_challenge(
    conn: Connection, token_hash: bytes, challenge: bytes, account_id: int | None, lasts: timedelta
) -> None:
    """Keep what a passkey is asked to sign."""
    await conn.execute(
        """
        INSERT INTO passkey_challenge (token_hash, challenge, account_id, expires) VALUES (%s, %s, %s, now() + %s)
        """,
        (token_hash, challenge, account_id, lasts),
    )


async def take_challenge(conn: Connection, token_hash: bytes, account_id: int | None) -> bytes | None:
    """Take a challenge, which is then used up, if it was for this person (or for whoever signs in)."""
    cursor = await conn.execute(
        """
        DELETE FROM passkey_challenge
        WHERE token_hash = %s AND account_id IS NOT DISTINCT FROM %s AND expires > now() RETURNING challenge
        """,
        (token_hash, account_id),
    )
    row = await cursor.fetchone()
    return None if row is None else bytes(row[0])
