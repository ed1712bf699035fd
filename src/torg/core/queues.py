"""Queues of the office: what waits for somebody, each told of by one entry in its domain's `office.py`.

    queues = [Queue("Sellers to review", path="sellers?status=under_review", permission="sellers",
                    waiting="SELECT count(*), min(submitted) FROM seller WHERE status = 'under_review'")]

The application brings the lists together; the office's first page shows those that a person may work at.
"""

from datetime import datetime
from typing import LiteralString

from msgspec import Struct

from torg.core.db import Connection

_COUNT_MOST = 100_000


class Queue(Struct, frozen=True):
    """Things that wait for a decision of the staff."""

    title: str
    """A msgid: `Sellers to review`."""
    path: str
    """Where they are worked off, below the office's own path."""
    permission: str
    """Who lacks it does not see the queue."""
    waiting: LiteralString
    """A statement that gives how many wait, and since when the oldest does (or null)."""
    icon: str = "inbox"
    hours: int = 48
    """How long something may wait before the queue is late."""


class Waiting(Struct, frozen=True):
    """A queue as it stands now."""

    queue: Queue
    count: int
    oldest: datetime | None


async def read_queues(conn: Connection, queues: list[Queue]) -> list[Waiting]:
    """Count what waits in each queue, one statement a queue."""
    found: list[Waiting] = []
    for queue in queues:
        cursor = await conn.execute(queue.waiting)
        row = await cursor.fetchone() or (0, None)
        found.append(Waiting(queue, min(int(row[0]), _COUNT_MOST), row[1]))
    return found
