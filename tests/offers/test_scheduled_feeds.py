"""Feeds that come by themselves: fetched when they are due, read, reported on, and left alone when they fail."""

import http.server
import threading
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from msgspec.structs import replace

from tests.offers.conftest import KAISA, NILS, opened
from torg.core.actor import Actor
from torg.core.db import Connection, Pool, open_pool
from torg.core.files import open_files
from torg.core.isolation import as_seller
from torg.core.jobs import jobs_at
from torg.offers.errors import BadFeed, FeedExists, FeedNotFound, ImportRunning, TooManyFeeds
from torg.offers.feed_import_queries import import_by_id, imports_of_seller, report_of_run
from torg.offers.feed_import_run import Workshop, run_import
from torg.offers.feed_import_start import start_import
from torg.offers.feed_imports import FeedOptions, NewFeedImport
from torg.offers.run_queries import give_source_back, source_id, take_source
from torg.offers.scheduled_feed_due import begin_due_feeds
from torg.offers.scheduled_feed_life import change_schedule, create_schedule, fetch_now, remove_schedule, schedule_of
from torg.offers.scheduled_feed_queries import schedules_of_seller
from torg.offers.scheduled_feeds import FeedScheduleChange, NewFeedSchedule, minutes_of, next_time
from torg.sellers import Seller

OWNER = Actor("seller", "1/1")
ROWS = "sku,title,price,stock\nsaw-1,Såg,199,4\nsaw-2,Såg,299,0\n"


class FeedHost:
    """Where Nils keeps his feed: it knows what it sent last, and can be told to be broken."""

    def __init__(self) -> None:
        self.content = ROWS.encode()
        self.status = 200
        self.asked: list[dict[str, str]] = []
        host = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.asked.append({name.lower(): value for name, value in self.headers.items()})
                tag = f'"{hash(host.content)}"'
                known = self.headers.get("If-None-Match") == tag
                self.send_response(304 if known and host.status == 200 else host.status)
                self.send_header("ETag", tag)
                self.end_headers()
                if not known and host.status == 200:
                    self.wfile.write(host.content)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/feed.csv"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()


@pytest.fixture
def host() -> Iterator[FeedHost]:
    host = FeedHost()
    yield host
    host.server.shutdown()
    host.server.server_close()


@pytest.fixture
async def live(fresh_database: str) -> AsyncIterator[Connection]:
    async with (
        jobs_at(fresh_database),
        await psycopg.AsyncConnection.connect(fresh_database, autocommit=True, options="-c timezone=UTC") as conn,
    ):
        yield conn


@pytest.fixture
async def workshop(fresh_database: str, tmp_path: Path) -> AsyncIterator[Workshop]:
    pool: Pool = open_pool(fresh_database, size=4)
    await pool.open()
    yield Workshop(pool, open_files("", tmp_path / "files"), allow_private=True)
    await pool.close()


@pytest.fixture
async def nils(live: Connection) -> Seller:
    async with live.transaction():
        return await opened(live, replace(NILS, email="nils@nils.example"))


async def schedule(conn: Connection, seller: Seller, url: str, *times: str, **options: object) -> int:
    new = NewFeedSchedule("tools", url, list(times) or ["06:00"], FeedOptions(**options))  # type: ignore[arg-type]
    async with as_seller(conn, seller.id):
        made = await create_schedule(conn, OWNER, seller, new, allow_private=True)
    return made.id


async def due(conn: Connection, workshop: Workshop) -> list[int]:
    """Let the time of every feed come, and do what the job does."""
    await conn.execute("UPDATE feed_schedule SET next_fetch = now() - interval '1 minute' WHERE state = 'active'")
    async with conn.transaction():
        await begin_due_feeds(conn)
    cursor = await conn.execute("SELECT id FROM feed_import WHERE finished IS NULL ORDER BY id")
    asked = [row[0] for row in await cursor.fetchall()]
    for each in asked:
        await run_import(workshop, each)
    return asked


async def test_a_feed_that_is_due_is_fetched_read_and_reported_on(
    live: Connection, nils: Seller, workshop: Workshop, host: FeedHost
) -> None:
    number = await schedule(live, nils, host.url)
    (asked,) = await due(live, workshop)
    found = await import_by_id(live, asked)
    assert found is not None
    assert (found.state, found.origin, found.progress.read, found.progress.kept) == ("completed", "schedule", 2, 2)
    assert found.size == len(host.content)
    report = await report_of_run(live, found.run_id or 0)
    assert report is not None
    assert report.counts.created == 2
    feed = (await schedules_of_seller(live, nils.id))[0]
    assert feed.id == number
    assert feed.next_fetch is not None
    assert feed.next_fetch > datetime.now(UTC)
    cursor = await live.execute("SELECT actor, seller_id, body FROM journal WHERE kind = 'import.finished'")
    ((actor, seller, body),) = await cursor.fetchall()
    assert (actor, seller) == (f"seller:{nils.id}/feed:{number}", nils.id)
    assert (body["state"], body["read"], body["created"]) == ("completed", 2, 2)


