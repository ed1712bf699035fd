"""All SQL that touches sellers."""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from torg.core.db import Connection
from torg.sellers.errors import SellerNotFound
from torg.sellers.models import NewSeller, Seller, SellerStatus

_COLUMNS = """id, slug, name, country, org_number, status, home_market, languages, email, phone, address, delivery,
    handling_days, standing, created, changed"""


async def sellers_by_id(conn: Connection, ids: Collection[int]) -> dict[int, Seller]:
    """Find sellers by id, whatever their status: one statement."""
    cursor = await conn.execute(f"SELECT {_COLUMNS} FROM seller WHERE id = ANY(%s) ORDER BY id", (list(ids),))  # noqa: S608
    return {row[0]: _seller(row) for row in await cursor.fetchall()}


async def all_sellers(conn: Connection, status: SellerStatus | None = None) -> list[Seller]:
    """Find every seller, or those of one status, by id."""
    cursor = await conn.execute(
        f"SELECT {_COLUMNS} FROM seller WHERE %(status)s::text IS NULL OR status = %(status)s ORDER BY id",  # noqa: S608
        {"status": status},
    )
    return [_seller(row) for row in await cursor.fetchall()]


async def seller_by_slug(conn: Connection, slug: str) -> Seller:
    """Find the seller of that slug; raises `SellerNotFound`."""
    cursor = await conn.execute(f"SELECT {_COLUMNS} FROM seller WHERE slug = %s", (slug,))  # noqa: S608
    row = await cursor.fetchone()
    if row is None:
        raise SellerNotFound(f"There is no seller {slug[:80]!r}.")
    return _seller(row)


async def lock_seller(conn: Connection, seller_id: int) -> Seller:
    """Find a seller and lock its row until the transaction ends; raises `SellerNotFound`."""
    cursor = await conn.execute(f"SELECT {_COLUMNS} FROM seller WHERE id = %s FOR NO KEY UPDATE", (seller_id,))  # noqa: S608
    row = await cursor.fetchone()
    if row is None:
        raise SellerNotFound(f"There is no seller {seller_id}.")
    return _seller(row)


async def insert_seller(conn: Connection, seller: NewSeller) -> Seller | None:
    """Add a pending seller; nothing when its organisation number or slug is taken."""
    fields: Mapping[str, Any] = {
        **{name: getattr(seller, name) for name in seller.__struct_fields__},
        "address": msgspec.json.encode(seller.address).decode(),
        "delivery": msgspec.json.encode(seller.delivery).decode(),
    }
    cursor = await conn.execute(
        f"""
        INSERT INTO seller (slug, name, country, org_number, home_market, languages, email, phone, address, delivery,
                            handling_days, standing)
        VALUES (%(slug)s, %(name)s, %(country)s, %(org_number)s, %(home_market)s, %(languages)s, %(email)s, %(phone)s,
                %(address)s::jsonb, %(delivery)s::jsonb, %(handling_days)s, %(standing)s)
        ON CONFLICT DO NOTHING RETURNING {_COLUMNS}
        """,  # noqa: S608
        fields,
    )
    row = await cursor.fetchone()
    return None if row is None else _seller(row)


async def is_registered(conn: Connection, country: str, org_number: str) -> bool:
    """Tell whether an organisation sells here already, whatever its status."""
    cursor = await conn.execute("SELECT FROM seller WHERE country = %s AND org_number = %s", (country, org_number))
    return await cursor.fetchone() is not None


async def save_status(conn: Connection, seller_id: int, status: SellerStatus) -> None:
    """Give a seller, whose row the caller holds, another status."""
    await conn.execute("UPDATE seller SET status = %s, changed = now() WHERE id = %s", (status, seller_id))


def _seller(row: tuple[Any, ...]) -> Seller:
    return msgspec.convert(dict(zip(Seller.__struct_fields__, row, strict=True)), Seller)
