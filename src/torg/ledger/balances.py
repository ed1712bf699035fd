"""Balances: what stands on accounts, on the side on which they normally stand."""

from collections.abc import Sequence
from datetime import date

from torg.core.db import Connection
from torg.ledger.accounts import Account
from torg.ledger.models import Balance
from torg.ledger.queries import raw_balances


async def balance(conn: Connection, account: Account, at: date | None = None) -> int:
    """Give what stands on an account now, or stood on it at the end of the day `at`; zero for one without entries."""
    return account.sign * (await raw_balances(conn, [account], at))[0]


async def balances(conn: Connection, accounts: Sequence[Account], at: date | None = None) -> list[Balance]:
    """Give what stands on several accounts, in their order, with one statement."""
    if not accounts:
        return []
    found = await raw_balances(conn, accounts, at)
    return [Balance(account, account.sign * amount) for account, amount in zip(accounts, found, strict=True)]
