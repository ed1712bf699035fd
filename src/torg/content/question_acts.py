"""Ask about products, answer, and judge what was asked and answered."""

from datetime import UTC, datetime, timedelta

from torg.content.question_models import HeldAnswer, HeldQuestion
from torg.content.question_queries import (
    insert_answer_of_buyer,
    insert_answer_of_seller,
    insert_question,
    lock_answer,
    lock_question,
    published_question,
    save_answer_state,
    save_question_state,
)
from torg.content.review_acts import MOST_A_DAY
from torg.content.review_errors import AlreadyJudged, BadReview, QuestionNotFound, TooManyWords
from torg.content.review_models import ReviewState
from torg.content.review_queries import count_by_account
from torg.content.review_words import plain
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_ourselves
from torg.core.journal import record
from torg.markets import LANGUAGES
from torg.sellers.standing_acts import note_standing_event
from torg.trust import purchases


async def ask_question(
    conn: Connection, actor: Actor, product_id: int, *, account: int, author: str, language: str, text: str
) -> int:
    """Take in a question about a product; it is shown once a person has read it. Give its id.

    Raises `BadReview`, `LinksRefused`, `TooManyWords`, `QuestionNotFound` when there is no such product.
    """
    await _check_pace(conn, account)
    author, body = _author(author), _body(text, 1000, "A question")
    if len(body) < 5:
        raise BadReview("Say in a few words what you want to know.")
    question = await insert_question(conn, product_id, account, author, _language(language), body)
    if question is None:
        raise QuestionNotFound("There is no such product.")
    await record(conn, actor, "question.waiting", f"question:{question}", {"question": question})
    return question


async def judge_question(conn: Connection, actor: Actor, question_id: int, *, publish: bool) -> None:
    """Publish a question that waits, or refuse it; raises `QuestionNotFound`, `AlreadyJudged`."""
    question = await lock_question(conn, question_id)
    if question.state != "waiting":
        raise AlreadyJudged
    await change_question(conn, actor, question, "published" if publish else "refused")


async def change_question(conn: Connection, actor: Actor, question: HeldQuestion, state: ReviewState) -> None:
    """Give a question another state, and tell of it."""
    await save_question_state(conn, question.id, state, str(actor))
    body = {"question": question.id, "about": question.product_id}
    await record(conn, actor, f"question.{state}", f"question:{question.id}", body)


async def answer_as_seller(
    conn: Connection, actor: Actor, seller_id: int, seller_name: str, question_id: int, language: str, text: str
) -> None:
    """Let a seller answer a question about what it offers; how long that took counts in its standing.

    Runs within `as_seller`, which shows a seller the questions about its own goods alone. Raises `QuestionNotFound`,
    `AlreadyReviewed` when it has answered, `BadReview`, `LinksRefused`.
    """
    body = _body(text, 2000, "An answer")
    _, asked = await published_question(conn, question_id)
    await insert_answer_of_seller(conn, question_id, seller_id, seller_name[:120], _language(language), body)
    hours = max(0.0, (datetime.now(UTC) - asked).total_seconds() / 3600)
    async with as_ourselves(conn):
        await note_standing_event(conn, seller_id, "answer", f"question:{question_id}", value=round(hours, 2))
    about = {"question": question_id}
    await record(conn, actor, "question.answered", f"question:{question_id}", about, seller=seller_id)


async def answer_as_buyer(
    conn: Connection, actor: Actor, question_id: int, *, account: int, author: str, language: str, text: str
) -> int:
    """Take in an answer of somebody who bought the product; it is shown once a person has read it.

    Raises `QuestionNotFound`, `BadReview` when they have not bought it, `LinksRefused`, `TooManyWords`.
    """
    await _check_pace(conn, account)
    body, author = _body(text, 2000, "An answer"), _author(author)
    product, _ = await published_question(conn, question_id)
    bought = await purchases().purchase_of(conn, account, product=product)
    if bought is None:
        raise BadReview("Only those who have bought the product, and the shops that sell it, answer.")
    answer = await insert_answer_of_buyer(conn, question_id, account, author, _language(language), body, bought.line)
    await record(conn, actor, "answer.waiting", f"answer:{answer}", {"answer": answer})
    return answer


async def judge_answer(conn: Connection, actor: Actor, answer_id: int, *, publish: bool) -> None:
    """Publish an answer that waits, or refuse it; raises `QuestionNotFound`, `AlreadyJudged`."""
    answer = await lock_answer(conn, answer_id)
    if answer.state != "waiting":
        raise AlreadyJudged
    await change_answer(conn, actor, answer, "published" if publish else "refused")


async def change_answer(conn: Connection, actor: Actor, answer: HeldAnswer, state: ReviewState) -> None:
    """Give an answer another state, and tell of it."""
    await save_answer_state(conn, answer.id, state, str(actor))
    body = {"answer": answer.id, "question": answer.question_id}
    await record(conn, actor, f"answer.{state}", f"answer:{answer.id}", body, seller=answer.seller_id)


async def _check_pace(conn: Connection, account: int) -> None:
    if await count_by_account(conn, account, datetime.now(UTC) - timedelta(days=1)) >= MOST_A_DAY:
        raise TooManyWords


def _author(name: str) -> str:
    author = plain(name, 60, what="A name")
    if not author or "\n" in author:
        raise BadReview("Say by which name you want to be shown; a first name is enough.")
    return author


def _body(text: str, longest: int, what: str) -> str:
    body = plain(text, longest, what=what)
    if not body:
        raise BadReview(f"{what} says something.")
    return body


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise BadReview("Say in which language you write.")
    return language
