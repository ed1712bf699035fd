"""Taking down reviews, questions and answers as measures of trust, with their undoing."""

from datetime import UTC, datetime

from torg.content.question_acts import change_answer, change_question
from torg.content.question_queries import lock_answer, lock_question
from torg.content.review_acts import change_review
from torg.content.review_queries import lock_review
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.trust import Affected, Measure, Reasons, Recipient, Undone, add_measure
from torg.trust.author_queries import author_of
from torg.trust.words import MEASURE_WORDS

_REMOVED = ("decision_visibility", "DECISION_VISIBILITY_CONTENT_REMOVED")


async def _author(conn: Connection, account: int | None, name: str, language: str) -> Recipient:
    found = await author_of(conn, account) if account is not None else None
    return found or Recipient(name, "", language)


async def _review_affected(conn: Connection, review_id: int) -> Affected:
    review = await lock_review(conn, review_id)
    to = await _author(conn, review.account_id, review.author, review.language)
    label = review.title or review.body[:80] or f"{review.stars}/5"
    return Affected(
        f"review:{review_id}", label, review.at.date(), account_id=review.account_id, recipient=to,
        content_language=review.language,
    )  # fmt: skip


async def _remove_review(
    conn: Connection, actor: Actor, review_id: int, reasons: Reasons, until: datetime | None
) -> Undone:
    del reasons, until
    review = await lock_review(conn, review_id)
    await change_review(conn, actor, review, "refused" if review.state == "waiting" else "removed")
    return {"state": review.state}


async def _restore_review(conn: Connection, actor: Actor, review_id: int, undone: Undone) -> bool:
    del undone  # What waited is published too: a person has found that nothing was wrong with it.
    review = await lock_review(conn, review_id)
    if review.state not in {"removed", "refused"}:
        return False
    await change_review(conn, actor, review, "published")
    return True


async def _question_affected(conn: Connection, question_id: int) -> Affected:
    question = await lock_question(conn, question_id)
    to = await _author(conn, question.account_id, question.author, question.language)
    return Affected(
        f"question:{question_id}", question.body[:80], question.at.date(), account_id=question.account_id,
        recipient=to, content_language=question.language,
    )  # fmt: skip


async def _remove_question(
    conn: Connection, actor: Actor, question_id: int, reasons: Reasons, until: datetime | None
) -> Undone:
    del reasons, until
    question = await lock_question(conn, question_id)
    await change_question(conn, actor, question, "refused" if question.state == "waiting" else "removed")
    return {"state": question.state}


async def _restore_question(conn: Connection, actor: Actor, question_id: int, undone: Undone) -> bool:
    del undone
    question = await lock_question(conn, question_id)
    if question.state not in {"removed", "refused"}:
        return False
    await change_question(conn, actor, question, "published")
    return True


async def _answer_affected(conn: Connection, answer_id: int) -> Affected:
    answer = await lock_answer(conn, answer_id)
    to = await _author(conn, answer.account_id, answer.author, answer.language)
    return Affected(
        f"answer:{answer_id}", answer.body[:80], datetime.now(UTC).date(), answer.seller_id, answer.account_id, to,
        answer.language,
    )  # fmt: skip


async def _remove_answer(
    conn: Connection, actor: Actor, answer_id: int, reasons: Reasons, until: datetime | None
) -> Undone:
    del reasons, until
    answer = await lock_answer(conn, answer_id)
    await change_answer(conn, actor, answer, "refused" if answer.state == "waiting" else "removed")
    return {"state": answer.state}


async def _restore_answer(conn: Connection, actor: Actor, answer_id: int, undone: Undone) -> bool:
    del undone
    answer = await lock_answer(conn, answer_id)
    if answer.state not in {"removed", "refused"}:
        return False
    await change_answer(conn, actor, answer, "published")
    return True


for _kind, _affected, _take, _undo in (
    ("review", _review_affected, _remove_review, _restore_review),
    ("question", _question_affected, _remove_question, _restore_question),
    ("answer", _answer_affected, _remove_answer, _restore_answer),
):
    _code = f"remove_{_kind}"
    add_measure(Measure(_code, _kind, MEASURE_WORDS[_code], _affected, _take, _undo, _REMOVED, "TEXT"))
