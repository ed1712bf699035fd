"""All SQL that touches API keys, their allowance, and the answers that are given once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from torg.core.db import Connection
from torg.sellers.api_keys import ApiKey

_COLUMNS = """k.id, k.seller_id, k.name, k.scopes, k.hint, k.per_minute, k.created, k.created_by, k.expires, k.revoked,
    k.last_used, k.replaced_by"""


class FoundKey(Struct, frozen=True):
    """A key that was shown, and what is known of its seller at that moment."""

    key: ApiKey
    seller_status: str
    now: datetime


class StoredAnswer(Struct, frozen=True):
    """What was answered to a request before; without a status, nothing yet."""

    request: bytes
    status: int | None
    location: str | None
    content: bytes | None


async def key_by_hash(conn: Connection, digest: bytes) -> FoundKey | None:
    """Find the key of that hash, alive or not, and what its seller may do."""
    cursor = await conn.execute(
        f"""
        SELECT {_COLUMNS}, s.status, now() FROM api_key AS k JOIN seller AS s ON s.id = k.seller_id WHERE k.hash = %s
        """,  # noqa: S608
        (digest,),
    )
    row = await cursor.fetchone()
    return None if row is None else FoundKey(_key(row[:12]), row[12], row[13])


async def note_use(conn: Connection, key_id: int) -> None:
    """Remember that a key was used just now, at most once a minute."""
    await conn.execute(
        """
        UPDATE api_key SET last_used = now()
        WHERE id = %s AND (last_used IS NULL OR last_used < now() - interval '1 minute')
        """,
        (key_id,),
    )


async def take_allowance(conn: Connection, key_id: int, per_minute: int) -> tuple[bool, float]:
    """Take one request from a key's allowance; tell whether there was one, and seconds until all is there again.

    The generic cell rate algorithm in one statement: nothing is counted, and no window begins anew.
    """
    cursor = await conn.execute(
        """
        WITH taken AS (
            INSERT INTO api_allowance AS a (key_id, full_at)
            VALUES (%(key)s, clock_timestamp() + %(each)s * interval '1 second')
            ON CONFLICT (key_id) DO UPDATE
                SET full_at = greatest(a.full_at, clock_timestamp()) + %(each)s * interval '1 second'
                WHERE a.full_at <= clock_timestamp() + (60 - %(each)s) * interval '1 second'
            RETURNING full_at
        )
        SELECT true, extract(epoch FROM full_at - clock_timestamp())::float8 FROM taken
        UNION ALL
        SELECT false, extract(epoch FROM full_at - clock_timestamp())::float8 FROM api_allowance
        WHERE key_id = %(key)s AND NOT EXISTS (SELECT FROM taken)
        """,
        {"key": key_id, "each": 60 / per_minute},
    )
    row = await cursor.fetchone()
    return (True, 0.0) if row is None else (row[0], max(0.0, row[1]))


async def keys_of_seller(conn: Connection, seller_id: int) -> list[ApiKey]:
    """Find a seller's keys, the newest first; those that have been dead for 90 days are not told any more."""
    cursor = await conn.execute(
        f"""
        SELECT {_COLUMNS} FROM api_key AS k
        WHERE k.seller_id = %s AND coalesce(least(k.revoked, k.expires), now()) > now() - interval '90 days'
        ORDER BY k.id DESC
        """,  # noqa: S608
        (seller_id,),
    )
    return [_key(row) for row in await cursor.fetchall()]


async def lock_key(conn: Connection, seller_id: int, key_id: int) -> ApiKey | None:
    """Find a key of a seller and lock it until the transaction ends."""
    cursor = await conn.execute(
        f"SELECT {_COLUMNS} FROM api_key AS k WHERE k.seller_id = %s AND k.id = %s FOR NO KEY UPDATE",  # noqa: S608
        (seller_id, key_id),
    )
    row = await cursor.fetchone()
    return None if row is None else _key(row)


async def insert_key(
    conn: Connection, seller_id: int, name: str, scopes: Sequence[str], digest: bytes, hint: str, created_by: str,
    expires: datetime | None,
) -> ApiKey:  # fmt: skip
    """Add a key."""
    cursor = await conn.execute(
        f"""
        INSERT INTO api_key AS k (seller_id, name, scopes, hash, hint, created_by, expires)
        VALUES (%s, %s, %s, %s, %s, %s, %s) RETURNING {_COLUMNS}
        """,  # noqa: S608
        (seller_id, name, list(scopes), digest, hint, created_by, expires),
    )
    row = await cursor.fetchone()
    if row is None:
        raise LookupError("PostgreSQL gave no key")
    return _key(row)


async def end_key(conn: Connection, key_id: int, expires: datetime, replaced_by: int) -> None:
    """Have a key, which the caller holds, end when another has taken its place."""
    await conn.execute(
        "UPDATE api_key SET expires = least(expires, %s), replaced_by = %s WHERE id = %s",
        (expires, replaced_by, key_id),
    )


async def save_revoked(conn: Connection, key_id: int) -> None:
    """End a key, which the caller holds, at once."""
    await conn.execute("UPDATE api_key SET revoked = now() WHERE id = %s", (key_id,))


async def reserve_answer(conn: Connection, seller_id: int, key: str, request: bytes) -> StoredAnswer | None:
    """Take an idempotency key for this request; give what is stored under it when somebody has it already.

    Whoever asks with the same key meanwhile waits here until this transaction ends.
    """
    await conn.execute(
        "DELETE FROM api_answer WHERE seller_id = %s AND key = %s AND at < now() - interval '24 hours'",
        (seller_id, key),
    )
    cursor = await conn.execute(
        "INSERT INTO api_answer (seller_id, key, request) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING RETURNING key",
        (seller_id, key, request),
    )
    if await cursor.fetchone() is not None:
        return None
    cursor = await conn.execute(
        "SELECT request, status, location, content FROM api_answer WHERE seller_id = %s AND key = %s",
        (seller_id, key),
    )
    row = await cursor.fetchone()
    return None if row is None else StoredAnswer(*row)


async def save_answer(
    conn: Connection, seller_id: int, key: str, status: int, location: str | None, content: bytes
) -> None:
    """Keep the answer to the request that has taken an idempotency key."""
    await conn.execute(
        "UPDATE api_answer SET status = %s, location = %s, content = %s WHERE seller_id = %s AND key = %s",
        (status, location, content, seller_id, key),
    )


async def forget_answers(conn: Connection) -> int:
    """Forget answers that are older than a day; give how many."""
    cursor = await conn.execute("DELETE FROM api_answer WHERE at < now() - interval '24 hours'")
    return cursor.rowcount


def _key(row: Sequence[Any]) -> ApiKey:
    return msgspec.convert(dict(zip(ApiKey.__struct_fields__, row, strict=True)), ApiKey)
