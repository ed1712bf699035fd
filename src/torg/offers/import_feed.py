"""Bring a seller's feed in: products, variants, offers and prices, and what is no longer offered."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import psycopg
from msgspec.structs import replace

from torg.catalog import FeedItem, known_categories
from torg.catalog.content_queries import brands_owned
from torg.catalog.feeds import FeedEvent
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.markets import MARKETS
from torg.offers.categorising import lineage, resolve
from torg.offers.chunks import Chunk, Chunks
from torg.offers.errors import ImportRunning
from torg.offers.feed_rows import Finding, IncomingRow, shown
from torg.offers.import_batch import Importing, Outcome, import_batch
from torg.offers.match_jobs import match_soon
from torg.offers.removal import remove_unseen
from torg.offers.report import Counts, Findings, ImportReport, ImportState
from torg.offers.run_queries import count_rows, finish_run, give_source_back, source_id, start_run, take_source
from torg.sellers import Seller

BATCH_SIZE = 1000
_MOST_STORED_FINDINGS = 1000
_TRIES = 4
_ROW_FAULTS = (psycopg.DataError, psycopg.IntegrityError, psycopg.errors.ProgramLimitExceeded)
_PASSING_FAULTS = (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure)


async def import_feed(
    conn: Connection,
    actor: Actor,
    seller: Seller,
    source: str,
    items: Iterable[FeedItem | FeedEvent],
    *,
    complete: bool = True,
    force: bool = False,
    again: bool = False,
    trusted: bool = False,
    at: datetime | None = None,
    batch_size: int = BATCH_SIZE,
    refused_file: Path | None = None,
    progress: Callable[[Counts], None] | None = None,
) -> ImportReport:
    """Bring in what a feed says, a transaction for each batch, and report on it; the same feed twice changes nothing.

    `source` names the feed among the seller's feeds. Articles that a `complete` feed no longer has are taken away,
    unless it broke off, or they are more than half of those it had and `force` is not given. `again` looks at every
    row although the seller changed nothing; a `trusted` source may set popularity; `at` dates the prices back.
    Every refused row is written to `refused_file` as a line of JSON. Raises `ImportRunning`.
    """
    began = time.monotonic()
    async with conn.transaction():
        source_number = await source_id(conn, seller.id, source)
        if not await take_source(conn, source_number):
            raise ImportRunning(f"The feed {shown(source)!r} of {seller.name} is being imported right now.")
    findings = Findings(refused_file)
    # Tables grow by orders of magnitude in a first import: a plan that was kept from its beginning would be a slow one.
    prepared_after, conn.prepare_threshold = conn.prepare_threshold, None
    try:
        async with conn.transaction():
            run = await start_run(conn, source_number, str(actor))
            had = await count_rows(conn, source_number)
            categories = await known_categories(conn)
            owned = await brands_owned(conn, seller.id)
        importing = Importing(
            actor=actor,
            seller_id=seller.id,
            source_id=source_number,
            run_id=run,
            markets=frozenset(MARKETS),
            undelivered=set(MARKETS) - seller.delivery.keys(),
            resolve=resolve,
            parents=lineage,
            at=at,
            again=again,
            trusted=trusted,
            categories=categories,
            brands_owned=owned,
        )
        counts = Counts()
        report = ImportReport(
            seller=seller.slug, source=source, run=run, state="failed", read=0, kept=0, counts=counts, seconds=0.0
        )
        state: ImportState = "failed"
        broken: str | None = None
        left_for_sale: int | None = None
        try:
            broken = await _bring_in(conn, importing, Chunks(items, batch_size), counts, findings, progress)
            if complete and broken is None:
                left_for_sale = await remove_unseen(conn, importing, had, counts, force=force)
            state = "completed" if broken is None else "broken_off"
        finally:
            report = replace(
                report,
                state=state,
                read=counts.read,
                kept=counts.kept,
                seconds=round(time.monotonic() - began, 3),
                broken_off=broken,
                removal_refused=left_for_sale,
                refusals=findings.refusals,
                warnings=findings.warnings,
            )
            await _finish(conn, report)
        return report
    finally:
        conn.prepare_threshold = prepared_after
        findings.close()
        # On a broken connection there is nothing to give back: the lock went with it.
        with contextlib.suppress(psycopg.Error):
            async with conn.transaction():
                await give_source_back(conn, source_number)


async def _finish(conn: Connection, report: ImportReport) -> None:
    stored = replace(
        report,
        refusals=report.refusals[:_MOST_STORED_FINDINGS],
        warnings=report.warnings[:_MOST_STORED_FINDINGS],
    )
    try:
        async with conn.transaction():
            await finish_run(conn, report.run, report.state, stored.as_json())
            if report.counts.created or report.counts.changed:
                await match_soon(conn)
    except psycopg.Error:
        # The fault that ended the import is the one to hear of; the next run closes this one.
        if report.state != "failed":
            raise


async def _bring_in(
    conn: Connection,
    importing: Importing,
    chunks: Chunks,
    counts: Counts,
    findings: Findings,
    progress: Callable[[Counts], None] | None,
) -> str | None:
    """Import piece by piece, reading the next one while PostgreSQL works; give why the feed broke off, if it did."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="feed") as reader:
        coming = loop.run_in_executor(reader, chunks.next)
        try:
            while (chunk := await coming) is not None:
                coming = loop.run_in_executor(reader, chunks.next)
                await _import_chunk(conn, importing, chunk, counts, findings)
                if progress is not None:
                    progress(counts)
                if chunk.broken is not None:
                    return chunk.broken
        finally:
            if not coming.done():
                await asyncio.wait([coming])
            if not coming.cancelled():
                coming.exception()
    return None


