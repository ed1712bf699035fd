"""All SQL that touches questions about products and their answers."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from psycopg import errors

from torg.content.question_models import Answer, HeldAnswer, HeldQuestion, Question
from torg.content.review_errors import AlreadyReviewed, QuestionNotFound
from torg.content.review_models import ReviewState
from torg.core.db import Connection, one, rows


async def questions_of_product(conn: Connection, product_id: int, language: str, limit: int = 20) -> list[Question]:
    """Find a product's published questions with their answers, those in the reader's language first: two statements."""
    cursor = await conn.execute(
        """
        SELECT q.id, q.product_id, q.author, q.language, q.body, q.demo, q.at FROM question AS q
        WHERE q.product_id = %s AND q.state = 'published' ORDER BY q.language <> %s, q.at DESC, q.id DESC LIMIT %s
        """,
        (product_id, language, limit),
    )
    found = await cursor.fetchall()
    answers: dict[int, list[Answer]] = {}
    for answer in await rows(
        conn,
        Answer,
        """
        SELECT id, question_id, author, seller_id IS NOT NULL AS from_seller, verified, language,
               body, demo, at
        FROM answer WHERE question_id = ANY(%s) AND state = 'published' ORDER BY seller_id IS NULL, id
        """,
        ([row[0] for row in found],),
    ):
        answers.setdefault(answer.question_id, []).append(answer)
    return [
        Question(identity, product, author, spoken, body, demo, at, answers.get(identity, []))
        for identity, product, author, spoken, body, demo, at in found
    ]


async def insert_question(
    conn: Connection, product_id: int, account: int, author: str, language: str, body: str
) -> int | None:
    """Add a question that waits to be read; nothing when there is no such product."""
    cursor = await conn.execute(
        """
        INSERT INTO question (product_id, account_id, author, language, body, state)
        SELECT id, %s, %s, %s, %s, 'waiting' FROM product WHERE id = %s RETURNING id
        """,
        (account, author, language, body, product_id),
    )
    row = await cursor.fetchone()
    return None if row is None else int(row[0])


async def lock_question(conn: Connection, question_id: int) -> HeldQuestion:
    """Find a question in any state and lock its row; raises `QuestionNotFound`."""
    found = await one(
        conn,
        HeldQuestion,
        """
        SELECT id, product_id, account_id, author, language, body, state, at, published FROM question
        WHERE id = %s FOR UPDATE
        """,
        (question_id,),
    )
    if found is None:
        raise QuestionNotFound
    return found


async def published_question(conn: Connection, question_id: int) -> tuple[int, datetime]:
    """Find the product of a published question and when it was published; raises `QuestionNotFound`."""
    cursor = await conn.execute(
        "SELECT product_id, coalesce(published, at) FROM question WHERE id = %s AND state = 'published'",
        (question_id,),
    )
    row = await cursor.fetchone()
    if row is None:
        raise QuestionNotFound
    return int(row[0]), row[1]


async def save_question_state(conn: Connection, question_id: int, state: ReviewState, actor: str) -> None:
    """Give a question, whose row the caller holds, another state."""
    await conn.execute(
        """
        UPDATE question SET state = %(state)s, judged_by = %(actor)s,
            published = CASE WHEN %(state)s = 'published' THEN coalesce(published, now()) ELSE published END
        WHERE id = %(id)s
        """,
        {"state": state, "actor": actor, "id": question_id},
    )


async def insert_answer_of_seller(
    conn: Connection, question_id: int, seller_id: int, author: str, language: str, body: str
) -> None:
    """Add a seller's answer, published at once; raises `AlreadyReviewed` when it has answered."""
    try:
        async with conn.transaction():
            await conn.execute(
                """
                INSERT INTO answer (question_id, seller_id, author, language, body, state)
                VALUES (%s, %s, %s, %s, %s, 'published')
                """,
                (question_id, seller_id, author, language, body),
            )
    except errors.UniqueViolation:
        raise AlreadyReviewed("You have answered that question already.") from None


async def insert_answer_of_buyer(
    conn: Connection, question_id: int, account: int, author: str, language: str, body: str, line: str
) -> int:
    """Add the answer of somebody who bought the product; it waits to be read."""
    cursor = await conn.execute(
        """
        INSERT INTO answer (question_id, account_id, author, language, body, line, state)
        VALUES (%s, %s, %s, %s, %s, %s, 'waiting') RETURNING id
        """,
        (question_id, account, author, language, body, line),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def lock_answer(conn: Connection, answer_id: int) -> HeldAnswer:
    """Find an answer in any state with its product, and lock its row; raises `QuestionNotFound`."""
    found = await one(
        conn,
        HeldAnswer,
        """
        SELECT a.id, a.question_id, q.product_id, a.seller_id, a.account_id, a.author, a.language, a.body, a.state, a.at
        FROM answer AS a JOIN question AS q ON q.id = a.question_id WHERE a.id = %s FOR UPDATE OF a
        """,
        (answer_id,),
    )
    if found is None:
        raise QuestionNotFound("There is no such answer.")
    return found


async def save_answer_state(conn: Connection, answer_id: int, state: ReviewState, actor: str) -> None:
    """Give an answer, whose row the caller holds, another state."""
    await conn.execute("UPDATE answer SET state = %s, judged_by = %s WHERE id = %s", (state, actor, answer_id))


async def insert_demo_questions(conn: Connection, questions: Collection[tuple[Any, ...]]) -> None:
    """Add made-up questions with an answer each, marked as such."""
    for product, author, language, body, seller, seller_name, answer, at in questions:
        cursor = await conn.execute(
            """
            INSERT INTO question (product_id, author, language, body, demo, state, at, published)
            VALUES (%s, %s, %s, %s, true, 'published', %s, %s) RETURNING id
            """,
            (product, author, language, body, at, at),
        )
        row = await cursor.fetchone()
        await conn.execute(
            """
            INSERT INTO answer (question_id, seller_id, author, language, body, demo, state, at)
            VALUES (%s, %s, %s, %s, %s, true, 'published', %s)
            """,
            (row[0] if row else None, seller, seller_name, language, answer, at),
        )
