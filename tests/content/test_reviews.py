"""Reviews: who may say so, what is verified, what they count, and how they come down and back."""

import psycopg
import pytest
from msgspec.structs import replace

from tests.trust.cast import ASTRID, INGRID, OLAV, REASONS, Sold, add_product, letters, purchase, scalar
from tests.trust.conftest import kaisa, nils
from tests.web.shop import LOCALE, open_shop
from torg.catalog.ratings import average_of, ratings_of
from torg.content import review_measures
from torg.content.review_acts import MOST_A_DAY, answer_review, judge_review, vote, withdraw_review, write_review
from torg.content.review_data import review_page_data
from torg.content.review_errors import (
    AlreadyJudged,
    AlreadyReviewed,
    BadReview,
    LinksRefused,
    OwnGoods,
    ReviewNotFound,
    TooManyWords,
)
from torg.content.review_models import Histogram, NewReview, ReviewsAsked
from torg.content.review_queries import histogram_of_product, histogram_of_seller, reviews_of_product
from torg.content.review_vote_queries import forget_votes
from torg.content.review_words import plain
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.core.web import site_of
from torg.sellers import Seller
from torg.trust import complain, plugged_in, take_measure
from torg.trust.decide_complaint import decide_complaint

__all__ = ["kaisa", "nils", "review_measures"]
NEW = NewReview(stars=4, language="sv", author="Astrid", title="Bra", body="Håller vad den lovar.")
ALL = ReviewsAsked()


async def written(conn: Connection, product: int, account: int = 7, **changes: object) -> tuple[int, str]:
    return await write_review(conn, ASTRID, replace(NEW, product_id=product, **changes), account=account)


async def test_a_purchase_makes_it_verified_and_published(conn: Connection, nils: Seller) -> None:
    product, variant, _ = await add_product(conn, nils)
    with plugged_in(Sold(purchase("l1", product, variant, nils.id))):
        review, state = await written(conn, product)
    assert state == "published"
    [found] = await reviews_of_product(conn, product, "sv", ALL)
    assert (found.id, found.verified, found.seller_id) == (review, True, nils.id)
    assert (await ratings_of(conn, [product]))[product].average == 4.0


async def test_without_a_purchase_it_waits_and_is_not_called_verified(conn: Connection, nils: Seller) -> None:
    product, _, _ = await add_product(conn, nils)
    review, state = await written(conn, product)
    assert state == "waiting"
    assert await ratings_of(conn, [product]) == {}
    await judge_review(conn, OLAV, review, publish=True)
    [found] = await reviews_of_product(conn, product, "sv", ALL)
    assert not found.verified
    with pytest.raises(AlreadyJudged):
        await judge_review(conn, OLAV, review, publish=False)


async def test_an_invitation_needs_its_own_line(conn: Connection, nils: Seller) -> None:
    product, variant, _ = await add_product(conn, nils)
    other, _, _ = await add_product(conn, nils)
    with plugged_in(Sold(purchase("l1", product, variant, nils.id, account_id=None))):
        with pytest.raises(BadReview):
            await write_review(conn, ASTRID, replace(NEW, product_id=other), line="l1")
        with pytest.raises(BadReview):
            await write_review(conn, ASTRID, replace(NEW, product_id=product), line="l2")
        with pytest.raises(BadReview):
            await write_review(conn, ASTRID, replace(NEW, product_id=product))
        _, state = await write_review(conn, ASTRID, replace(NEW, product_id=product), line="l1")
        assert state == "published"
        with pytest.raises(AlreadyReviewed):
            await write_review(conn, ASTRID, replace(NEW, product_id=product), line="l1")


async def test_the_database_knows_no_verified_demo(conn: Connection, nils: Seller) -> None:
    product, _, _ = await add_product(conn, nils)
    with pytest.raises(psycopg.errors.CheckViolation):
        async with conn.transaction():
            await conn.execute(
                """
                INSERT INTO review (product_id, author, language, stars, state, demo, line)
                VALUES (%s, 'Eva', 'sv', 5, 'published', true, 'l1')
                """,
                (product,),
            )


async def test_one_review_of_one_thing(conn: Connection, nils: Seller) -> None:
    product, _, _ = await add_product(conn, nils)
    review, _ = await written(conn, product)
    with pytest.raises(AlreadyReviewed):
        await written(conn, product)
    with pytest.raises(ReviewNotFound):
        await withdraw_review(conn, ASTRID, review, account=8)
    await withdraw_review(conn, ASTRID, review, account=7)
    await written(conn, product)


