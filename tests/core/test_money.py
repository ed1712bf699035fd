"""Money never loses an öre, and is written as people write it."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from torg.core.money import (
    CurrencyMismatch,
    Money,
    UnknownCurrency,
    decimals,
    format_money,
    minor_units,
    rounded_half_up,
    total,
    vat_part,
)

amounts = st.integers(min_value=-(10**12), max_value=10**12)
rates = st.sampled_from([Decimal(r) for r in ("0", "6", "10", "12", "13.5", "14", "15", "24", "25", "25.5")])


@given(amounts, amounts)
def test_a_sum_less_one_part_is_the_other(first: int, second: int) -> None:
    assert Money(first, "SEK") + Money(second, "SEK") - Money(second, "SEK") == Money(first, "SEK")


@given(st.lists(amounts, max_size=20))
def test_a_total_is_the_sum_in_whatever_order(lines: list[int]) -> None:
    monies = [Money(line, "SEK") for line in lines]
    assert total(monies, "SEK") == total(sorted(monies), "SEK") == Money(sum(lines), "SEK")


@given(amounts, st.integers(min_value=0, max_value=50))
def test_a_quantity_costs_what_its_pieces_cost(price: int, quantity: int) -> None:
    piece = Money(price, "DKK")
    assert piece * quantity == total([piece] * quantity, "DKK")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=5), st.sampled_from(["SEK", "EUR", "ISK"]))
def test_whole_units_become_minor_ones_half_up(value: Decimal, currency: str) -> None:
    step = Decimal(1).scaleb(-decimals(currency))
    assert minor_units(value, currency) == int(value.quantize(step, ROUND_HALF_UP) / step)


def test_currencies_are_never_mixed() -> None:
    with pytest.raises(CurrencyMismatch, match="SEK and NOK"):
        Money(100, "SEK") + Money(100, "NOK")
    with pytest.raises(CurrencyMismatch):
        Money(100, "SEK") - Money(100, "NOK")
    with pytest.raises(CurrencyMismatch):
        assert Money(100, "SEK") < Money(200, "NOK")


def test_totals_quantities_and_refunds() -> None:
    drill = Money(129900, "SEK")
    assert total([drill * 2, -drill], "SEK") == drill
    assert total([], "ISK") == Money(0, "ISK")
    assert drill <= drill
    assert Money(1, "SEK") < drill


@pytest.mark.parametrize(("currency", "places"), [("SEK", 2), ("ISK", 0), ("JPY", 0), ("KWD", 3), ("EUR", 2)])
def test_decimals_of_a_currency(currency: str, places: int) -> None:
    assert decimals(currency) == places


@pytest.mark.parametrize("currency", ["", "kr", "sek", "XQZ", "SEK\n"])
def test_an_unknown_currency_is_refused(currency: str) -> None:
    with pytest.raises(UnknownCurrency):
        decimals(currency)


@pytest.mark.parametrize(
    ("value", "whole"),
    [("2.5", 3), ("3.5", 4), ("2.4999", 2), ("-2.5", -3), ("-2.4", -2), ("0.5", 1), ("-0.5", -1), ("7", 7)],
)
def test_halves_go_away_from_zero(value: str, whole: int) -> None:
    assert rounded_half_up(Decimal(value)) == whole
    assert rounded_half_up(Fraction(value)) == whole


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_decimals_and_fractions_round_alike(value: Decimal) -> None:
    assert rounded_half_up(value) == rounded_half_up(Fraction(value))


def test_minor_units_of_a_written_amount() -> None:
    assert minor_units(Decimal("19.90"), "SEK") == 1990
    assert minor_units(Decimal(1299), "ISK") == 1299
    assert minor_units(Decimal("0.005"), "EUR") == 1


@given(amounts, rates)
def test_vat_is_the_rounded_part_of_the_gross(gross: int, rate: Decimal) -> None:
    exact = Fraction(gross) * Fraction(rate) / (100 + Fraction(rate))
    vat = vat_part(gross, rate)
    assert abs(vat - exact) <= Fraction(1, 2)
    assert vat_part(-gross, rate) == -vat
    quotient = Decimal(gross) * rate / (100 + rate)
    assert vat == int(quotient.to_integral_value(ROUND_HALF_UP))


def test_vat_examples() -> None:
    assert vat_part(12500, Decimal(25)) == 2500
    assert vat_part(1990, Decimal(6)) == 113
    assert vat_part(1290, Decimal("25.5")) == 262
    with pytest.raises(ValueError, match="never negative"):
        vat_part(100, Decimal(-6))


@pytest.mark.parametrize(
    ("amount", "currency", "language", "written"),
    [
        (129900, "SEK", "sv", "1 299 kr"),
        (1990, "SEK", "sv", "19,90 kr"),
        (1905, "SEK", "sv", "19,05 kr"),
        (129900, "NOK", "nb", "1 299 kr"),
        (129900, "DKK", "da", "1.299 kr."),
        (129950, "DKK", "da", "1.299,50 kr."),
        (1290, "EUR", "fi", "12,90 €"),
        (1290, "EUR", "sv", "12,90 €"),
        (129900, "SEK", "en", "SEK 1,299"),
        (1290, "EUR", "en", "€12.90"),
        (-1290, "EUR", "en", "−€12.90"),
        (-129900, "SEK", "sv", "−1 299 kr"),
        (129900, "NOK", "sv", "1 299 NOK"),
        (1299, "ISK", "sv", "1 299 ISK"),
        (0, "SEK", "sv", "0 kr"),
        (123456789012, "SEK", "da", "1.234.567.890,12 SEK"),
    ],
)
def test_written_as_people_write(amount: int, currency: str, language: str, written: str) -> None:
    assert format_money(amount, currency, language) == written.replace(" ", "\u00a0")


def test_short_leaves_the_currency_out() -> None:
    assert format_money(129900, "SEK", "sv", short=True) == "1\u00a0299"
    assert format_money(1990, "DKK", "da", short=True) == "19,90"


@given(amounts, st.sampled_from(["sv", "nb", "da", "fi", "en", "de", "is"]))
def test_digits_are_grouped_as_cldr_groups_them(amount: int, language: str) -> None:
    pattern = "#,##0" if amount % 100 == 0 else "#,##0.00"
    reference = format_decimal(Decimal(abs(amount)) / 100, format=pattern, locale=language)
    assert format_money(abs(amount), "SEK", language, short=True) == reference.replace("\u202f", "\u00a0")


@given(
    amounts.filter(lambda amount: amount % 100 != 0),
    st.sampled_from([("sv", "SEK"), ("nb", "NOK"), ("da", "DKK"), ("fi", "EUR"), ("sv", "EUR"), ("en", "EUR")]),
)
def test_money_with_decimals_is_written_as_cldr_writes_it(amount: int, spoken: tuple[str, str]) -> None:
    language, currency = spoken
    reference = format_currency(Decimal(abs(amount)) / 100, currency, locale=language)
    assert format_money(abs(amount), currency, language) == reference
    assert format_money(-abs(amount), currency, language) == "\u2212" + reference


def test_a_language_that_nobody_knows_is_still_readable() -> None:
    assert format_money(129950, "SEK", "tlh") == "1\u00a0299.50\u00a0SEK"
