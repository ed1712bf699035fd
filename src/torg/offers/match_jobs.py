"""The background task that compares new products with the catalogue."""

import time

from torg.core.db import Connection
from torg.core.jobs import JobContext, connection, defer, jobs
from torg.offers.match_products import compare_products, learned_corpus, read_titles

_SECONDS = 60.0
"""How long one job works before the rest is left to the next."""


@jobs.task(name="offers.match_products", pass_context=True)
async def match_products(context: JobContext) -> None:
    """Compare products that are new or renamed, batch by batch, each in a transaction of its own."""
    began = time.monotonic()
    while time.monotonic() - began < _SECONDS:
        async with connection(context) as conn:
            read = await read_titles(conn)
        if not read:
            break
    async with connection(context) as conn:
        corpus = await learned_corpus(conn)
    while time.monotonic() - began < _SECONDS:
        async with connection(context) as conn:
            found = await compare_products(conn, corpus)
        if not found.compared:
            return
    async with connection(context) as conn:
        await match_soon(conn)


@jobs.periodic(cron="41 3 * * *")
@jobs.task(name="offers.match_nightly", queueing_lock="offers.match_nightly", pass_context=True)
async def match_nightly(context: JobContext, timestamp: int = 0) -> None:
    """Look once a night whether anything was left uncompared."""
    del timestamp  # When a periodic job was due; this one only looks at how things are.
    async with connection(context) as conn:
        await match_soon(conn)


async def match_soon(conn: Connection) -> None:
    """Have new products compared once this transaction is committed; once, however often it is asked for."""
    await defer(conn, match_products, once="offers.match_products")