async def test_nobody_reviews_their_own(conn: Connection, nils: Seller) -> None:
    product, _, _ = await add_product(conn, nils)
    account = await scalar(
        conn, "INSERT INTO account (email, email_key) VALUES ('nils@x.se', 'nils@x.se') RETURNING id"
    )
    await conn.execute(
        "INSERT INTO seller_member (seller_id, account_id, roles) VALUES (%s, %s, '{owner}')", (nils.id, account)
    )
    with pytest.raises(OwnGoods):
        await written(conn, product, account=account)
    with pytest.raises(OwnGoods):
        await write_review(conn, ASTRID, replace(NEW, seller_id=nils.id), account=account)


async def test_so_many_a_day(conn: Connection, nils: Seller) -> None:
    for _ in range(MOST_A_DAY):
        product, _, _ = await add_product(conn, nils)
        await written(conn, product)
    product, _, _ = await add_product(conn, nils)
    with pytest.raises(TooManyWords):
        await written(conn, product)


@pytest.mark.parametrize(
    "text",
    [
        "Köp hos https://billig.example",
        "Se www.billig.se",
        "billigt.com är bättre",
        "skriv till eva@example.com",
        "ring 070-123 45 67",
        "billig (dot) com",
    ],
)
def test_addresses_are_refused(text: str) -> None:
    with pytest.raises(LinksRefused):
        plain(text, 4000, what="A review")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>Bra</b><script>alert(1)</script>", "Bra"),
        ("Den är 2 < 3 gånger bättre.", "Den är 2 < 3 gånger bättre."),
        ("Bra.Men dyr, ca 1 299 kr.", "Bra.Men dyr, ca 1 299 kr."),
        ("  Rad\r\n\r\n\r\n\r\ntvå\u0000\u202e ", "Rad\n\ntvå"),
        ("18 V, 2.0 Ah, 7310865004703", None),
    ],
)
def test_plain_words_are_kept(typed: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(LinksRefused):
            plain(typed, 4000, what="A review")
    else:
        assert plain(typed, 4000, what="A review") == kept


async def test_a_seller_is_reviewed_and_its_standing_hears_of_it(conn: Connection, nils: Seller) -> None:
    product, variant, _ = await add_product(conn, nils)
    with plugged_in(Sold(purchase("l1", product, variant, nils.id))):
        review, _ = await write_review(conn, ASTRID, replace(NEW, seller_id=nils.id), account=7)
    assert (await histogram_of_seller(conn, nils.id)).average == 4.0
    stars = "SELECT value FROM standing_event WHERE kind = 'review' AND seller_id = %s"
    assert await scalar(conn, stars, nils.id) == 4
    await take_measure(conn, OLAV, "remove_review", review, REASONS)
    assert await scalar(conn, "SELECT count(*) FROM standing_pardon WHERE seller_id = %s", nils.id) == 1


async def test_an_unverified_review_moves_no_standing(conn: Connection, nils: Seller) -> None:
    review, _ = await write_review(conn, ASTRID, replace(NEW, seller_id=nils.id), account=7)
    await judge_review(conn, OLAV, review, publish=True)
    assert await scalar(conn, "SELECT count(*) FROM standing_event") == 0


async def test_down_with_reasons_and_back_after_a_complaint(conn: Connection, nils: Seller) -> None:
    account = await scalar(
        conn,
        """
        INSERT INTO account (email, email_key, name, language) VALUES ('a@x.se', 'a@x.se', 'Astrid', 'sv') RETURNING id
        """,
    )
    product, _, _ = await add_product(conn, nils)
    review, _ = await written(conn, product, account=account)
    await judge_review(conn, OLAV, review, publish=True)
    statement = await take_measure(conn, OLAV, "remove_review", review, REASONS)
    assert await reviews_of_product(conn, product, "sv", ALL) == []
    assert (await letters(conn))[-1][0] == "a@x.se"
    made = await complain(conn, ASTRID, statement.reference, "That is what happened to me, no more.")
    await decide_complaint(conn, INGRID, made.id, "reversed", "It says nothing that is illegal.")
    assert [each.id for each in await reviews_of_product(conn, product, "sv", ALL)] == [review]
    assert (await ratings_of(conn, [product]))[product].count == 1


async def test_readers_get_their_language_first(conn: Connection, nils: Seller) -> None:
    product, _, _ = await add_product(conn, nils)
    for account, (language, stars) in enumerate([("fi", 5), ("sv", 2), ("nb", 1), ("sv", 5)], 100):
        review, _ = await written(conn, product, account=account, language=language, stars=stars)
        await judge_review(conn, OLAV, review, publish=True)
    finnish, *_ = await reviews_of_product(conn, product, "fi", ALL)
    assert finnish.language == "fi"
    lowest = await reviews_of_product(conn, product, "sv", replace(ALL, sort="lowest"))
    assert [(each.language, each.stars) for each in lowest] == [("sv", 2), ("sv", 5), ("nb", 1), ("fi", 5)]
    assert [each.stars for each in await reviews_of_product(conn, product, "sv", replace(ALL, stars=5))] == [5, 5]
    histogram = await histogram_of_product(conn, product)
    assert (histogram.stars, histogram.average, histogram.share(5)) == ((1, 1, 0, 0, 2), 3.3, 50)


async def test_a_vote_counts_once_a_day_and_leaves_nobody_behind(conn: Connection, nils: Seller) -> None:
    product, _, _ = await add_product(conn, nils)
    review, _ = await written(conn, product)
    await judge_review(conn, OLAV, review, publish=True)
    assert await vote(conn, review, "192.0.2.1 Firefox", helpful=True)
    assert not await vote(conn, review, "192.0.2.1 Firefox", helpful=True)
    assert await vote(conn, review, "192.0.2.2 Firefox", helpful=False)
    cursor = await conn.execute("SELECT helpful, unhelpful FROM review WHERE id = %s", (review,))
    assert await cursor.fetchone() == (1, 1)
    kept = str(await (await conn.execute("SELECT * FROM vote_seen")).fetchall())
    assert "192.0.2" not in kept
    await forget_votes(conn, (await scalar(conn, "SELECT current_date + 1")))
    assert await scalar(conn, "SELECT count(*) FROM vote_seen") == 0
    assert await scalar(conn, "SELECT count(*) FROM vote_key") == 0


async def test_a_seller_answers_about_its_own_goods_alone(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    product, _, _ = await add_product(conn, nils)
    review, _ = await written(conn, product)
    await judge_review(conn, OLAV, review, publish=True)
    with pytest.raises(ReviewNotFound):
        async with conn.transaction(), as_seller(conn, kaisa.id):
            await answer_review(conn, Actor("seller", str(kaisa.id)), kaisa.id, review, "sv", "Köp hos oss i stället.")
    async with as_seller(conn, nils.id):
        await answer_review(conn, Actor("seller", str(nils.id)), nils.id, review, "sv", "Tack!")
        await answer_review(conn, Actor("seller", str(nils.id)), nils.id, review, "sv", "Tack så mycket!")
    [found] = await reviews_of_product(conn, product, "sv", ALL)
    assert (found.answer, found.answered_by) == ("Tack så mycket!", "Nils")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with conn.transaction(), as_seller(conn, nils.id):
            await conn.execute("SELECT account_id, line FROM review")


def test_averages_round_half_up() -> None:
    assert Histogram((0, 0, 0, 1, 1)).average == average_of([0, 0, 0, 1, 1]) == 4.5
    assert average_of([0, 0, 0, 17, 3]) == 4.2  # 4.15
    assert average_of([0, 0, 0, 0, 0]) == 0


async def test_search_engines_hear_of_true_reviews_alone(conn: Connection, nils: Seller) -> None:
    product, variant, _ = await add_product(conn, nils)
    with plugged_in(Sold(purchase("l1", product, variant, nils.id))):
        await written(conn, product)
    known = open_shop().state
    context = {
        "product": known["shelf"].product(LOCALE, 1),
        "histogram": await histogram_of_product(conn, product),
        "reviews": await reviews_of_product(conn, product, "sv", ALL),
    }
    [told] = review_page_data(site_of(known), context)
    assert told["aggregateRating"]["ratingValue"] == 4.0
    assert [each["author"]["name"] for each in told["review"]] == ["Astrid"]
    context["reviews"] = [replace(each, demo=True) for each in context["reviews"]]
    assert review_page_data(site_of(known), context) == []
