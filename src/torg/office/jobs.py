"""What the office does by itself: what nobody has decided in time is given up."""

from torg.core.approvals import expire
from torg.core.jobs import JobContext, connection, jobs


@jobs.periodic(cron="7 * * * *")
@jobs.task(name="office.expire_approvals", pass_context=True, queueing_lock="office.expire_approvals")
async def expire_approvals(context: JobContext, timestamp: int = 0) -> None:
    """Give up every proposal that has waited too long."""
    del timestamp  # When a periodic job was due; this one only looks at how things are.
    async with connection(context) as conn:
        await expire(conn)
