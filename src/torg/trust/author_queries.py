"""All SQL that finds how to reach the people whose words a measure is about."""

from torg.core.db import Connection
from torg.trust.models import Recipient


async def author_of(conn: Connection, account: int) -> Recipient | None:
    """Find the name, address and language of an account that is still there."""
    cursor = await conn.execute(
        "SELECT name, email, language FROM account WHERE id = %s AND closed IS NULL", (account,)
    )
    row = await cursor.fetchone()
    return None if row is None else Recipient(row[0], row[1], row[2])
