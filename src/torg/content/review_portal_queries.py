"""All SQL of reviews and questions in the portal: within `as_seller`, which shows a seller its own and its goods'."""

from typing import LiteralString

from msgspec import Struct

from torg.content.review_errors import QuestionNotFound, ReviewNotFound
from torg.core.db import Connection, one

REVIEWS: LiteralString = """
    SELECT r.id, r.at, r.stars, coalesce(nullif(r.title, ''), nullif(left(r.body, 80), ''), r.author) AS heading,
           r.body, coalesce(p.title ->> r.language, (SELECT value FROM jsonb_each_text(p.title) LIMIT 1), '') AS about,
           r.language, r.verified, CASE WHEN a.review_id IS NULL THEN 'no' ELSE 'yes' END AS answered
    FROM review AS r LEFT JOIN product AS p ON p.id = r.product_id
        LEFT JOIN review_answer AS a ON a.review_id = r.id AND a.seller_id = %(seller)s
    WHERE r.state = 'published'
"""
QUESTIONS: LiteralString = """
    SELECT q.id, q.at, q.body,
           coalesce(p.title ->> q.language, (SELECT value FROM jsonb_each_text(p.title) LIMIT 1), '') AS about,
           q.language, CASE WHEN a.id IS NULL THEN 'no' ELSE 'yes' END AS answered
    FROM question AS q JOIN product AS p ON p.id = q.product_id
        LEFT JOIN answer AS a ON a.question_id = q.id AND a.seller_id = %(seller)s AND a.state = 'published'
    WHERE q.state = 'published'
"""


class SaidHere(Struct, frozen=True):
    """What a seller answers: a review or a question, with the answer that it has given."""

    id: int
    author: str
    language: str
    stars: int | None
    title: str
    body: str
    verified: bool
    answer: str | None


async def review_to_answer(conn: Connection, review_id: int) -> SaidHere:
    """Find a published review that the seller may see, with its own answer; raises `ReviewNotFound`."""
    found = await one(
        conn,
        SaidHere,
        """
        SELECT r.id, r.author, r.language, r.stars, r.title, r.body, r.verified, a.body AS answer
        FROM review AS r LEFT JOIN review_answer AS a ON a.review_id = r.id WHERE r.id = %s AND r.state = 'published'
        """,
        (review_id,),
    )
    if found is None:
        raise ReviewNotFound
    return found


async def question_to_answer(conn: Connection, question_id: int) -> SaidHere:
    """Find a published question about the seller's goods, with its own answer; raises `QuestionNotFound`."""
    found = await one(
        conn,
        SaidHere,
        """
        SELECT q.id, q.author, q.language, NULL::int AS stars, '' AS title, q.body, false AS verified, a.body AS answer
        FROM question AS q LEFT JOIN answer AS a ON a.question_id = q.id AND a.state = 'published'
        WHERE q.id = %s AND q.state = 'published'
        """,
        (question_id,),
    )
    if found is None:
        raise QuestionNotFound
    return found
