"""The nouns of the ledger: entries, postings, balances and statements; amounts are minor units."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from torg.ledger.accounts import SELLER_KINDS, Account
from torg.ledger.errors import BadPosting, OutOfBalance

_KIND = re.compile(r"[a-z_]{1,40}\.[a-z_]{1,40}")
_DOCUMENT = re.compile(r"[a-z_]{1,40}:\S{1,100}")
_LABEL = re.compile(r"[a-z_]{0,40}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_SELLER = re.compile(r"[1-9][0-9]{0,18}")
_LARGEST = 2**63 - 1
_MOST_ENTRIES = 32_000


class Entry(Struct, frozen=True):
    """One line of a posting: above zero a debit, below zero a credit."""

    account: Account
    amount: int
    label: str = ""
    """What it is for, in one word: `goods`, `delivery`, `commission`."""


class Posting(Struct, frozen=True):
    """What one business document does to the accounts, to be posted once."""

    kind: str
    """What happened: `order.placed`, `parcel.captured`, `payout.sent`."""
    document: str
    """To what: `order:12`. The same kind is posted once for a document."""
    entries: Sequence[Entry]

    def check(self) -> None:
        """Refuse what the ledger would refuse at the commit; raises `OutOfBalance`, `BadPosting`."""
        if not _KIND.fullmatch(self.kind):
            raise BadPosting(f"A posting's kind is like order.placed, not {self.kind[:80]!r}.")
        if not _DOCUMENT.fullmatch(self.document):
            raise BadPosting(f"A posting's document is like order:12, not {self.document[:80]!r}.")
        if not 2 <= len(self.entries) <= _MOST_ENTRIES:
            raise BadPosting(f"A posting has 2 to {_MOST_ENTRIES} entries, not {len(self.entries)}.")
        sums: defaultdict[str, int] = defaultdict(int)
        for entry in self.entries:
            _check(entry)
            sums[entry.account.currency] += entry.amount
        off = {currency: amount for currency, amount in sums.items() if amount}
        if off:
            said = ", ".join(f"{amount} {currency}" for currency, amount in off.items())
            raise OutOfBalance(f"{self.kind} of {self.document} is out of balance by {said}.")


def _check(entry: Entry) -> None:
    account = entry.account
    if not _CURRENCY.fullmatch(account.currency):
        raise BadPosting(f"{account.currency[:20]!r} is not a currency code, such as SEK.")
    if entry.amount == 0 or abs(entry.amount) > _LARGEST:
        raise BadPosting(f"An entry of {entry.amount} cannot be posted.")
    if not _LABEL.fullmatch(entry.label):
        raise BadPosting(f"An entry's label is one word such as delivery, not {entry.label[:80]!r}.")
    if account.kind in SELLER_KINDS and not _SELLER.fullmatch(account.holder):
        raise BadPosting(f"The holder of {account.kind} is a seller's number, not {account.holder[:40]!r}.")
    if len(account.holder) > 100:
        raise BadPosting("An account's holder has at most 100 characters.")


def debit(account: Account, amount: int, label: str = "") -> list[Entry]:
    """Give the entry that debits `account`; none when there is nothing to post, a credit when it is below zero."""
    return [Entry(account, amount, label)] if amount else []


def credit(account: Account, amount: int, label: str = "") -> list[Entry]:
    """Give the entry that credits `account`; none when there is nothing to post, a debit when it is below zero."""
    return [Entry(account, -amount, label)] if amount else []


class Posted(Struct, frozen=True):
    """A posting that is in the ledger."""

    id: int
    new: bool
    """Whether this call posted it; else it was there already, with the same entries."""


class Balance(Struct, frozen=True):
    """What stands on an account, on the side on which it normally stands: what is owed to a seller is above zero."""

    account: Account
    amount: int


class StatementLine(Struct, frozen=True):
    """One entry of an account, with what stood on it afterwards (both on the account's normal side)."""

    day: date
    at: datetime
    posting: int
    line: int
    kind: str
    document: str
    label: str
    amount: int
    balance: int

    @property
    def place(self) -> str:
        """Name the place after this line, from which the statement goes on."""
        return f"{self.day.isoformat()}/{self.posting}/{self.line}"


class Statement(Struct, frozen=True):
    """An account between two days, both included, or a part of it that is long enough for one page."""

    account: Account
    first: date
    last: date
    opening: int
    """What stood on the account before the first of these lines."""
    lines: list[StatementLine]
    closing: int
    """What stood on it after the last of these lines."""
    next: str | None = None
    """Where the statement goes on; none at its end."""


class KindTotal(Struct, frozen=True):
    """All accounts of one kind and currency together: a line of the trial balance, as debit less credit."""

    kind: str
    currency: str
    accounts: int
    amount: int


class LedgerHealth(Struct, frozen=True):
    """Whether the ledger is what it must be."""

    sums: dict[str, int]
    """What all entries of a currency add up to, where that is not zero: always empty in a sound ledger."""
    strayed: int
    """Accounts whose balance of the last closed day is not what their entries add up to."""
    open_days: int
    """Days that are over and have not been closed yet."""
    last_closed: date | None
