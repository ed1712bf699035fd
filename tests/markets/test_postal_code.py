"""Postal codes as people write them become postal codes as the country writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.markets import COUNTRIES, BadPostalCode, written_postal_code


@pytest.mark.parametrize(
    ("country", "text", "written"),
    [
        ("SE", "11455", "114 55"),
        ("SE", " 114 55 ", "114 55"),
        ("SE", "SE-114 55", "114 55"),
        ("SE", "S-114\u00a055", "114 55"),
        ("no", "0150", "0150"),
        ("NO", "N-0150", "0150"),
        ("DK", "DK 2100", "2100"),
        ("FI", "FIN-00100", "00100"),
        ("FI", "FI-00100", "00100"),
        ("IS", "101", "101"),
    ],
)
def test_written_as_the_country_does(country: str, text: str, written: str) -> None:
    assert written_postal_code(country, text) == written


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("SE", "1145"),
        ("SE", ""),
        ("SE", "NO-11455"),
        ("NO", "01500"),
        ("DK", "21OO"),
        ("FI", "٠٠١٠٠"),
        ("SE", "1" * 500),
    ],
)
def test_anything_else_is_refused_with_an_example(country: str, text: str) -> None:
    with pytest.raises(BadPostalCode, match="such as"):
        written_postal_code(country, text)


@given(st.sampled_from(sorted(COUNTRIES)), st.integers(min_value=0, max_value=99999))
def test_what_is_written_is_read_again(country: str, number: int) -> None:
    digits = str(number).zfill(5)[: COUNTRIES[country].postal_code.digits]
    written = written_postal_code(country, digits)
    assert written.replace(" ", "") == digits
    assert written_postal_code(country, f"{country}-{written}") == written