async def test_what_has_not_changed_is_not_fetched_again(
    live: Connection, nils: Seller, workshop: Workshop, host: FeedHost
) -> None:
    await schedule(live, nils, host.url)
    states = []
    for content in (ROWS, ROWS, ROWS.replace("199", "189")):
        host.content = content.encode()
        (asked,) = await due(live, workshop)
        found = await import_by_id(live, asked)
        assert found is not None
        states.append(found.state)
    assert states == ["completed", "unchanged", "completed"]
    assert "if-none-match" not in host.asked[0]
    assert "if-none-match" in host.asked[1]
    cursor = await live.execute("SELECT price FROM offer WHERE sku = 'saw-1'")
    assert await cursor.fetchone() == (18900,)


async def test_a_feed_that_fails_is_told_of_and_at_last_left_alone(
    live: Connection, nils: Seller, workshop: Workshop, host: FeedHost
) -> None:
    number = await schedule(live, nils, host.url)
    host.status = 500
    mails = []
    for _ in range(20):
        await due(live, workshop)
        cursor = await live.execute("SELECT count(*) FROM mail_message WHERE subject LIKE '%tools%'")
        row = await cursor.fetchone()
        mails.append(row[0] if row else 0)
    assert mails == [0, 0] + [1] * 17 + [2]
    (feed,) = await schedules_of_seller(live, nils.id)
    assert (feed.state, feed.failures, feed.next_fetch) == ("failing", 20, None)
    assert "500" in (feed.last_error or "")
    assert await due(live, workshop) == []
    cursor = await live.execute(
        "SELECT count(*) FROM journal WHERE kind = 'feed.paused' AND seller_id = %s", (nils.id,)
    )
    assert await cursor.fetchone() == (1,)
    host.status = 200
    async with as_seller(live, nils.id):
        again = await change_schedule(live, OWNER, nils.id, number, FeedScheduleChange(active=True), allow_private=True)
    assert (again.state, again.failures) == ("active", 0)
    (asked,) = await due(live, workshop)
    found = await import_by_id(live, asked)
    assert found is not None
    assert found.state == "completed"


async def test_a_success_in_between_begins_the_count_anew(
    live: Connection, nils: Seller, workshop: Workshop, host: FeedHost
) -> None:
    await schedule(live, nils, host.url)
    for status in (500, 500, 200, 500):
        host.status = status
        await due(live, workshop)
    (feed,) = await schedules_of_seller(live, nils.id)
    assert feed.failures == 1


async def test_a_feed_that_cannot_be_read_fails_and_withdraws_nothing(
    live: Connection, nils: Seller, workshop: Workshop, host: FeedHost
) -> None:
    await schedule(live, nils, host.url)
    await due(live, workshop)
    host.content = b"<html>Please sign in</html>"
    (asked,) = await due(live, workshop)
    found = await import_by_id(live, asked)
    assert found is not None
    assert found.state in {"broken_off", "failed"}
    assert found.error
    cursor = await live.execute("SELECT count(*) FROM offer WHERE status = 'active'")
    assert await cursor.fetchone() == (2,)
    (feed,) = await schedules_of_seller(live, nils.id)
    assert feed.failures == 1


async def test_private_networks_are_not_fetched_from(
    live: Connection, nils: Seller, workshop: Workshop, host: FeedHost
) -> None:
    await schedule(live, nils, host.url.replace("http://", "https://"))
    (asked,) = await due(live, Workshop(workshop.pool, workshop.files))
    found = await import_by_id(live, asked)
    assert found is not None
    assert found.state == "failed"
    assert "private network" in (found.error or "")
    assert host.asked == []
    with pytest.raises(BadFeed):
        await create_schedule(live, OWNER, nils, NewFeedSchedule("x", host.url, ["06:00"]))


async def test_two_who_look_at_once_begin_a_feed_once(live: Connection, fresh_database: str, nils: Seller) -> None:
    await schedule(live, nils, "https://nils.example/feed.csv")
    await live.execute("UPDATE feed_schedule SET next_fetch = now() - interval '1 minute'")
    async with await psycopg.AsyncConnection.connect(fresh_database, options="-c timezone=UTC") as other:
        assert await begin_due_feeds(other) == 1
        async with live.transaction():
            assert await begin_due_feeds(live) == 0, "the other holds the feed, although it has not committed yet"
        await other.commit()
    await live.execute("UPDATE feed_schedule SET next_fetch = now() - interval '1 minute'")
    async with live.transaction():
        assert await begin_due_feeds(live) == 0, "the import that was begun is not finished"


async def test_while_the_same_feed_is_read_another_waits(
    live: Connection, nils: Seller, workshop: Workshop, tmp_path: Path
) -> None:
    asked = await _uploaded(live, nils, workshop, tmp_path, ROWS)
    source = await source_id(live, nils.id, "tools")
    assert await take_source(live, source)
    with pytest.raises(ImportRunning):
        await run_import(workshop, asked)
    found = await import_by_id(live, asked)
    assert found is not None
    assert found.state == "waiting"
    await give_source_back(live, source)
    await run_import(workshop, asked)
    found = await import_by_id(live, asked)
    assert found is not None
    assert found.state == "completed"


