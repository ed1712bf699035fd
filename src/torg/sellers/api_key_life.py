"""The life of an API key: made, replaced by another with time to change over, revoked."""

from datetime import UTC, datetime, timedelta

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.sellers.api_key_errors import BadKey, KeyNotFound, TooManyKeys
from torg.sellers.api_key_queries import end_key, insert_key, keys_of_seller, lock_key, save_revoked
from torg.sellers.api_keys import SCOPES, ApiKey, MadeApiKey, NewApiKey, hash_of, new_token

MOST_KEYS = 50
LONGEST_OVERLAP = timedelta(days=30)
_LONGEST_NAME = 100


async def create_api_key(conn: Connection, actor: Actor, seller_id: int, new: NewApiKey) -> MadeApiKey:
    """Make a key for a seller's program; the token in the answer is seen this once. Raises BadKey, TooManyKeys."""
    name = " ".join(new.name.split())
    scopes = [scope for scope in SCOPES if scope in new.scopes]
    if not 1 <= len(name) <= _LONGEST_NAME or not name.isprintable():
        raise BadKey(f"A key's name has 1 to {_LONGEST_NAME} characters, so that people know what it is for.")
    if not scopes or set(new.scopes) - set(SCOPES):
        raise BadKey(f"A key may do one thing at least, of: {', '.join(SCOPES)}.")
    if new.expires is not None and new.expires <= datetime.now(UTC):
        raise BadKey("A key cannot expire before it is made.")
    alive = [key for key in await keys_of_seller(conn, seller_id) if key.is_alive(datetime.now(UTC))]
    if len(alive) >= MOST_KEYS:
        raise TooManyKeys
    made = await _insert(conn, actor, seller_id, NewApiKey(name, scopes, new.expires))
    await _tell(conn, actor, "api_key.created", made.key, {"scopes": list(scopes)})
    return made


async def rotate_api_key(
    conn: Connection, actor: Actor, seller_id: int, key_id: int, overlap: timedelta = timedelta(days=1)
) -> MadeApiKey:
    """Make a key like this one, which goes on for `overlap` so that programs can change over without a pause.

    Raises KeyNotFound, also for a key that is dead; BadKey for an overlap above 30 days.
    """
    if not timedelta(0) <= overlap <= LONGEST_OVERLAP:
        raise BadKey(f"The old key can go on for {LONGEST_OVERLAP.days} days at most.")
    now = datetime.now(UTC)
    old = await lock_key(conn, seller_id, key_id)
    if old is None or not old.is_alive(now) or old.replaced_by is not None:
        raise KeyNotFound
    made = await _insert(conn, actor, seller_id, NewApiKey(old.name, old.scopes, old.expires))
    await end_key(conn, old.id, now + overlap, made.key.id)
    await _tell(conn, actor, "api_key.rotated", old, {"replaced_by": made.key.id})
    return made


async def revoke_api_key(conn: Connection, actor: Actor, seller_id: int, key_id: int) -> None:
    """End a key at once; one that is revoked already stays so. Raises KeyNotFound."""
    key = await lock_key(conn, seller_id, key_id)
    if key is None:
        raise KeyNotFound
    if key.revoked is None:
        await save_revoked(conn, key.id)
        await _tell(conn, actor, "api_key.revoked", key, {})


async def _insert(conn: Connection, actor: Actor, seller_id: int, new: NewApiKey) -> MadeApiKey:
    token = new_token()
    key = await insert_key(
        conn, seller_id, new.name, new.scopes, hash_of(token), token[-4:], str(actor), new.expires
    )  # fmt: skip
    return MadeApiKey(key, token)


async def _tell(conn: Connection, actor: Actor, kind: str, key: ApiKey, more: dict[str, object]) -> None:
    body = {"key": key.id, "name": key.name, "hint": key.hint, **more}
    await record(conn, actor, kind, f"api_key:{key.id}", body, seller=key.seller_id)
