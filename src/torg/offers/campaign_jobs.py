"""Background tasks of campaigns: begin and end those whose time has come, each in a transaction of its own."""

from datetime import UTC, datetime

import structlog

from torg.core.actor import SYSTEM
from torg.core.jobs import JobContext, connection, jobs
from torg.offers.campaign_run import due_now, see_to_campaign

_log = structlog.get_logger()


@jobs.periodic(cron="* * * * *")
@jobs.task(name="offers.see_to_campaigns", queueing_lock="offers.see_to_campaigns", pass_context=True)
async def see_to_campaigns(context: JobContext, timestamp: int = 0) -> None:
    """Begin and end every campaign that is due, within a minute of its time."""
    del timestamp  # When a periodic job was due; this one only looks at how things are.
    async with connection(context) as conn:
        due = await due_now(conn, datetime.now(UTC))
    for campaign_id in due:
        async with connection(context) as conn:
            seen_to = await see_to_campaign(conn, SYSTEM, campaign_id)
        if seen_to is not None:
            _log.info("campaign", id=campaign_id, state=seen_to.state)
