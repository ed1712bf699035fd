import asyncio

import psycopg
import pytest

from tests.sellers.conftest import NILS_NUMBER, member
from torg.accounts import Account, memberships, open_account, save_member
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.sellers import Seller
from torg.sellers.accept_invitation import accept_invitation
from torg.sellers.begin_selling import begin_selling
from torg.sellers.change_team import change_roles, remove_member
from torg.sellers.errors import (
    AlreadyMember,
    BadSeller,
    InvitationOfAnother,
    InvitationSpent,
    LastOwner,
    MemberNotFound,
)
from torg.sellers.invite_member import invite_member, take_back_invitation
from torg.sellers.team_queries import invitations_of, team_of


@pytest.fixture
async def kaisa(conn: Connection) -> Account:
    return await open_account(conn, SYSTEM, "Kaisa@Shop.example", name="Kaisa", language="fi")


async def invited(conn: Connection, nils: Account, draft: Seller, email: str, *roles: str) -> str:
    async with as_seller(conn, draft.id):
        path = await invite_member(
            conn, member(draft, nils), draft, email, roles, language="sv", origin="https://torg.example"
        )
    return path.removeprefix("/invited/")


async def test_an_invitation_makes_a_member_once(
    conn: Connection, nils: Account, draft: Seller, kaisa: Account
) -> None:
    token = await invited(conn, nils, draft, "kaisa@shop.example", "prices", "catalogue")
    cursor = await conn.execute("SELECT token_hash, content::text FROM seller_invitation, mail_message")
    kept, mail = (await cursor.fetchall())[0]
    assert token.encode() not in kept
    assert token in mail
    await accept_invitation(conn, kaisa, token)
    assert [each.roles for each in await memberships(conn, kaisa.id)] == [["catalogue", "prices"]]
    with pytest.raises(InvitationSpent):
        await accept_invitation(conn, kaisa, token)
    assert await invitations_of(conn, draft.id) == []


async def test_an_invitation_is_for_its_address_alone(conn: Connection, nils: Account, draft: Seller) -> None:
    token = await invited(conn, nils, draft, "kaisa@shop.example", "owner")
    astrid = await open_account(conn, SYSTEM, "astrid@shop.example")
    with pytest.raises(InvitationOfAnother):
        await accept_invitation(conn, astrid, token)
    with pytest.raises(InvitationSpent):
        await accept_invitation(conn, astrid, "no such token")


async def test_an_invitation_ends(conn: Connection, nils: Account, draft: Seller, kaisa: Account) -> None:
    first = await invited(conn, nils, draft, kaisa.email, "orders")
    second = await invited(conn, nils, draft, kaisa.email, "orders")
    with pytest.raises(InvitationSpent):
        await accept_invitation(conn, kaisa, first)
    (open_one,) = await invitations_of(conn, draft.id)
    await take_back_invitation(conn, member(draft, nils), draft.id, open_one.id)
    with pytest.raises(InvitationSpent):
        await accept_invitation(conn, kaisa, second)
    third = await invited(conn, nils, draft, kaisa.email, "orders")
    await conn.execute("UPDATE seller_invitation SET expires = now() - interval '1 second'")
    with pytest.raises(InvitationSpent):
        await accept_invitation(conn, kaisa, third)


async def test_who_is_there_is_not_invited_and_roles_are_known(conn: Connection, nils: Account, draft: Seller) -> None:
    with pytest.raises(AlreadyMember):
        await invited(conn, nils, draft, "NILS@shop.example", "prices")
    with pytest.raises(BadSeller):
        await invited(conn, nils, draft, "kaisa@shop.example", "emperor")
    with pytest.raises(BadSeller):
        await invited(conn, nils, draft, "kaisa@shop.example")


async def test_the_last_owner_stays(conn: Connection, nils: Account, draft: Seller, kaisa: Account) -> None:
    actor = member(draft, nils)
    with pytest.raises(LastOwner):
        await remove_member(conn, actor, draft.id, nils.id)
    with pytest.raises(LastOwner):
        await change_roles(conn, actor, draft.id, nils.id, ["prices"])
    await save_member(conn, draft.id, kaisa.id, ["owner"])
    await remove_member(conn, actor, draft.id, nils.id)
    assert [each.account_id for each in await team_of(conn, draft.id)] == [kaisa.id]
    with pytest.raises(MemberNotFound):
        await remove_member(conn, actor, draft.id, nils.id)
    cursor = await conn.execute("SELECT kind FROM journal WHERE seller_id = %s AND kind LIKE 'team.%%'", (draft.id,))
    assert await cursor.fetchall() == [("team.removed",)]


async def _two_owners_remove_each_other(url: str) -> int:
    """Let both go at the same moment, and count the owners that are left."""
    async with await psycopg.AsyncConnection.connect(url) as conn:
        nils = await open_account(conn, SYSTEM, "nils@shop.example", name="Nils")
        kaisa = await open_account(conn, SYSTEM, "kaisa@shop.example", name="Kaisa")
        seller = await begin_selling(conn, nils, country="SE", org_number=NILS_NUMBER, name="Nils och Kaisa")
        await save_member(conn, seller.id, kaisa.id, ["owner"])
    both_have_looked = asyncio.Barrier(2)

    async def remove(who: Account, whom: Account) -> None:
        async with await psycopg.AsyncConnection.connect(url) as conn, as_seller(conn, seller.id):
            await both_have_looked.wait()
            await remove_member(conn, member(seller, who), seller.id, whom.id)
            await asyncio.sleep(0.05)

    await asyncio.gather(remove(nils, kaisa), remove(kaisa, nils), return_exceptions=True)
    async with await psycopg.AsyncConnection.connect(url) as conn:
        return len([each for each in await team_of(conn, seller.id) if "owner" in each.roles])


async def test_two_owners_who_remove_each_other_leave_one(fresh_database: str) -> None:
    assert await _two_owners_remove_each_other(fresh_database) == 1


async def test_without_the_lock_both_are_gone(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def unlocked(conn: Connection, seller_id: int) -> dict[int, list[str]]:
        cursor = await conn.execute(
            "SELECT account_id, roles FROM seller_member WHERE seller_id = %s AND removed IS NULL", (seller_id,)
        )
        return {row[0]: row[1] for row in await cursor.fetchall()}

    monkeypatch.setattr("torg.sellers.change_team.lock_team", unlocked)
    assert await _two_owners_remove_each_other(fresh_database) == 0
