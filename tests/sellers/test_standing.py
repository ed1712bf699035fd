"""Standing: what it is made of, what moves it and how far."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from torg.sellers.standing import DEFAULT_RULES, QUALITIES, StandingRules, Tally, improvements, standing_of

GOOD = Tally(orders=200, answers=40, prompt=38, reviews=50, stars=235)
counts = st.integers(min_value=0, max_value=2000)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    orders = draw(st.integers(min_value=20, max_value=5000))
    answers, reviews = draw(counts), draw(counts)
    return Tally(
        orders,
        draw(st.integers(0, orders)),
        draw(st.integers(0, orders)),
        draw(st.integers(0, orders)),
        answers,
        draw(st.integers(0, answers)),
        reviews,
        draw(st.integers(reviews, 5 * reviews)),
    )


def test_the_weights_add_up_to_one() -> None:
    assert sum(getattr(DEFAULT_RULES, quality) for quality in QUALITIES) == pytest.approx(1)


def test_a_good_seller_by_hand() -> None:
    # On time: 1 - ((0 + 0.04 * 40) / 240) / 0.2 = 0.9667 of 30, and so on for each quality.
    expected = {"on_time": 29.0, "kept": 24.37, "sound": 19.33, "answers": 9.3, "reviews": 13.56}
    standing = standing_of(GOOD)
    assert {part.quality: part.points for part in standing.parts} == pytest.approx(expected, abs=0.02)
    assert standing.points == 96


def test_few_orders_say_nothing() -> None:
    assert standing_of(Tally(orders=19)).points is None
    assert standing_of(Tally(orders=20)).points is not None


def test_few_orders_move_little() -> None:
    """The same rate of faults costs more once many orders show it."""
    few, many = Tally(orders=20, late=4), Tally(orders=2000, late=400)
    assert (standing_of(few).points or 0) > (standing_of(many).points or 0) + 8
    without = standing_of(Tally(orders=20)).points or 0
    assert without - (standing_of(replace(few, late=1)).points or 0) <= 3


def test_without_a_prior_few_orders_move_as_much_as_many() -> None:
    """The control: it is the prior that holds them back."""
    bare = StandingRules(prior_orders=0)
    few, many = Tally(orders=20, late=4), Tally(orders=2000, late=400)
    assert standing_of(few, bare).parts[0] == replace(standing_of(many, bare).parts[0], known=20)


@given(tallies())
def test_it_stays_within_one_and_a_hundred(tally: Tally) -> None:
    assert 1 <= (standing_of(tally).points or 0) <= 100


@given(tallies(), st.sampled_from(["late", "cancelled", "faulty"]))
def test_one_fault_more_never_helps(tally: Tally, fault: str) -> None:
    worse = replace(tally, **{fault: getattr(tally, fault) + 1})
    assert (standing_of(worse).points or 0) <= (standing_of(tally).points or 0)


@given(tallies())
def test_what_would_raise_it_does(tally: Tally) -> None:
    """Every improvement told is one that the same function gives, the largest first."""
    found = improvements(tally)
    assert [each.points for each in found] == sorted((each.points for each in found), reverse=True)
    for each in found:
        assert each.points <= 100


def test_the_worst_quality_is_named_first() -> None:
    late = improvements(Tally(orders=100, late=15, answers=20, prompt=18, reviews=20, stars=92))
    assert late[0].quality == "on_time"
    assert late[0].next == 50
    slow = improvements(Tally(orders=400, answers=60, prompt=6, reviews=100, stars=480))
    assert slow[0].quality == "answers"


def test_nothing_to_improve_is_nothing_told() -> None:
    perfect = Tally(orders=10_000, answers=3000, prompt=3000, reviews=3000, stars=15_000)
    assert improvements(perfect) == []
