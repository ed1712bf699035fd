"""A rate for every country, class and day: none twice, none missing."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.markets import COUNTRIES, VAT_CLASSES, NoVatRate, vat_periods, vat_rate

FIRST = date(2020, 1, 1)
days = st.dates(min_value=FIRST, max_value=date(2060, 12, 31))


def test_periods_neither_overlap_nor_leave_a_day_out() -> None:
    known = set()
    for key, rows in groupby(vat_periods(), key=lambda row: (row.country, row.vat_class)):
        known.add(key)
        periods = list(rows)
        assert periods[0].valid_from == FIRST, key
        assert periods[-1].valid_to is None, key
        for before, after in pairwise(periods):
            assert before.valid_to is not None, key
            assert after.valid_from == before.valid_to + timedelta(days=1), key
            assert before.rate != after.rate, key
    assert known == {(country, name) for country in COUNTRIES for name in VAT_CLASSES}


@given(st.sampled_from(sorted(COUNTRIES)), st.sampled_from(VAT_CLASSES), days)
def test_exactly_one_period_holds_on_a_day(country: str, name: str, on: date) -> None:
    held = [
        row.rate
        for row in vat_periods()
        if (row.country, row.vat_class) == (country, name) and row.valid_from <= on <= (row.valid_to or date.max)
    ]
    assert held == [vat_rate(country, name, on)]
    assert 0 <= held[0] < 30


@pytest.mark.parametrize(
    ("country", "name", "on", "rate"),
    [
        ("SE", "standard", date(2026, 11, 22), "25"),
        ("SE", "food", date(2026, 3, 31), "12"),
        ("SE", "food", date(2026, 4, 1), "6"),
        ("SE", "food", date(2027, 12, 31), "6"),
        ("SE", "food", date(2028, 1, 1), "12"),
        ("SE", "book", date(2026, 11, 22), "6"),
        ("FI", "standard", date(2024, 8, 31), "24"),
        ("FI", "standard", date(2024, 9, 1), "25.5"),
        ("FI", "food", date(2025, 12, 31), "14"),
        ("FI", "food", date(2026, 1, 1), "13.5"),
        ("FI", "newspaper", date(2026, 11, 22), "10"),
        ("NO", "food", date(2026, 11, 22), "15"),
        ("NO", "book", date(2026, 11, 22), "0"),
        ("DK", "food", date(2026, 11, 22), "25"),
        ("DK", "newspaper", date(2026, 11, 22), "0"),
        ("IS", "food", date(2026, 11, 22), "11"),
        ("se", "standard", date(2026, 11, 22), "25"),
    ],
)
def test_rates_that_people_have_checked(country: str, name: str, on: date, rate: str) -> None:
    assert vat_rate(country, name, on) == Decimal(rate)


@pytest.mark.parametrize(
    ("country", "name", "on"),
    [("DE", "standard", date(2026, 1, 1)), ("SE", "toys", date(2026, 1, 1)), ("SE", "food", date(2019, 12, 31))],
)
def test_what_is_not_known_is_refused(country: str, name: str, on: date) -> None:
    with pytest.raises(NoVatRate, match=country):
        vat_rate(country, name, on)
