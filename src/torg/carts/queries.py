"""All SQL that touches carts."""

from collections.abc import Mapping
from typing import Any

from torg.carts.models import Cart, CartKey, CartLine
from torg.core.db import Connection, rows

_CART = "SELECT id, market, account_id, codes FROM cart"


async def find_cart(conn: Connection, key: CartKey, *, lock: bool = False) -> Cart | None:
    """Find somebody's cart with its lines, or nothing; with `lock` its row is locked until the transaction ends."""
    cursor = await conn.execute(
        f"""{_CART} WHERE market = %s AND CASE WHEN %s::bigint IS NOT NULL THEN account_id = %s
            ELSE token_hash = %s END {"FOR UPDATE" if lock else ""}""",
        (key.market, key.account_id, key.account_id, key.token_hash),
    )
    row = await cursor.fetchone()
    return None if row is None else await _with_lines(conn, row)


async def find_shared_cart(conn: Connection, shared_hash: bytes) -> Cart | None:
    """Find the cart that a shared link shows, or nothing."""
    cursor = await conn.execute(f"{_CART} WHERE shared_hash = %s", (shared_hash,))
    row = await cursor.fetchone()
    return None if row is None else await _with_lines(conn, row)


async def make_cart(conn: Connection, key: CartKey) -> int:
    """Make somebody's cart, or find the one that another request has made meanwhile; locks its row."""
    cursor = await conn.execute(
        """
        INSERT INTO cart (market, account_id, token_hash) VALUES (%s, %s, %s)
        ON CONFLICT DO NOTHING RETURNING id
        """,
        (key.market, key.account_id, None if key.account_id is not None else key.token_hash),
    )
    row = await cursor.fetchone()
    if row is not None:
        return int(row[0])
    found = await find_cart(conn, key, lock=True)
    if found is None:
        raise LookupError("a cart stood in the way that nobody can find")
    return found.id


async def put_lines(conn: Connection, cart_id: int, lines: Mapping[int, tuple[int, int]]) -> None:
    """Put offers into a cart as (pieces, price seen); those that are there get so many more, 999 at most."""
    await conn.execute(
        """
        INSERT INTO cart_line AS c (cart_id, offer_id, quantity, seen_price)
        SELECT %s, l.offer_id, l.quantity, l.price
        FROM unnest(%s::bigint[], %s::integer[], %s::bigint[]) AS l (offer_id, quantity, price)
        ON CONFLICT (cart_id, offer_id) DO UPDATE SET
            quantity = least(999, CASE WHEN c.later THEN 0 ELSE c.quantity END + excluded.quantity),
            later = false, seen_price = excluded.seen_price
        """,
        (cart_id, list(lines), [each[0] for each in lines.values()], [each[1] for each in lines.values()]),
    )
    await _touch(conn, cart_id)


async def set_line(
    conn: Connection, cart_id: int, offer_id: int, *, quantity: int | None = None, later: bool | None = None
) -> bool:
    """Change how many pieces are wanted, or whether they wait; tell whether the line is there."""
    cursor = await conn.execute(
        """
        UPDATE cart_line SET quantity = coalesce(%s, quantity), later = coalesce(%s, later)
        WHERE cart_id = %s AND offer_id = %s
        """,
        (quantity, later, cart_id, offer_id),
    )
    await _touch(conn, cart_id)
    return cursor.rowcount > 0


async def delete_line(conn: Connection, cart_id: int, offer_id: int) -> bool:
    """Take an offer out of a cart; tell whether it was there."""
    cursor = await conn.execute("DELETE FROM cart_line WHERE cart_id = %s AND offer_id = %s", (cart_id, offer_id))
    await _touch(conn, cart_id)
    return cursor.rowcount > 0


