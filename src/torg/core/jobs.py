"""Jobs: work that follows from a write, kept as rows in the same transaction and done by `torg work`."""

from typing import Any

import procrastinate
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued

from torg.core.db import Connection

jobs = App(connector=PsycopgConnector())
"""Every domain's `jobs.py` registers its tasks here; `open_jobs` gives it a database."""


def with_database(url: str) -> App:
    """Return the job queue with its tasks, connected (once opened) to the database at `url`."""
    connector = PsycopgConnector(conninfo=url, kwargs={"options": "-c timezone=UTC"}, min_size=1, max_size=4)
    return jobs.with_connector(connector)


async def defer(
    conn: Connection, task: procrastinate.tasks.Task[Any, Any, Any], *, once: str = "", **arguments: Any
) -> None:
    """Add a job in the caller's transaction: it exists if, and only if, that transaction commits.

    With `once`, no second job is added while one with the same words waits.
    """
    configured = task.configure(connection=conn, queueing_lock=once or None)
    try:
        async with conn.transaction():
            await configured.defer_async(**arguments)
    except AlreadyEnqueued:
        return
