"""Background tasks of webhooks; sending itself is the dispatcher's."""

from torg.core.jobs import JobContext, connection, jobs
from torg.webhooks.deliver_queries import forget_old

KEPT_DAYS = 30
"""Days for which a delivery can be looked at; what happened can be told again for longer, from the journal."""


@jobs.periodic(cron="17 3 * * *")
@jobs.task(name="webhooks.forget_old", queueing_lock="webhooks.forget_old", pass_context=True)
async def forget_old_deliveries(context: JobContext, timestamp: int = 0) -> None:
    """Forget deliveries that ended a month ago."""
    del timestamp  # When a periodic job was due; this one only looks at how things are.
    async with connection(context) as conn:
        await forget_old(conn, KEPT_DAYS)
