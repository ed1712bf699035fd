"""The follower: keeps the shelf in step with the journal, one process a node."""

import asyncio
import shutil
from contextlib import suppress
from pathlib import Path

import psycopg
import structlog

from torg.core.bus import wakes
from torg.core.cluster import held
from torg.core.db import Connection
from torg.core.journal import Entry, end_of_journal, lag
from torg.shelf.edition import Edition, Indexing, Progress
from torg.shelf.queries import database_identity
from torg.shelf.read import FORMAT, current_edition, point_to

OUTDATED = "shelf.outdated"
"""The kind of a journal entry after which every node makes a new edition."""
_WANTED = "rebuild"
_LOOK_AGAIN = 0.02
_LOOKS = 50  # A second of looking; whoever holds a transaction open for longer is waited for by the usual wakes.
_log = structlog.get_logger()


async def follow(url: str, folder: Path, indexing: Indexing) -> None:
    """Follow the journal until cancelled: fill a new shelf, or go on where the last one stopped.

    A new edition is made beside the current one, which stays in step until the new one takes its place. Every error of
    the database is waited out; the shelf answers meanwhile with what it has. Raises HomeInUse when another follower
    writes this shelf.
    """
    with held(folder / "writer.lock", patience=15):
        edition: Edition | None = None
        conn: Connection | None = None
        making: asyncio.Task[Edition] | None = None
        try:
            async for _ in wakes(url):
                try:
                    conn = conn or await connect(url)
                    if edition is None:
                        edition = await open_edition(conn, folder, indexing)
                        edition.open_indexes()
                    if making is not None and making.done():
                        edition, making = _take_over(folder, edition, making), None
                    entries = await _catch_up_patiently(edition, conn)
                    if entries:
                        _log.info("shelf caught up", entries=len(entries))
                    if any(entry.kind == OUTDATED for entry in entries):
                        ask_for_rebuild(folder)
                    if making is None and rebuild_wanted(folder):
                        making = asyncio.create_task(_make_beside(url, folder, indexing))
                except psycopg.OperationalError as error:
                    _log.warning("the follower waits for the database", error=str(error).strip())
                    await _close(conn)
                    conn = None
        finally:
            if making is not None:
                making.cancel()
                with suppress(asyncio.CancelledError, psycopg.Error):
                    (await making).close()
            await _close(conn)
            if edition is not None:
                edition.close()


async def open_edition(
    conn: Connection, folder: Path, indexing: Indexing, progress: Progress | None = None, *, anew: bool = False
) -> Edition:
    """Open the current edition; make one when there is none, it is of another database, or one is asked for."""
    identity = await database_identity(conn)
    used = current_edition(folder)
    if used is not None and not anew:
        edition = Edition(used, identity, indexing)
        end = await end_of_journal(conn)
        await conn.commit()
        # A shelf of another database, ahead of this one (which then came from a backup), or of another release
        # is worth nothing.
        state = edition.state
        if state.database == identity and state.cursor <= end and state.format == FORMAT:
            return edition
        edition.close()
    edition = await make_edition(conn, folder, indexing, progress)
    point_to(folder, edition.folder)
    return edition


async def make_edition(conn: Connection, folder: Path, indexing: Indexing, progress: Progress | None = None) -> Edition:
    """Make a whole new edition beside the current one, in step with the journal; readers do not use it yet."""
    used = current_edition(folder)
    fresh = folder / str(int(used.name) + 1 if used is not None else 1)
    _clear(folder, used)
    edition = Edition(fresh, await database_identity(conn), indexing)
    products = await edition.fill(conn, progress)
    await edition.catch_up(conn)
    _log.info("shelf filled", products=products, edition=fresh.name)
    return edition


def _clear(folder: Path, used: Path | None) -> None:
    """Remove what a killed attempt left behind, the editions that readers have moved on from, and the word to begin."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.is_dir() and old != used:
            shutil.rmtree(old, ignore_errors=True)
    (folder / _WANTED).unlink(missing_ok=True)


def ask_for_rebuild(folder: Path) -> None:
    """Leave word for whoever writes this shelf that a new edition is wanted."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _WANTED).touch()


def rebuild_wanted(folder: Path) -> bool:
    """Tell whether a new edition is wanted that nobody has begun."""
    return (folder / _WANTED).exists()


async def connect(url: str) -> Connection:
    """Open a connection of the follower's own."""
    return await psycopg.AsyncConnection.connect(url, options="-c timezone=UTC", connect_timeout=5)


async def _catch_up_patiently(edition: Edition, conn: Connection) -> list[Entry]:
    """Read what has been committed, and look again soon for what a transaction that still runs holds back for now.

    Nothing tells of the end of that transaction when it has written no entry itself, so the clock has to.
    """
    entries = await edition.catch_up(conn)
    for _ in range(_LOOKS):
        held_back = await lag(conn, edition.state.cursor)
        await conn.commit()
        if not held_back:
            break
        await asyncio.sleep(_LOOK_AGAIN)
        entries += await edition.catch_up(conn)
    return entries


async def _make_beside(url: str, folder: Path, indexing: Indexing) -> Edition:
    async with await connect(url) as conn:
        return await make_edition(conn, folder, indexing)


def _take_over(folder: Path, before: Edition, making: "asyncio.Task[Edition]") -> Edition:
    """Use the new edition from now on; when it could not be made, say so, ask again, and keep the one that there is."""
    try:
        edition = making.result()
    except (psycopg.Error, OSError) as error:
        _log.warning("the new edition could not be made", error=str(error).strip())
        ask_for_rebuild(folder)
        return before
    point_to(folder, edition.folder)
    before.close()
    edition.open_indexes()
    return edition


async def _close(conn: Connection | None) -> None:
    if conn is not None:
        with suppress(psycopg.Error):
            await conn.close()
