"""The life of a scheduled feed: made, changed, turned off and on, fetched at once, removed."""

from datetime import UTC, datetime

from msgspec import UNSET

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.errors import Refusal
from torg.core.fetch import target_of
from torg.core.journal import record
from torg.markets import COUNTRIES
from torg.offers.errors import BadFeed, FeedExists, FeedNotFound, TooManyFeeds
from torg.offers.feed_import_start import start_import
from torg.offers.feed_imports import FeedImport, NewFeedImport, checked_name
from torg.offers.scheduled_feed_queries import (
    delete_schedule,
    insert_schedule,
    lock_schedule,
    save_schedule,
    schedules_of_seller,
)
from torg.offers.scheduled_feeds import (
    FeedSchedule,
    FeedScheduleChange,
    FeedState,
    NewFeedSchedule,
    minutes_of,
    next_time,
)
from torg.sellers import Seller

MOST_SCHEDULES = 20
_LONGEST_URL = 2000


async def schedule_of(conn: Connection, seller_id: int, schedule_id: int) -> FeedSchedule:
    """Find a scheduled feed of a seller, and hold it; raises FeedNotFound."""
    found = await lock_schedule(conn, schedule_id, seller_id)
    if found is None:
        raise FeedNotFound
    return found


async def create_schedule(
    conn: Connection, actor: Actor, seller: Seller, new: NewFeedSchedule, *, allow_private: bool = False
) -> FeedSchedule:
    """Have a feed fetched at times of the day of the seller's home market.

    Raises BadFeed, BadMapping, FeedExists, TooManyFeeds. Where the address leads is checked at each fetch.
    """
    name, url = checked_name(new.name), checked_url(new.url, allow_private=allow_private)
    times, options = minutes_of(new.times), new.options.checked()
    if len(await schedules_of_seller(conn, seller.id)) >= MOST_SCHEDULES:
        raise TooManyFeeds
    zone = _zone_of(seller)
    first = next_time(times, zone, datetime.now(UTC))
    made = await insert_schedule(conn, seller.id, name, url, options, times, zone, first, str(actor))
    if made is None:
        raise FeedExists(f"There is a feed {name!r} already: change that one, or choose another name.")
    await _tell(conn, actor, "feed.scheduled", made)
    return made


async def change_schedule(
    conn: Connection,
    actor: Actor,
    seller_id: int,
    schedule_id: int,
    change: FeedScheduleChange,
    *,
    allow_private: bool = False,
) -> FeedSchedule:
    """Change a scheduled feed, or turn it off or on; another address or reading begins anew.

    Raises FeedNotFound, BadFeed, BadMapping.
    """
    before = await schedule_of(conn, seller_id, schedule_id)
    url = before.url if change.url is UNSET else checked_url(change.url, allow_private=allow_private)
    options = before.options if change.options is UNSET else change.options.checked()
    times = before.times if change.times is UNSET else minutes_of(change.times)
    state: FeedState = before.state
    if change.active is not UNSET and change.active != (before.state == "active"):
        state = "active" if change.active else "paused"
    due = next_time(times, before.zone, datetime.now(UTC)) if state == "active" else None
    anew = (url, options) != (before.url, before.options) or (state == "active" and before.state == "failing")
    await save_schedule(conn, schedule_id, url, options, times, state, due, anew=anew)
    after = await schedule_of(conn, seller_id, schedule_id)
    if after != before:
        await _tell(conn, actor, "feed.changed", after)
    return after


async def fetch_now(conn: Connection, actor: Actor, seller_id: int, schedule_id: int) -> FeedImport:
    """Have a scheduled feed fetched at once; raises FeedNotFound, TooManyFeeds."""
    feed = await schedule_of(conn, seller_id, schedule_id)
    new = NewFeedImport(feed.name, "schedule", None, options=feed.options, schedule_id=feed.id)
    return await start_import(conn, actor, seller_id, new)


async def remove_schedule(conn: Connection, actor: Actor, seller_id: int, schedule_id: int) -> None:
    """Fetch a feed no more; what it has brought stays for sale. Raises FeedNotFound."""
    feed = await schedule_of(conn, seller_id, schedule_id)
    await delete_schedule(conn, schedule_id)
    await _tell(conn, actor, "feed.removed", feed)


def checked_url(text: str, *, allow_private: bool) -> str:
    """Give an address from which a feed may be fetched, as far as can be told without asking; raises BadFeed."""
    url = text.strip()
    try:
        target = target_of(url)
    except Refusal as refused:
        raise BadFeed(f"The address cannot be used: {refused.detail}") from None
    if len(url) > _LONGEST_URL:
        raise BadFeed(f"An address has {_LONGEST_URL} characters at most.")
    if target.scheme != "https" and not allow_private:
        raise BadFeed("The address of a feed begins with https://, so that nobody on the way can change prices.")
    return url


def _zone_of(seller: Seller) -> str:
    return next(market.time_zone for market in COUNTRIES.values() if market.code == seller.home_market)


async def _tell(conn: Connection, actor: Actor, kind: str, feed: FeedSchedule) -> None:
    body = {"schedule": feed.id, "name": feed.name, "state": feed.state}
    await record(conn, actor, kind, f"feed_schedule:{feed.id}", body, seller=feed.seller_id)