async def test_an_upload_is_read_once_whoever_asks_again(
    live: Connection, nils: Seller, workshop: Workshop, tmp_path: Path
) -> None:
    bad = ROWS + ",Utan nummer,5,1\nsaw-3,Såg,gratis,1\n"
    asked = await _uploaded(live, nils, workshop, tmp_path, bad)
    await run_import(workshop, asked)
    await run_import(workshop, asked)
    found = await import_by_id(live, asked)
    assert found is not None
    assert (found.state, found.progress.refused, found.progress.share) == ("completed", 2, 1.0)
    report = await report_of_run(live, found.run_id or 0)
    assert report is not None
    assert [each.line for each in report.refusals] == [4, 5]
    cursor = await live.execute("SELECT count(*) FROM import_run")
    assert await cursor.fetchone() == (1,)


async def test_a_mapping_reads_a_feed_of_any_shape(
    live: Connection, nils: Seller, workshop: Workshop, tmp_path: Path
) -> None:
    mapping = {
        "source": {"format": "csv", "delimiter": "|"},
        "fields": {"sku": "nr", "title": "namn", "stock": "antal"},
        "prices": {"se": {"price": "pris"}},
    }
    options = FeedOptions(format="mapping", mapping=mapping)
    asked = await _uploaded(live, nils, workshop, tmp_path, "nr|namn|pris|antal\n7|Yxa|349,90|2\n", options)
    await run_import(workshop, asked)
    found = await import_by_id(live, asked)
    assert found is not None
    assert (found.state, found.error) == ("completed", None)
    cursor = await live.execute("SELECT sku, price, stock FROM offer")
    assert await cursor.fetchall() == [("7", 34990, 2)]


async def test_feeds_are_their_sellers_own(live: Connection, nils: Seller) -> None:
    number = await schedule(live, nils, "https://nils.example/feed.csv")
    async with live.transaction():
        kaisa = await opened(live, KAISA)
    async with as_seller(live, kaisa.id):
        for seller in (kaisa.id, nils.id):
            assert await schedules_of_seller(live, seller) == []
            assert await imports_of_seller(live, seller, before=None, limit=10) == []
            for refused in (
                schedule_of(live, seller, number),
                change_schedule(live, OWNER, seller, number, FeedScheduleChange(active=False)),
                fetch_now(live, OWNER, seller, number),
                remove_schedule(live, OWNER, seller, number),
            ):
                with pytest.raises(FeedNotFound):
                    await refused
    async with as_seller(live, nils.id):
        made = await fetch_now(live, OWNER, nils.id, number)
        await remove_schedule(live, OWNER, nils.id, number)
        assert (await imports_of_seller(live, nils.id, before=None, limit=10))[0].id == made.id
        new = NewFeedSchedule("again", "https://nils.example/feed.csv", ["06:00"])
        await create_schedule(live, OWNER, nils, new)
        with pytest.raises(FeedExists):
            await create_schedule(live, OWNER, nils, new)


async def test_only_so_many_imports_wait(live: Connection, nils: Seller) -> None:
    async with live.transaction():
        for _ in range(10):
            await start_import(live, OWNER, nils.id, NewFeedImport("tools", "upload", "ab/cd.feed"))
        with pytest.raises(TooManyFeeds):
            await start_import(live, OWNER, nils.id, NewFeedImport("tools", "upload", "ab/cd.feed"))


def test_the_next_time_is_that_of_the_sellers_clock():
    at = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)
    assert next_time([6 * 60], "Europe/Stockholm", at) == datetime(2026, 11, 23, 5, tzinfo=UTC)
    assert next_time([6 * 60, 18 * 60], "Europe/Stockholm", at) == datetime(2026, 11, 22, 17, tzinfo=UTC)
    assert next_time([6 * 60, 18 * 60], "Europe/Helsinki", at) == datetime(2026, 11, 22, 16, tzinfo=UTC)
    # In the night of 29 March 2026 Sweden has no 02:30: it is fetched at what would be 03:30.
    night = datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert next_time([150], "Europe/Stockholm", night) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("times", [[], ["24:00"], ["6"], ["06:60"], ["06:0"], ["noon"], ["-1:30"]])
def test_what_is_no_time_of_the_day_is_refused(times: list[str]):
    with pytest.raises(BadFeed):
        minutes_of(times)


async def _uploaded(
    conn: Connection, seller: Seller, workshop: Workshop, folder: Path, content: str, options: FeedOptions | None = None
) -> int:
    path = folder / "upload"
    path.write_text(content, "utf-8")
    stored = await workshop.files.keep_path(path, "feed")
    new = NewFeedImport("tools", "upload", stored.key, "tools.csv", stored.size, options or FeedOptions())
    async with as_seller(conn, seller.id):
        return (await start_import(conn, OWNER, seller.id, new)).id
