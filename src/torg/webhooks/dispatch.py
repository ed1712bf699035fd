"""The dispatcher: one in an installation takes events from the journal to the receivers."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import psycopg
import structlog

from torg.core.bus import wakes
from torg.core.db import Connection
from torg.core.post import Posted
from torg.webhooks.backing_off import CALM_MISSES
from torg.webhooks.collect import collect, collect_missed
from torg.webhooks.collect_queries import take_lead
from torg.webhooks.deliver_queries import Claimed, claim
from torg.webhooks.results import Result, keep_results
from torg.webhooks.sending import Sender

TIMEOUT = 20.0
"""Seconds that a receiver has to answer, as the specification recommends (15 to 30)."""
_SHIFT = 5.0
_MOST = 200
_ELECTION = 2.0
_FAREWELL = 4.0
_log = structlog.get_logger()


async def dispatch(url: str, *, allow_private: bool = False, patience: float = TIMEOUT) -> None:
    """Deliver webhooks until cancelled, whenever no other dispatcher does; faults of the database are waited out.

    The lock belongs to the connection on which everything is written, so that whoever has lost it writes nothing more.
    A delivery is taken for as long as a try may last: what a killed dispatcher had in hand is tried again after that.
    """
    news = asyncio.Event()
    waking = asyncio.create_task(_wake(url, news))
    try:
        while True:
            try:
                async with await _connect(url) as conn:
                    if await take_lead(conn):
                        _log.info("webhooks are dispatched from here")
                        await _Dispatcher(conn, news, allow_private=allow_private, patience=patience).run()
                    else:
                        await asyncio.sleep(_ELECTION)
            except psycopg.OperationalError as error:
                _log.warning("webhooks wait for the database", error=str(error).strip())
                await asyncio.sleep(1)
            except Exception:  # noqa: BLE001 - whatever it is, it is logged.
                # A fault of ours must be seen and mended, but nobody is helped by webhooks that stay silent until then.
                _log.exception("the dispatcher of webhooks failed; it begins again")
                await asyncio.sleep(5)
    finally:
        waking.cancel()
        with suppress(asyncio.CancelledError):
            await waking


class _Dispatcher:
    """The dispatcher at work, for as long as it holds the lock."""

    def __init__(self, conn: Connection, news: asyncio.Event, *, allow_private: bool, patience: float) -> None:
        self._conn = conn
        self._news = news
        shift = min(_SHIFT, patience)
        self._lease = timedelta(seconds=shift + patience + 1)
        self._sender = Sender(allow_private=allow_private, timeout=patience, shift=shift)
        self._sending: dict[int, asyncio.Task[None]] = {}
        self._results: list[Result] = []

    async def run(self) -> None:
        """Deliver until cancelled, or until the connection is lost."""
        try:
            while True:
                self._news.clear()
                if not await self._round():
                    await self._news.wait()
        finally:
            await self._stop()

    async def _round(self) -> bool:
        """Do whatever there is to do; tell whether there was something."""
        collected = await collect(self._conn) + await collect_missed(self._conn)
        kept = await self._keep()
        claimed = await claim(self._conn, self._busy(), self._lease, _MOST, CALM_MISSES)
        by_endpoint: dict[int, list[Claimed]] = {}
        for each in sorted(claimed, key=lambda found: found.id):
            by_endpoint.setdefault(each.endpoint_id, []).append(each)
        for endpoint, batch in by_endpoint.items():
            self._sending[endpoint] = asyncio.create_task(self._send(endpoint, batch))
        return bool(collected or kept or claimed)

    def _busy(self) -> list[int]:
        """Give the endpoints that are being sent to, or whose results are not kept yet."""
        return [*self._sending, *(claimed.endpoint_id for claimed, _ in self._results)]

    async def _send(self, endpoint: int, batch: Sequence[Claimed]) -> None:
        try:
            await self._sender.send(batch, self._told)
        finally:
            # What the threads have told is on its way through the loop: this runs after it.
            await asyncio.sleep(0)
            self._sending.pop(endpoint, None)
            self._news.set()

    def _told(self, claimed: Claimed, posted: Posted | None) -> None:
        self._results.append((claimed, posted))
        self._news.set()

    async def _keep(self) -> int:
        """Keep what came of tries; what could not be kept is tried again when the lease is over."""
        results = list(self._results)
        if results:
            await keep_results(self._conn, results)
        del self._results[: len(results)]
        return len(results)

    async def _stop(self) -> None:
        """Wait a little for what is under way, so that it need not be sent twice."""
        self._sender.stop()
        if self._sending:
            await asyncio.wait(list(self._sending.values()), timeout=_FAREWELL)
        self._sender.close()
        with suppress(psycopg.Error):
            await self._keep()


async def _connect(url: str) -> Connection:
    return await psycopg.AsyncConnection.connect(
        url, autocommit=True, options="-c timezone=UTC", connect_timeout=5, keepalives_idle=10, keepalives_interval=5
    )


async def _wake(url: str, news: asyncio.Event) -> None:
    async for _ in wakes(url):
        news.set()
