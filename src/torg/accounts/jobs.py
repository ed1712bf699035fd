"""Background tasks of accounts."""

from torg.accounts.session_queries import delete_expired
from torg.core.jobs import JobContext, connection, jobs
from torg.core.mail_queries import forget_old_mails
from torg.core.security import forget_full_buckets


@jobs.periodic(cron="17 * * * *")
@jobs.task(name="accounts.forget_expired", queueing_lock="accounts.forget_expired", pass_context=True)
async def forget_expired(context: JobContext, timestamp: int = 0) -> None:
    """Forget what can no longer sign anybody in, and limits that nobody has met for a day."""
    del timestamp  # When a periodic job was due; this one only looks at how things are.
    async with connection(context) as conn:
        await delete_expired(conn)
        await forget_full_buckets(conn)
        await forget_old_mails(conn)
