"""Parcels come on working days of the country that they go to."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.markets import COUNTRIES, UnknownCountry, delivery_dates, is_working_day, local_day, working_day_after

countries = st.sampled_from(sorted(COUNTRIES))
days = st.dates(min_value=date(2024, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("SE", date(2026, 12, 24)),  # Julafton, a holiday in fact
        ("SE", date(2026, 6, 19)),  # Midsommarafton
        ("SE", date(2026, 12, 31)),  # Nyårsafton
        ("SE", date(2026, 1, 6)),  # Trettondedag jul
        ("SE", date(2025, 6, 6)),  # the national day on a Friday
        ("FI", date(2027, 12, 6)),  # Itsenäisyyspäivä on a Monday
        ("FI", date(2026, 6, 19)),  # Juhannusaatto
        ("FI", date(2026, 12, 24)),
        ("NO", date(2027, 5, 17)),  # Grunnlovsdagen on a Monday
        ("NO", date(2026, 4, 2)),  # Skjærtorsdag
        ("NO", date(2026, 12, 24)),
        ("DK", date(2026, 4, 2)),  # Skærtorsdag
        ("DK", date(2026, 6, 5)),  # Grundlovsdag
        ("DK", date(2023, 5, 5)),  # the last Store bededag
        ("IS", date(2026, 6, 17)),
        ("SE", date(2026, 11, 22)),  # a Sunday
        ("DK", date(2026, 11, 21)),  # a Saturday
    ],
)
def test_no_parcel_comes(country: str, day: date) -> None:
    assert not is_working_day(country, day)


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("DK", date(2024, 4, 26)),  # Store bededag is abolished
        ("DK", date(2025, 5, 16)),
        ("DK", date(2026, 5, 1)),
        ("SE", date(2026, 4, 2)),  # Skärtorsdag, no holiday in Sweden
        ("SE", date(2026, 5, 25)),  # Annandag pingst, none since 2005
        ("FI", date(2026, 4, 2)),
        ("FI", date(2026, 12, 23)),
        ("NO", date(2026, 6, 19)),
        ("NO", date(2026, 1, 6)),
    ],
)
def test_a_parcel_comes(country: str, day: date) -> None:
    assert is_working_day(country, day)


@pytest.mark.parametrize(
    ("country", "start", "after", "day"),
    [
        ("SE", date(2026, 11, 20), 1, date(2026, 11, 23)),
        ("SE", date(2026, 12, 23), 1, date(2026, 12, 28)),
        ("SE", date(2026, 12, 23), 4, date(2027, 1, 4)),
        ("SE", date(2026, 11, 21), 0, date(2026, 11, 23)),
        ("SE", date(2026, 11, 20), 0, date(2026, 11, 20)),
        ("FI", date(2027, 12, 3), 1, date(2027, 12, 7)),
        ("NO", date(2026, 4, 1), 1, date(2026, 4, 7)),
        ("DK", date(2026, 4, 1), 2, date(2026, 4, 8)),
        ("SE", date(2026, 11, 20), -3, date(2026, 11, 20)),
    ],
)
def test_working_days_counted_by_hand(country: str, start: date, after: int, day: date) -> None:
    assert working_day_after(country, start, after) == day


def test_an_instant_counts_as_the_date_of_the_country() -> None:
    late = datetime(2026, 11, 19, 22, 30, tzinfo=UTC)
    assert local_day("FI", late) == date(2026, 11, 20)
    assert local_day("SE", late) == date(2026, 11, 19)
    assert working_day_after("FI", late, 1) == date(2026, 11, 23)
    assert working_day_after("SE", late, 1) == date(2026, 11, 20)


def test_an_instant_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zone"):
        local_day("SE", datetime(2026, 11, 19, 22, 30))  # noqa: DTZ001


def test_the_first_and_the_last_day_of_a_delivery() -> None:
    assert delivery_dates("SE", (2, 4), date(2026, 12, 22)) == (date(2026, 12, 28), date(2026, 12, 30))
    assert delivery_dates("SE", (3, 1), date(2026, 11, 23)) == (date(2026, 11, 24), date(2026, 11, 26))


@given(countries, days, st.integers(min_value=0, max_value=60))
def test_as_many_working_days_lie_between_as_were_asked(country: str, start: date, after: int) -> None:
    there = working_day_after(country, start, after)
    assert is_working_day(country, there)
    between = [start + timedelta(days=n) for n in range(1, (there - start).days + 1)]
    worked = sum(is_working_day(country, day) for day in between)
    assert worked == (after or (0 if is_working_day(country, start) else 1))


def test_a_promise_has_an_end() -> None:
    assert working_day_after("SE", date(2026, 1, 1), 10**9) == working_day_after("SE", date(2026, 1, 1), 400)


def test_a_country_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownCountry):
        working_day_after("XX", date(2026, 1, 1), 1)
