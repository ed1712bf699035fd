"""Write a receipt when a parcel has been sent, and credit notes for what is given back of it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.i18n import catalogue
from torg.core.journal import record
from torg.core.market_settings import read
from torg.documents.errors import NotSent
from torg.documents.models import Content, CreditLine, Document, DocumentKind, DocumentLine, Party, by_rate
from torg.documents.queries import documents_of_parcel, insert_document, take_serial
from torg.documents.reckon import credited_lines, receipt_lines
from torg.markets import MARKETS, local_day
from torg.markets.operator import OPERATOR
from torg.orders import Order, Parcel, lines_of_parcels, lock_parcel, order_by_id
from torg.sellers import Seller, sellers_by_id

_RECEIPT = "receipt"


async def issue_receipt(conn: Connection, actor: Actor, parcel_id: int) -> Document:
    """Write the receipt of a parcel that has been sent, under its seller's next number; a second call finds it.

    Raises `NotSent` and `OrderNotFound`.
    """
    parcel = await lock_parcel(conn, parcel_id)
    if parcel.shipped is None:
        raise NotSent
    written = [each for _, each in await documents_of_parcel(conn, parcel_id) if each.kind == "receipt"]
    if written:
        return written[0]
    order = await order_by_id(conn, parcel.order_id)
    held = (await lines_of_parcels(conn, [parcel_id]))[parcel_id]
    delivery = parcel.delivery_choice.name or catalogue(_language(order)).say("Delivery")
    return await _write(conn, actor, "receipt", order, parcel, receipt_lines(parcel, held, delivery), _RECEIPT)


async def issue_credit_note(
    conn: Connection, actor: Actor, parcel_id: int, lines: Sequence[CreditLine], *, cause: str, reason: str = ""
) -> Document:
    """Write a credit note to a parcel's receipt for what is given back; the same `cause` (`return-12`) writes one.

    The receipt is written first where that is still to be done. Raises `NotSent`, `OrderNotFound`, and
    `CreditTooHigh` when more would be credited than the receipt says.
    """
    receipt = await issue_receipt(conn, actor, parcel_id)
    written = await documents_of_parcel(conn, parcel_id)
    caused = f"credit:{cause}"
    for before, document in written:
        if before == caused:
            return document
    credited = [line for _, each in written if each.kind == "credit_note" for line in each.content.lines]
    parcel = await lock_parcel(conn, parcel_id)
    order = await order_by_id(conn, parcel.order_id)
    found = credited_lines(receipt.content.lines, credited, lines)
    return await _write(conn, actor, "credit_note", order, parcel, found, caused, receipt, reason)


async def _write(
    conn: Connection,
    actor: Actor,
    kind: DocumentKind,
    order: Order,
    parcel: Parcel,
    lines: list[DocumentLine],
    cause: str,
    receipt: Document | None = None,
    reason: str = "",
) -> Document:
    seller = (await sellers_by_id(conn, [parcel.seller_id]))[parcel.seller_id]
    country = MARKETS[order.market].country
    today = local_day(country, datetime.now(UTC))
    content = Content(
        seller=_seller(seller),
        buyer=_buyer(order),
        order_number=order.number,
        ordered=local_day(country, order.placed or order.created),
        supplied=local_day(country, parcel.shipped or datetime.now(UTC)),
        issued=today,
        language=_language(order),
        country=country,
        currency=order.currency,
        market_name=(await read(conn, OPERATOR, order.market)).name,
        lines=lines,
        vat_lines=by_rate(lines),
        of_receipt=receipt.number if receipt else "",
        reason=reason,
    )
    # Taken last: whoever waits for the series waits for as short a time as can be.
    serial = await take_serial(conn, seller.id, today.year)
    document = await insert_document(
        conn, kind, seller.id, (today.year, serial), (order.id, parcel.id), cause, content,
        receipt.id if receipt else None,
    )  # fmt: skip
    body = {"document": document.id, "number": document.number, "kind": kind, "order": order.id, "parcel": parcel.id}
    await record(conn, actor, "document.issued", f"document:{document.id}", body, order.market, seller.id)
    return document


def _language(order: Order) -> str:
    return order.locale.split("-")[0]


def _seller(seller: Seller) -> Party:
    where = seller.address
    lines = [each for each in (where.street, f"{where.postal_code} {where.city}".strip(), seller.country) if each]
    return Party(seller.name, lines, seller.org_number, seller.vat_number, seller.email, seller.phone)


def _buyer(order: Order) -> Party:
    where = order.address
    lines = [each for each in (where.street, where.extra, f"{where.postal_code} {where.city}", where.country) if each]
    return Party(where.name, lines)
