"""Approvals: what one person has proposed, and the page where another decides it."""

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from markupsafe import Markup

from torg.accounts import staff_at
from torg.core.approvals import APPROVABLE, ApprovalNotFound, approve, decline, withdraw
from torg.core.desk import Column, Desk, Filter, Form, Row, Table
from torg.core.desk_rows import read_one
from torg.office.queries import APPROVAL_ROWS

STATES = {
    "waiting": "Waiting",
    "approved": "Approved",
    "declined": "Declined",
    "withdrawn": "Taken back",
    "expired": "Expired",
}


def _what(desk: Desk, row: Row) -> str | Markup:
    known = APPROVABLE.get(row["kind"])
    return desk.say(known.title) if known else str(row["kind"])


APPROVALS = Table(
    name="approvals",
    source=APPROVAL_ROWS,
    columns=(
        Column("What", "kind", sort=True, link="{desk}/approvals/{id}", show=_what),
        Column("Of", "subject", sort=True),
        Column("Seller", "seller", sort=True, phone=False),
        Column("Why", "why", phone=False),
        Column(
            "State", "state", kind="state", words=STATES,
            tones={"waiting": "few", "approved": "good", "declined": "bad"},
        ),
        Column("Proposed by", "proposer", sort=True, phone=False),
        Column("Proposed", "proposed", kind="time", sort=True),
        Column("Decided by", "decider", sort=True, phone=False),
        Column("Decided", "decided", kind="time", sort=True, phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("subject", "why", "seller", "proposer", "decider")),
        Filter("State", "state", words=STATES),
        Filter("Proposed", "proposed", kind="dates"),
    ),
    sort="-proposed",
    empty="Nothing has been proposed yet.",
)  # fmt: skip


@get("/office/approvals")
async def approvals(request: Request[Any, Any, State]) -> Response[Any]:
    """Answer everything that was proposed, and what became of it."""
    async with staff_at(request, "read") as desk:
        return await APPROVALS.answer(desk, title=desk.say("Approvals"))


@get("/office/approvals/{approval_id:int}")
async def approval(request: Request[Any, Any, State], approval_id: FromPath[int]) -> Response[Any]:
    """Answer one proposal with all that it would do, and the buttons to decide it."""
    async with staff_at(request, "read") as desk:
        return await _page(desk, approval_id, Form(language=desk.language))


@post("/office/approvals/{approval_id:int}")
async def decide(request: Request[Any, Any, State], approval_id: FromPath[int]) -> Response[Any]:
    """Decide a proposal: for, against, or taken back by who made it."""
    async with staff_at(request, "read", recent=True) as desk:
        form = await desk.form()
        what = form.choice("decision", ("approve", "decline", "withdraw"))
        answer = form.text("answer", longest=2000, required=what == "decline", lines=True)
        row = await read_one(desk, APPROVALS, approval_id, {})
        if row is None:
            raise ApprovalNotFound
        known = APPROVABLE.get(row["kind"])
        if what != "withdraw" and (known is None or not desk.may(known.permission)):
            form.refuse("", desk.say("Your role does not let you decide this."))
        if form:
            act = {"approve": approve, "decline": decline, "withdraw": withdraw}[what]
            async with form.trying(desk.conn):
                await act(desk.conn, desk.actor, approval_id, answer)
        if not form:
            return await _page(desk, approval_id, form, status=422)
        said = {"approve": desk.say("Approved and done."), "decline": desk.say("Declined."),
                "withdraw": desk.say("Taken back.")}  # fmt: skip
        return desk.redirect(desk.url("approvals"), said[what])


routes = [approvals, approval, decide]


async def _page(desk: Desk, approval_id: int, form: Form, status: int = 200) -> Response[Any]:
    row = await read_one(desk, APPROVALS, approval_id, {})
    if row is None:
        raise ApprovalNotFound(f"There is no proposal {approval_id}.")
    known = APPROVABLE.get(row["kind"])
    return desk.page(
        "office/office/approval.html",
        title=_what(desk, row),
        row=row,
        facts=_facts(desk, row),
        state=STATES[row["state"]],
        mine=row["proposed_by"] == str(desk.actor),
        may=known is not None and desk.may(known.permission),
        form=form,
        status=status,
    )


def _facts(desk: Desk, row: Row) -> list[tuple[str, str]]:
    """Give what is proposed, in words where its kind has them."""
    known = APPROVABLE.get(row["kind"])
    if known is None or known.describe is None:
        return facts_of(row["body"])
    return known.describe(msgspec.json.decode(row["body"]), desk.language)


def facts_of(body: str) -> list[tuple[str, str]]:
    """Give what a body says as lines: each name with its value, what is within others after a full stop."""
    found: list[tuple[str, str]] = []

    def walk(name: str, value: Any) -> None:
        if isinstance(value, dict) and value:
            for key, inner in value.items():
                walk(f"{name}.{key}" if name else str(key), inner)
        else:
            text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
            found.append((name, "–" if value is None or value == "" else text))

    walk("", msgspec.json.decode(body))
    return found
