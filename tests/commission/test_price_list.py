"""Which plan holds: the seller's before everybody's, the nearest category, the version of the day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from torg.catalog.categories import TREE
from torg.commission import NoPlan, Plan, PriceList, changes
from torg.commission.price_list import with_plan

FIRST = date(2026, 1, 1)
DAY = date(2026, 11, 22)
LEAF = max(TREE.all(), key=lambda each: each.depth)
ABOVE = TREE.path(LEAF.id)[-2]
ROOT = TREE.path(LEAF.id)[0]
NILS, KAISA = 1, 2


def plan(
    number: int, rate: int | None, category: int | None = None, seller: int | None = None, begin: date = FIRST,
    until: date | None = None, fixed: int = 0,
) -> Plan:  # fmt: skip
    return Plan(number, "se", category, seller, begin, until, rate, fixed, 0, datetime(2026, 1, 1, tzinfo=UTC))


def rate(plans: list[Plan], seller: int | None = NILS, category: int | None = LEAF.id, on: date = DAY) -> int | None:
    return PriceList(plans).plan_for(seller, category, on).rate


def test_the_nearest_category_holds() -> None:
    everything = plan(1, 1000)
    assert rate([everything]) == 1000
    assert rate([everything, plan(2, 1100, ROOT.id)]) == 1100
    assert rate([everything, plan(2, 1100, ROOT.id), plan(3, 1200, ABOVE.id)]) == 1200
    assert rate([everything, plan(2, 1100, ROOT.id), plan(3, 1200, LEAF.id)], category=ABOVE.id) == 1100
    assert rate([everything, plan(2, 1100, ROOT.id)], category=None) == 1000


def test_a_sellers_own_plan_goes_before_any_category() -> None:
    plans = [plan(1, 1000), plan(2, 1200, LEAF.id), plan(3, 800, seller=NILS)]
    assert (rate(plans), rate(plans, KAISA)) == (800, 1200)
    plans.append(plan(4, 700, ABOVE.id, NILS))
    assert (rate(plans), rate(plans, category=ROOT.id)) == (700, 800)


def test_the_version_of_the_day_holds() -> None:
    later = plan(2, 1200, begin=DAY)
    plans = [plan(1, 1000), later]
    assert (rate(plans, on=DAY - timedelta(days=1)), rate(plans, on=DAY)) == (1000, 1200)
    assert rate([*plans, plan(3, 1100, begin=DAY)]) == 1100
    with pytest.raises(NoPlan):
        rate([later], on=FIRST)


def test_what_is_for_a_time_gives_way_to_what_was_before() -> None:
    plans = [plan(1, 1000), plan(2, 500, begin=DAY, until=DAY + timedelta(days=6))]
    assert [rate(plans, on=DAY + timedelta(days=each)) for each in (-1, 0, 6, 7)] == [1000, 500, 500, 1000]


def test_what_ends_a_plan_leaves_the_next_nearest() -> None:
    plans = [plan(1, 1000), plan(2, 1200, LEAF.id), plan(3, None, LEAF.id, begin=DAY)]
    assert (rate(plans, on=DAY - timedelta(days=1)), rate(plans, on=DAY)) == (1200, 1000)


@st.composite
def books(draw: st.DrawFn) -> list[Plan]:
    days = st.integers(0, 20).map(lambda each: FIRST + timedelta(days=each))
    plans = [plan(1, 1000)]
    for number in range(2, draw(st.integers(3, 9))):
        begin = draw(days)
        ends = number > 2 and draw(st.booleans())
        category = draw(st.sampled_from([None, ROOT.id, ABOVE.id, LEAF.id]))
        seller = draw(st.sampled_from([None, NILS]))
        value = None if ends and (category or seller) else draw(st.integers(0, 3000))
        until = (
            None
            if value is None
            else draw(st.none() | st.integers(0, 9).map(lambda each, b=begin: b + timedelta(each)))
        )
        plans.append(plan(number, value, category, seller, begin, until))
    return plans


@given(books(), st.permutations(range(9)))
@settings(deadline=None)
def test_the_order_of_the_versions_does_not_matter(plans: list[Plan], order: list[int]) -> None:
    shuffled = [plans[each] for each in order if each < len(plans)]
    for offset in range(0, 32, 3):
        day = FIRST + timedelta(days=offset)
        assert rate(plans, on=day) == rate(shuffled, on=day)


@given(books())
@settings(max_examples=40, deadline=None)
def test_every_change_is_found_on_the_day_on_which_it_comes(plans: list[Plan]) -> None:
    """Day by day and category by category, the changes say what the price lists say."""
    *before, new = plans
    old_list = PriceList(before)
    new_list = with_plan(old_list, new)
    found = changes(old_list, new)
    for seller in (None, NILS):
        if new.seller_id and seller is None:
            continue
        for category in (None, ROOT.id, ABOVE.id, LEAF.id):
            for offset in range(32):
                day = FIRST + timedelta(days=offset)
                old = old_list.plan_for(seller, category, day).terms
                now = new_list.plan_for(seller, category, day).terms
                if old == now or day < new.valid_from:
                    assert old == now
                    continue
                nearest = next(
                    each for each in (*[c.id for c in reversed(TREE.path(category or 0))], None)
                    if each in new_list.categories
                )  # fmt: skip
                said = [
                    each for each in found
                    if each.on <= day and each.category_id == nearest and each.seller_id in (seller, None)
                ]  # fmt: skip
                assert said
                if seller in {each.seller_id for each in plans} or seller is None:
                    assert any((each.before, each.after) == (old, now) for each in said)


def test_a_change_for_everything_spares_what_has_a_plan_of_its_own() -> None:
    book = PriceList([plan(1, 1000), plan(2, 800, ROOT.id), plan(3, 500, seller=NILS)])
    found = changes(book, plan(9, 1200, begin=DAY))
    assert [(each.seller_id, each.category_id, each.before.rate, each.after.rate) for each in found] == [
        (None, None, 1000, 1200)
    ]
    assert found[0].dearer
    assert not changes(book, plan(9, 1000, begin=DAY))
