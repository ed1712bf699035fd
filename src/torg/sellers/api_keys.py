"""The nouns of API keys: what a key may do, how it is written, and what is kept of it."""

import hashlib
import re
import secrets
import zlib
from datetime import datetime
from typing import Literal, get_args

from msgspec import Struct

from torg.core.actor import Actor

Scope = Literal["read", "prices", "catalogue", "orders", "webhooks"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
PREFIX = "torg_live_"
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_RANDOM = 32
_CHECKSUM = 6
_FORM = re.compile(rf"{PREFIX}[0-9A-Za-z]{{{_RANDOM + _CHECKSUM}}}")


class ApiKey(Struct, frozen=True):
    """A key of a seller's program, without the key itself."""

    id: int
    seller_id: int
    name: str
    scopes: list[Scope]
    hint: str
    """The last four characters."""
    per_minute: int
    created: datetime
    created_by: str
    expires: datetime | None
    revoked: datetime | None
    last_used: datetime | None
    """To the minute."""
    replaced_by: int | None

    @property
    def actor(self) -> Actor:
        """Who does what is done with this key."""
        return Actor("seller", f"{self.seller_id}/key:{self.id}")

    def is_alive(self, now: datetime) -> bool:
        """Tell whether the key opens anything."""
        return self.revoked is None and (self.expires is None or self.expires > now)


class NewApiKey(Struct, frozen=True):
    """What a person says of a key that is to be made."""

    name: str
    scopes: list[Scope]
    expires: datetime | None = None


class MadeApiKey(Struct, frozen=True):
    """A key that has just been made: the only time that it is seen."""

    key: ApiKey
    token: str


def new_token() -> str:
    """Make a key: prefix, 32 random signs (190 bits), and a checksum by which scanners of leaked secrets know it."""
    body = PREFIX + "".join(secrets.choice(_DIGITS) for _ in range(_RANDOM))
    return body + _checksum(body)


def is_token(text: str) -> bool:
    """Tell whether a text has the form and the checksum of a key, without asking whether there is such a key."""
    return bool(_FORM.fullmatch(text)) and secrets.compare_digest(_checksum(text[:-_CHECKSUM]), text[-_CHECKSUM:])


def hash_of(token: str) -> bytes:
    """Give what is kept of a key: SHA-256, as there is nothing to guess in 190 random bits."""
    return hashlib.sha256(token.encode()).digest()


def _checksum(body: str) -> str:
    """Give CRC-32 in base 62, six digits."""
    number, digits = zlib.crc32(body.encode()), ""
    for _ in range(_CHECKSUM):
        number, digit = divmod(number, 62)
        digits = _DIGITS[digit] + digits
    return digits
