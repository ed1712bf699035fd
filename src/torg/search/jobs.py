"""Background tasks of search."""

from torg.catalog import count_products
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.jobs import JobContext, connection, jobs
from torg.core.journal import record
from torg.search.queries import forget_lexicons, learned_products
from torg.shelf.follow import OUTDATED

_GROWTH = 1.3


async def relearn_if_outgrown(conn: Connection) -> bool:
    """Have the lexicons learned anew once the catalogue has outgrown them by a third; tell whether it had."""
    known, products = await learned_products(conn), await count_products(conn)
    if products == 0 or products < known * _GROWTH:
        return False
    await forget_lexicons(conn)
    await record(conn, SYSTEM, OUTDATED, "shelf:lexicon", {"learned_from": known, "products": products})
    return True


@jobs.periodic(cron="*/10 * * * *")
@jobs.task(name="search.relearn_if_outgrown", queueing_lock="search.relearn_if_outgrown", pass_context=True)
async def relearn(context: JobContext, timestamp: int = 0) -> None:
    """Learn the catalogue's words anew when it has grown much since last time."""
    del timestamp  # When a periodic job was due; this one only looks at how things are.
    async with connection(context) as conn:
        await relearn_if_outgrown(conn)
