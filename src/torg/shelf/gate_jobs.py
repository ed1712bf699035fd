"""On the day on which a rule of the publish gate begins, every node makes its shelf anew."""

from datetime import UTC, date, datetime

from torg.core.actor import SYSTEM
from torg.core.jobs import JobContext, connection, jobs
from torg.core.journal import record
from torg.offers import GateRules, gate_rules
from torg.shelf.follow import OUTDATED


def begins_on(rules: GateRules, day: date) -> bool:
    """Tell whether the gate changes on a day: a rule begins or ends, or a market begins to hide by it."""
    days = {each for rule in rules.rules for each in (rule.begins, rule.ends)}
    return day in days | {*rules.enforced_from.values(), *rules.everybody_from.values()}


@jobs.periodic(cron="10 0 * * *")
@jobs.task(name="shelf.gate_changes", queueing_lock="shelf.gate_changes", pass_context=True)
async def gate_changes(context: JobContext, timestamp: int = 0) -> None:
    """Have the shelf made anew when the gate has changed today: documents change with their rows only."""
    del timestamp  # When a periodic job was due; this one only looks at the date.
    today = datetime.now(UTC).date()
    if begins_on(gate_rules(), today):
        async with connection(context) as conn:
            await record(conn, SYSTEM, OUTDATED, "shelf:gate", {"day": today.isoformat()})
