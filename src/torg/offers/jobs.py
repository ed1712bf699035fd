"""Background tasks of offers: feeds that come by themselves or were uploaded, and answers that are old."""

from torg.core.jobs import JobContext, connection, jobs
from torg.sellers.api_key_queries import forget_answers


@jobs.periodic(cron="41 * * * *")
@jobs.task(name="offers.forget_answers", queueing_lock="offers.forget_answers", pass_context=True)
async def forget_old_answers(context: JobContext, timestamp: int = 0) -> None:
    """Forget what was answered to requests with an Idempotency-Key more than a day ago."""
    del timestamp  # When a periodic job was due; this one only looks at how things are.
    async with connection(context) as conn:
        await forget_answers(conn)
