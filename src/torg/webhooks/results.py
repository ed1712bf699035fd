"""What became of tries: kept for the delivery, for those that wait behind it, and for how the endpoint is doing."""

import random
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from torg.core.db import Connection
from torg.core.post import Posted
from torg.webhooks.backing_off import PATIENCE, UNAVAILABLE, after_try, nobody_there, pause_of_endpoint
from torg.webhooks.deliver_queries import (
    Claimed,
    EndpointHealth,
    Tried,
    database_now,
    let_next_go,
    lock_health,
    release,
    save_disabled,
    save_health,
    save_tries,
    wake_waiting,
)
from torg.webhooks.tell_disabled import tell_disabled

Result = tuple[Claimed, Posted | None]
"""A delivery with what came of the try; none when it was not tried after all."""


class _Course(Struct):
    """How an endpoint is doing, as its results come in."""

    misses: int
    failing_since: datetime | None
    recovered: bool = False
    disabled: str | None = None


async def keep_results(conn: Connection, results: Sequence[Result]) -> None:
    """Keep what came of tries, in one transaction."""
    async with conn.transaction():
        await release(conn, [claimed.id for claimed, posted in results if posted is None])
        now = await database_now(conn)
        tried: list[Tried] = []
        for health in await lock_health(conn, {claimed.endpoint_id for claimed, _ in results}):
            course = _Course(health.misses, health.failing_since)
            own = [(claimed, posted) for claimed, posted in results if claimed.endpoint_id == health.id]
            kept = [_followed(claimed, posted, course, now) for claimed, posted in own if posted is not None]
            if kept:
                await save_tries(conn, kept)
                await _keep_course(conn, health, course, now)
                tried += kept
        ended = {each.id for each in tried if each.state != "waiting"}
        await let_next_go(conn, [(each.endpoint_id, each.subject) for each, _ in results if each.id in ended])


def _followed(claimed: Claimed, posted: Posted, course: _Course, now: datetime) -> Tried:
    attempts = claimed.attempts + 1
    followed = after_try(posted, attempts, claimed.first_try or now, now, random.random())
    state, next_try = "waiting", followed.next_try
    if followed.fate == "delivered":
        course.recovered = course.recovered or course.misses > 0 or course.failing_since is not None
        course.misses, course.failing_since = 0, None
        state = "delivered"
    else:
        course.misses = course.misses + 1 if nobody_there(posted) else 0
        course.failing_since = course.failing_since or now
    if followed.fate == "gone":
        course.disabled = "gone"
    elif followed.fate == "hopeless":
        # Where nothing at all was accepted, the endpoint is dead; else it is this event that it cannot take.
        if course.failing_since is not None and now - course.failing_since >= PATIENCE:
            course.disabled, next_try = "failing", now
        else:
            state = "failed"
    return Tried(
        claimed.id, state, attempts, next_try, now, posted.status, posted.answer, posted.error, posted.milliseconds
    )


async def _keep_course(conn: Connection, health: EndpointHealth, course: _Course, now: datetime) -> None:
    retry_at = pause_of_endpoint(course.misses, now, random.random())
    await save_health(conn, health.id, course.misses, course.failing_since, retry_at)
    if course.recovered and course.misses == 0:
        await wake_waiting(conn, health.id, sorted(UNAVAILABLE))
    if course.disabled is not None and health.state == "active":
        await save_disabled(conn, health.id, course.disabled)
        await tell_disabled(conn, health, course.disabled, now)
