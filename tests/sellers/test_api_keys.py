import re
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from tests.offers.conftest import KAISA, NILS, opened
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.sellers import Seller
from torg.sellers.api_key_errors import BadKey, KeyNotFound, TooManyKeys
from torg.sellers.api_key_life import create_api_key, revoke_api_key, rotate_api_key
from torg.sellers.api_key_queries import key_by_hash, keys_of_seller, note_use, take_allowance
from torg.sellers.api_keys import MadeApiKey, NewApiKey, hash_of, is_token, new_token

OWNER = Actor("seller", "1/1")
STOCK = NewApiKey("Warehouse", ["prices", "read"])


@pytest.fixture
async def nils(conn: Connection) -> Seller:
    return await opened(conn, NILS)


@pytest.fixture
async def kaisa(conn: Connection) -> Seller:
    return await opened(conn, KAISA)


def test_a_key_can_be_told_from_anything_else_without_asking():
    token = new_token()
    assert re.fullmatch(r"torg_live_[0-9A-Za-z]{38}", token)
    assert is_token(token)
    for place in range(len("torg_live_"), len(token)):
        mistyped = token[:place] + ("a" if token[place] != "a" else "b") + token[place + 1 :]
        assert not is_token(mistyped)
    for other in ("", "torg_live_", token[:-1], token + "0", token.upper(), " " + token):
        assert not is_token(other)


def test_no_two_keys_are_the_same():
    assert len({new_token() for _ in range(1000)}) == 1000


async def test_a_key_is_seen_once_and_kept_as_its_hash(conn: Connection, nils: Seller) -> None:
    async with as_seller(conn, nils.id):
        made = await create_api_key(conn, OWNER, nils.id, STOCK)
    assert made.key.scopes == ["read", "prices"]
    assert made.key.hint == made.token[-4:]
    assert str(made.key.actor) == f"seller:{nils.id}/key:{made.key.id}"
    for table in ("api_key", "journal"):
        cursor = await conn.execute(f"SELECT count(*) FROM {table} AS t WHERE t::text LIKE %s", (f"%{made.token}%",))
        assert await cursor.fetchone() == (0,)
    found = await key_by_hash(conn, hash_of(made.token))
    assert found is not None
    assert found.key == made.key
    assert await key_by_hash(conn, hash_of(new_token())) is None


@pytest.mark.parametrize(
    "new",
    [
        NewApiKey("", ["read"]),
        NewApiKey("x" * 101, ["read"]),
        NewApiKey("Line\u0007", ["read"]),
        NewApiKey("Nothing", []),
        NewApiKey("Everything", ["read", "admin"]),  # type: ignore[list-item]
        NewApiKey("Old", ["read"], datetime.now(UTC) - timedelta(minutes=1)),
    ],
)
async def test_a_key_that_cannot_be_is_refused(conn: Connection, nils: Seller, new: NewApiKey) -> None:
    with pytest.raises(BadKey):
        await create_api_key(conn, OWNER, nils.id, new)


async def test_while_a_key_is_replaced_both_open(conn: Connection, nils: Seller) -> None:
    async with as_seller(conn, nils.id):
        old = await create_api_key(conn, OWNER, nils.id, STOCK)
        new = await rotate_api_key(conn, OWNER, nils.id, old.key.id, timedelta(hours=6))
        with pytest.raises(KeyNotFound):
            await rotate_api_key(conn, OWNER, nils.id, old.key.id)
    assert (new.key.name, new.key.scopes) == (old.key.name, old.key.scopes)
    now = datetime.now(UTC)
    assert await _alive(conn, old, now + timedelta(hours=5))
    assert not await _alive(conn, old, now + timedelta(hours=7))
    assert await _alive(conn, new, now + timedelta(days=365))


async def test_a_key_that_expires_soon_does_not_live_longer_by_being_replaced(conn: Connection, nils: Seller) -> None:
    end = datetime.now(UTC) + timedelta(hours=1)
    old = await create_api_key(conn, OWNER, nils.id, NewApiKey("Fair", ["read"], end))
    new = await rotate_api_key(conn, OWNER, nils.id, old.key.id, timedelta(days=7))
    assert not await _alive(conn, old, end)
    assert new.key.expires == end


