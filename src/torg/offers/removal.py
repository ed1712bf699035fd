"""Taking away what a complete feed no longer has."""

from collections.abc import AsyncIterator

from torg.core.db import Connection
from torg.offers.deciding import withdrawals
from torg.offers.import_batch import Importing, write
from torg.offers.import_queries import begin_batch, forget_rows, lock_offers, rows_after
from torg.offers.report import Counts

_PAGE = 5000
_BATCH = 1000


async def remove_unseen(conn: Connection, importing: Importing, had: int, counts: Counts, *, force: bool) -> int | None:
    """Withdraw the offers of articles that the run did not see; give how many were left because they were too many.

    More than half of the articles that the source had before go only by `force`.
    """
    missing = 0
    async for skus in _pages(conn, importing):
        missing += len(skus)
    if missing * 2 > had and missing and not force:
        return missing
    if missing:
        async for skus in _pages(conn, importing):
            for start in range(0, len(skus), _BATCH):
                await _remove(conn, importing, skus[start : start + _BATCH], counts)
    return None


async def _remove(conn: Connection, importing: Importing, skus: list[str], counts: Counts) -> None:
    async with conn.transaction():
        now = await begin_batch(conn, importing.seller_id)
        found = await lock_offers(conn, importing.seller_id, skus)
        # What another feed of the seller has taken over is not this feed's to take away.
        writes = withdrawals(each for each in found if each.offer.source_id == importing.source_id)
        await write(conn, importing.actor, writes, importing.at or now, backdated=importing.at is not None)
        await forget_rows(conn, importing.source_id, skus)
    counts.add(writes.counts)
    counts.removed += len(skus)


async def _pages(conn: Connection, importing: Importing) -> AsyncIterator[list[str]]:
    """Give the article numbers of the source that the run has not seen, page by page."""
    after = ""
    while True:
        async with conn.transaction():
            page = await rows_after(conn, importing.source_id, after, _PAGE)
        if not page:
            return
        after = page[-1][1]
        unseen = [sku for identity, sku in page if identity not in importing.seen]
        if unseen:
            yield unseen
