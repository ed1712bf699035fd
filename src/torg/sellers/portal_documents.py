"""Documents in the portal: handed in, looked at, taken back."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.core.errors import Refusal
from torg.core.files import StoredFile, files_of
from torg.core.files_kinds import DOCUMENTS
from torg.core.security import Limit, take
from torg.sellers.add_document import add_document, document_of, take_back_document
from torg.sellers.file_models import DOCUMENT_KINDS
from torg.sellers.portal_start import step_page_of
from torg.sellers.read_file import whole_file

PortalRequest = Request[Any, Any, State]
LARGEST = 10_000_000
UPLOAD = Limit("seller-document", burst=20, seconds=30)


@post("/portal/{seller:str}/documents", request_max_body_size=LARGEST + 100_000)
async def upload(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Keep a document; the file is written while no transaction is open."""
    async with member_at(request, seller, "settings") as desk:
        form, pool = await desk.form(), desk.pool
        shop = desk.member.seller_id
    await take(pool, UPLOAD, str(shop))
    kind = form.choice("kind", DOCUMENT_KINDS)
    chosen = form.file("file")
    stored: StoredFile | None = None
    if chosen is None:
        form.refuse("file", form.words.say("Please choose a file."))
    elif form:
        try:
            stored = await files_of(request).keep_upload(chosen, DOCUMENTS, largest=LARGEST)
        except Refusal as refusal:
            form.refuse("file", form.words.say(refusal.title()))
    async with member_at(request, seller, "settings") as desk:
        if stored is not None:
            async with form.trying(desk.conn, "file"):
                await add_document(desk.conn, desk.actor, shop, kind, stored)
        if not form:
            return step_page_of(desk, await whole_file(desk.conn, shop), "documents", form, status=422)
        return desk.redirect(desk.url("start/documents"), desk.say("Saved."))


@get("/portal/{seller:str}/documents/{document:int}")
async def show(request: PortalRequest, seller: FromPath[str], document: FromPath[int]) -> Response[Any]:
    """Give a document back to those who may see it."""
    async with member_at(request, seller, "settings") as desk:
        found = await document_of(desk.conn, desk.member.seller_id, document)
    return await files_of(request).answer(StoredFile(found.file, found.size, found.media_type, found.name))


@post("/portal/{seller:str}/documents/{document:int}/remove")
async def remove(request: PortalRequest, seller: FromPath[str], document: FromPath[int]) -> Response[Any]:
    """Take a document back."""
    async with member_at(request, seller, "settings") as desk:
        await take_back_document(desk.conn, desk.actor, desk.member.seller_id, document)
        return desk.redirect(desk.url("start/documents"), desk.say("Removed."))


routes = [upload, show, remove]
