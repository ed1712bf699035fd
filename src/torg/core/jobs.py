"""Jobs: work that follows from a write, kept as rows in the same transaction and done by `torg work`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import procrastinate
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued

from torg.core.db import Connection
from torg.core.isolation import as_ourselves

__all__ = ["JobContext", "connection", "defer", "jobs", "jobs_at"]

jobs = App(connector=PsycopgConnector())
"""Every domain's `jobs.py` registers its tasks here; `jobs_at` gives it a database."""


@asynccontextmanager
async def jobs_at(url: str) -> AsyncIterator[App]:
    """Connect the job queue to the database at `url` for as long as the block lasts."""
    connector = PsycopgConnector(conninfo=url, kwargs={"options": "-c timezone=UTC"}, min_size=1, max_size=6)
    with jobs.replace_connector(connector):
        async with jobs.open_async():
            yield jobs


@asynccontextmanager
async def connection(context: JobContext) -> AsyncIterator[Connection]:
    """Give a job its connection; one job is one transaction, committed when the block ends without an error."""
    connector = context.app.connector
    if not isinstance(connector, PsycopgConnector):
        raise TypeError(f"Jobs run on PostgreSQL, not on {type(connector).__name__}.")
    async with connector.pool.connection() as conn:
        yield conn


async def defer(
    conn: Connection, task: procrastinate.tasks.Task[Any, Any, Any] | str, *, once: str = "", **arguments: Any
) -> None:
    """Add a job in the caller's transaction: it exists if, and only if, that transaction commits.

    With `once`, no second job is added while one with the same words waits. A task of a domain above goes by its name.
    """
    if isinstance(task, str):
        configured = jobs.configure_task(task, allow_unknown=True, connection=conn, queueing_lock=once or None)
    else:
        configured = task.configure(connection=conn, queueing_lock=once or None)
    try:
        async with conn.transaction(), as_ourselves(conn):
            await configured.defer_async(**arguments)
    except AlreadyEnqueued:
        return
