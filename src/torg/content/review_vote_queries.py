"""All SQL that counts whom reviews helped, and forgets who said so."""

from datetime import date

from torg.core.db import Connection


async def count_vote(conn: Connection, review_id: int, *, helpful: bool) -> bool:
    """Count one vote on a published review; tell whether there is such a one."""
    sql = (
        "UPDATE review SET helpful = helpful + 1 WHERE id = %s AND state = 'published'"
        if helpful
        else "UPDATE review SET unhelpful = unhelpful + 1 WHERE id = %s AND state = 'published'"
    )
    cursor = await conn.execute(sql, (review_id,))
    return cursor.rowcount == 1


async def key_of_day(conn: Connection, day: date, fresh: bytes) -> bytes:
    """Give the day's key, making it if need be; those of other days are thrown away."""
    await conn.execute("DELETE FROM vote_key WHERE day <> %s", (day,))
    await conn.execute("INSERT INTO vote_key (day, key) VALUES (%s, %s) ON CONFLICT (day) DO NOTHING", (day, fresh))
    cursor = await conn.execute("SELECT key FROM vote_key WHERE day = %s", (day,))
    row = await cursor.fetchone()
    return bytes(row[0]) if row else fresh


async def see_vote(conn: Connection, digest: bytes, day: date) -> bool:
    """Note a vote's hash until the day is over; tell whether it is new."""
    cursor = await conn.execute(
        "INSERT INTO vote_seen (digest, day) VALUES (%s, %s) ON CONFLICT (digest) DO NOTHING", (digest, day)
    )
    return cursor.rowcount == 1


async def forget_votes(conn: Connection, today: date) -> None:
    """Forget who voted before today."""
    await conn.execute("DELETE FROM vote_seen WHERE day <> %s", (today,))
    await conn.execute("DELETE FROM vote_key WHERE day <> %s", (today,))
