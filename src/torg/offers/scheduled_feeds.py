"""The nouns of feeds that Torg fetches by itself: from where, when, and how that has been going."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import UNSET, Struct, UnsetType, field

from torg.offers.errors import BadFeed
from torg.offers.feed_imports import FeedOptions

FeedState = Literal["active", "paused", "failing"]
MOST_TIMES = 96
TOLD_AFTER = 3
"""Failures in a row after which the seller gets a mail."""
PAUSED_AFTER = 20
"""Failures in a row after which the feed is fetched no more, until the seller turns it on again."""
_DAY = 24 * 60


class FeedSchedule(Struct, frozen=True):
    """A feed that is fetched from an address at times of the day."""

    id: int
    seller_id: int
    name: str
    url: str
    options: FeedOptions
    times: list[int]
    """Minutes after midnight."""
    zone: str
    state: FeedState
    next_fetch: datetime | None
    etag: str | None
    last_modified: str | None
    failures: int
    """In a row."""
    last_error: str | None
    created: datetime
    created_by: str

    @property
    def clock(self) -> list[str]:
        """The times as a person writes them: `06:00`."""
        return [f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in self.times]


class NewFeedSchedule(Struct, frozen=True, forbid_unknown_fields=True):
    """What a seller says of a feed that is to be fetched."""

    name: str
    url: str
    times: list[str]
    """`06:00`, `18:30`, in the time of the seller's home market."""
    options: FeedOptions = field(default_factory=FeedOptions)


class FeedScheduleChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What a seller wants otherwise; what is left out stays as it is."""

    url: str | UnsetType = UNSET
    times: list[str] | UnsetType = UNSET
    options: FeedOptions | UnsetType = UNSET
    active: bool | UnsetType = UNSET


def minutes_of(times: Sequence[str]) -> list[int]:
    """Read times of the day; raises BadFeed."""
    found: set[int] = set()
    for text in times:
        hours, _, minutes = text.strip().partition(":")
        known = hours.isascii() and minutes.isascii() and hours.isdigit() and minutes.isdigit() and len(minutes) == 2
        if not known or int(hours) > 23 or int(minutes) > 59:
            raise BadFeed(f"{text[:20]!r} is no time of the day: write it like 06:00.")
        found.add(int(hours) * 60 + int(minutes))
    if not 1 <= len(found) <= MOST_TIMES:
        raise BadFeed(f"A feed is fetched at 1 to {MOST_TIMES} times a day.")
    return sorted(found)


def next_time(times: Sequence[int], zone: str, now: datetime) -> datetime:
    """Give the next of these times of the day after `now`.

    Where a clock is put forward, the hour that is left out counts as the one after it.
    """
    local = now.astimezone(ZoneInfo(zone))
    candidates = [
        datetime.combine(local.date() + timedelta(days=day), time(minutes // 60, minutes % 60), ZoneInfo(zone))
        for day in (0, 1)
        for minutes in times
    ]
    return min(at for each in candidates if (at := each.astimezone(UTC)) > now)
