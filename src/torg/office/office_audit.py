"""The audit trail: everything that the journal tells of, filtered, entry by entry, and as a file."""

import tempfile
from collections.abc import AsyncIterator
from typing import IO, Any

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Stream
from markupsafe import Markup
from psycopg.rows import dict_row

from torg.accounts import staff_at
from torg.core.desk import Column, Desk, Filter, Row, Table
from torg.core.desk_rows import export_query
from torg.core.errors import NotFound
from torg.office.office_approvals import facts_of
from torg.office.queries import AUDIT_ROWS, entry_by_id
from torg.office.words import kind_words

ROLES = {"operator": "Staff", "seller": "Sellers", "shopper": "Shoppers", "agent": "Agents", "system": "The system"}
_MOST_ROWS = 1_000_000
_IN_MEMORY = 2_000_000
_PIECE = 64 * 1024


def _kind(desk: Desk, row: Row) -> str | Markup:
    return kind_words(row["kind"], desk.language)


AUDIT = Table(
    name="audit",
    source=AUDIT_ROWS,
    columns=(
        Column("Time", "at", kind="time"),
        Column("What", "kind", show=_kind, link="{desk}/audit/{id}"),
        Column("Of", "subject"),
        Column("By", "who"),
        Column("Seller", "seller", phone=False),
        Column("Market", "market", phone=False),
        Column("Number", "id", kind="number", sort=True, phone=False),
    ),
    filters=(
        Filter("By", "role", words=ROLES),
        Filter("Who exactly", "actor", kind="text", where="source.actor = %(value)s OR source.who = %(value)s"),
        Filter("What", "kind", kind="text", where="source.kind LIKE %(value)s || '%%'"),
        Filter("Of", "subject", kind="text", where="source.subject = %(value)s"),
        Filter(
            "Seller", "seller", kind="text", where="source.seller = %(value)s OR source.seller_id::text = %(value)s"
        ),
        Filter("Time", "at", kind="dates"),
    ),
    sort="-id",
    empty="Nothing has happened yet.",
)


@get("/office/audit")
async def audit(request: Request[Any, Any, State]) -> Response[Any]:
    """Answer the newest entries, those that the filters leave; `form=csv` and `form=json` give all as a file."""
    async with staff_at(request, "audit") as desk:
        if request.query_params.get("form") == "json":
            return await _json(desk)
        return await AUDIT.answer(
            desk, title=desk.say("Audit trail"), template="office/office/audit.html", query=_query(desk)
        )


@get("/office/audit/{entry_id:int}")
async def entry(request: Request[Any, Any, State], entry_id: FromPath[int]) -> Response[Any]:
    """Answer one entry with everything that it says."""
    async with staff_at(request, "audit") as desk:
        found = await entry_by_id(desk.conn, min(entry_id, 2**63 - 1))
        if found is None:
            raise NotFound
        facts = facts_of(msgspec.json.encode(found.body).decode())
        return desk.page(
            "office/office/entry.html", title=kind_words(found.kind, desk.language), entry=found, facts=facts
        )


routes = [audit, entry]


def _query(desk: Desk) -> str:
    return AUDIT.asked(desk).with_(form="json")


async def _json(desk: Desk) -> Response[Any]:
    """Answer with one JSON object a line, 1,000,000 at most: only a few thousand are in memory at a time."""
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY, mode="w+b")  # noqa: SIM115 - closed when it has been sent.
    query, held = export_query(AUDIT, AUDIT.asked(desk), {})
    written = 0
    try:
        async with desk.conn.cursor(name="export", row_factory=dict_row) as cursor:
            await cursor.execute(query, held)
            while written < _MOST_ROWS and (rows := await cursor.fetchmany(2000)):
                for row in rows:
                    file.write(msgspec.json.encode(_line(row)) + b"\n")
                written += len(rows)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    headers = {
        "content-disposition": f'attachment; filename="audit-{desk.now():%Y-%m-%d}.jsonl"',
        "cache-control": "no-store",
    }
    return Stream(_pieces(file), media_type="application/jsonl", headers=headers)


def _line(row: Row) -> dict[str, Any]:
    names = ("id", "at", "kind", "subject", "market", "actor", "who", "seller_id", "seller")
    return {**{name: row[name] for name in names}, "body": msgspec.Raw(row["body"].encode())}


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    try:
        while piece := file.read(_PIECE):
            yield piece
    finally:
        file.close()
