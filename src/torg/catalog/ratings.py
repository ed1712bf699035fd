"""How products are rated: the count that the page, search and agents show beside a product."""

from collections.abc import Collection

from msgspec import Struct

from torg.core.db import Connection


class Rating(Struct, frozen=True):
    """What those who reviewed a product gave it."""

    average: float
    """One to five stars, to one decimal."""
    count: int
    demo: bool = False
    """Made up for a demonstration, at least in part: not to be told to search engines."""


async def ratings_of(conn: Connection, product_ids: Collection[int]) -> dict[int, Rating]:
    """Find how these products are rated: one statement; a product without reviews is not in the answer."""
    cursor = await conn.execute(
        "SELECT product_id, stars, demo FROM product_rating WHERE product_id = ANY(%s)", (list(product_ids),)
    )
    return {
        product: Rating(average_of(stars), sum(stars), demo > 0)
        for product, stars, demo in await cursor.fetchall()
        if sum(stars)
    }


def average_of(stars: Collection[int]) -> float:
    """Give the average of a histogram (how many gave one star, two and so on), to one decimal; nought when empty."""
    count = sum(stars)
    total = sum(each * number for each, number in enumerate(stars, 1))
    return (20 * total + count) // (2 * count) / 10 if count else 0.0
