"""The last owner stays, whoever removes whom at the same time."""

import asyncio

import psycopg
import pytest

from torg.accounts import open_account, save_staff
from torg.core.actor import SYSTEM, Actor
from torg.core.db import Connection, rows
from torg.core.errors import BadRequest
from torg.office import staff
from torg.office.errors import LastOwner, NoColleague
from torg.office.queries import Colleague
from torg.office.staff import change_roles, remove_staff


@pytest.mark.parametrize("locked", [True, False], ids=["locked", "control"])
async def test_two_owners_remove_each_other_at_once(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch, *, locked: bool
) -> None:
    """With the lock one owner stays; the control reads without it, and nobody does."""
    if not locked:

        async def unlocked(conn: Connection) -> list[Colleague]:
            await asyncio.sleep(0.05)
            return await rows(
                conn,
                Colleague,
                """
                SELECT m.account_id, a.email, a.name, m.roles FROM staff_member m JOIN account a ON a.id = m.account_id
                WHERE m.removed IS NULL
                """,
            )

        monkeypatch.setattr(staff, "lock_staff", unlocked)
    async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
        olav = await open_account(conn, SYSTEM, "olav@torg.example")
        liv = await open_account(conn, SYSTEM, "liv@torg.example")
        for each in (olav, liv):
            await save_staff(conn, each.id, ["owner"])

    async def remove(by: int, whom: int) -> bool:
        async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
            try:
                await remove_staff(conn, Actor("operator", str(by)), whom)
            except (LastOwner, NoColleague):
                return False
            await asyncio.sleep(0.05)
            return True

    removed = await asyncio.gather(remove(olav.id, liv.id), remove(liv.id, olav.id))
    async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
        left = await (await conn.execute("SELECT count(*) FROM staff_member WHERE removed IS NULL")).fetchone()
    assert left is not None
    assert (sum(removed), left[0]) == ((1, 1) if locked else (2, 0))


async def test_roles_are_known_ones(conn: Connection) -> None:
    olav = await open_account(conn, SYSTEM, "olav@torg.example")
    await save_staff(conn, olav.id, ["owner"])
    for roles in ([], ["king"]):
        with pytest.raises(BadRequest):
            await change_roles(conn, SYSTEM, olav.id, roles)
    with pytest.raises(NoColleague):
        await change_roles(conn, SYSTEM, 999_999, ["owner"])
