"""Begin the imports of all scheduled feeds whose time has come."""

from datetime import UTC, datetime

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.jobs import defer
from torg.offers.feed_import_queries import insert_import
from torg.offers.feed_imports import NewFeedImport
from torg.offers.scheduled_feed_queries import lock_due, save_next_fetch
from torg.offers.scheduled_feeds import next_time


async def begin_due_feeds(conn: Connection) -> int:
    """Ask for every feed that is due and not at work already, once, whoever else does the same; give how many.

    Times that went by while nothing ran are made up for by one fetch.
    """
    from torg.offers.jobs import run_feed_import  # noqa: PLC0415 - the job calls verbs that stand beside this one.

    due = await lock_due(conn)
    for feed in due:
        new = NewFeedImport(feed.name, "schedule", None, options=feed.options, schedule_id=feed.id)
        actor = Actor("seller", f"{feed.seller_id}/feed:{feed.id}")
        made = await insert_import(conn, feed.seller_id, new, str(actor))
        await save_next_fetch(conn, feed.id, next_time(feed.times, feed.zone, datetime.now(UTC)))
        await defer(conn, run_feed_import, once=f"feed_import:{made.id}", import_id=made.id)
    return len(due)
