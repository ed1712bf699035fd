"""What reviews do by themselves: every night they forget who has said that they helped."""

from datetime import UTC, datetime

import torg.content.review_measures  # noqa: F401 - a worker that ends measures knows these too.
from torg.content.review_vote_queries import forget_votes
from torg.core.jobs import JobContext, connection, jobs


@jobs.periodic(cron="5 0 * * *")
@jobs.task(name="content.forget_votes", queueing_lock="content.forget_votes", pass_context=True)
async def forget_voters(context: JobContext, timestamp: int = 0) -> None:
    """Throw away the day's key and what it hid."""
    del timestamp
    async with connection(context) as conn:
        await forget_votes(conn, datetime.now(UTC).date())
