"""The statement of an account: its entries between two days, with what stood on it after each."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

from torg.core.db import Connection
from torg.core.errors import BadRequest
from torg.ledger.accounts import Account
from torg.ledger.balances import balance
from torg.ledger.models import Statement, StatementLine
from torg.ledger.queries import lines_after, sum_within_day

_PAGE = 200
_CHUNK = 5000
_BEGINNING = date(1900, 1, 1)


async def statement(
    conn: Connection, account: Account, first: date, last: date, *, after: str | None = None, limit: int = _PAGE
) -> Statement:
    """Give the entries of both days and those between, `limit` lines a page; `after` is the `next` of the page before.

    A page far into a million entries costs what it shows: the day before is a kept balance.
    """
    first = max(first, _BEGINNING)
    place = None if after is None else _place(after)
    opening = await balance(conn, account, (place[0] if place else first) - timedelta(days=1))
    if place is not None:
        opening += account.sign * await sum_within_day(conn, account, *place)
    found = await lines_after(conn, account, first, last, place, limit + 1)
    lines = [
        StatementLine(
            raw.day, raw.at, raw.posting, raw.line, raw.kind, raw.document, raw.label,
            amount=account.sign * raw.amount, balance=opening + account.sign * raw.running,
        )
        for raw in found[:limit]
    ]  # fmt: skip
    closing = lines[-1].balance if lines else opening
    more = lines[-1].place if len(found) > limit else None
    return Statement(account, first, last, opening, lines, closing, more)


async def statement_lines(conn: Connection, account: Account, first: date, last: date) -> AsyncIterator[StatementLine]:
    """Give every line between two days, for a file: never more than a chunk of them is held in memory."""
    after: str | None = None
    while True:
        page = await statement(conn, account, first, last, after=after, limit=_CHUNK)
        for line in page.lines:
            yield line
        if page.next is None:
            return
        after = page.next


def _place(text: str) -> tuple[date, int, int]:
    try:
        day, posting, line = text.split("/")
        return max(date.fromisoformat(day), _BEGINNING), min(int(posting), 2**63 - 1), min(int(line), 32767)
    except ValueError as error:
        raise BadRequest(f"{text[:60]!r} is no place in a statement.") from error
