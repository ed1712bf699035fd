"""What trust does by itself: apply the rules, end what is over, reach the buyers of recalled goods."""

from datetime import UTC, datetime

from torg.core.actor import SYSTEM
from torg.core.jobs import JobContext, connection, jobs
from torg.trust.apply_rules import apply_rules
from torg.trust.reach_buyers import reach_buyers
from torg.trust.recall_queries import open_recall_ids
from torg.trust.rule_queries import end_case_of
from torg.trust.statement_queries import expired_statements
from torg.trust.take_measure import end_measure


@jobs.periodic(cron="40 2 * * *")
@jobs.task(name="trust.apply_rules", queueing_lock="trust.apply_rules", pass_context=True)
async def apply_all(context: JobContext, timestamp: int = 0) -> None:
    """Apply every rule, after the night's judging of all sellers."""
    del timestamp
    async with connection(context) as conn:
        await apply_rules(conn)


@jobs.periodic(cron="*/10 * * * *")
@jobs.task(name="trust.end_expired", queueing_lock="trust.end_expired", pass_context=True)
async def end_expired(context: JobContext, timestamp: int = 0) -> None:
    """End the measures whose time is over, each in a transaction of its own."""
    del timestamp
    async with connection(context) as conn:
        expired = await expired_statements(conn, datetime.now(UTC))
    for statement in expired:
        async with connection(context) as conn:
            await end_measure(conn, SYSTEM, statement, "expired")
            await end_case_of(conn, statement, "expired")


@jobs.task(name="trust.reach", pass_context=True)
async def reach(context: JobContext, recall_id: int) -> None:
    """Find and tell the buyers of one recall."""
    async with connection(context) as conn:
        await reach_buyers(conn, recall_id)


@jobs.periodic(cron="15 * * * *")
@jobs.task(name="trust.reach_all", queueing_lock="trust.reach_all", pass_context=True)
async def reach_all(context: JobContext, timestamp: int = 0) -> None:
    """Look again for buyers of everything that is recalled: orders of before may have come in since."""
    del timestamp
    async with connection(context) as conn:
        recalls = await open_recall_ids(conn)
    for recall in recalls:
        async with connection(context) as conn:
            await reach_buyers(conn, recall)
