"""Open an account for an e-mail address, or find the one that it has."""

from torg.accounts.models import Account
from torg.accounts.queries import account_by_email, insert_account
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record


async def open_account(conn: Connection, actor: Actor, email: str, *, name: str = "", language: str = "en") -> Account:
    """Give the account of an address, opened now if it had none."""
    made = await insert_account(conn, email.strip(), name, language)
    if made is not None:
        await record(conn, actor, "account.opened", f"account:{made.id}", {"account": made.id})
        return made
    found = await account_by_email(conn, email.strip())
    if found is None:
        raise RuntimeError("An address that is taken has no account: it was closed without letting go of it.")
    return found
