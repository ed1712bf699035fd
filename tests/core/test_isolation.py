"""A seller's role: what it sees, what it may change, and that it ends when the block does, however it does."""

import psycopg
import pytest

from torg.core.actor import SYSTEM, Actor
from torg.core.db import Connection
from torg.core.isolation import as_ourselves, as_seller
from torg.core.journal import record
from torg.sellers import NewSeller, Seller, register_seller

NILS = NewSeller(name="Nils Verktyg", country="SE", org_number="556012-5790", home_market="se", email="nils@a.example")
KAISA = NewSeller(name="Kaisan Kirjat", country="FI", org_number="2077474-0", home_market="fi", email="kaisa@b.example")


@pytest.fixture
async def nils(conn: Connection) -> Seller:
    return await register_seller(conn, SYSTEM, NILS)


@pytest.fixture
async def kaisa(conn: Connection) -> Seller:
    return await register_seller(conn, SYSTEM, KAISA)


async def who(conn: Connection) -> tuple[str, int | None]:
    cursor = await conn.execute("SELECT current_user, current_seller()")
    row = await cursor.fetchone()
    assert row is not None
    return str(row[0]), row[1]


async def names(conn: Connection) -> list[str]:
    cursor = await conn.execute("SELECT name FROM seller ORDER BY id")
    return [row[0] for row in await cursor.fetchall()]


async def test_a_forgotten_where_finds_nothing_of_others(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    assert await names(conn) == [nils.name, kaisa.name]
    async with as_seller(conn, nils.id):
        assert await names(conn) == [nils.name]
    assert await names(conn) == [nils.name, kaisa.name]


async def test_an_update_without_a_where_changes_ones_own_alone(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    async with as_seller(conn, nils.id):
        cursor = await conn.execute("UPDATE seller SET phone = '1'")
        assert cursor.rowcount == 1
        cursor = await conn.execute("UPDATE seller SET phone = '1' WHERE id = %s", (kaisa.id,))
        assert cursor.rowcount == 0


@pytest.mark.parametrize("column", ["status = 'active'", "standing = 100", "restrictions = '{}'", "slug = 'x'"])
async def test_a_seller_cannot_judge_itself(conn: Connection, nils: Seller, column: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with as_seller(conn, nils.id):
            await conn.execute(f"UPDATE seller SET {column}")


async def test_a_reviewed_seller_keeps_its_number(conn: Connection, nils: Seller) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="through the market"):
        async with as_seller(conn, nils.id):
            await conn.execute("UPDATE seller SET org_number = '5560125791'")
    await conn.execute("UPDATE seller SET status = 'draft' WHERE id = %s", (nils.id,))
    async with as_seller(conn, nils.id):
        await conn.execute("UPDATE seller SET org_number = '5560125791'")


async def test_nothing_is_written_in_anothers_name(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        async with as_seller(conn, nils.id):
            await conn.execute("INSERT INTO feed_source (seller_id, name) VALUES (%s, 'x')", (kaisa.id,))
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        async with as_seller(conn, nils.id):
            await record(conn, Actor("seller", "1/1"), "offer.changed", "offer:1", {}, seller=kaisa.id)


async def test_a_suspended_or_restricted_seller_adds_no_offers(conn: Connection, nils: Seller) -> None:
    for status, restrictions, may in [
        ("draft", [], True),
        ("active", [], True),
        ("restricted", ["campaigns"], True),
        ("restricted", ["new_offers"], False),
        ("suspended", [], False),
        ("closed", [], False),
    ]:
        await conn.execute(
            "UPDATE seller SET status = %s, restrictions = %s WHERE id = %s", (status, restrictions, nils.id)
        )
        async with as_seller(conn, nils.id):
            cursor = await conn.execute("SELECT seller_may('new_offers')")
            assert await cursor.fetchone() == (may,), status


async def test_the_role_ends_with_the_block(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    before = await who(conn)
    async with as_seller(conn, nils.id):
        assert await who(conn) == ("torg_seller", nils.id)
        async with as_seller(conn, kaisa.id):
            assert await who(conn) == ("torg_seller", kaisa.id)
        assert await who(conn) == ("torg_seller", nils.id)
    assert await who(conn) == before


async def test_the_role_ends_with_an_error(conn: Connection, nils: Seller) -> None:
    before = await who(conn)
    with pytest.raises(ValueError, match="a fault"):
        async with as_seller(conn, nils.id):
            raise ValueError("a fault")
    assert await who(conn) == before
    with pytest.raises(psycopg.errors.DivisionByZero):
        async with as_seller(conn, nils.id):
            await conn.execute("SELECT 1 / 0")
    assert await who(conn) == before


async def test_being_ourselves_ends_with_the_block_and_with_an_error(conn: Connection, nils: Seller) -> None:
    async with as_seller(conn, nils.id):
        async with as_ourselves(conn):
            assert (await who(conn))[0] != "torg_seller"
        assert await who(conn) == ("torg_seller", nils.id)
        with pytest.raises(ValueError, match="a fault"):
            async with as_ourselves(conn):
                raise ValueError("a fault")
        assert await who(conn) == ("torg_seller", nils.id)
        with pytest.raises(psycopg.errors.DivisionByZero):
            async with conn.transaction(), as_ourselves(conn):
                await conn.execute("SELECT 1 / 0")
        assert await who(conn) == ("torg_seller", nils.id)
