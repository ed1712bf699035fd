"""What needs two people is decided by another, once, and done in the deciding transaction."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest

from torg.core import approvals
from torg.core.actor import SYSTEM, Actor
from torg.core.approvals import (
    APPROVABLE,
    AlreadyDecided,
    AlreadyProposed,
    Approval,
    ApprovalExpired,
    ApprovalNotFound,
    NeedsAnother,
    approvable,
    approve,
    count_waiting,
    decline,
    expire,
    propose,
    withdraw,
)
from torg.core.db import Connection, one
from torg.core.errors import Refusal

OLAV, LIV = Actor("operator", "1"), Actor("operator", "2")


class NotNow(Refusal):
    """Not now."""


@pytest.fixture(autouse=True)
def _tally() -> Iterator[None]:
    """An act that counts how often it is done."""

    @approvable("tally.add", title="Add", permission="sellers")
    async def add(conn: Connection, actor: Actor, approval: Approval) -> None:
        if approval.body.get("refuse"):
            raise NotNow
        await conn.execute("INSERT INTO tally VALUES (%s, %s)", (approval.subject, str(actor)))
        await asyncio.sleep(0.02)

    yield
    del APPROVABLE["tally.add"]


@pytest.fixture
async def desk(conn: Connection) -> Connection:
    """A connection with the table that the act writes to."""
    await conn.execute("CREATE TABLE tally (subject text, actor text)")
    return conn


async def proposed(conn: Connection, subject: str = "seller:1", **body: object) -> Approval:
    return await propose(conn, OLAV, "tally.add", subject, dict(body), "He asked for it.")


async def done(conn: Connection) -> int:
    row = await (await conn.execute("SELECT count(*) FROM tally")).fetchone()
    return row[0] if row else 0


async def test_another_person_decides_and_it_is_done(desk: Connection) -> None:
    made = await proposed(desk)
    assert (made.state, await count_waiting(desk), await done(desk)) == ("waiting", 1, 0)
    decided = await approve(desk, LIV, made.id, "Right.")
    assert (decided.state, decided.decided_by, decided.answer) == ("approved", "operator:2", "Right.")
    assert (await done(desk), await count_waiting(desk)) == (1, 0)
    kinds = await (await desk.execute("SELECT kind, actor FROM journal ORDER BY id DESC LIMIT 2")).fetchall()
    assert kinds == [("approval.approved", "operator:2"), ("approval.proposed", "operator:1")]


@pytest.mark.parametrize("who", [OLAV, SYSTEM, Actor("seller", "2/9"), Actor("operator")])
@pytest.mark.parametrize("decide", [approve, decline])
async def test_nobody_else_decides(desk: Connection, who: Actor, decide: object) -> None:
    made = await proposed(desk)
    with pytest.raises(NeedsAnother):
        await decide(desk, who, made.id, "Me.")  # type: ignore[operator]
    assert await done(desk) == 0


async def test_the_database_wants_two_people_as_well(desk: Connection) -> None:
    made = await proposed(desk)
    with pytest.raises(psycopg.errors.CheckViolation):
        await desk.execute(
            "UPDATE approval SET state = 'approved', decided_by = proposed_by, decided = now() WHERE id = %s",
            (made.id,),
        )


async def test_what_is_declined_is_not_done(desk: Connection) -> None:
    made = await proposed(desk)
    assert (await decline(desk, LIV, made.id, "No.")).state == "declined"
    with pytest.raises(AlreadyDecided):
        await approve(desk, LIV, made.id)
    assert await done(desk) == 0


async def test_who_proposed_takes_it_back(desk: Connection) -> None:
    made = await proposed(desk)
    with pytest.raises(NeedsAnother):
        await withdraw(desk, LIV, made.id)
    assert (await withdraw(desk, OLAV, made.id)).state == "withdrawn"
    with pytest.raises(AlreadyDecided):
        await approve(desk, LIV, made.id)


async def test_the_same_waits_once(desk: Connection) -> None:
    made = await proposed(desk)
    with pytest.raises(AlreadyProposed):
        await proposed(desk)
    await proposed(desk, "seller:2")
    await decline(desk, LIV, made.id, "No.")
    await proposed(desk)
    assert await count_waiting(desk) == 2


async def test_what_waited_too_long_is_given_up(desk: Connection) -> None:
    made = await propose(desk, OLAV, "tally.add", "seller:1", {}, "Soon.", patience=timedelta(seconds=-1))
    assert await count_waiting(desk) == 0
    with pytest.raises(ApprovalExpired):
        await approve(desk, LIV, made.id)
    again = await proposed(desk)
    assert again.id != made.id
    late = await propose(desk, OLAV, "tally.add", "seller:2", {}, "Soon.", patience=timedelta(seconds=-1))
    assert await expire(desk) == 1
    with pytest.raises(ApprovalExpired):
        await approve(desk, LIV, late.id)
    assert await done(desk) == 0


async def test_a_refusal_undoes_the_decision(fresh_database: str) -> None:
    async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
        await conn.execute("CREATE TABLE tally (subject text, actor text)")
        made = await proposed(conn, refuse=True)
        await conn.commit()
        with pytest.raises(NotNow):
            async with conn.transaction():
                await approve(conn, LIV, made.id)
        assert await count_waiting(conn) == 1


async def test_what_was_proposed_and_decided_stays(desk: Connection) -> None:
    made = await proposed(desk)
    for change in ("body = '{\"seller\": 2}'", "subject = 'seller:2'", "proposed_by = 'operator:3'"):
        with pytest.raises(psycopg.errors.RestrictViolation):
            async with desk.transaction():
                await desk.execute(f"UPDATE approval SET {change} WHERE id = %s", (made.id,))
    await decline(desk, LIV, made.id, "No.")
    with pytest.raises(psycopg.errors.RestrictViolation):
        async with desk.transaction():
            await desk.execute("UPDATE approval SET state = 'waiting', decided = NULL WHERE id = %s", (made.id,))
    with pytest.raises(psycopg.errors.RestrictViolation):
        await desk.execute("DELETE FROM approval")


async def test_what_is_not_there_or_not_registered(desk: Connection) -> None:
    with pytest.raises(ApprovalNotFound):
        await approve(desk, LIV, 999_999)
    with pytest.raises(LookupError):
        await propose(desk, OLAV, "cookies.bake", "oven:1", {}, "Why not.")


@pytest.mark.parametrize("locked", [True, False], ids=["locked", "control"])
async def test_six_who_decide_at_once_do_it_once(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch, *, locked: bool
) -> None:
    """With the lock the act is done once; the control reads without it, and the act is done more than once."""
    if not locked:

        async def unlocked(conn: Connection, approval_id: int) -> Approval | None:
            return await one(conn, Approval, f"SELECT {approvals._COLUMNS} FROM approval WHERE id = %s", (approval_id,))

        monkeypatch.setattr(approvals, "lock_approval", unlocked)
    async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
        await conn.execute("CREATE TABLE tally (subject text, actor text)")
        made = await proposed(conn)
        await conn.commit()
    tries = 0

    async def decide(number: int) -> bool:
        nonlocal tries
        async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
            try:
                await approve(conn, Actor("operator", str(10 + number)), made.id)
            except AlreadyDecided:
                return False
            except psycopg.errors.RestrictViolation:  # The control's last guard: the act had been done by then.
                tries += 1
                return False
            return True

    decided = await asyncio.gather(*(decide(number) for number in range(6)))
    async with await psycopg.AsyncConnection.connect(fresh_database) as conn:
        assert await done(conn) == 1
    assert sum(decided) == 1
    assert (tries == 0) == locked
