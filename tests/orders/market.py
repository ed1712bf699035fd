"""A small market for tests of everything after the tap: Nils sells tools, Kaisa sells books, both in Sweden."""

import secrets
from datetime import UTC, date, datetime
from typing import Any

from msgspec import Struct

from tests.offers.conftest import KAISA, NILS, item, opened
from torg.commission import Commission
from torg.core.actor import SYSTEM, Actor
from torg.core.db import Connection
from torg.offers import import_feed
from torg.orders import Address, NewLine, NewOrder, NewParcel
from torg.sellers import Seller

ASTRID = Actor("shopper", "")
ADDRESS = Address("Astrid Lind", "Storgatan 1", "11122", "Stockholm", "SE")


class Stall(Struct, frozen=True):
    """One offer as a shopper would order it."""

    offer_id: int
    variant_id: int
    product_id: int
    seller_id: int
    sku: str
    price: int


class SmallMarket(Struct, frozen=True):
    """Two sellers with what they offer."""

    nils: Seller
    kaisa: Seller
    drill: Stall
    book: Stall


async def open_market(conn: Connection, *, stock: int = 5) -> SmallMarket:
    """Open the market with so many pieces of each thing."""
    nils, kaisa = await opened(conn, NILS), await opened(conn, KAISA)
    await import_feed(conn, SYSTEM, nils, "main", [item("DRILL", 149900, stock=stock)])
    await import_feed(conn, SYSTEM, kaisa, "main", [item("BOOK", 19900, stock=stock, title={"sv": "Boken om trä"})])
    return SmallMarket(nils, kaisa, await stall(conn, nils, "DRILL"), await stall(conn, kaisa, "BOOK"))


async def many_stalls(conn: Connection, small: SmallMarket, count: int, stock: int) -> list[tuple[Stall, Stall]]:
    """Let both sellers offer so many more things, and give them in pairs: one of Nils, one of Kaisa."""
    for seller in (small.nils, small.kaisa):
        items = [item(f"S{seller.id}-{number}", 10000 + number, stock=stock) for number in range(count)]
        await import_feed(conn, SYSTEM, seller, "more", items)
    pairs = []
    for number in range(count):
        first = await stall(conn, small.nils, f"S{small.nils.id}-{number}")
        pairs.append((first, await stall(conn, small.kaisa, f"S{small.kaisa.id}-{number}")))
    return pairs


async def stall(conn: Connection, seller: Seller, sku: str) -> Stall:
    """Find one of a seller's offers."""
    cursor = await conn.execute(
        """SELECT o.id, o.variant_id, v.product_id, o.seller_id, o.sku, o.price FROM offer o
           JOIN variant v ON v.id = o.variant_id WHERE o.seller_id = %s AND o.sku = %s AND o.market = 'se'""",
        (seller.id, sku),
    )
    row = await cursor.fetchone()
    assert row is not None
    return Stall(*row)


def line(stall: Stall, quantity: int = 1, **fields: Any) -> NewLine:
    """Order some pieces with Swedish VAT of 25 per cent and 10 per cent commission."""
    total = stall.price * quantity - fields.get("discount", 0)
    fee = round(total / 10)
    commission = Commission(fee, round(fee / 4), "SEK", 1000, 1, 2500, "domestic", "SE")
    given = {"vat_rate": 2500, "vat": total - round(total / 1.25), "commission": commission} | fields
    return NewLine(
        stall.offer_id, stall.variant_id, stall.product_id, None, stall.sku, f"Vara {stall.sku}", quantity,
        stall.price, **given,
    )  # fmt: skip


def order(*bought: tuple[Stall, int], **fields: Any) -> NewOrder:
    """Order of each stall so many, one parcel a seller, 49 kr for each parcel's delivery."""
    by_seller: dict[int, list[NewLine]] = {}
    for each, quantity in bought:
        by_seller.setdefault(each.seller_id, []).append(line(each, quantity))
    today = datetime.now(UTC).date()
    promised = (today, date.fromordinal(today.toordinal() + 2))
    parcels = [NewParcel(seller, lines, 4900, 2500, 980, promised) for seller, lines in by_seller.items()]
    given: dict[str, Any] = {
        "email": "astrid@example.se",
        "address": ADDRESS,
        "payment_method": "sandbox_card",
        "idempotency_key": secrets.token_hex(8),
    }
    return NewOrder("se", "sv-se", "SEK", parcels=parcels, **(given | fields))


async def stock_of(conn: Connection, stall: Stall) -> int:
    """Tell how many pieces are left."""
    row = await (await conn.execute("SELECT stock FROM offer WHERE id = %s", (stall.offer_id,))).fetchone()
    assert row is not None
    return int(row[0])
