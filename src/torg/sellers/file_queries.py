"""All SQL that touches sellers' files, documents and the agreements they accepted."""

from datetime import datetime
from typing import Any

import msgspec

from torg.core.db import Connection, rows
from torg.sellers.errors import SellerNotFound
from torg.sellers.file_models import Document, DocumentKind, SellerFile

_FILE = ", ".join(SellerFile.__struct_fields__)
_OWN = tuple(
    name
    for name in SellerFile.__struct_fields__
    if name not in {"seller_id", "account_checked", "identity_checked", "submitted", "changed"}
)


async def file_of(conn: Connection, seller_id: int) -> SellerFile:
    """Find a seller's file; raises `SellerNotFound` when it is not there or not for these eyes."""
    cursor = await conn.execute(f"SELECT {_FILE} FROM seller_file WHERE seller_id = %s", (seller_id,))  # noqa: S608
    row = await cursor.fetchone()
    if row is None:
        raise SellerNotFound
    return msgspec.convert(dict(zip(SellerFile.__struct_fields__, row, strict=True)), SellerFile)


async def save_file(conn: Connection, before: SellerFile, file: SellerFile) -> None:
    """Write what of a seller's file differs from before."""
    changed = [name for name in _OWN if getattr(before, name) != getattr(file, name)]
    if changed:
        setting = ", ".join(
            f"{name} = %({name})s{'::jsonb' if isinstance(getattr(file, name), dict | msgspec.Struct) else ''}"
            for name in changed
        )
        await conn.execute(
            f"UPDATE seller_file SET {setting}, changed = now() WHERE seller_id = %(seller_id)s",  # noqa: S608
            {**{name: _plain(getattr(file, name)) for name in changed}, "seller_id": file.seller_id},
        )


async def mark_submitted(conn: Connection, seller_id: int) -> None:
    """Note when a seller handed its file in."""
    await conn.execute("UPDATE seller_file SET submitted = now() WHERE seller_id = %s", (seller_id,))


async def mark_account_checked(conn: Connection, seller_id: int) -> None:
    """Note that staff found the bank account to be the seller's."""
    await conn.execute("UPDATE seller_file SET account_checked = now() WHERE seller_id = %s", (seller_id,))


async def mark_identity_checked(conn: Connection, seller_id: int) -> None:
    """Note that staff know who represents a seller, by other means than a copy of a document."""
    await conn.execute("UPDATE seller_file SET identity_checked = now() WHERE seller_id = %s", (seller_id,))


async def documents_of(conn: Connection, seller_id: int) -> list[Document]:
    """Find the documents that a seller handed in and has not taken back, oldest first."""
    return await rows(
        conn,
        Document,
        "SELECT id, kind, file, name, media_type, size, added, added_by FROM seller_document "
        "WHERE seller_id = %s AND removed IS NULL ORDER BY id",
        (seller_id,),
    )


async def insert_document(
    conn: Connection, seller_id: int, kind: DocumentKind, file: str, name: str, media_type: str, size: int, actor: str
) -> int:
    """Add a document; give its id."""
    cursor = await conn.execute(
        "INSERT INTO seller_document (seller_id, kind, file, name, media_type, size, added_by) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s) RETURNING id",
        (seller_id, kind, file, name, media_type, size, actor),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def remove_document(conn: Connection, seller_id: int, document_id: int) -> bool:
    """Take a document back; tell whether it was there."""
    cursor = await conn.execute(
        "UPDATE seller_document SET removed = now() WHERE id = %s AND seller_id = %s AND removed IS NULL",
        (document_id, seller_id),
    )
    return cursor.rowcount == 1


async def accepted_by(conn: Connection, seller_id: int) -> dict[str, datetime]:
    """Find which versions of the agreement a seller accepted, and when."""
    cursor = await conn.execute(
        "SELECT version, accepted FROM seller_agreement WHERE seller_id = %s ORDER BY id", (seller_id,)
    )
    return {str(version): accepted for version, accepted in await cursor.fetchall()}


async def insert_acceptance(
    conn: Connection, seller_id: int, version: str, language: str, digest: str, actor: str
) -> bool:
    """Note that a seller accepted a version; tell whether that was new."""
    cursor = await conn.execute(
        "INSERT INTO seller_agreement (seller_id, version, language, digest, accepted_by) VALUES (%s, %s, %s, %s, %s) "
        "ON CONFLICT DO NOTHING",
        (seller_id, version, language, digest, actor),
    )
    return cursor.rowcount == 1


async def told_of_agreement(conn: Connection, seller_id: int) -> dict[str, datetime]:
    """Find of which versions a seller was told, and when."""
    cursor = await conn.execute("SELECT version, told FROM agreement_notice WHERE seller_id = %s", (seller_id,))
    return {str(version): told for version, told in await cursor.fetchall()}


async def sellers_to_tell(conn: Connection, version: str, limit: int = 500) -> list[int]:
    """Find sellers at work that were not told of a version yet, and note that they are told now."""
    cursor = await conn.execute(
        """
        INSERT INTO agreement_notice (seller_id, version)
        SELECT s.id, %(version)s FROM seller AS s
        WHERE s.status NOT IN ('draft', 'closed')
          AND NOT EXISTS (SELECT FROM agreement_notice AS n WHERE n.seller_id = s.id AND n.version = %(version)s)
          AND NOT EXISTS (SELECT FROM seller_agreement AS a WHERE a.seller_id = s.id AND a.version = %(version)s)
        ORDER BY s.id LIMIT %(limit)s
        ON CONFLICT DO NOTHING RETURNING seller_id
        """,
        {"version": version, "limit": limit},
    )
    return [row[0] for row in await cursor.fetchall()]


def _plain(value: Any) -> Any:
    return msgspec.json.encode(value).decode() if isinstance(value, dict | msgspec.Struct) else value
