"""What happens in the background to feeds: imports whose worker died are done again, what is old is removed."""

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from tests.offers.conftest import NILS, opened
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.files import Files, open_files
from torg.core.jobs import jobs, jobs_at
from torg.offers.feed_import_queries import import_by_id
from torg.offers.feed_import_start import start_import
from torg.offers.feed_imports import NewFeedImport
from torg.offers.jobs import fetch_due_feeds, forget_old_answers, forget_old_files, resume_imports, run_feed_import
from torg.sellers import Seller

OWNER = Actor("seller", "1/1")


@pytest.fixture
async def live(fresh_database: str) -> AsyncIterator[Connection]:
    async with (
        jobs_at(fresh_database),
        await psycopg.AsyncConnection.connect(fresh_database, autocommit=True, options="-c timezone=UTC") as conn,
    ):
        yield conn


@pytest.fixture
async def nils(live: Connection) -> Seller:
    async with live.transaction():
        return await opened(live, NILS)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return open_files("", tmp_path / "files")


async def _work(files: Files) -> None:
    """Do every job that waits, as `torg work` does."""
    settings = SimpleNamespace(allow_private_networks=False)
    await jobs.run_worker_async(
        wait=False, install_signal_handlers=False, listen_notify=False, concurrency=1,
        additional_context={"settings": settings, "files": files}, queues=["default"],
    )  # fmt: skip


async def _upload(conn: Connection, seller: Seller, files: Files, folder: Path) -> int:
    path = folder / "upload"
    path.write_bytes(b"sku,title,price,stock\nsaw-1,Saw,199,4\n")
    kept = await files.keep_path(path, "feed")
    async with conn.transaction():
        made = await start_import(
            conn, OWNER, seller.id, NewFeedImport("tools", "upload", kept.key, "tools.csv", kept.size)
        )
    return made.id


async def test_an_import_is_done_by_the_worker(live: Connection, nils: Seller, files: Files, tmp_path: Path) -> None:
    number = await _upload(live, nils, files, tmp_path)
    await _work(files)
    found = await import_by_id(live, number)
    assert found is not None
    assert (found.state, found.error) == ("completed", None)


async def test_an_import_whose_worker_died_is_done_again(
    live: Connection, nils: Seller, files: Files, tmp_path: Path
) -> None:
    number = await _upload(live, nils, files, tmp_path)
    # A worker that took the job, began it, and was killed: its last sign of life is long ago.
    await live.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '10 minutes')")
    await live.execute(
        """
        UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)
        WHERE task_name = 'offers.run_feed_import'
        """
    )
    await live.execute("UPDATE feed_import SET state = 'running', started = now()")
    await resume_imports.func(SimpleNamespace(app=jobs), 0)
    await _work(files)
    found = await import_by_id(live, number)
    assert found is not None
    assert found.state == "completed"
    cursor = await live.execute("SELECT count(*) FROM offer")
    assert await cursor.fetchone() == (1,)


async def test_files_go_after_a_week_and_reports_stay(
    live: Connection, nils: Seller, files: Files, tmp_path: Path
) -> None:
    number = await _upload(live, nils, files, tmp_path)
    await _work(files)
    found = await import_by_id(live, number)
    assert found is not None
    assert found.file is not None
    again = await _upload(live, nils, files, tmp_path)  # The same content, which is kept once.
    await live.execute("UPDATE feed_import SET finished = now() - interval '8 days' WHERE id = %s", (number,))
    context = SimpleNamespace(app=jobs, additional_context={"files": files})
    await forget_old_files.func(context, 0)
    assert await files.read(found.file), "the other import still needs it"
    await _work(files)
    await live.execute("UPDATE feed_import SET finished = now() - interval '8 days' WHERE id = %s", (again,))
    await forget_old_files.func(context, 0)
    with pytest.raises(Exception, match="Nothing is here"):
        await files.read(found.file)
    cursor = await live.execute("SELECT count(*) FROM feed_import WHERE file IS NULL AND run_id IS NOT NULL")
    assert await cursor.fetchone() == (2,)


async def test_answers_are_forgotten_after_a_day(live: Connection, nils: Seller) -> None:
    for key, hours in (("old", 25), ("young", 23)):
        await live.execute(
            """
            INSERT INTO api_answer (seller_id, key, request, at)
            VALUES (%s, %s, decode(repeat('00', 32), 'hex'), now() - make_interval(hours => %s))
            """,
            (nils.id, key, hours),
        )
    await forget_old_answers.func(SimpleNamespace(app=jobs), 0)
    cursor = await live.execute("SELECT key FROM api_answer")
    assert await cursor.fetchall() == [("young",)]


async def test_the_clock_begins_what_is_due(live: Connection, nils: Seller) -> None:
    await live.execute(
        """
        INSERT INTO feed_schedule (seller_id, name, url, times, zone, next_fetch, created_by)
        VALUES (%s, 'tools', 'https://nils.example/f.csv', '{360}', 'Europe/Stockholm', now(), 'seller:1/1')
        """,
        (nils.id,),
    )
    await fetch_due_feeds.func(SimpleNamespace(app=jobs), 0)
    cursor = await live.execute(
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo'", (run_feed_import.name,)
    )
    assert await cursor.fetchone() == (1,)
