"""Questions about products: asked by people, answered by who sells or has bought."""

import pytest

from tests.trust.cast import ASTRID, OLAV, REASONS, Sold, add_product, purchase, scalar
from tests.trust.conftest import kaisa, nils
from torg.content import review_measures
from torg.content.question_acts import answer_as_buyer, answer_as_seller, ask_question, judge_answer, judge_question
from torg.content.question_queries import questions_of_product
from torg.content.review_errors import AlreadyReviewed, BadReview, LinksRefused, QuestionNotFound
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.sellers import Seller
from torg.trust import end_measure, plugged_in, take_measure

__all__ = ["kaisa", "nils", "review_measures"]


async def asked(conn: Connection, product: int, text: str = "Passar den i Norge?") -> int:
    return await ask_question(conn, ASTRID, product, account=7, author="Astrid", language="sv", text=text)


async def answered(conn: Connection, seller: Seller, question: int, text: str = "Ja.") -> None:
    async with conn.transaction(), as_seller(conn, seller.id):
        await answer_as_seller(conn, Actor("seller", str(seller.id)), seller.id, seller.name, question, "sv", text)


async def test_a_question_is_read_before_it_is_shown(conn: Connection, nils: Seller) -> None:
    product, _, _ = await add_product(conn, nils)
    question = await asked(conn, product)
    assert await questions_of_product(conn, product, "sv") == []
    await judge_question(conn, OLAV, question, publish=True)
    [found] = await questions_of_product(conn, product, "sv")
    assert (found.body, found.answers) == ("Passar den i Norge?", [])


async def test_a_seller_answers_what_it_sells_and_its_time_counts(
    conn: Connection, nils: Seller, kaisa: Seller
) -> None:
    product, _, _ = await add_product(conn, nils)
    question = await asked(conn, product)
    with pytest.raises(QuestionNotFound):
        await answered(conn, nils, question)
    await judge_question(conn, OLAV, question, publish=True)
    with pytest.raises(QuestionNotFound):
        await answered(conn, kaisa, question)
    await answered(conn, nils, question)
    with pytest.raises(AlreadyReviewed):
        await answered(conn, nils, question, "Ja, absolut.")
    [found] = await questions_of_product(conn, product, "sv")
    assert [(each.author, each.from_seller) for each in found.answers] == [("Nils", True)]
    hours = "SELECT value FROM standing_event WHERE kind = 'answer' AND seller_id = %s"
    assert await scalar(conn, hours, nils.id) == 0


async def test_who_has_bought_answers_after_being_read(conn: Connection, nils: Seller) -> None:
    product, variant, _ = await add_product(conn, nils)
    question = await asked(conn, product)
    await judge_question(conn, OLAV, question, publish=True)
    with pytest.raises(BadReview):
        await answer_as_buyer(conn, ASTRID, question, account=7, author="Astrid", language="sv", text="Ja.")
    with plugged_in(Sold(purchase("l1", product, variant, nils.id))):
        answer = await answer_as_buyer(conn, ASTRID, question, account=7, author="Astrid", language="sv", text="Ja.")
    await judge_answer(conn, OLAV, answer, publish=True)
    [found] = await questions_of_product(conn, product, "sv")
    assert [(each.verified, each.from_seller) for each in found.answers] == [(True, False)]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("Hej", BadReview), ("", BadReview), ("Se www.billig.se", LinksRefused), ("x" * 1001, BadReview)],
)
async def test_says_what_is_wrong(conn: Connection, nils: Seller, text: str, refusal: type[Exception]) -> None:
    product, _, _ = await add_product(conn, nils)
    with pytest.raises(refusal):
        await asked(conn, product, text)


async def test_there_has_to_be_a_product(conn: Connection) -> None:
    with pytest.raises(QuestionNotFound):
        await asked(conn, 10**12)


@pytest.mark.parametrize("kind", ["question", "answer"])
async def test_down_and_back(conn: Connection, nils: Seller, kind: str) -> None:
    product, _, _ = await add_product(conn, nils)
    question = await asked(conn, product)
    await judge_question(conn, OLAV, question, publish=True)
    await answered(conn, nils, question)
    about = question if kind == "question" else await scalar(conn, "SELECT id FROM answer")
    statement = await take_measure(conn, OLAV, f"remove_{kind}", about, REASONS)
    shown = await questions_of_product(conn, product, "sv")
    assert shown == [] if kind == "question" else shown[0].answers == []
    await end_measure(conn, OLAV, statement.id, "lifted")
    [found] = await questions_of_product(conn, product, "sv")
    assert len(found.answers) == 1
