"""Do an import: fetch the file where it has to be fetched, read it, and tell what came of it."""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec import Struct

from torg.catalog.feeds import FeedReading, read_feed
from torg.core.actor import Actor, Role
from torg.core.db import Connection, Pool
from torg.core.errors import Refusal
from torg.core.fetch import Fetched, fetch_to_file
from torg.core.files import Files
from torg.core.journal import record
from torg.offers.errors import ImportRunning
from torg.offers.feed_import_queries import (
    lock_import,
    save_begun,
    save_file,
    save_finished,
    save_progress,
    save_waiting,
)
from torg.offers.feed_import_start import LARGEST_FEED, safe_file_name
from torg.offers.feed_imports import FeedImport, ImportProgress
from torg.offers.import_feed import import_feed
from torg.offers.report import Counts, ImportReport
from torg.offers.scheduled_feed_outcome import note_failure
from torg.offers.scheduled_feed_queries import lock_schedule, save_fetched
from torg.sellers import sellers_by_id

_FETCH_SECONDS = 900.0
_TOLD_EVERY = 1.0


class Workshop(Struct, frozen=True):
    """What an import works with."""

    pool: Pool
    files: Files
    allow_private: bool = False


class _Outcome(Struct, frozen=True):
    """How an import ended."""

    state: str
    report: ImportReport | None = None
    error: str | None = None
    fetched: Fetched | None = None


async def run_import(workshop: Workshop, import_id: int) -> None:
    """Do an import that was asked for; one that has ended already is left as it is.

    What was asked for twice, or broke off with the worker, is done again to the same result. Raises ImportRunning when
    the same feed is being imported right now: try again later.
    """
    async with workshop.pool.connection() as conn:
        asked = await lock_import(conn, import_id)
        if asked is None:
            return
        await save_begun(conn, import_id, "running" if asked.file is not None else "fetching")
    with tempfile.TemporaryDirectory(prefix="torg-feed-") as folder:
        path = Path(folder) / safe_file_name(asked.file_name)
        try:
            outcome = await _brought_in(workshop, asked, path)
        except ImportRunning:
            async with workshop.pool.connection() as conn:
                await save_waiting(conn, import_id)
            raise
        except Refusal as refused:
            outcome = _Outcome("failed", error=refused.detail)
    async with workshop.pool.connection() as conn:
        await _end(conn, asked, outcome)


async def _brought_in(workshop: Workshop, asked: FeedImport, path: Path) -> _Outcome:
    fetched: Fetched | None = None
    if asked.file is not None:
        await workshop.files.fetch(asked.file, path)
    else:
        fetched = await _fetched(workshop, asked, path)
        if fetched is None:
            return _Outcome("failed", error="The scheduled feed was removed before it was fetched.")
        if fetched.not_modified:
            return _Outcome("unchanged", fetched=fetched)
        async with workshop.pool.connection() as conn:
            await save_begun(conn, asked.id, "running")
            await save_file(conn, asked.id, fetched.size)
    async with workshop.pool.connection() as conn:
        seller = (await sellers_by_id(conn, [asked.seller_id]))[asked.seller_id]
        await conn.commit()
        options = asked.options
        items = read_feed(path, options.format, options.defaults(seller), options.parsed_mapping())
        counts = Counts()
        async with _telling(workshop.pool, asked.id, counts, items):
            report = await import_feed(
                conn, actor_of(asked.actor), seller, asked.name, items,
                complete=options.complete, force=options.force, progress=lambda seen: _take_over(counts, seen),
            )  # fmt: skip
    if report.state == "completed":
        return _Outcome("completed", report, fetched=fetched)
    return _Outcome("broken_off", report, error=report.broken_off)


async def _fetched(workshop: Workshop, asked: FeedImport, path: Path) -> Fetched | None:
    """Fetch a scheduled feed in a thread; nothing when there is no such feed any more."""
    async with workshop.pool.connection() as conn:
        feed = await lock_schedule(conn, asked.schedule_id or 0)
    if feed is None:
        return None
    return await asyncio.to_thread(
        fetch_to_file, feed.url, path, max_bytes=LARGEST_FEED, timeout=_FETCH_SECONDS,
        allow_private=workshop.allow_private, https_only=not workshop.allow_private,
        etag=feed.etag, last_modified=feed.last_modified,
    )  # fmt: skip


@asynccontextmanager
async def _telling(pool: Pool, import_id: int, counts: Counts, items: FeedReading) -> AsyncIterator[None]:
    """Say every second how far an import has come, for as long as the block lasts."""

    async def tell() -> None:
        while True:
            await asyncio.sleep(_TOLD_EVERY)
            async with pool.connection() as conn:
                await save_progress(conn, import_id, progress_of(counts, items))

    task = asyncio.create_task(tell())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def progress_of(counts: Counts, items: FeedReading) -> ImportProgress:
    """Give how far a reading has come."""
    share = min(1.0, items.position / items.size) if items.size else 0.0
    return ImportProgress(counts.read, counts.kept, counts.refused, counts.warned, round(share, 3))


def actor_of(text: str) -> Actor:
    """Read an actor as the journal writes it: `seller:12/key:5`."""
    role, _, identity = text.partition(":")
    known: dict[str, Role] = {each: each for each in ("shopper", "seller", "operator", "agent", "system")}
    return Actor(known.get(role, "system"), identity)


def _take_over(counts: Counts, seen: Counts) -> None:
    for name in counts.__struct_fields__:
        setattr(counts, name, getattr(seen, name))


async def _end(conn: Connection, asked: FeedImport, outcome: _Outcome) -> None:
    """Write down how an import ended, tell the journal, and count it for or against the scheduled feed."""
    counts = outcome.report.counts if outcome.report is not None else Counts()
    progress = ImportProgress(counts.read, counts.kept, counts.refused, counts.warned, 1.0)
    run = outcome.report.run if outcome.report is not None else None
    ended = await save_finished(
        conn, asked.id, outcome.state, run_id=run, error=outcome.error, progress=progress if run else None
    )
    if not ended:
        return
    body = {
        "import": asked.id, "name": asked.name, "state": outcome.state, "read": counts.read, "kept": counts.kept,
        "refused": counts.refused, "created": counts.created, "changed": counts.changed, "removed": counts.removed,
    }  # fmt: skip
    actor = actor_of(asked.actor)
    await record(conn, actor, "import.finished", f"import:{asked.id}", body, seller=asked.seller_id)
    if asked.schedule_id is None:
        return
    if outcome.state in {"completed", "unchanged"} and outcome.fetched is not None:
        await save_fetched(conn, asked.schedule_id, outcome.fetched.etag, outcome.fetched.last_modified)
    else:
        await note_failure(conn, asked, outcome.error or "The feed could not be read to its end.")
