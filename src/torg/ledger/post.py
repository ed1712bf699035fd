"""Post: write what a business document does to the accounts, once."""

from collections.abc import Sequence

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.ledger.errors import PostedDifferently
from torg.ledger.models import Posted, Posting
from torg.ledger.queries import insert_posting, insert_postings, posted_entries


async def post(conn: Connection, actor: Actor, posting: Posting) -> Posted:
    """Post a document's entries in the caller's transaction, with one statement; a second time changes nothing.

    Raises `OutOfBalance` and `BadPosting` before anything is written, `PostedDifferently` when the document has been
    posted as this with other entries. The verb that posts journals what it did: the ledger is its own record.
    """
    posting.check()
    made = await insert_posting(conn, str(actor), posting)
    return Posted(made, new=True) if made is not None else await _posted_before(conn, posting)


async def post_many(conn: Connection, actor: Actor, postings: Sequence[Posting]) -> list[Posted]:
    """Post several documents with one statement, in their order; else like `post`."""
    for each in postings:
        each.check()
    made = await insert_postings(conn, str(actor), postings) if postings else []
    return [
        Posted(number, new=True) if number is not None else await _posted_before(conn, posting)
        for number, posting in zip(made, postings, strict=True)
    ]


async def _posted_before(conn: Connection, posting: Posting) -> Posted:
    found = await posted_entries(conn, posting.kind, posting.document)
    if found is None or found[1] != list(posting.entries):
        raise PostedDifferently(f"{posting.kind} of {posting.document} has been posted already, with other amounts.")
    return Posted(found[0], new=False)
