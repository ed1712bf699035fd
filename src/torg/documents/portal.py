"""A seller's receipts and credit notes in the portal: a table with its CSV, and each paper."""

from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.core.desk import Column, Entry, Filter, Table
from torg.documents.errors import DocumentNotFound
from torg.documents.pages import pdf_answer
from torg.documents.queries import DOCUMENT_ROWS, document_by_id
from torg.documents.words import KIND_WORDS

entries = [Entry("Receipts", area="portal", path="receipts", permission="finance", icon="coins", order=66)]

DOCUMENTS = Table(
    name="receipts",
    source=DOCUMENT_ROWS,
    columns=(
        Column("Number", "number", sort=True, link="{desk}/receipts/{id}"),
        Column("Paper", "kind", kind="state", words=KIND_WORDS, sort=True),
        Column("Written", "issued", kind="time", sort=True),
        Column("Order", "ordered", sort=True),
        Column("Corrects", "receipt", phone=False),
        Column("Net", "net", kind="money", currency="currency", sort=True, phone=False),
        Column("VAT", "vat", kind="money", currency="currency", sort=True, phone=False),
        Column("Gross", "gross", kind="money", currency="currency", sort=True),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("number", "ordered", "receipt")),
        Filter("Paper", "kind", words=KIND_WORDS),
        Filter("Written", "issued", kind="dates"),
    ),
    sort="-id",
    empty="A receipt is written by itself as soon as a parcel has been sent.",
)


@get("/portal/{seller:str}/receipts")
async def receipts(request: Request[Any, Any, State], seller: FromPath[str]) -> Response[Any]:
    """Answer the table of this seller's receipts and credit notes."""
    async with member_at(request, seller, "finance") as desk:
        return await DOCUMENTS.answer(desk, title=desk.say("Receipts"))


@get("/portal/{seller:str}/receipts/{document:int}")
async def receipt(request: Request[Any, Any, State], seller: FromPath[str], document: FromPath[int]) -> Response[Any]:
    """Answer one of this seller's papers as PDF."""
    async with member_at(request, seller, "finance") as desk:
        found = await document_by_id(desk.conn, document)
    if found is None:
        raise DocumentNotFound
    return await pdf_answer(found)


routes = [receipts, receipt]
