"""All SQL that touches sellers."""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from torg.core.db import Connection
from torg.sellers.errors import SellerNotFound
from torg.sellers.models import NewSeller, Seller
from torg.sellers.states import SellerStatus

_COLUMNS = """id, slug, name, country, org_number, status, home_market, languages, email, phone, address, delivery,
    handling_days, standing, created, changed, restrictions, register, vat_number, returns, self_certified"""
_OPEN = "status NOT IN ('draft', 'closed')"


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


async def insert_seller(conn: Connection, seller: NewSeller, status: SellerStatus = "under_review") -> Seller | None:
    """Add a seller, whose file a trigger opens; nothing when its slug or number is taken (a draft takes no number)."""
    fields: Mapping[str, Any] = {
        "status": status,
        **{name: getattr(seller, name) for name in seller.__struct_fields__},
        "address": msgspec.json.encode(seller.address).decode(),
        "delivery": msgspec.json.encode(seller.delivery).decode(),
    }
    cursor = await conn.execute(
        f"""
        INSERT INTO seller (slug, name, country, org_number, home_market, languages, email, phone, address, delivery,
                            handling_days, standing, status)
        VALUES (%(slug)s, %(name)s, %(country)s, %(org_number)s, %(home_market)s, %(languages)s, %(email)s, %(phone)s,
                %(address)s::jsonb, %(delivery)s::jsonb, %(handling_days)s, %(standing)s, %(status)s)
        ON CONFLICT DO NOTHING RETURNING {_COLUMNS}
        """,  # noqa: S608
        fields,
    )
    row = await cursor.fetchone()
    return None if row is None else _seller(row)


async def is_registered(conn: Connection, country: str, org_number: str) -> bool:
    """Tell whether an organisation sells here already or is under review; drafts keep nobody's number."""
    cursor = await conn.execute(
        f"SELECT FROM seller WHERE country = %s AND org_number = %s AND {_OPEN}",
        (country, org_number),
    )
    return await cursor.fetchone() is not None


async def is_taken(conn: Connection, slug: str) -> bool:
    """Tell whether a seller has that name in its addresses."""
    cursor = await conn.execute("SELECT FROM seller WHERE slug = %s", (slug,))
    return await cursor.fetchone() is not None


async def count_drafts(conn: Connection, account_id: int) -> int:
    """Count the drafts of which a person is a member."""
    cursor = await conn.execute(
        "SELECT count(*) FROM seller_member AS m JOIN seller AS s ON s.id = m.seller_id "
        "WHERE m.account_id = %s AND m.removed IS NULL AND s.status = 'draft'",
        (account_id,),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def waiting_sellers(conn: Connection, limit: int = 30) -> list[int]:
    """Find the sellers that wait for a review, those who handed in first first."""
    cursor = await conn.execute(
        "SELECT s.id FROM seller AS s JOIN seller_file AS f ON f.seller_id = s.id WHERE s.status = 'under_review' "
        "ORDER BY coalesce(f.submitted, s.created), s.id LIMIT %s",
        (limit,),
    )
    return [row[0] for row in await cursor.fetchall()]


async def save_status(
    conn: Connection, seller_id: int, status: SellerStatus, restrictions: Collection[str] = ()
) -> None:
    """Give a seller, whose row the caller holds, another status."""
    await conn.execute(
        "UPDATE seller SET status = %s, restrictions = %s, changed = now() WHERE id = %s",
        (status, list(restrictions), seller_id),
    )


async def save_seller(conn: Connection, before: Seller, seller: Seller) -> None:
    """Write what of a seller's own columns differs from before; its state and standing are not among them."""
    changed = [name for name in _OWN if getattr(before, name) != getattr(seller, name)]
    if changed:
        setting = ", ".join(f"{name} = %({name})s{_CASTS.get(name, '')}" for name in changed)
        values = {name: _plain(getattr(seller, name)) for name in changed}
        await conn.execute(
            f"UPDATE seller SET {setting}, changed = now() WHERE id = %(id)s",  # noqa: S608
            {**values, "id": seller.id},
        )


_OWN = ("name", "country", "org_number", "home_market", "languages", "email", "phone", "address", "delivery",
        "handling_days", "register", "vat_number", "returns", "self_certified")  # fmt: skip
_CASTS = {"address": "::jsonb", "delivery": "::jsonb", "returns": "::jsonb"}


def _plain(value: Any) -> Any:
    return msgspec.json.encode(value).decode() if isinstance(value, dict | msgspec.Struct) else value


def _seller(row: tuple[Any, ...]) -> Seller:
    return msgspec.convert(dict(zip(Seller.__struct_fields__, row, strict=True)), Seller)
