"""Every night all sellers are judged by what happened."""

from torg.core.actor import SYSTEM
from torg.core.jobs import JobContext, connection, jobs
from torg.sellers.standing_acts import recompute_standing
from torg.sellers.standing_queries import sellers_with_events


@jobs.periodic(cron="20 2 * * *")
@jobs.task(name="sellers.judge_all", queueing_lock="sellers.judge_all", pass_context=True)
async def judge_all(context: JobContext, timestamp: int = 0) -> None:
    """Bring the standing of every seller up to date, one transaction for each, so that none waits for another."""
    del timestamp  # When it was due; it looks at how things are.
    async with connection(context) as conn:
        sellers = await sellers_with_events(conn)
    for seller in sellers:
        async with connection(context) as conn:
            await recompute_standing(conn, SYSTEM, seller)


@jobs.task(name="sellers.judge_one", pass_context=True)
async def judge_one(context: JobContext, seller_id: int) -> None:
    """Bring the standing of one seller up to date."""
    async with connection(context) as conn:
        await recompute_standing(conn, SYSTEM, seller_id)
