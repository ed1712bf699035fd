"""Approvals: what one person proposes and another decides, done once, in the transaction that decides."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar, Literal

import msgspec
from msgspec import Struct

from torg.core.actor import Actor
from torg.core.db import Connection, one
from torg.core.errors import NotFound, Refusal
from torg.core.journal import record

ApprovalState = Literal["waiting", "approved", "declined", "withdrawn", "expired"]
PATIENCE = timedelta(days=7)
_COLUMNS = "id, kind, subject, body, why, seller_id, proposed_by, proposed, expires, state, decided_by, decided, answer"


class ApprovalNotFound(NotFound):
    """There is no such proposal."""

    code: ClassVar[str] = "approval_not_found"


class AlreadyProposed(Refusal):
    """The same is proposed already and waits for a decision."""

    code: ClassVar[str] = "already_proposed"
    status: ClassVar[int] = 409


class AlreadyDecided(Refusal):
    """Somebody has decided that already, or it was taken back."""

    code: ClassVar[str] = "already_decided"
    status: ClassVar[int] = 409


class ApprovalExpired(Refusal):
    """The proposal has waited too long; propose it again."""

    code: ClassVar[str] = "approval_expired"
    status: ClassVar[int] = 409


class NeedsAnother(Refusal):
    """Who proposes something does not decide it: another person has to."""

    code: ClassVar[str] = "needs_another"
    status: ClassVar[int] = 403


class Approval(Struct, frozen=True):
    """Something that one person has proposed for another to decide."""

    id: int
    kind: str
    subject: str
    body: dict[str, Any]
    why: str
    seller_id: int | None
    proposed_by: str
    """The actor, as the journal names it: `operator:34`, or `system` for a rule."""
    proposed: datetime
    expires: datetime
    state: ApprovalState
    decided_by: str | None
    decided: datetime | None
    answer: str


Perform = Callable[[Connection, Actor, Approval], Awaitable[object]]
Describe = Callable[[dict[str, Any], str], list[tuple[str, str]]]
"""Gives what a body proposes in words of a language: labels with their values."""


class Approvable(Struct, frozen=True):
    """A kind of act that needs two people."""

    kind: str
    title: str
    """A msgid: `Suspend a seller`."""
    permission: str
    """What a member of staff must be allowed in order to decide it."""
    perform: Perform
    describe: Describe | None = None
    """Without it the body is shown as it is."""


APPROVABLE: dict[str, Approvable] = {}
"""Every kind that a domain has registered."""


def approvable(
    kind: str, *, title: str, permission: str, describe: Describe | None = None
) -> Callable[[Perform], Perform]:
    """Register what an approval of `kind` does; it is called once, in the deciding transaction, by who decides.

    A refusal that it raises undoes the decision, and the proposal goes on waiting.
    """

    def register(perform: Perform) -> Perform:
        APPROVABLE[kind] = Approvable(kind, title, permission, perform, describe)
        return perform

    return register


async def propose(
    conn: Connection,
    actor: Actor,
    kind: str,
    subject: str,
    body: dict[str, Any],
    why: str,
    *,
    seller: int | None = None,
    patience: timedelta = PATIENCE,
) -> Approval:
    """Put something before another person. Raises `AlreadyProposed`; a kind that nobody registered is a mistake."""
    if kind not in APPROVABLE:
        raise LookupError(f"nobody has registered what an approval of {kind} does")
    await conn.execute(
        """
        UPDATE approval SET state = 'expired', decided = now()
        WHERE kind = %s AND subject = %s AND state = 'waiting' AND expires <= now()
        """,
        (kind, subject),
    )
    made = await one(
        conn,
        Approval,
        f"""
        INSERT INTO approval (kind, subject, body, why, seller_id, proposed_by, expires)
        VALUES (%s, %s, %s::jsonb, %s, %s, %s, now() + %s)
        ON CONFLICT (kind, subject) WHERE state = 'waiting' DO NOTHING RETURNING {_COLUMNS}
        """,  # noqa: S608
        (kind, subject, msgspec.json.encode(body).decode(), why, seller, str(actor), patience),
    )
    if made is None:
        raise AlreadyProposed
    await _journal(conn, actor, made, "approval.proposed", why)
    return made


async def approve(conn: Connection, actor: Actor, approval_id: int, answer: str = "") -> Approval:
    """Decide for what was proposed and do it: once, whoever else decides at the same time.

    Raises `ApprovalNotFound`, `AlreadyDecided`, `ApprovalExpired`, `NeedsAnother`, and what the act itself refuses.
    """
    waiting = await _waiting(conn, approval_id)
    _check_another(actor, waiting)
    await APPROVABLE[waiting.kind].perform(conn, actor, waiting)
    return await _decided(conn, actor, waiting, "approved", answer)


async def decline(conn: Connection, actor: Actor, approval_id: int, answer: str) -> Approval:
    """Decide against what was proposed; raises what `approve` raises."""
    waiting = await _waiting(conn, approval_id)
    _check_another(actor, waiting)
    return await _decided(conn, actor, waiting, "declined", answer)


async def withdraw(conn: Connection, actor: Actor, approval_id: int, answer: str = "") -> Approval:
    """Take one's own proposal back; raises what `approve` raises, `NeedsAnother` when it is another's."""
    waiting = await _waiting(conn, approval_id)
    if str(actor) != waiting.proposed_by:
        raise NeedsAnother("Only who proposed it takes it back; you can decline it.")
    return await _decided(conn, actor, waiting, "withdrawn", answer)


async def expire(conn: Connection) -> int:
    """Give up every proposal that has waited too long, and tell how many they were."""
    cursor = await conn.execute(
        "UPDATE approval SET state = 'expired', decided = now() WHERE state = 'waiting' AND expires <= now()"
    )
    return cursor.rowcount


async def lock_approval(conn: Connection, approval_id: int) -> Approval | None:
    """Find a proposal and hold its row until the transaction ends."""
    return await one(
        conn, Approval, f"SELECT {_COLUMNS} FROM approval WHERE id = %s FOR NO KEY UPDATE", (approval_id,)  # noqa: S608
    )  # fmt: skip


async def count_waiting(conn: Connection) -> int:
    """Count what waits for a decision."""
    cursor = await conn.execute("SELECT count(*) FROM approval WHERE state = 'waiting' AND expires > now()")
    found = await cursor.fetchone()
    return int(found[0]) if found else 0


async def _waiting(conn: Connection, approval_id: int) -> Approval:
    found = await lock_approval(conn, approval_id)
    if found is None:
        raise ApprovalNotFound(f"There is no proposal {approval_id}.")
    if found.state != "waiting":
        raise ApprovalExpired if found.state == "expired" else AlreadyDecided
    if found.expires <= datetime.now(found.expires.tzinfo):
        raise ApprovalExpired
    return found


def _check_another(actor: Actor, waiting: Approval) -> None:
    if actor.role != "operator" or not actor.id:
        raise NeedsAnother("Only a member of the staff decides this.")
    if str(actor) == waiting.proposed_by:
        raise NeedsAnother


async def _decided(conn: Connection, actor: Actor, waiting: Approval, state: ApprovalState, answer: str) -> Approval:
    saved = await one(
        conn,
        Approval,
        f"""
        UPDATE approval SET state = %s, decided_by = %s, decided = now(), answer = %s WHERE id = %s RETURNING {_COLUMNS}
        """,  # noqa: S608
        (state, str(actor), answer, waiting.id),
    )
    if saved is None:
        raise ApprovalNotFound
    await _journal(conn, actor, saved, f"approval.{state}", answer)
    return saved


async def _journal(conn: Connection, actor: Actor, approval: Approval, kind: str, said: str) -> None:
    """Journal it under its own number; it says nothing to the seller, whom the act itself tells when it is done."""
    body = {"approval": approval.id, "what": approval.kind, "subject": approval.subject, "said": said}
    if approval.seller_id is not None:
        body["seller"] = approval.seller_id
    await record(conn, actor, kind, f"approval:{approval.id}", body)
