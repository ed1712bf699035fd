"""What returns do by the clock: sellers are warned before a refund is due, and kept promises are counted."""

from datetime import UTC, datetime, timedelta

from torg.core.jobs import JobContext, connection, jobs
from torg.returns.deadlines import WARNING
from torg.returns.letters import warn_of_deadline
from torg.returns.note_promises import note_promises
from torg.returns.queries import take_due


@jobs.periodic(cron="23 6 * * *")
@jobs.task(name="returns.warn", queueing_lock="returns.warn", pass_context=True)
async def warn(context: JobContext, timestamp: int) -> None:
    """Warn sellers three days before a refund is due, once a case."""
    now = datetime.fromtimestamp(timestamp, UTC)
    async with connection(context) as conn:
        for case in await take_due(conn, now + WARNING):
            await warn_of_deadline(conn, case)


@jobs.periodic(cron="41 2 * * *")
@jobs.task(name="returns.note_promises", queueing_lock="returns.note_promises", pass_context=True)
async def note(context: JobContext, timestamp: int) -> None:
    """Count every order line whose promised day has passed, with what became of it."""
    today = datetime.fromtimestamp(timestamp, UTC).date()
    async with connection(context) as conn:
        await note_promises(conn, today - timedelta(days=8), today - timedelta(days=1))
