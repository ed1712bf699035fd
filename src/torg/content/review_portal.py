"""Reviews and questions in the portal: what is said of the seller and its goods, and what waits for an answer."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.content.question_acts import answer_as_seller
from torg.content.review_acts import answer_review
from torg.content.review_portal_queries import QUESTIONS, REVIEWS, question_to_answer, review_to_answer
from torg.core.desk import Column, Desk, Entry, Filter, Form, Table

PortalRequest = Request[Any, Any, State]
entries = [Entry("Reviews and questions", area="portal", path="reviews", icon="inbox", order=62)]
ANSWERED = {"yes": "Answered", "no": "Not answered"}
"""Whether somebody has answered: msgids."""
TABLE_OF_REVIEWS = Table(
    name="reviews",
    source=REVIEWS,
    columns=(
        Column("When", "at", kind="time", sort=True),
        Column("Stars", "stars", kind="number", sort=True),
        Column("Heading", "heading", link="{desk}/reviews/{id}"),
        Column("Concerns", "about", phone=False),
        Column("Language", "language", phone=False),
        Column("Verified purchase", "verified", kind="flag", phone=False),
        Column("Answer", "answered", kind="state", words=ANSWERED, tones={"yes": "good", "no": "few"}),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("heading", "body", "about")),
        Filter("Stars", "stars", kind="range"),
        Filter("Answer", "answered", words=ANSWERED),
    ),
    sort="-at",
    empty="Nobody has reviewed you or your goods yet.",
)
TABLE_OF_QUESTIONS = Table(
    name="questions",
    source=QUESTIONS,
    columns=(
        Column("When", "at", kind="time", sort=True),
        Column("Question", "body", link="{desk}/questions/{id}"),
        Column("Concerns", "about", phone=False),
        Column("Language", "language", phone=False),
        Column("Answer", "answered", kind="state", words=ANSWERED, tones={"yes": "good", "no": "few"}),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("body", "about")),
        Filter("Answer", "answered", words=ANSWERED),
    ),
    sort="-at",
    empty="Nobody has asked about your goods yet.",
)


@get("/portal/{seller:str}/reviews")
async def reviews(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Show what is said of the seller and its goods."""
    async with member_at(request, seller, "read") as desk:
        return await TABLE_OF_REVIEWS.answer(
            desk, title=desk.say("Reviews"), template="content/portal/reviews.html", here="reviews",
            values={"seller": desk.member.seller_id},
        )  # fmt: skip


@get("/portal/{seller:str}/questions")
async def questions(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Show what is asked about the seller's goods."""
    async with member_at(request, seller, "read") as desk:
        return await TABLE_OF_QUESTIONS.answer(
            desk, title=desk.say("Questions"), template="content/portal/reviews.html", here="questions",
            values={"seller": desk.member.seller_id},
        )  # fmt: skip


@get("/portal/{seller:str}/reviews/{review:int}")
async def review_page(request: PortalRequest, seller: FromPath[str], review: FromPath[int]) -> Response[Any]:
    """Show a review, to be answered."""
    async with member_at(request, seller, "read") as desk:
        return await _review(desk, review, Form(language=desk.language))


@post("/portal/{seller:str}/reviews/{review:int}")
async def send_review_answer(request: PortalRequest, seller: FromPath[str], review: FromPath[int]) -> Response[Any]:
    """Answer a review, or change the answer."""
    async with member_at(request, seller, "orders") as desk:
        form = await desk.form()
        text = form.text("body", longest=2000, lines=True)
        if form:
            async with form.trying(desk.conn, "body"):
                language = (await review_to_answer(desk.conn, review)).language
                await answer_review(desk.conn, desk.actor, desk.member.seller_id, review, language, text)
        if not form:
            return await _review(desk, review, form, status=422)
        return desk.redirect(desk.url("reviews"), desk.say("The answer is shown from now on."))


@get("/portal/{seller:str}/questions/{question:int}")
async def question_page(request: PortalRequest, seller: FromPath[str], question: FromPath[int]) -> Response[Any]:
    """Show a question, to be answered."""
    async with member_at(request, seller, "read") as desk:
        return await _question(desk, question, Form(language=desk.language))


@post("/portal/{seller:str}/questions/{question:int}")
async def send_answer(request: PortalRequest, seller: FromPath[str], question: FromPath[int]) -> Response[Any]:
    """Answer a question about the seller's goods."""
    async with member_at(request, seller, "orders") as desk:
        form = await desk.form()
        text = form.text("body", longest=2000, lines=True)
        if form:
            async with form.trying(desk.conn, "body"):
                asked = await question_to_answer(desk.conn, question)
                member = desk.member
                await answer_as_seller(
                    desk.conn, desk.actor, member.seller_id, member.seller_name, question, asked.language, text
                )
        if not form:
            return await _question(desk, question, form, status=422)
        return desk.redirect(desk.url("questions"), desk.say("The answer is shown from now on."))


async def _review(desk: Desk, review: int, form: Form, status: int = 200) -> Response[bytes]:
    found = await review_to_answer(desk.conn, review)
    return desk.page(
        "content/portal/answer.html", title=desk.say("A review to answer"), status=status, form=form, said=found,
        back="reviews",
    )  # fmt: skip


async def _question(desk: Desk, question: int, form: Form, status: int = 200) -> Response[bytes]:
    found = await question_to_answer(desk.conn, question)
    return desk.page(
        "content/portal/answer.html", title=desk.say("A question to answer"), status=status, form=form, said=found,
        back="questions",
    )  # fmt: skip


routes = [reviews, questions, review_page, send_review_answer, question_page, send_answer]
