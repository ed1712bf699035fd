"""The rule of Article 6a and prisinformationslagen 7 a §: `day(0)` is today, `day(-30)` thirty days ago."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from torg.offers import (
    Judged,
    LoggedPrice,
    PriceReduction,
    judged,
    judged_beforehand,
    prior_price,
    reduction,
    reduction_text,
)

TODAY = datetime(2026, 11, 27, 8, tzinfo=UTC)


def day(number: float) -> datetime:
    return TODAY + timedelta(days=number)


def log(*entries: tuple[float, int | None] | tuple[float, int | None, int]) -> list[LoggedPrice]:
    return [LoggedPrice(day(entry[0]), *entry[1:]) for entry in entries]


def test_a_plain_sale_shows_the_price_before_it() -> None:
    assert reduction(log((-60, 1000), (-2, 750, 1000)), TODAY) == PriceReduction(1000, 25)


def test_a_price_raised_for_the_sale_does_not_count() -> None:
    """Black Friday: 800 for long, 1000 for three weeks, then 800 "instead of 1000": no reduction at all."""
    assert reduction(log((-90, 800), (-21, 1000), (0, 800, 1000)), TODAY) is None


def test_a_short_campaign_within_the_window_is_the_price_to_beat() -> None:
    """100 normally, 50 for a few days ten days ago: the next campaign at 70 is no reduction, one at 45 is 10 %."""
    history = log((-90, 100), (-12, 50, 100), (-9, 100))
    assert reduction([*history, *log((0, 70, 100))], TODAY) is None
    assert reduction([*history, *log((0, 45, 100))], TODAY) == PriceReduction(50, 10)


def test_a_campaign_that_ended_before_the_window_is_forgotten() -> None:
    assert reduction(log((-90, 100), (-50, 50, 100), (-31, 100), (0, 70, 100)), TODAY) == PriceReduction(100, 30)


def test_a_campaign_that_ended_within_the_window_is_not() -> None:
    assert reduction(log((-90, 100), (-50, 50, 100), (-29, 100), (0, 70, 100)), TODAY) is None


def test_the_price_that_ends_exactly_when_the_window_opens_is_outside() -> None:
    assert reduction(log((-90, 50), (-30, 100), (0, 70, 100)), TODAY) == PriceReduction(100, 30)


def test_a_gradual_reduction_counts_from_its_first_cut() -> None:
    """Clearance: 1000, then 20, 40 and 60 per cent off without interruption, each compared with 1000."""
    steps = log((-200, 1000), (-40, 800, 1000), (-25, 600, 1000), (-5, 400, 1000))
    assert [reduction(steps, day(at)) for at in (-39, -24, 0)] == [
        PriceReduction(1000, 20),
        PriceReduction(1000, 40),
        PriceReduction(1000, 60),
    ]


def test_a_rise_interrupts_a_gradual_reduction() -> None:
    assert reduction(log((-200, 1000), (-40, 600, 1000), (-20, 800, 1000), (-5, 700, 1000)), TODAY) is None


def test_an_end_of_the_claim_interrupts_it_too() -> None:
    assert reduction(log((-200, 1000), (-20, 600, 1000), (-10, 600), (-5, 500, 1000)), TODAY) == PriceReduction(600, 16)


def test_a_reduction_that_lasts_keeps_its_prior_price() -> None:
    assert reduction(log((-200, 1000), (-100, 750, 1000)), TODAY) == PriceReduction(1000, 25)


def test_a_claim_without_a_cut_is_none() -> None:
    assert reduction(log((-200, 750), (-3, 750, 1000)), TODAY) is None


def test_a_cut_without_a_claim_is_none() -> None:
    assert reduction(log((-200, 1000), (-3, 750)), TODAY) is None


@pytest.mark.parametrize(("first_sold", "shown"), [(-29.9, False), (-30, True)])
def test_an_offer_younger_than_thirty_days_has_no_prior_price(first_sold: float, shown: bool) -> None:
    assert (reduction(log((first_sold, 1000), (0, 750, 1000)), TODAY) is not None) is shown


def test_an_offer_that_began_with_a_claim_never_gets_one() -> None:
    assert reduction(log((-100, 750, 1000)), TODAY) is None


def test_days_without_sale_are_no_price() -> None:
    assert reduction(log((-90, 1000), (-20, None), (-10, 900), (0, 750, 1000)), TODAY) == PriceReduction(900, 16)
    assert reduction(log((-90, 1000), (-20, None)), TODAY) is None
    assert reduction(log((-90, 1000), (-60, None), (0, 750, 1000)), TODAY) is None


def test_a_price_replaced_in_the_same_moment_was_asked_of_nobody() -> None:
    assert reduction(log((-90, 1000), (-5, 10), (-5, 1000), (0, 750, 1000)), TODAY) == PriceReduction(1000, 25)


def test_the_percentage_is_floored() -> None:
    assert reduction(log((-90, 999), (0, 667, 999)), TODAY) == PriceReduction(999, 33)


def test_a_reduction_to_come_is_not_shown_today() -> None:
    assert reduction(log((-90, 1000), (1, 750, 1000)), TODAY) is None
    assert reduction([], TODAY) is None


def test_the_sentence_is_filled_with_the_price() -> None:
    sentence = reduction_text("Tidigare lägsta pris (30 dagar): {price}", "1 000 kr")
    assert sentence == "Tidigare lägsta pris (30 dagar): 1 000 kr"


hours = st.integers(-24 * 120, 0)
entries = st.lists(
    st.tuples(hours, st.one_of(st.none(), st.integers(1, 200)), st.one_of(st.none(), st.integers(1, 50))), max_size=14
).map(
    lambda rows: [
        LoggedPrice(TODAY + timedelta(hours=hour), price, None if price is None or more is None else price + more)
        for hour, price, more in sorted(rows, key=lambda row: row[0])
    ]
)


def asked_at(history: list[LoggedPrice], moment: datetime) -> int | None:
    told = [entry for entry in history if entry.at <= moment]
    return told[-1].price if told else None


@given(entries)
def test_the_prior_price_is_the_lowest_of_every_hour_of_the_window(history: list[LoggedPrice]) -> None:
    """An oracle that asks each hour for its price: the log changes on whole hours only."""
    window = [asked_at(history, TODAY - timedelta(hours=back)) for back in range(1, 30 * 24 + 1)]
    sold = [price for price in window if price is not None]
    reaches_back = bool(history) and history[0].at <= TODAY - timedelta(days=30)
    assert prior_price(history, TODAY) == (min(sold) if sold and reaches_back else None)


@given(entries)
def test_no_reduction_is_shown_that_the_thirty_days_before_do_not_bear_out(history: list[LoggedPrice]) -> None:
    shown = reduction(history, TODAY)
    if shown is None:
        return
    current = history[-1]
    assert current.price is not None
    assert current.price < shown.prior_price
    assert 0 <= shown.percent < 100
    assert shown.percent * shown.prior_price <= (shown.prior_price - current.price) * 100
    assert shown.prior_price in {entry.price for entry in history}


@given(entries, st.integers(1, 200))
def test_a_lower_price_before_the_reduction_never_flatters_it(history: list[LoggedPrice], lower: int) -> None:
    start = TODAY + timedelta(hours=1)
    before = prior_price(history, start)
    after = prior_price([*history, LoggedPrice(TODAY, lower)], start)
    assert before is None or (after is not None and after <= lower)


@settings(deadline=None, max_examples=60)
@given(entries)
def test_the_judgement_is_that_of_the_slow_and_obvious_rule(history: list[LoggedPrice]) -> None:
    found = judged(history, TODAY)
    assert (found.reduction, found.refused) == rule_hour_by_hour(history)


def rule_hour_by_hour(history: list[LoggedPrice]) -> tuple[PriceReduction | None, str | None]:
    """The written rule (nordic.md row 1) with nothing clever in it: what was asked in every hour, read backwards.

    prior = the lowest price of the 30 days before t0; t0 is the first cut of a reduction without interruption, which
    is an hour without a sale or a claim, or after which the price rose. `%` is floored; no lower price, no badge.
    """
    hours = 24 * 170
    asked: list[LoggedPrice | None] = []
    for back in range(hours):
        told = [entry for entry in history if entry.at <= TODAY - timedelta(hours=back)]
        asked.append(told[-1] if told else None)
    now = asked[0]
    if now is None or now.price is None:
        return None, "not_sold"
    if now.regular is None:
        return None, "not_claimed"
    cut = 0
    while (before := asked[cut + 1]) is not None:
        after = asked[cut]
        if before.price is None or before.regular is None or after is None or before.price < (after.price or 0):
            break
        cut += 1
    window = asked[cut + 1 : cut + 1 + 30 * 24]
    sold = [entry.price for entry in window if entry is not None and entry.price is not None]
    if None in window or not sold:
        return None, "too_young"
    if now.price >= min(sold):
        return None, "not_lower"
    return PriceReduction(min(sold), (min(sold) - now.price) * 100 // min(sold)), None


@given(entries, st.integers(1, 200))
def test_what_is_said_beforehand_is_what_is_shown_then(history: list[LoggedPrice], price: int) -> None:
    """The preview of a campaign and the page agree, when nothing else happens until it begins."""
    starts = TODAY + timedelta(hours=1)
    said = judged_beforehand(history, starts, price)
    shown = judged([*history, LoggedPrice(starts, price, regular=price + 50)], starts)
    assert said == shown


@given(entries, st.integers(1, 720), st.integers(1, 200))
def test_raising_the_price_before_a_sale_never_helps(history: list[LoggedPrice], ago: int, price: int) -> None:
    """Why there is a rule at all: whatever is asked for less than 30 days more makes no claim lawful, nor larger."""
    start = TODAY + timedelta(hours=1)
    calm = [entry for entry in history if entry.at < TODAY - timedelta(hours=ago) and entry.regular is None]
    if not calm or calm[-1].price is None or calm[-1].at > TODAY - timedelta(days=31):
        return
    raised = [*calm, LoggedPrice(TODAY - timedelta(hours=ago), calm[-1].price + 100)]
    plain, after = judged_beforehand(calm, start, price), judged_beforehand(raised, start, price)
    assert (after.reduction is None) or (plain.reduction is not None)
    if after.reduction and plain.reduction:
        assert after.reduction.percent <= plain.reduction.percent


# Worked cases of courts and regulators, in minor units. Facts and figures only.


def test_aldi_bananas_at_the_lowest_price_of_the_month_are_not_reduced() -> None:
    """C-330/23 (26 September 2024): 1.29 advertised as 23 % off 1.69, the lowest price of the 30 days being 1.29."""
    bananas = log((-90, 169), (-25, 129), (-18, 169), (0, 129, 169))
    assert judged(bananas, TODAY) == Judged(refused="not_lower", lowest=129, first_cut=TODAY)


def test_aldi_pineapples_dearer_than_the_lowest_price_are_no_price_highlight() -> None:
    """C-330/23: 1.49 beside a crossed out 1.69, the lowest price of the 30 days being 1.39."""
    pineapples = log((-90, 169), (-20, 139), (-13, 169), (0, 149, 169))
    assert judged(pineapples, TODAY) == Judged(refused="not_lower", lowest=139, first_cut=TODAY)


def test_the_bananas_would_have_been_reduced_had_the_earlier_offer_been_older() -> None:
    """The same figures with the earlier offer outside the 30 days: then 23 % is true."""
    bananas = log((-90, 169), (-45, 129), (-38, 169), (0, 129, 169))
    assert judged(bananas, TODAY).reduction == PriceReduction(169, 23)


def test_two_sales_in_a_month_the_second_is_measured_against_the_first() -> None:
    """Commission notice 2021/C 526/02, section 2.1: successive separate sales within 30 days see one another."""
    separate = log((-90, 10000), (-20, 5000, 10000), (-15, 10000), (0, 6000, 10000))
    assert reduction(separate, TODAY) is None
    assert reduction(log((-90, 10000), (-20, 8000, 10000), (-15, 10000), (0, 6000, 10000)), TODAY) == PriceReduction(
        8000, 25
    )


def test_a_stock_clearance_in_steps_keeps_the_price_before_the_first_of_them() -> None:
    """Article 6a(5) and prisinformationslagen 7 a § second paragraph: cut step by step, the price before the first."""
    steps = log((-90, 10000), (-21, 9000, 10000), (-14, 8000, 10000), (-7, 7000, 10000))
    assert [reduction(steps, day(at)) for at in (-20, -10, 0)] == [
        PriceReduction(10000, 10),
        PriceReduction(10000, 20),
        PriceReduction(10000, 30),
    ]


def test_an_offer_on_condition_of_a_minimum_purchase_is_a_reduction_like_any_other() -> None:
    """Konsumentverket, questions and answers on price reductions: 199 kr when buying for 100 kr needs the prior price.

    Torg knows the price of one piece only, so that there is no other claim that the log would not see: a combination
    such as two for 50 kr, which the authority leaves outside the rule, is no price of an offer.
    """
    assert reduction(log((-90, 24900), (0, 19900, 24900)), TODAY) == PriceReduction(24900, 20)


def test_an_ordinary_price_higher_than_the_months_lowest_is_never_the_reference() -> None:
    """Konsumentverket: the prior price is the lowest of 30 days, not the ordinary price, be it charged ever so long."""
    assert reduction(log((-300, 100000), (-29, 80000), (-22, 100000), (0, 75000, 100000)), TODAY) == PriceReduction(
        80000, 6
    )
