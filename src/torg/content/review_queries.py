"""All SQL that touches reviews, their answers, votes and counts."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from msgspec import Struct
from psycopg import errors

from torg.content.review_errors import AlreadyReviewed, ReviewNotFound
from torg.content.review_models import Histogram, NewReview, Review, ReviewsAsked, ReviewState
from torg.core.db import Connection, one, rows

PAGE = 10
_COLUMNS = """r.id, r.product_id, r.seller_id, r.author, r.language, r.stars, r.title, r.body,
    r.verified, r.demo, r.state, r.at, r.helpful, r.unhelpful,
    a.body AS answer, s.name AS answered_by, a.language AS answer_language"""
_FROM = """review AS r LEFT JOIN review_answer AS a ON a.review_id = r.id LEFT JOIN seller AS s ON s.id = a.seller_id"""
_ORDERS = {
    "newest": "r.at DESC, r.id DESC",
    "helpful": "r.helpful - r.unhelpful DESC, r.at DESC, r.id DESC",
    "highest": "r.stars DESC, r.at DESC, r.id DESC",
    "lowest": "r.stars, r.at DESC, r.id DESC",
}


class HeldReview(Struct, frozen=True):
    """A review as the one who judges it holds it."""

    id: int
    product_id: int | None
    seller_id: int | None
    account_id: int | None
    author: str
    language: str
    stars: int
    title: str
    body: str
    line: str | None
    demo: bool
    state: ReviewState
    at: datetime


async def reviews_of_product(
    conn: Connection, product_id: int, language: str, asked: ReviewsAsked, limit: int = PAGE
) -> list[Review]:
    """Find a page of a product's published reviews, those in the reader's language first."""
    return await _reviews(conn, "r.product_id = %(about)s", product_id, language, asked, limit)


async def reviews_of_seller(
    conn: Connection, seller_id: int, language: str, asked: ReviewsAsked, limit: int = PAGE
) -> list[Review]:
    """Find a page of a seller's published reviews, those in the reader's language first."""
    return await _reviews(conn, "r.product_id IS NULL AND r.seller_id = %(about)s", seller_id, language, asked, limit)


async def _reviews(
    conn: Connection, about: str, identity: int, language: str, asked: ReviewsAsked, limit: int
) -> list[Review]:
    return await rows(
        conn,
        Review,
        f"""
        SELECT {_COLUMNS} FROM {_FROM}
        WHERE {about} AND r.state = 'published' AND (%(stars)s::int IS NULL OR r.stars = %(stars)s)
          AND (NOT %(verified)s OR r.verified) AND (%(only)s::text IS NULL OR r.language = %(only)s)
        ORDER BY r.language <> %(language)s, {_ORDERS[asked.sort]} LIMIT %(limit)s OFFSET %(skipped)s
        """,  # noqa: S608 - both parts are ours.
        {
            "about": identity,
            "stars": asked.stars,
            "verified": asked.verified,
            "only": asked.language,
            "language": language,
            "limit": limit,
            "skipped": (asked.page - 1) * PAGE,
        },
    )


async def histogram_of_product(conn: Connection, product_id: int) -> Histogram:
    """Find how a product is rated."""
    cursor = await conn.execute("SELECT stars FROM product_rating WHERE product_id = %s", (product_id,))
    row = await cursor.fetchone()
    return Histogram(tuple(row[0])) if row else Histogram((0, 0, 0, 0, 0))


async def histogram_of_seller(conn: Connection, seller_id: int) -> Histogram:
    """Count how a seller is rated."""
    cursor = await conn.execute(
        """
        SELECT stars, count(*) FROM review WHERE seller_id = %s AND product_id IS NULL AND state = 'published'
        GROUP BY stars
        """,
        (seller_id,),
    )
    found: dict[int, int] = dict(await cursor.fetchall())
    return Histogram((found.get(1, 0), found.get(2, 0), found.get(3, 0), found.get(4, 0), found.get(5, 0)))


async def count_matching(conn: Connection, product_id: int | None, seller_id: int | None, asked: ReviewsAsked) -> int:
    """Count the published reviews that a reader asked for, on all pages."""
    cursor = await conn.execute(
        """
        SELECT count(*) FROM review
        WHERE state = 'published' AND product_id IS NOT DISTINCT FROM %(product)s
          AND (%(product)s::bigint IS NOT NULL OR seller_id = %(seller)s)
          AND (%(stars)s::int IS NULL OR stars = %(stars)s) AND (NOT %(verified)s OR verified)
          AND (%(language)s::text IS NULL OR language = %(language)s)
        """,
        {
            "product": product_id,
            "seller": seller_id,
            "stars": asked.stars,
            "verified": asked.verified,
            "language": asked.language,
        },
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def insert_review(
    conn: Connection, new: NewReview, *, account: int | None, line: str | None, state: ReviewState, seller: int | None
) -> int:
    """Add a review; raises `AlreadyReviewed` when its author has one of the same thing."""
    try:
        async with conn.transaction():
            cursor = await conn.execute(
                """
                INSERT INTO review (product_id, seller_id, account_id, author, language, stars, title, body, line,
                                    state, published)
                VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, CASE WHEN %s = 'published' THEN now() END) RETURNING id
                """,
                (
                    new.product_id,
                    seller,
                    account,
                    new.author,
                    new.language,
                    new.stars,
                    new.title,
                    new.body,
                    line,
                    state,
                    state,
                ),
            )
            row = await cursor.fetchone()
    except errors.UniqueViolation:
        raise AlreadyReviewed from None
    return int(row[0]) if row else 0


async def lock_review(conn: Connection, review_id: int) -> HeldReview:
    """Find a review in any state and lock its row; raises `ReviewNotFound`."""
    found = await one(
        conn,
        HeldReview,
        """
        SELECT id, product_id, seller_id, account_id, author, language, stars, title, body, line, demo, state, at
        FROM review WHERE id = %s FOR UPDATE
        """,
        (review_id,),
    )
    if found is None:
        raise ReviewNotFound
    return found


async def published_review(conn: Connection, review_id: int) -> Review:
    """Find one published review; raises `ReviewNotFound`."""
    found = await one(
        conn,
        Review,
        f"SELECT {_COLUMNS} FROM {_FROM} WHERE r.id = %s AND r.state = 'published'",  # noqa: S608
        (review_id,),
    )
    if found is None:
        raise ReviewNotFound
    return found


async def save_state(conn: Connection, review_id: int, state: ReviewState, actor: str) -> None:
    """Give a review, whose row the caller holds, another state."""
    await conn.execute(
        """
        UPDATE review SET state = %(state)s, judged_by = %(actor)s,
            published = CASE WHEN %(state)s = 'published' THEN coalesce(published, now()) ELSE published END
        WHERE id = %(id)s
        """,
        {"state": state, "actor": actor, "id": review_id},
    )


async def recount(conn: Connection, product_ids: Collection[int]) -> None:
    """Count anew how products are rated, in the order of their ids so that two who do it wait for one another."""
    for product in sorted(set(product_ids)):
        await conn.execute(
            "INSERT INTO product_rating (product_id) VALUES (%s) ON CONFLICT (product_id) DO NOTHING", (product,)
        )
        await conn.execute("SELECT FROM product_rating WHERE product_id = %s FOR UPDATE", (product,))
        await conn.execute(
            """
            UPDATE product_rating AS p SET stars = c.stars, demo = c.demo FROM (
                SELECT ARRAY[count(*) FILTER (WHERE stars = 1), count(*) FILTER (WHERE stars = 2),
                             count(*) FILTER (WHERE stars = 3), count(*) FILTER (WHERE stars = 4),
                             count(*) FILTER (WHERE stars = 5)]::integer[] AS stars,
                       count(*) FILTER (WHERE demo) AS demo
                FROM review WHERE product_id = %(product)s AND state = 'published'
            ) AS c WHERE p.product_id = %(product)s
            """,
            {"product": product},
        )


async def count_by_account(conn: Connection, account: int, since: datetime) -> int:
    """Count what somebody has written since a moment: reviews, questions and answers."""
    cursor = await conn.execute(
        """
        SELECT (SELECT count(*) FROM review WHERE account_id = %(account)s AND at > %(since)s)
             + (SELECT count(*) FROM question WHERE account_id = %(account)s AND at > %(since)s)
             + (SELECT count(*) FROM answer WHERE account_id = %(account)s AND at > %(since)s)
        """,
        {"account": account, "since": since},
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def sells_itself(conn: Connection, account: int, product: int | None, seller: int | None) -> bool:
    """Tell whether somebody works for the seller reviewed, or for one that offers the product."""
    cursor = await conn.execute(
        """
        SELECT FROM seller_member AS m WHERE m.account_id = %(account)s AND m.removed IS NULL
          AND CASE WHEN %(product)s::bigint IS NULL THEN m.seller_id = %(seller)s
              ELSE EXISTS (SELECT FROM offer AS o JOIN variant AS v ON v.id = o.variant_id
                           WHERE v.product_id = %(product)s AND o.seller_id = m.seller_id AND o.status = 'active') END
        """,
        {"account": account, "product": product, "seller": seller},
    )
    return await cursor.fetchone() is not None


async def save_answer(conn: Connection, review_id: int, seller_id: int, language: str, body: str, actor: str) -> bool:
    """Write a seller's answer to a review; tell whether there is none of another seller in its place."""
    cursor = await conn.execute(
        """
        INSERT INTO review_answer (review_id, seller_id, language, body, actor) VALUES (%s, %s, %s, %s, %s)
        ON CONFLICT (review_id) DO UPDATE
            SET body = excluded.body, language = excluded.language, at = now(), actor = excluded.actor
            WHERE review_answer.seller_id = excluded.seller_id
        """,
        (review_id, seller_id, language, body, actor),
    )
    return cursor.rowcount == 1


async def review_is_there(conn: Connection, review_id: int) -> bool:
    """Tell whether a review is published, for whoever asks: a seller sees those of itself and its goods alone."""
    cursor = await conn.execute("SELECT FROM review WHERE id = %s AND state = 'published'", (review_id,))
    return await cursor.fetchone() is not None


async def insert_demo_reviews(conn: Connection, reviews: Collection[tuple[Any, ...]]) -> None:
    """Add made-up reviews, marked as such: product, author, language, stars, title, body, when, helpful."""
    into = """
        COPY review (product_id, author, language, stars, title, body, at, published, helpful, state, demo) FROM STDIN
    """
    async with conn.cursor() as cursor, cursor.copy(into) as copy:
        for product, author, language, stars, title, body, at, helpful in reviews:
            await copy.write_row((product, author, language, stars, title, body, at, at, helpful, "published", True))
