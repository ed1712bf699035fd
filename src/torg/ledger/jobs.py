"""What the ledger does by itself: every night it closes the day before."""

from torg.core.actor import SYSTEM
from torg.core.jobs import JobContext, connection, jobs
from torg.ledger.close_days import close_days


@jobs.periodic(cron="20 1 * * *")
@jobs.task(name="ledger.close_days", pass_context=True, queueing_lock="ledger.close_days")
async def close_ended_days(context: JobContext, timestamp: int = 0) -> None:
    """Close every day that is over."""
    del timestamp  # When a periodic job was due; this one only looks at how things are.
    async with connection(context) as conn:
        await close_days(conn, SYSTEM)
