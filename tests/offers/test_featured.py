import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from torg.offers import Candidate, FeaturedWeights, featured_offer, ranked_offers

BALANCED = FeaturedWeights()
ASTRIDS = Candidate(id=1, total=10000, delivery_days=3, standing=80, stock=10)


def first(*candidates: Candidate, weights: FeaturedWeights = BALANCED) -> int:
    featured = featured_offer(candidates, weights)
    assert featured is not None
    return featured.id


def test_the_weights_share_out_the_whole() -> None:
    weights = FeaturedWeights()
    assert weights.price + weights.delivery + weights.standing + weights.stock == pytest.approx(1)


def test_the_lower_total_wins_where_the_rest_is_equal() -> None:
    assert first(ASTRIDS, replace(ASTRIDS, id=2, total=9900)) == 2


@pytest.mark.parametrize(
    "better", [{"delivery_days": 1}, {"standing": 95}, {"total": 9000}], ids=["delivery", "standing", "price"]
)
def test_each_quality_can_decide(better: dict[str, int]) -> None:
    assert first(ASTRIDS, replace(ASTRIDS, id=2, **better)) == 2


def test_enough_in_stock_beats_the_last_piece() -> None:
    assert first(replace(ASTRIDS, stock=1), replace(ASTRIDS, id=2)) == 2


def test_what_can_be_bought_comes_before_what_cannot() -> None:
    assert first(replace(ASTRIDS, total=1, stock=0), replace(ASTRIDS, id=2)) == 2


def test_new_comes_before_used() -> None:
    assert first(replace(ASTRIDS, total=1, condition="used"), replace(ASTRIDS, id=2)) == 2


def test_an_unknown_standing_is_an_average_one() -> None:
    assert first(replace(ASTRIDS, standing=40), replace(ASTRIDS, id=2, standing=0)) == 2
    assert first(replace(ASTRIDS, id=9, standing=60), replace(ASTRIDS, id=2, standing=0)) == 9


def test_the_weights_move_the_choice() -> None:
    cheap, quick = replace(ASTRIDS, total=8000, delivery_days=9), replace(ASTRIDS, id=2, delivery_days=1)
    assert first(cheap, quick, weights=FeaturedWeights(1, 0, 0, 0)) == 1
    assert first(cheap, quick, weights=FeaturedWeights(0, 1, 0, 0)) == 2


def test_it_says_why() -> None:
    featured = featured_offer([ASTRIDS, replace(ASTRIDS, id=2, total=20000, delivery_days=1)])
    assert featured is not None
    reasons = {reason.code: reason for reason in featured.reasons}
    assert featured.id == 1
    assert featured.score == pytest.approx(sum(reason.points for reason in featured.reasons), abs=1e-5)
    assert (reasons["price"].points, reasons["price"].of, reasons["price"].best) == (0.7, 0.7, True)
    assert reasons["delivery"].best is False


def test_nobody_is_featured_where_nobody_sells() -> None:
    assert featured_offer([]) is None


def test_the_order_does_not_depend_on_how_they_come() -> None:
    offers = [replace(ASTRIDS, id=number, total=total) for number, total in enumerate((300, 100, 100, 200), 1)]
    orders = {tuple(each.id for each in ranked_offers(way)) for way in itertools.permutations(offers)}
    assert orders == {(2, 3, 4, 1)}


candidates = st.lists(
    st.builds(
        Candidate,
        id=st.integers(1, 9),
        total=st.integers(0, 10**6),
        delivery_days=st.integers(0, 30),
        standing=st.integers(0, 100),
        stock=st.integers(0, 20),
        condition=st.sampled_from(["new", "used"]),
    ),
    unique_by=lambda each: each.id,
    min_size=1,
)


@given(candidates)
def test_everybody_is_ranked_once_and_scores_are_shares(offers: list[Candidate]) -> None:
    ranked = ranked_offers(offers)
    assert sorted(each.id for each in ranked) == sorted(each.id for each in offers)
    assert all(0 <= each.score <= 1.000001 for each in ranked)


@given(candidates, st.integers(1, 1000))
def test_a_lower_price_never_costs_the_first_place(offers: list[Candidate], less: int) -> None:
    winner = ranked_offers(offers)[0].id
    cut = [replace(each, total=max(0, each.total - less)) if each.id == winner else each for each in offers]
    assert ranked_offers(cut)[0].id == winner
