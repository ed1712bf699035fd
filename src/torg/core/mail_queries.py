"""The SQL of mails on their way."""

import secrets
from datetime import datetime
from typing import Any

from msgspec import Struct

from torg.core.db import Connection, one

MAIL_ROWS = """
SELECT m.id, m.recipient, m.subject, m.state, m.tries, m.error, m.created, m.finished FROM mail_message m
"""
"""All mails, for the office's table."""


class MailRow(Struct, frozen=True):
    """A mail and what became of it."""

    id: int
    message_id: str
    recipient: str
    subject: str
    content: dict[str, Any] | None
    state: str
    tries: int
    error: str | None
    created: datetime
    finished: datetime | None


async def insert_mail(conn: Connection, message_id: str, to: str, subject: str, content: str) -> int | None:
    """Queue a mail; nothing when one of that message id is there already."""
    cursor = await conn.execute(
        """
        INSERT INTO mail_message (message_id, recipient, subject, content) VALUES (%s, %s, %s, %s::jsonb)
        ON CONFLICT (message_id) DO NOTHING RETURNING id
        """,
        (message_id or secrets.token_hex(16), to, subject, content),
    )
    row = await cursor.fetchone()
    return None if row is None else int(row[0])


async def lock_queued(conn: Connection, mail_id: int) -> tuple[str, dict[str, Any]] | None:
    """Find a mail that is still to be sent: its message id and content; locks its row."""
    cursor = await conn.execute(
        "SELECT message_id, content FROM mail_message WHERE id = %s AND state = 'queued' FOR UPDATE", (mail_id,)
    )
    row = await cursor.fetchone()
    return None if row is None else (row[0], row[1])


async def mark_sent(conn: Connection, mail_id: int) -> None:
    """Note that a mail was sent, and forget what it said: it may hold a code or a secret link."""
    await conn.execute(
        """
        UPDATE mail_message SET state = 'sent', tries = tries + 1, error = NULL, content = NULL, finished = now()
        WHERE id = %s
        """,
        (mail_id,),
    )


async def mark_failed(conn: Connection, mail_id: int, error: str) -> None:
    """Note that a mail cannot be sent, and why; what it says stays, so that it can be tried again."""
    await conn.execute(
        """
        UPDATE mail_message SET state = 'failed', tries = tries + 1, error = %s, finished = now() WHERE id = %s
        """,
        (error[:1000], mail_id),
    )


async def note_try(conn: Connection, mail_id: int, error: str) -> None:
    """Note that a try did not work and another will follow."""
    await conn.execute("UPDATE mail_message SET tries = tries + 1, error = %s WHERE id = %s", (error[:1000], mail_id))


async def mail_by_id(conn: Connection, mail_id: int) -> MailRow | None:
    """Find a mail."""
    return await one(
        conn,
        MailRow,
        """
        SELECT id, message_id, recipient, subject, content, state, tries, error, created, finished
        FROM mail_message WHERE id = %s
        """,
        (mail_id,),
    )


async def requeue(conn: Connection, mail_id: int) -> bool:
    """Queue a failed mail anew; tell whether it had failed."""
    cursor = await conn.execute(
        "UPDATE mail_message SET state = 'queued', finished = NULL WHERE id = %s AND state = 'failed'", (mail_id,)
    )
    return cursor.rowcount > 0


async def forget_old_mails(conn: Connection) -> None:
    """Forget mails that were done with three months ago."""
    await conn.execute("DELETE FROM mail_message WHERE finished < now() - interval '90 days'")
