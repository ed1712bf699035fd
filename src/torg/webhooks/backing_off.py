"""What follows from a try: pure decisions about when the next one is, and when there is no hope."""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from torg.core.post import Posted

DELAYS = (
    5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 64_800, 86_400, 86_400,
)  # fmt: skip
"""Seconds after each try that failed: 14 tries within 94 hours, 75 at the least with all jitter on one side."""
JITTER = 0.2
PATIENCE = timedelta(hours=72)
"""A delivery is not given up before this time has passed since its first try, however often it was tried."""
CALM_MISSES = 5
"""So many times in a row nobody may be there before all deliveries to the endpoint wait for one that is tried."""
_LONGEST_PAUSE = 300.0
UNAVAILABLE = {429, 502, 503, 504}
_GONE = 410

Fate = Literal["delivered", "later", "hopeless", "gone"]


class Followed(Struct, frozen=True):
    """What follows for a delivery."""

    fate: Fate
    next_try: datetime | None = None


def after_try(
    posted: Posted, attempts: int, first_try: datetime, now: datetime, chance: float
) -> Followed:  # fmt: skip
    """Decide what follows after the `attempts`-th try; `chance` is a random number from 0 to 1."""
    if posted.accepted:
        return Followed("delivered")
    if posted.status == _GONE:
        return Followed("gone", now)
    if attempts > len(DELAYS) and now - first_try >= PATIENCE:
        return Followed("hopeless")
    delay = DELAYS[min(attempts, len(DELAYS)) - 1] * (1 - JITTER + 2 * JITTER * chance)
    return Followed("later", now + timedelta(seconds=max(delay, posted.retry_after or 0.0)))


def nobody_there(posted: Posted) -> bool:
    """Tell whether a failure says that the receiver is away or overwhelmed, rather than that it minds this event."""
    return posted.status is None or posted.status in UNAVAILABLE


def pause_of_endpoint(misses: int, now: datetime, chance: float) -> datetime | None:
    """Give until when an endpoint is left alone after `misses` in a row: from 10 seconds to 5 minutes."""
    if misses < CALM_MISSES:
        return None
    seconds = min(10.0 * 2 ** min(misses - CALM_MISSES, 10), _LONGEST_PAUSE)
    return now + timedelta(seconds=seconds * (1 - JITTER + 2 * JITTER * chance))
