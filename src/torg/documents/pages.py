"""The papers of an order for whoever has its link: a list, and each receipt and credit note as PDF."""

import asyncio
from typing import Any

from babel.dates import format_date
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts.pages import locale_at, shop_page
from torg.accounts.sessions import connected
from torg.documents.errors import DocumentNotFound
from torg.documents.models import Document
from torg.documents.queries import documents_of_order
from torg.documents.words import KIND_WORDS
from torg.documents.write_pdf import write_pdf
from torg.orders import order_by_secret


@get("/{locale:str}/order/{secret:str}/receipts")
async def receipts_page(
    request: Request[Any, Any, State], locale: FromPath[str], secret: FromPath[str]
) -> Response[Any]:
    """Answer the list of an order's receipts and credit notes."""
    known = locale_at(request, locale)
    async with connected(request) as conn:
        order = await order_by_secret(conn, secret)
        documents = await documents_of_order(conn, order.id)
    return shop_page(
        request, known, "documents/receipts.html", "Receipts", order=order, documents=documents, kinds=KIND_WORDS,
        day=lambda day: format_date(day, "long", locale=known.language),
    )  # fmt: skip


@get("/{locale:str}/order/{secret:str}/receipt/{name:str}")
async def receipt_pdf(
    request: Request[Any, Any, State], locale: FromPath[str], secret: FromPath[str], name: FromPath[str]
) -> Response[bytes]:
    """Answer one receipt or credit note (`{number}.pdf`) of the order that the secret opens, of no other."""
    locale_at(request, locale)
    async with connected(request) as conn:
        order = await order_by_secret(conn, secret)
        documents = await documents_of_order(conn, order.id)
    found = next((each for each in documents if f"{each.number}.pdf" == name), None)
    if found is None:
        raise DocumentNotFound
    return await pdf_answer(found)


async def pdf_answer(document: Document) -> Response[bytes]:
    """Answer a document as a file to keep; it is for its reader alone."""
    written = await asyncio.to_thread(write_pdf, document)
    headers = {
        "content-disposition": f'attachment; filename="{document.number}.pdf"',
        "cache-control": "no-store",
        "x-robots-tag": "noindex",
    }
    return Response(written, media_type="application/pdf", headers=headers)


routes = [receipts_page, receipt_pdf]
