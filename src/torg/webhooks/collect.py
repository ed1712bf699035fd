"""From the journal into the queues of endpoints: every event once, in order, nothing skipped."""

from collections.abc import Iterable, Sequence

from torg.core.db import Connection
from torg.core.journal import Cursor, Entry, read_after
from torg.webhooks.collect_queries import (
    Listener,
    NewDelivery,
    NewMessage,
    Replay,
    entries_between,
    insert_deliveries,
    insert_messages,
    lock_listeners,
    message_of_seller,
    messages_of,
    move_on,
    offer_names,
    open_replays,
    place_in_journal,
    save_missed,
    save_replay,
)
from torg.webhooks.events import KINDS, TEST_KIND, OfferName, kinds_of, new_message_id, offer_of, payload_of, wants

_PAGE = 2000


async def collect(conn: Connection) -> int:
    """Queue what has happened since last time, for whoever wants to hear of it; give how many entries were read.

    Queue and cursor are one transaction: an entry is queued if, and only if, the cursor is past it.
    """
    async with conn.transaction():
        place = await place_in_journal(conn)
        entries = await read_after(conn, place, _PAGE)
        if entries:
            await _queue_news(conn, place, entries)
            await move_on(conn, entries[-1].cursor)
    return len(entries)


async def collect_missed(conn: Connection) -> int:
    """Queue a page of what endpoints missed or want to be told again; give how many entries were read."""
    async with conn.transaction():
        place = await place_in_journal(conn)
        read = 0
        for listener in await lock_listeners(conn, None):
            read += await _catch_up(conn, listener, place)
        for replay in await open_replays(conn):
            read += await _tell_again(conn, replay, place)
    return read


async def _queue_news(conn: Connection, place: Cursor, entries: Sequence[Entry]) -> None:
    concerning = [each for each in entries if each.seller_id is not None and each.kind in KINDS]
    if not concerning:
        return
    sellers = {each.seller_id for each in concerning if each.seller_id is not None}
    told: list[tuple[Entry, int]] = []
    missing: list[int] = []
    for listener in await lock_listeners(conn, sellers):
        heard = [each for each in concerning if each.seller_id == listener.seller_id and _hears(listener, each)]
        if listener.active and listener.missed_xid is None:
            told += [(each, listener.id) for each in heard]
        elif heard and listener.missed_xid is None:
            missing.append(listener.id)
    await save_missed(conn, missing, place)
    told.sort(key=lambda pair: pair[0].cursor)
    await _queue(conn, told)


async def _catch_up(conn: Connection, listener: Listener, place: Cursor) -> int:
    after = Cursor(listener.missed_xid or 0, listener.missed_id or 0)
    kinds = [kind for kind in kinds_of(listener.events) if kind != TEST_KIND]
    entries = await entries_between(conn, listener.seller_id, after, place, kinds, _PAGE)
    await _queue(conn, [(each, listener.id) for each in entries])
    await save_missed(conn, [listener.id], entries[-1].cursor if len(entries) == _PAGE else None)
    return len(entries)


async def _tell_again(conn: Connection, replay: Replay, place: Cursor) -> int:
    if replay.message_id is not None:
        subject = await message_of_seller(conn, replay.seller_id, replay.message_id)
        queued = 0
        if subject is not None:
            again = NewDelivery(replay.endpoint_id, replay.seller_id, replay.message_id, subject, replay=True)
            queued = await insert_deliveries(conn, [again])
        await save_replay(conn, replay.id, place, queued, finished=True)
        return 1
    if replay.since is None or replay.until is None:
        raise LookupError(f"replay {replay.id} names neither a message nor a time")
    kinds = [kind for kind in kinds_of(replay.events) if kind != TEST_KIND]
    after, times = Cursor(replay.at_xid, replay.at_id), (replay.since, replay.until)
    entries = await entries_between(conn, replay.seller_id, after, place, kinds, _PAGE, times)
    queued = await _queue(conn, [(each, replay.endpoint_id) for each in entries], replay=True)
    ended = len(entries) < _PAGE
    await save_replay(conn, replay.id, after if ended else entries[-1].cursor, queued, finished=ended)
    return len(entries)


def _hears(listener: Listener, entry: Entry) -> bool:
    """Tell whether an endpoint hears of an entry: of nothing that happened before it was there."""
    if entry.at < listener.created:
        return False
    if entry.kind == TEST_KIND:
        return bool(entry.body.get("endpoint") == listener.id)
    return wants(listener.events, KINDS[entry.kind].type)


async def _queue(conn: Connection, told: Sequence[tuple[Entry, int]], *, replay: bool = False) -> int:
    """Queue entries for endpoints, making each entry's message once."""
    if not told:
        return 0
    entries = list({each.cursor: each for each, _ in told}.values())
    messages = await messages_of(conn, entries)
    fresh = [each for each in entries if (each.xid, each.id) not in messages]
    made = await _made(conn, fresh)
    await insert_messages(conn, made)
    messages |= {(each.journal_xid, each.journal_id): each.id for each in made}
    queue = [
        NewDelivery(endpoint, entry.seller_id or 0, messages[entry.xid, entry.id], entry.subject, replay)
        for entry, endpoint in told
    ]
    return await insert_deliveries(conn, queue)


async def _made(conn: Connection, entries: Iterable[Entry]) -> list[NewMessage]:
    entries = list(entries)
    offers = {number for each in entries if (number := offer_of(each)) is not None}
    names = {number: OfferName(sku, market) for number, sku, market in await offer_names(conn, offers)}
    return [
        NewMessage(
            new_message_id(), each.seller_id or 0, each.xid, each.id, KINDS[each.kind].type, each.subject, each.at,
            payload_of(each, names),
        )
        for each in entries
    ]  # fmt: skip