async def test_a_revoked_key_opens_nothing(conn: Connection, nils: Seller) -> None:
    async with as_seller(conn, nils.id):
        made = await create_api_key(conn, OWNER, nils.id, STOCK)
        await revoke_api_key(conn, OWNER, nils.id, made.key.id)
        await revoke_api_key(conn, OWNER, nils.id, made.key.id)
    assert not await _alive(conn, made, datetime.now(UTC))
    cursor = await conn.execute("SELECT kind, seller_id, actor FROM journal WHERE kind LIKE 'api_key%%' ORDER BY id")
    told = [("api_key.created", nils.id, "seller:1/1"), ("api_key.revoked", nils.id, "seller:1/1")]
    assert await cursor.fetchall() == told


async def test_another_sellers_key_is_nowhere(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    async with as_seller(conn, nils.id):
        made = await create_api_key(conn, OWNER, nils.id, STOCK)
    async with as_seller(conn, kaisa.id):
        for seller in (kaisa.id, nils.id):
            assert await keys_of_seller(conn, seller) == []
            with pytest.raises(KeyNotFound):
                await revoke_api_key(conn, OWNER, seller, made.key.id)
            with pytest.raises(KeyNotFound):
                await rotate_api_key(conn, OWNER, seller, made.key.id)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with conn.transaction():
                await create_api_key(conn, OWNER, nils.id, STOCK)
    assert await _alive(conn, made, datetime.now(UTC))


async def test_a_seller_cannot_raise_its_own_limit(conn: Connection, nils: Seller) -> None:
    async with as_seller(conn, nils.id):
        await create_api_key(conn, OWNER, nils.id, STOCK)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with conn.transaction():
                await conn.execute("UPDATE api_key SET per_minute = 1000000")


async def test_the_allowance_ends_and_comes_back_little_by_little(conn: Connection, nils: Seller) -> None:
    made = await create_api_key(conn, OWNER, nils.id, STOCK)
    taken = [await take_allowance(conn, made.key.id, 30) for _ in range(31)]
    assert [allowed for allowed, _ in taken] == [True] * 30 + [False]
    waits = [full_in for _, full_in in taken[:30]]
    assert waits == sorted(waits)
    # Two seconds are one request of thirty a minute, and nothing was taken by asking in vain.
    await conn.execute("UPDATE api_allowance SET full_at = full_at - interval '2.1 seconds'")
    assert [(await take_allowance(conn, made.key.id, 30))[0] for _ in range(2)] == [True, False]


async def test_its_use_is_written_down_once_a_minute(conn: Connection, nils: Seller) -> None:
    made = await create_api_key(conn, OWNER, nils.id, STOCK)
    changed = []
    for ago in (None, 10, 70):
        if ago is not None:
            await conn.execute("UPDATE api_key SET last_used = now() - make_interval(secs => %s)", (ago,))
        cursor = await conn.execute("SELECT last_used FROM api_key")
        used = await cursor.fetchone()
        await note_use(conn, made.key.id)
        cursor = await conn.execute("SELECT last_used FROM api_key")
        changed.append(used != await cursor.fetchone())
    assert changed == [True, False, True]


async def test_a_seller_has_fifty_keys_at_most(conn: Connection, nils: Seller) -> None:
    made = [await create_api_key(conn, OWNER, nils.id, STOCK) for _ in range(50)]
    with pytest.raises(TooManyKeys):
        await create_api_key(conn, OWNER, nils.id, STOCK)
    await revoke_api_key(conn, OWNER, nils.id, made[0].key.id)
    await create_api_key(conn, OWNER, nils.id, STOCK)


async def _alive(conn: Connection, made: MadeApiKey, at: datetime) -> bool:
    found = await key_by_hash(conn, hash_of(made.token))
    assert found is not None
    return found.key.is_alive(at)
