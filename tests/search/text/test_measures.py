from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.search.text import measure_term, plain_number, tokens


def terms(text, language="sv"):
    return [token.text for token in tokens(text, language)]


@pytest.mark.parametrize(
    "same",
    [
        ["5 l", "5l", "5-l", "5 liter", "5liter", "5,0 L", "50 dl", "500 cl", "5000 ml"],
        ["18V", "18 v", "18 volt", "18-volt"],
        ["1,5m", "1.5 m", "150 cm", "1500mm", "1,50 meter"],
        ["500 g", "0,5 kg", "500gram", "5 hg", "0.5kg"],
        ['17"', "17 tum", "17tum", "17''", "17 inch", "17″"],
        ["4-pack", "4 pack", "4pack", "4 st", "4-p"],
        ["1 TB", "1000 GB", "1tb"],
        ["2 kW", "2000 watt", "2000W"],
        ["3 %", "3%", "3 procent"],
    ],
)
def test_a_quantity_is_one_term_however_it_is_written(same):
    assert len({tuple(terms(text)) for text in same}) == 1, [terms(text) for text in same]


@given(
    st.decimals(min_value="0.1", max_value="999", places=1, allow_nan=False),
    st.sampled_from(["l", "kg", "m"]),
    st.sampled_from(["", " ", "-"]),
    st.sampled_from([".", ","]),
)
def test_gap_and_decimal_sign_make_no_difference(number, unit, gap, sign):
    written = str(number).replace(".", sign)
    assert terms(f"{written}{gap}{unit}") == [measure_term(str(number), unit)]


@given(st.decimals(min_value=0, max_value=10**6, places=3, allow_nan=False))
def test_a_number_keeps_its_value(number):
    assert Decimal(plain_number(str(number))) == number


def test_a_multipack_says_how_many_and_how_much_each():
    assert (
        terms("Kolsyrat vatten 6x33cl") == terms("Kolsyrat vatten 6 x 33 cl") == ["kolsyrat", "vatten", "6st", "330ml"]
    )


def test_a_size_is_one_term_and_each_side_with_its_unit():
    assert terms("Lakan 90x200 cm") == ["lakan", "90x200", "900mm", "2000mm"]
    assert terms("Lakan 90 x 200") == ["lakan", "90x200"]


def test_what_is_no_quantity_stays_as_it_is():
    assert terms("iPhone 8") == ["iphone", "8"]
    assert terms("3 a") == ["3", "a"]
    assert terms("18vinkel") == ["18vinkel"]
