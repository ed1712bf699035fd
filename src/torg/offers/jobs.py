"""Background tasks of offers: feeds that come by themselves or were uploaded, and what is old."""

from contextlib import suppress

from procrastinate import PsycopgConnector, RetryStrategy

from torg.core.db import Pool
from torg.core.errors import NotFound
from torg.core.files import Files
from torg.core.jobs import JobContext, connection, jobs
from torg.offers.errors import ImportRunning
from torg.offers.feed_import_queries import files_to_forget, forget_file
from torg.offers.feed_import_run import Workshop, run_import
from torg.offers.scheduled_feed_due import begin_due_feeds
from torg.sellers.api_key_queries import forget_answers

_FILES_KEPT_DAYS = 7
_STALLED_SECONDS = 60
_AGAIN = RetryStrategy(max_attempts=60, wait=30, retry_exceptions=[ImportRunning])


@jobs.task(name="offers.run_feed_import", pass_context=True, retry=_AGAIN)
async def run_feed_import(context: JobContext, import_id: int) -> None:
    """Do one import; while the same feed is at work, it is tried again every half a minute."""
    settings = context.additional_context["settings"]
    files: Files = context.additional_context["files"]
    workshop = Workshop(_pool(context), files, allow_private=settings.allow_private_networks)
    await run_import(workshop, import_id)


@jobs.periodic(cron="* * * * *")
@jobs.task(name="offers.begin_due_feeds", queueing_lock="offers.begin_due_feeds", pass_context=True)
async def fetch_due_feeds(context: JobContext, timestamp: int = 0) -> None:
    """Begin the imports of all scheduled feeds whose time has come."""
    del timestamp  # When a periodic job was due; this one only looks at how things are.
    async with connection(context) as conn:
        await begin_due_feeds(conn)


@jobs.periodic(cron="* * * * *")
@jobs.task(name="offers.resume_imports", queueing_lock="offers.resume_imports", pass_context=True)
async def resume_imports(context: JobContext, timestamp: int = 0) -> None:
    """Do again the imports whose worker died over them."""
    del timestamp  # When a periodic job was due; this one only looks at how things are.
    manager = context.app.job_manager
    stalled = await manager.get_stalled_jobs(
        task_name="offers.run_feed_import", seconds_since_heartbeat=_STALLED_SECONDS
    )
    for job in stalled:
        await manager.retry_job(job)


@jobs.periodic(cron="23 4 * * *")
@jobs.task(name="offers.forget_files", queueing_lock="offers.forget_files", pass_context=True)
async def forget_old_files(context: JobContext, timestamp: int = 0) -> None:
    """Remove the files of imports that ended a week ago; their reports stay."""
    del timestamp  # When a periodic job was due; this one only looks at how things are.
    files: Files = context.additional_context["files"]
    async with connection(context) as conn:
        for file in await files_to_forget(conn, _FILES_KEPT_DAYS):
            # Where somebody has removed it already, only the row is left to change.
            with suppress(NotFound, FileNotFoundError):
                await files.remove(file)
            await forget_file(conn, file)


@jobs.periodic(cron="41 * * * *")
@jobs.task(name="offers.forget_answers", queueing_lock="offers.forget_answers", pass_context=True)
async def forget_old_answers(context: JobContext, timestamp: int = 0) -> None:
    """Forget what was answered to requests with an Idempotency-Key more than a day ago."""
    del timestamp  # When a periodic job was due; this one only looks at how things are.
    async with connection(context) as conn:
        await forget_answers(conn)


def _pool(context: JobContext) -> Pool:
    connector = context.app.connector
    if not isinstance(connector, PsycopgConnector):
        raise TypeError(f"Jobs run on PostgreSQL, not on {type(connector).__name__}.")
    return connector.pool
