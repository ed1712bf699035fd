"""Close days: fix what stood on every account at their end, so that it never changes or is added up again."""

from datetime import date, timedelta

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.ledger.errors import DayNotOver
from torg.ledger.queries import close_through, today_and_closed


async def close_days(conn: Connection, actor: Actor, last: date | None = None) -> int:
    """Close all open days up to `last` (yesterday when left out), and give how many entries they have.

    What is posted afterwards is of the next open day. Raises `DayNotOver`.
    """
    today, closed = await today_and_closed(conn)
    last = last or today - timedelta(days=1)
    if last >= today:
        raise DayNotOver(f"{last.isoformat()} is not over.")
    if closed is not None and closed >= last:
        return 0
    entries = await close_through(conn, last)
    await record(conn, actor, "ledger.closed", f"ledger:{last.isoformat()}", {"entries": entries})
    return entries
