import itertools
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from torg.offers import (
    Candidate,
    FeaturedWeights,
    Gap,
    PlaceTaken,
    featured_offer,
    place_of,
    ranked_offers,
)

BALANCED = FeaturedWeights()
ASTRIDS = Candidate(id=1, total=10000, delivery_days=3, standing=80, stock=10)


def first(*candidates: Candidate, weights: FeaturedWeights = BALANCED) -> int:
    featured = featured_offer(candidates, weights)
    assert featured is not None
    return featured.id


def test_the_weights_share_out_the_whole() -> None:
    weights = FeaturedWeights()
    assert sum(getattr(weights, code) for code in weights.__struct_fields__) == pytest.approx(1)


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
    assert first(cheap, quick, weights=FeaturedWeights(1, 0, 0, 0, 0)) == 1
    assert first(cheap, quick, weights=FeaturedWeights(0, 1, 0, 0, 0)) == 2


def test_it_says_why() -> None:
    featured = featured_offer([ASTRIDS, replace(ASTRIDS, id=2, total=20000, delivery_days=1)])
    assert featured is not None
    reasons = {reason.code: reason for reason in featured.reasons}
    assert featured.id == 1
    assert featured.score == pytest.approx(sum(reason.points for reason in featured.reasons), abs=1e-5)
    assert (reasons["price"].points, reasons["price"].of, reasons["price"].best) == (0.68, 0.68, True)
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
        total=st.integers(1, 10**6),
        delivery_days=st.integers(0, 30),
        standing=st.integers(0, 100),
        stock=st.integers(0, 8),
        condition=st.sampled_from(["new", "refurbished", "used"]),
        return_days=st.integers(14, 90),
        free_returns=st.booleans(),
    ),
    unique_by=lambda each: each.id,
    min_size=1,
    max_size=7,
)


def place(offers: list[Candidate], offer_id: int) -> int:
    return [each.id for each in ranked_offers(offers)].index(offer_id)


@given(candidates)
def test_everybody_is_ranked_once_and_scores_are_shares(offers: list[Candidate]) -> None:
    ranked = ranked_offers(offers)
    assert sorted(each.id for each in ranked) == sorted(each.id for each in offers)
    assert all(0 <= each.score <= 1.000001 for each in ranked)


@given(candidates, st.randoms(use_true_random=False))
def test_the_order_is_the_same_however_they_come(offers: list[Candidate], random: Random) -> None:
    shuffled = random.sample(offers, len(offers))
    assert ranked_offers(shuffled) == ranked_offers(offers)


@given(
    candidates,
    st.data(),
    st.sampled_from(["total", "delivery_days", "standing", "stock", "return_days", "free_returns", "condition"]),
)
def test_nobody_falls_by_doing_better(offers: list[Candidate], data: st.DataObject, quality: str) -> None:
    mine = data.draw(st.sampled_from(offers))
    less = data.draw(st.integers(1, 10**6))
    known = mine.standing or 50  # An unknown standing counts as an average one, so that only more than that is better.
    better = {
        "total": max(1, mine.total - less),
        "delivery_days": max(0, mine.delivery_days - less % 30 - 1),
        "standing": min(100, known + less % 100),
        "stock": mine.stock + less,
        "return_days": mine.return_days + less,
        "free_returns": True,
        "condition": "new",
    }
    changed = [replace(each, **{quality: better[quality]}) if each is mine else each for each in offers]
    assert place(changed, mine.id) <= place(offers, mine.id)


@given(candidates, st.data())
def test_what_the_operator_sells_itself_has_no_advantage(offers: list[Candidate], data: st.DataObject) -> None:
    own = data.draw(st.sets(st.sampled_from([each.id for each in offers])))
    flagged = [replace(each, operators_own=each.id in own) for each in offers]
    assert ranked_offers(flagged) == ranked_offers(offers)


def test_free_and_longer_returns_can_decide() -> None:
    assert first(ASTRIDS, replace(ASTRIDS, id=2, free_returns=True)) == 2
    assert first(ASTRIDS, replace(ASTRIDS, id=2, return_days=60)) == 2
    assert first(replace(ASTRIDS, return_days=60), replace(ASTRIDS, id=2, free_returns=True)) == 2


def test_the_first_lacks_nothing() -> None:
    assert place_of([ASTRIDS, replace(ASTRIDS, id=2, total=20000)], 1) == PlaceTaken(1, 2, [])


def test_a_dearer_offer_is_told_how_much_cheaper_it_had_to_be() -> None:
    told = place_of([ASTRIDS, replace(ASTRIDS, id=2, total=14900)], 2)
    # At the same total the lower number is first, so that one öre less is what it takes.
    assert told.place == 2
    assert told.gaps[0] == Gap("price", 4901)


def test_a_used_one_is_told_of_used_ones_only() -> None:
    used = replace(ASTRIDS, id=2, total=5000, condition="used")
    assert place_of([ASTRIDS, used, replace(used, id=3, total=4000)], 2).of == 2
    assert place_of([ASTRIDS, used], 2) == PlaceTaken(1, 1, [])


def test_sold_out_is_what_is_lacking_when_it_is() -> None:
    told = place_of([ASTRIDS, replace(ASTRIDS, id=2, total=9000, stock=0)], 2)
    assert told.gaps == [Gap("stock", 1)]


@settings(max_examples=60, deadline=None)
@given(candidates, st.data())
def test_each_gap_is_enough_and_the_least_that_is(offers: list[Candidate], data: st.DataObject) -> None:
    """The search is checked by making the change itself, and one step less of it."""
    mine = data.draw(st.sampled_from(offers))
    rivals = [each for each in offers if each.condition == mine.condition]
    for gap in place_of(offers, mine.id).gaps:
        assert first(*(_closed(each, gap, gap.by) if each is mine else each for each in rivals)) == mine.id
        if gap.by > 1 or gap.free_returns:
            less = gap.by - 1 if gap.by else 0
            short = replace(gap, free_returns=gap.free_returns and less > 0)
            assert first(*(_closed(each, short, less) if each is mine else each for each in rivals)) != mine.id


def _closed(offer: Candidate, gap: Gap, by: int) -> Candidate:
    return {
        "price": lambda: replace(offer, total=offer.total - by),
        "delivery": lambda: replace(offer, delivery_days=offer.delivery_days - by),
        "standing": lambda: replace(offer, standing=(offer.standing or 50) + by),
        "stock": lambda: replace(offer, stock=offer.stock + by),
        "returns": lambda: replace(
            offer, return_days=offer.return_days + by, free_returns=offer.free_returns or gap.free_returns
        ),
    }[gap.code]()
