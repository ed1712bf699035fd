"""What the ledger says no to."""

from typing import ClassVar

from torg.core.errors import Refusal


class OutOfBalance(Refusal):
    """The entries of a posting do not add up to zero in each currency."""

    code: ClassVar[str] = "out_of_balance"
    status: ClassVar[int] = 422


class BadPosting(Refusal):
    """What is to be posted cannot be right."""

    code: ClassVar[str] = "bad_posting"
    status: ClassVar[int] = 422


class PostedDifferently(Refusal):
    """The same document has been posted already, with other amounts."""

    code: ClassVar[str] = "posted_differently"
    status: ClassVar[int] = 409


class DayNotOver(Refusal):
    """Only days that are over are closed."""

    code: ClassVar[str] = "day_not_over"
    status: ClassVar[int] = 409
