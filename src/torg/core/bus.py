"""The bus: a word from one process to the others that something is new. What it is stands in the journal."""

import asyncio
from collections.abc import AsyncIterator

import psycopg

from torg.core.journal import CHANNEL


async def wakes(url: str, *, at_least_every: float = 1.0) -> AsyncIterator[bool]:
    """Yield whenever the journal has grown (True), and at the latest after `at_least_every` seconds (False).

    PostgreSQL's NOTIFY does the waking; the clock covers a lost connection, which is made again with back-off.
    """
    pause = 0.1
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(url, autocommit=True, connect_timeout=5) as conn:
                await conn.execute(f"LISTEN {CHANNEL}")
                pause = 0.1
                yield True
                while True:
                    heard = False
                    async for _ in conn.notifies(timeout=at_least_every, stop_after=1):
                        heard = True
                    yield heard
        except psycopg.OperationalError:
            yield False
            await asyncio.sleep(pause)
            pause = min(pause * 2, 2.0)
