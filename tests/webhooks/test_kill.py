"""A dispatcher that is killed in the middle of its work loses nothing, and keeps the order of each subject."""

import asyncio
import subprocess
import sys

from tests.webhooks.conftest import dispatching, listen, prices, reprice, until, waiting
from tests.webhooks.receiver import Receiver
from torg.core.db import Connection
from torg.sellers import Seller

_PROGRAM = """
import asyncio, sys
from torg.webhooks import dispatch
asyncio.run(dispatch(sys.argv[1], allow_private=True, patience=1.0))
"""


async def test_what_a_killed_dispatcher_had_in_hand_is_told_by_the_next(
    live: Connection, fresh_database: str, nils: Seller, receiver: Receiver
) -> None:
    await listen(live, nils, receiver)
    receiver.delay = 0.01
    skus = [f"tool-{n}" for n in range(5)]
    told = list(range(8000, 8020))
    for price in told[:10]:
        await reprice(live, nils, price, *skus)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _PROGRAM, fresh_database, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        await until(lambda: len(receiver.accepted) >= 10, "the first dispatcher is at work")
    finally:
        process.kill()
        await process.wait()
    assert len(receiver.accepted) < 50, "it was killed too late to be in the middle"
    for price in told[10:]:
        await reprice(live, nils, price, *skus)
    async with dispatching(fresh_database, patience=1.0):
        await until(lambda: len({each.id for each in receiver.accepted}) == 100, "everything has come")
        await until(lambda: _is_empty(live), "that is written down")
    for sku in skus:
        assert prices(receiver, sku) == told


async def _is_empty(conn: Connection) -> bool:
    return await waiting(conn) == 0
