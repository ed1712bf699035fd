"""Hand a document in, and take it back: the file is kept elsewhere, the row says whose it is."""

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.errors import NotFound
from torg.core.files import StoredFile
from torg.core.journal import record
from torg.sellers.errors import DocumentRefused
from torg.sellers.file_models import DOCUMENT_KINDS, Document
from torg.sellers.file_queries import documents_of, insert_document, remove_document

MOST_DOCUMENTS = 30


async def add_document(conn: Connection, actor: Actor, seller_id: int, kind: str, stored: StoredFile) -> int:
    """Note a document that is kept already; give its id. Raises `DocumentRefused` for the thirty-first."""
    if kind not in DOCUMENT_KINDS:
        raise DocumentRefused("Say what kind of document it is.")
    if len(await documents_of(conn, seller_id)) >= MOST_DOCUMENTS:
        raise DocumentRefused(f"A seller has at most {MOST_DOCUMENTS} documents: take one back first.")
    name = stored.name or stored.key.rpartition("/")[2]
    made = await insert_document(conn, seller_id, kind, stored.key, name, stored.content_type, stored.size, str(actor))
    body = {"seller": seller_id, "kind": kind}
    await record(conn, actor, "document.added", f"seller_document:{made}", body, seller=seller_id)
    return made


async def take_back_document(conn: Connection, actor: Actor, seller_id: int, document_id: int) -> None:
    """Take a document back; it stays with the market as long as the law wants it kept. Raises `NotFound`."""
    if not await remove_document(conn, seller_id, document_id):
        raise NotFound
    body = {"seller": seller_id}
    await record(conn, actor, "document.removed", f"seller_document:{document_id}", body, seller=seller_id)


async def document_of(conn: Connection, seller_id: int, document_id: int) -> Document:
    """Find one of a seller's documents; raises `NotFound`."""
    found = next((each for each in await documents_of(conn, seller_id) if each.id == document_id), None)
    if found is None:
        raise NotFound
    return found
