"""Reviews, questions and answers in the office: what waits to be read, and everything that is published."""

from typing import Any, LiteralString

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

import torg.content.review_measures  # noqa: F401 - what can be done to reviews is known once this is imported.
from torg.accounts import staff_at
from torg.content.question_acts import judge_answer, judge_question
from torg.content.review_acts import judge_review
from torg.core.desk import Action, Column, Entry, Filter, Table
from torg.core.errors import NotFound
from torg.core.queues import Queue
from torg.trust.words import LANGUAGE_WORDS

OfficeRequest = Request[Any, Any, State]
entries = [Entry("Reviews and questions", area="office", path="said", permission="trust", icon="inbox", order=25)]
queues = [
    Queue(
        "Reviews and questions to read",
        path="said?state=waiting",
        permission="trust",
        waiting="""
            SELECT count(*), min(at) FROM (
                SELECT at FROM review WHERE state = 'waiting' UNION ALL SELECT at FROM question WHERE state = 'waiting'
                UNION ALL SELECT at FROM answer WHERE state = 'waiting'
            ) AS w
        """,
        hours=24,
    )
]
KINDS = {"review": "Review", "question": "Question", "answer": "Answer"}
"""What people write: msgids."""
STATES = {
    "waiting": "Waits to be read",
    "published": "Published",
    "refused": "Refused",
    "removed": "Taken down",
    "withdrawn": "Taken back by its author",
}
"""How far it has come: msgids."""
SAID: LiteralString = """
    SELECT w.*, CASE WHEN length(w.words) > 120 THEN left(w.words, 118) || ' …' ELSE w.words END AS brief FROM (
    SELECT 'review-' || r.id AS id, r.id AS number, 'review' AS kind, r.at, r.author, r.language,
           r.stars || '/5 ' || r.title || ' ' || r.body AS words, r.verified, r.demo, r.state
    FROM review AS r
    UNION ALL
    SELECT 'question-' || q.id, q.id, 'question', q.at, q.author, q.language, q.body, false, q.demo, q.state
    FROM question AS q
    UNION ALL
    SELECT 'answer-' || a.id, a.id, 'answer', a.at, a.author, a.language, a.body, a.verified, a.demo, a.state
    FROM answer AS a) AS w
"""
TABLE = Table(
    name="said",
    source=SAID,
    columns=(
        Column("When", "at", kind="time", sort=True),
        Column("What", "kind", kind="state", words=KINDS),
        Column("Words", "brief", link="{desk}/measures/{kind}/{number}"),
        Column("Who", "author", phone=False),
        Column("Language", "language", phone=False),
        Column("Verified purchase", "verified", kind="flag", phone=False),
        Column("Made up for the demo", "demo", kind="flag", phone=False),
        Column("State", "state", kind="state", words=STATES, tones={"waiting": "bad", "published": "good"}),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("words", "author")),
        Filter("State", "state", words=STATES),
        Filter("What", "kind", words=KINDS),
        Filter("Language", "language", words=LANGUAGE_WORDS),
        Filter("When", "at", kind="dates"),
    ),
    actions=(
        Action("Publish", path="publish", permission="trust"),
        Action("Do not publish", path="refuse", permission="trust", confirm="Refuse what is chosen?"),
    ),
    sort="-at",
    empty="Nobody has written anything yet.",
)  # fmt: skip
_JUDGE = {"review": judge_review, "question": judge_question, "answer": judge_answer}


@get("/office/said")
async def said(request: OfficeRequest) -> Response[Any]:
    """Show, filter and export what people have written; `?state=waiting` is the queue."""
    async with staff_at(request, "trust") as desk:
        return await TABLE.answer(desk, title=desk.say("Reviews and questions"))


@post("/office/said/{act:str}")
async def judge(request: OfficeRequest, act: FromPath[str]) -> Response[Any]:
    """Publish what waits, or do not; what somebody else has judged meanwhile stays as it is."""
    if act not in {"publish", "refuse"}:
        raise NotFound
    async with staff_at(request, "trust") as desk:
        form = await desk.form()
        done = 0
        for chosen in form.typed.get("id", [])[:500]:
            kind, _, number = chosen.partition("-")
            if kind in _JUDGE and number.isascii() and number.isdecimal() and len(number) < 19:
                async with form.trying(desk.conn):
                    await _JUDGE[kind](desk.conn, desk.actor, int(number), publish=act == "publish")
                    done += 1
        return desk.redirect(desk.url("said?state=waiting"), desk.say("%(number)s judged.", number=done))


routes = [said, judge]
