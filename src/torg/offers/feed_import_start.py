"""Begin an import: a file that has come, or one that is to be fetched, becomes a job."""

from pathlib import Path

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.jobs import defer
from torg.core.journal import record
from torg.offers.errors import TooManyFeeds
from torg.offers.feed_import_queries import count_open_imports, insert_import
from torg.offers.feed_imports import FeedImport, NewFeedImport, checked_name

MOST_WAITING = 10
LARGEST_FEED = 2 * 2**30
"""Bytes that an uploaded or fetched file may have, packed as it is."""
_LONGEST_FILE_NAME = 200


async def start_import(conn: Connection, actor: Actor, seller_id: int, new: NewFeedImport) -> FeedImport:
    """Have a feed read in the background, in the caller's transaction; raises BadFeed, BadMapping, TooManyFeeds."""
    from torg.offers.jobs import run_feed_import  # noqa: PLC0415 - the job calls verbs that stand beside this one.

    new.options.checked()
    checked_name(new.name)
    if await count_open_imports(conn, seller_id) >= MOST_WAITING:
        raise TooManyFeeds
    made = await insert_import(conn, seller_id, new, str(actor))
    body = {"import": made.id, "name": made.name, "origin": made.origin}
    await record(conn, actor, "import.asked", f"import:{made.id}", body, seller=seller_id)
    await defer(conn, run_feed_import, once=f"feed_import:{made.id}", import_id=made.id)
    return made


def safe_file_name(name: str) -> str:
    """Give a file's name without path and control characters; its ending helps to find out the format."""
    bare = Path(name.replace("\\", "/")).name
    return "".join(sign for sign in bare if sign.isprintable())[-_LONGEST_FILE_NAME:] or "feed"