async def note_seen(conn: Connection, cart_id: int, prices: Mapping[int, int], pieces: Mapping[int, int]) -> None:
    """Note which prices the shopper has now been told of, and of what there are fewer pieces than they wanted."""
    await conn.execute(
        """
        UPDATE cart_line SET seen_price = s.price, quantity = coalesce(p.pieces, quantity)
        FROM unnest(%(offers)s::bigint[], %(prices)s::bigint[]) AS s (id, price)
        LEFT JOIN unnest(%(short)s::bigint[], %(pieces)s::integer[]) AS p (id, pieces) ON p.id = s.id
        WHERE cart_id = %(cart)s AND offer_id = s.id
        """,
        {
            "cart": cart_id,
            "offers": list(prices),
            "prices": list(prices.values()),
            "short": list(pieces),
            "pieces": list(pieces.values()),
        },
    )


async def save_codes(conn: Connection, cart_id: int, codes: list[str]) -> None:
    """Keep the promotion codes of a cart."""
    await conn.execute("UPDATE cart SET codes = %s, changed = now() WHERE id = %s", (codes, cart_id))


async def save_share(conn: Connection, cart_id: int, shared_hash: bytes | None) -> None:
    """Keep, or forget, the secret under which others see a copy of a cart."""
    await conn.execute("UPDATE cart SET shared_hash = %s WHERE id = %s", (shared_hash, cart_id))


async def merge_lines(conn: Connection, from_cart: int, into_cart: int) -> None:
    """Move what is in one cart into another and forget the first: of what is in both, the larger number stays."""
    await conn.execute(
        """
        INSERT INTO cart_line AS c (cart_id, offer_id, quantity, later, seen_price, added)
        SELECT %s, offer_id, quantity, later, seen_price, added FROM cart_line WHERE cart_id = %s
        ON CONFLICT (cart_id, offer_id) DO UPDATE SET
            quantity = greatest(c.quantity, excluded.quantity), later = c.later AND excluded.later
        """,
        (into_cart, from_cart),
    )
    await conn.execute(
        """
        UPDATE cart SET codes = (
            SELECT coalesce(array_agg(DISTINCT code), '{}') FROM (
                SELECT unnest(codes) AS code FROM cart WHERE id IN (%(into)s, %(from)s) LIMIT 5
            ) AS codes_of_two
        ), changed = now() WHERE id = %(into)s
        """,
        {"into": into_cart, "from": from_cart},
    )
    await conn.execute("DELETE FROM cart WHERE id = %s", (from_cart,))


async def forget_old_carts(conn: Connection, days: int) -> int:
    """Delete the carts of devices that nobody has touched for so many days; give how many."""
    cursor = await conn.execute(
        "DELETE FROM cart WHERE account_id IS NULL AND changed < now() - make_interval(days => %s)", (days,)
    )
    return cursor.rowcount


async def count_pieces(conn: Connection, key: CartKey) -> int:
    """Count the pieces in somebody's cart that do not wait for later."""
    cursor = await conn.execute(
        """
        SELECT coalesce(sum(l.quantity), 0) FROM cart AS c JOIN cart_line AS l ON l.cart_id = c.id AND NOT l.later
        WHERE c.market = %s AND CASE WHEN %s::bigint IS NOT NULL THEN c.account_id = %s ELSE c.token_hash = %s END
        """,
        (key.market, key.account_id, key.account_id, key.token_hash),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def products_of_offers(conn: Connection, offer_ids: list[int]) -> dict[int, int]:
    """Find which product each offer is of."""
    cursor = await conn.execute(
        "SELECT o.id, v.product_id FROM offer o JOIN variant v ON v.id = o.variant_id WHERE o.id = ANY(%s)",
        (offer_ids,),
    )
    return dict(await cursor.fetchall())


async def _with_lines(conn: Connection, row: tuple[Any, ...]) -> Cart:
    lines = await rows(
        conn,
        CartLine,
        "SELECT offer_id, quantity, later, seen_price FROM cart_line WHERE cart_id = %s ORDER BY added, offer_id",
        (row[0],),
    )
    return Cart(row[0], row[1], row[2], row[3], lines)


async def _touch(conn: Connection, cart_id: int) -> None:
    await conn.execute("UPDATE cart SET changed = now() WHERE id = %s", (cart_id,))
