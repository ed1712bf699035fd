from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.catalog.feeds.amounts import NotANumber, in_minor_units, is_within, read_number, read_price


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("1299", "1299", None),
        ("1299.00", "1299.00", None),
        ("1299.00 SEK", "1299.00", "SEK"),
        ("1 299,00 SEK", "1299.00", "SEK"),
        ("1\u00a0299,00\u00a0SEK", "1299.00", "SEK"),
        ("1\u202f299,00 kr", "1299.00", None),
        ("1\u2009299,00", "1299.00", None),
        ("1.299,00 kr", "1299.00", None),
        ("1.299,00 kr.", "1299.00", None),
        ("SEK 1,299.00", "1299.00", "SEK"),
        ("SEK1299", "1299", "SEK"),
        ("1299:-", "1299", None),
        ("1 299:-", "1299", None),
        ("1.299,-", "1299", None),
        ("1299,-", "1299", None),
        ("1299.-", "1299", None),
        ("kr 1.299,-", "1299", None),
        ("kr. 99,50", "99.50", None),
        ("24:90", "24.90", None),
        ("24:90 kr", "24.90", None),
        ("€ 12,50", "12.50", "EUR"),
        ("12,50 €", "12.50", "EUR"),
        ("$1,234,567.89", "1234567.89", "USD"),
        ("1'299.50 CHF", "1299.50", "CHF"),
        ("0,5", "0.5", None),
        (",5", "0.5", None),
        ("0.125", "0.125", None),
        ("1.299", "1299", None),
        ("1,299", "1299", None),
        ("12.50 kr/st", "12.50", None),
        ("+99", "99", None),
        ("1.234.567", "1234567", None),
        ("1 234 567,8", "1234567.8", None),
        ("99 Kr", "99", None),
        ("nok 99", "99", "NOK"),
        (99, "99", None),
        (99.5, "99.5", None),
        (Decimal("99.95"), "99.95", None),
    ],
)
def test_reads_prices_as_people_write_them(text, amount, currency):
    price = read_price(text)
    assert (price.amount, price.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    ("text", "decimal", "amount"),
    [("1.299", ".", "1.299"), ("1.299", ",", "1299"), ("1,299", ",", "1.299"), ("15.000", ".", "15.000")],
)
def test_believes_in_the_decimal_sign_that_it_is_told(text, decimal, amount):
    assert read_price(text, decimal).amount == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "", "-1", "−1 kr", "-SEK 5", "free", "Från 100 kr", "100 - 200 kr", "12 34", "1.29.9", "1,2,3", "1..2", "kr",
        "12 SEK EUR", "12 %", "1e5", "NaN", "inf", "१२३", "²", "0x10", "1_000", "9" * 100, True, None, [], {},
        float("nan"), float("inf"), -1, Decimal("NaN"), Decimal(-1), "SEK 12 EUR", "call us", "12.50.", "=1+1",
    ],
)  # fmt: skip
def test_refuses_what_is_no_price(text):
    if text == "12.50.":
        assert read_price(text).amount == Decimal("12.50")
        return
    with pytest.raises(NotANumber):
        read_price(text)


def test_says_which_sign_left_no_doubt():
    assert read_price("12,50").decimal == ","
    assert read_price("1.299,00 kr").decimal == ","
    assert read_price("1299.00").decimal == "."
    assert read_price("1.299.000").decimal == ","
    assert read_price("1.299").decimal is None
    assert read_price("1299").decimal is None


def test_numbers_may_be_negative():
    assert read_number("-3") == -3
    assert read_number("1 250,5") == Decimal("1250.5")


def test_rounds_half_up():
    assert [in_minor_units(Decimal(text)) for text in ("0.005", "0.004", "1.115", "12")] == [1, 0, 112, 1200]


@pytest.mark.parametrize(
    ("period", "on"),
    [
        ("2026-11-01T00:00+0100/2026-12-01T00:00+0100", True),
        ("2026-11-22/2026-11-22", True),
        ("2016-03-01T13:00-0800/2016-03-11T15:30-0800", False),
        ("2026-11-23/", False),
        ("/2026-11-21", False),
        ("/2026-11-22", True),
        ("2026-11-22T14:00+02:00/2026-11-23", True),
        ("2026-11-22T14:01+02:00/2026-11-23", False),
    ],
)
def test_knows_when_a_sale_is_on(period, on):
    assert is_within(period, datetime(2026, 11, 22, 12, tzinfo=UTC)) is on


@pytest.mark.parametrize("period", ["", "soon", "2026-13-01/2026-14-01", "2026-01-01"])
def test_refuses_what_is_no_period(period):
    with pytest.raises(NotANumber):
        is_within(period, datetime(2026, 11, 22, tzinfo=UTC))


@given(st.decimals(min_value=0, max_value=9_999_999, places=2), st.sampled_from(["sv", "da", "en", "plain"]))
def test_reads_back_what_each_language_writes(amount, style):
    whole, _, fraction = f"{amount:,.2f}".partition(".")
    texts = {
        "sv": whole.replace(",", "\u00a0") + "," + fraction + " kr",
        "da": whole.replace(",", ".") + "," + fraction + " kr.",
        "en": f"SEK {whole}.{fraction}",
        "plain": f"{amount}",
    }
    assert read_price(texts[style]).amount == amount


@given(st.text(max_size=30))
def test_any_text_is_a_price_or_not(text):
    try:
        price = read_price(text)
    except NotANumber:
        return
    assert price.amount >= 0