async def _import_chunk(
    conn: Connection, importing: Importing, chunk: Chunk, counts: Counts, findings: Findings
) -> None:
    outcomes = await _import_rows(conn, importing, chunk.rows, chunk.still_listed)
    counts.add(Counts(read=chunk.read, refused=len(chunk.refusals), warned=len(chunk.warnings)))
    refusals, warnings = list(chunk.refusals), [*chunk.warnings, *_undelivered(importing, chunk)]
    counts.warned += len(warnings) - len(chunk.warnings)
    for outcome in outcomes:
        counts.add(outcome.counts)
        importing.seen.add(outcome.seen)
        importing.brands.update(outcome.brands)
        importing.categories |= outcome.categories
        refusals += outcome.refusals
        warnings += outcome.warnings
    for refusal in sorted(refusals, key=_line):
        findings.refuse(refusal)
    for warning in sorted(warnings, key=_line):
        findings.warn(warning)


def _undelivered(importing: Importing, chunk: Chunk) -> list[Finding]:
    """Warn, once for each market, of offers that nobody will see because the seller does not deliver there."""
    warnings: list[Finding] = []
    for row in chunk.rows:
        for price in row.item.prices:
            if price.market in importing.undelivered:
                importing.undelivered.discard(price.market)
                reason = "the seller has no terms of delivery there: offers in that market are kept, but not shown"
                warnings.append(Finding(row.line, f"prices[{price.market}]", price.market, reason, row.item.sku))
    return warnings


async def _import_rows(
    conn: Connection, importing: Importing, rows: list[IncomingRow], still_listed: list[str]
) -> list[Outcome]:
    """Import rows together; where PostgreSQL refuses them, by halves, until only the bad row is refused."""
    try:
        return [await _import_patiently(conn, importing, rows, still_listed)]
    except _ROW_FAULTS as fault:
        if len(rows) <= 1:
            row = rows[0] if rows else None
            reason = f"cannot be stored: {fault.diag.message_primary or fault}"
            sku = shown(row.item.sku) if row else None
            finding = Finding(row.line if row else None, "item", "", reason[:500], sku)
            return [Outcome(counts=Counts(refused=1), refusals=[finding])]
    outcomes: list[Outcome] = []
    middle = len(rows) // 2
    for part, listed in ((rows[:middle], still_listed), (rows[middle:], [])):
        for outcome in await _import_rows(conn, importing, part, listed):
            # The second half has to know what the first one brought: the same article may be in both.
            importing.seen.add(outcome.seen)
            outcomes.append(outcome)
    return outcomes


async def _import_patiently(
    conn: Connection, importing: Importing, rows: list[IncomingRow], still_listed: list[str]
) -> Outcome:
    for _ in range(_TRIES - 1):
        with contextlib.suppress(*_PASSING_FAULTS):
            return await import_batch(conn, importing, rows, still_listed)
    return await import_batch(conn, importing, rows, still_listed)


def _line(finding: Finding) -> int:
    return finding.line or 0
