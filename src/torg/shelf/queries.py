"""What the follower asks the database beyond the domains' own questions."""

from torg.core.db import Connection


async def database_identity(conn: Connection) -> str:
    """Return a name that no other database has: the cluster's identifier and the database's number in it."""
    cursor = await conn.execute(
        "SELECT c.system_identifier || '/' || d.oid FROM pg_control_system() AS c, pg_database AS d "
        "WHERE d.datname = current_database()"
    )
    found = await cursor.fetchone()
    return str(found[0]) if found else ""
