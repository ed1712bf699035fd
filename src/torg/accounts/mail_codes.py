"""Mail codes: six digits by mail, good for ten minutes in the browser that asked."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from torg.accounts.errors import CodeSpent, WrongCode
from torg.accounts.models import Account
from torg.accounts.open_account import open_account
from torg.accounts.session_queries import count_try, insert_code, lock_code, use_code
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.i18n import catalogue
from torg.core.mail import mail_from_template, send_mail
from torg.core.security import Limit, new_token, token_hash

CODE_LASTS = timedelta(minutes=10)
MOST_TRIES = 5
ASK_BY_EMAIL = Limit("code-email", burst=5, seconds=300)
ASK_BY_ADDRESS = Limit("code-address", burst=20, seconds=30)
TRY_BY_ADDRESS = Limit("try-address", burst=30, seconds=10)


async def send_mail_code(conn: Connection, email: str, language: str) -> str:
    """Mail a code to an address, whether it has an account or not; give the token that the browser keeps.

    Nobody learns from it who has an account: the answer and the mail are the same, and the account of a new address
    is opened when its code comes back.
    """
    token, code = new_token(), f"{secrets.randbelow(1_000_000):06d}"
    await insert_code(conn, token_hash(token), email, _code_hash(token, code), CODE_LASTS)
    subject = catalogue(language).say("Your code for signing in")
    mail = mail_from_template(email, language, "accounts/mail/code.html", subject, secret=True, code=code)
    await send_mail(conn, mail)
    return token


async def use_mail_code(conn: Connection, token: str, typed: str, language: str) -> Account | WrongCode | CodeSpent:
    """Give the account of whoever types the right code; a wrong one is given back, so that its count is kept.

    A code is spent after five wrong tries, ten minutes, or one right one.
    """
    held = token_hash(token)
    found = await lock_code(conn, held)
    if found is None or found[2] >= MOST_TRIES:
        return CodeSpent()
    email, code_hash, tries = found
    digits = "".join(each for each in typed if each.isdecimal())
    if not hmac.compare_digest(code_hash, _code_hash(token, digits)):
        await count_try(conn, held)
        return WrongCode() if tries + 1 < MOST_TRIES else CodeSpent()
    await use_code(conn, held)
    return await open_account(conn, SYSTEM, email, language=language)


def _code_hash(token: str, code: str) -> bytes:
    """Hash a code with the browser's token, without which a million guesses at the hash say nothing."""
    return hashlib.sha256(f"{token}:{code}".encode()).digest()
