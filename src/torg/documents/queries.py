"""All SQL of documents."""

from typing import LiteralString

import msgspec

from torg.core.db import Connection
from torg.documents.models import Content, Document, DocumentKind

_DOCUMENT: LiteralString = "id, seller_id, kind, number, order_id, parcel_id, receipt_id, issued, content"

DOCUMENT_ROWS: LiteralString = """
    SELECT d.id, d.number, d.kind, d.issued, o.number AS ordered, r.number AS receipt, d.currency,
           CASE d.kind WHEN 'receipt' THEN d.net ELSE -d.net END AS net,
           CASE d.kind WHEN 'receipt' THEN d.vat ELSE -d.vat END AS vat,
           CASE d.kind WHEN 'receipt' THEN d.gross ELSE -d.gross END AS gross
    FROM issued_document d JOIN customer_order o ON o.id = d.order_id
    LEFT JOIN issued_document r ON r.id = d.receipt_id
"""
"""A seller's documents for the portal: isolation leaves only its own; what is credited is below zero."""


async def take_serial(conn: Connection, seller_id: int, year: int) -> int:
    """Take a seller's next number of a year; its row stays locked until the transaction ends, so none is skipped."""
    cursor = await conn.execute(
        """
        INSERT INTO document_series (seller_id, year, last) VALUES (%s, %s, 1)
        ON CONFLICT (seller_id, year) DO UPDATE SET last = document_series.last + 1 RETURNING last
        """,
        (seller_id, year),
    )
    row = await cursor.fetchone()
    assert row is not None  # noqa: S101 - an upsert gives a row.
    return int(row[0])


async def insert_document(
    conn: Connection,
    kind: DocumentKind,
    seller_id: int,
    numbered: tuple[int, int],
    parcel: tuple[int, int],
    cause: str,
    content: Content,
    receipt_id: int | None = None,
) -> Document:
    """Write a document under its year and serial, for an order's parcel (order id, parcel id)."""
    year, serial = numbered
    cursor = await conn.execute(
        f"""
        INSERT INTO issued_document (seller_id, kind, year, serial, number, order_id, parcel_id, receipt_id, cause,
                                     currency, net, vat, gross, content)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb) RETURNING {_DOCUMENT}
        """,  # noqa: S608 - columns of ours.
        (
            seller_id, kind, year, serial, f"{seller_id}-{year}-{serial:05d}", *parcel, receipt_id, cause,
            content.currency, content.gross - content.vat, content.vat, content.gross,
            msgspec.json.encode(content).decode(),
        ),
    )  # fmt: skip
    return _as_document((await cursor.fetchall())[0])


async def documents_of_parcel(conn: Connection, parcel_id: int) -> list[tuple[str, Document]]:
    """Find a parcel's documents, each with its cause, in the order in which they were written."""
    cursor = await conn.execute(
        f"SELECT {_DOCUMENT}, cause FROM issued_document WHERE parcel_id = %s ORDER BY id",  # noqa: S608
        (parcel_id,),
    )
    return [(row[-1], _as_document(row[:-1])) for row in await cursor.fetchall()]


async def documents_of_order(conn: Connection, order_id: int) -> list[Document]:
    """Find all documents of an order, in the order in which they were written."""
    cursor = await conn.execute(
        f"SELECT {_DOCUMENT} FROM issued_document WHERE order_id = %s ORDER BY id",  # noqa: S608
        (order_id,),
    )
    return [_as_document(row) for row in await cursor.fetchall()]


async def document_by_id(conn: Connection, document_id: int) -> Document | None:
    """Find a document by its id."""
    cursor = await conn.execute(
        f"SELECT {_DOCUMENT} FROM issued_document WHERE id = %s",  # noqa: S608
        (document_id,),
    )
    row = await cursor.fetchone()
    return _as_document(row) if row else None


def _as_document(row: tuple[object, ...]) -> Document:
    return msgspec.convert(dict(zip(Document.__struct_fields__, row, strict=True)), Document)
