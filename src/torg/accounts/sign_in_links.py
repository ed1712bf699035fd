"""Sign-in links: for one use, within hours; printed for the operator at the first start, or by `torg link`."""

from datetime import timedelta

from torg.accounts.errors import LinkSpent
from torg.accounts.models import Account
from torg.accounts.queries import account_by_id
from torg.accounts.session_queries import account_of_link, insert_link, use_link
from torg.core.db import Connection
from torg.core.security import new_token, token_hash

LINK_LASTS = timedelta(hours=24)


async def make_sign_in_link(conn: Connection, account: Account, lasts: timedelta = LINK_LASTS) -> str:
    """Give the path of a new link that signs this person in once; earlier ones of theirs end."""
    token = new_token()
    await insert_link(conn, account.id, token_hash(token), lasts)
    return f"/sign-in/link/{token}"


async def whom_link_signs_in(conn: Connection, token: str) -> Account:
    """Find whom a link would sign in, without using it; raises LinkSpent."""
    return await _account(conn, await account_of_link(conn, token_hash(token)))


async def use_sign_in_link(conn: Connection, token: str) -> Account:
    """Use a link up and give whom it signs in; raises LinkSpent."""
    return await _account(conn, await use_link(conn, token_hash(token)))


async def _account(conn: Connection, account_id: int | None) -> Account:
    account = None if account_id is None else await account_by_id(conn, account_id)
    if account is None:
        raise LinkSpent
    return account
