"""What a line costs a seller: rounded once, frozen, and given back in full however it is refunded."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from torg.commission import FeeVat, Plan, SaleLine, Terms, commission_of, fee_vat, given_back
from torg.commission.models import costs_more

DAY = date(2026, 11, 22)
SWEDISH = FeeVat("domestic", "SE", 2500)


def plan(rate: int | None, fixed: int = 0, minimum: int = 0) -> Plan:
    return Plan(7, "se", None, None, DAY, None, rate, fixed, minimum, datetime(2026, 1, 1, tzinfo=UTC))


TERMS = st.builds(Terms, st.integers(0, 10_000), st.integers(0, 50_00), st.integers(0, 100_00))


@pytest.mark.parametrize(
    ("terms", "amount", "quantity", "net"),
    [
        (plan(1200), 999_00, 1, 119_88),
        (plan(1250), 99, 1, 12),  # 12.375
        (plan(1000), 5, 1, 1),  # 0.5 goes up
        (plan(1000, fixed=5_00), 100_00, 1, 15_00),
        (plan(1000, fixed=5_00), 300_00, 3, 45_00),
        (plan(1000, minimum=10_00), 49_00, 1, 10_00),
        (plan(1000, minimum=10_00), 98_00, 2, 20_00),
        (plan(1000, fixed=5_00, minimum=10_00), 60_00, 1, 11_00),
        (plan(0), 100_00, 1, 0),
    ],
)
def test_worked_cases(terms: Plan, amount: int, quantity: int, net: int) -> None:
    commission = commission_of(SaleLine(amount, "SEK", quantity), terms, SWEDISH)
    assert commission.net == net
    assert commission.gross == commission.net + commission.vat
    assert (commission.plan_id, commission.rate, commission.currency) == (7, terms.rate, "SEK")


def test_vat_is_on_top_and_rounded_half_up() -> None:
    assert commission_of(SaleLine(20, "SEK"), plan(1000), SWEDISH).vat == 1  # a quarter of 2 is 0.5
    assert commission_of(SaleLine(100_00, "SEK"), plan(1000), FeeVat("reverse_charge", "", 0)).vat == 0
    assert commission_of(SaleLine(100_00, "EUR"), plan(1000), FeeVat("domestic", "FI", 2550)).vat == 2_55


@pytest.mark.parametrize(
    ("operator", "seller", "registered", "expected"),
    [
        ("SE", "SE", True, SWEDISH),
        ("SE", "SE", False, SWEDISH),
        ("SE", "FI", True, FeeVat("reverse_charge", "", 0)),
        ("SE", "DE", True, FeeVat("reverse_charge", "", 0)),
        ("SE", "FI", False, SWEDISH),
        ("SE", "NO", True, FeeVat("outside_eu", "", 0)),
        ("SE", "IS", False, FeeVat("outside_eu", "", 0)),
        ("FI", "FI", True, FeeVat("domestic", "FI", 2550)),
        ("NO", "NO", True, FeeVat("domestic", "NO", 2500)),
        ("NO", "SE", True, FeeVat("outside_eu", "", 0)),
    ],
)
def test_vat_by_country(operator: str, seller: str, registered: bool, expected: FeeVat) -> None:
    assert fee_vat(operator, seller, vat_registered=registered, on=DAY) == expected


@given(TERMS, st.integers(0, 10**9), st.integers(1, 100))
def test_the_fee_is_the_rule_within_half_a_unit(terms: Terms, amount: int, quantity: int) -> None:
    fee = terms.fee(amount, quantity)
    exact = max(Fraction(terms.minimum * quantity), Fraction(amount * terms.rate, 10_000) + terms.fixed * quantity)
    assert abs(fee - exact) <= Fraction(1, 2)
    assert fee >= terms.minimum * quantity
    assert terms.fee(amount + 1, quantity) >= fee


@given(TERMS, TERMS, st.integers(0, 10**8))
def test_costs_more_is_right_at_every_price(before: Terms, after: Terms, price: int) -> None:
    if after.exact(Fraction(price)) > before.exact(Fraction(price)):
        assert costs_more(before, after)
    if not costs_more(before, after):
        assert after.fee(price) <= before.fee(price)


@given(TERMS, TERMS)
def test_costs_more_has_a_price_to_show(before: Terms, after: Terms) -> None:
    assume(costs_more(before, after))
    far = Fraction(10**12)
    places = [Fraction(0), before.bend(), after.bend(), far]
    assert any(after.exact(place) > before.exact(place) for place in places)


def test_costs_more_in_plain_cases() -> None:
    assert costs_more(Terms(1000), Terms(1001))
    assert costs_more(Terms(1000), Terms(900, fixed=1))
    assert costs_more(Terms(1000, minimum=5), Terms(1000, minimum=6))
    assert not costs_more(Terms(1000, fixed=10), Terms(1000, minimum=10))
    assert not costs_more(Terms(1000), Terms(1000))
    assert not costs_more(Terms(1000), Terms(500))


@given(
    st.integers(0, 10**7), st.integers(0, 10**6), st.lists(st.integers(1, 10**6), max_size=8), st.integers(0, 10_000)
)
def test_refunds_in_parts_add_up(net: int, vat: int, parts: list[int], rate: int) -> None:
    frozen = commission_of(SaleLine(0, "SEK"), plan(rate), SWEDISH)
    frozen = type(frozen)(net, vat, "SEK", rate, 7, 2500, "domestic", "SE")
    amount = sum(parts)
    before = net_back = vat_back = 0
    for part in parts:
        back = given_back(frozen, amount, before, part)
        assert back.net >= 0
        assert back.vat >= 0
        net_back += back.net
        vat_back += back.vat
        assert net_back <= net
        assert vat_back <= vat
        before += part
    if parts:
        assert (net_back, vat_back) == (net, vat)


@pytest.mark.parametrize(("before", "refund"), [(0, 101), (50, 51), (-1, 5), (0, -1)])
def test_more_than_was_paid_is_not_given_back(before: int, refund: int) -> None:
    frozen = commission_of(SaleLine(100, "SEK"), plan(1000), SWEDISH)
    with pytest.raises(ValueError, match="cannot be refunded"):
        given_back(frozen, 100, before, refund)
