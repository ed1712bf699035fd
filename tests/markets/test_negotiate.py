"""Whoever comes is greeted in a language and a market that Torg has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.markets import LOCALES, locale_for


@pytest.mark.parametrize(
    ("header", "country", "code"),
    [
        (None, None, "sv-se"),
        ("", "SE", "sv-se"),
        ("sv-SE,sv;q=0.9,en;q=0.8", None, "sv-se"),
        ("nb-NO,nb;q=0.9,no;q=0.8", None, "nb-no"),
        ("nn-NO,nn;q=0.9", None, "nb-no"),
        ("no", None, "nb-no"),
        ("da", None, "da-dk"),
        ("fi-FI", None, "fi-fi"),
        ("sv-FI", None, "sv-fi"),
        ("sv", "FI", "sv-fi"),
        ("sv", "fi", "sv-fi"),
        ("en-GB,en;q=0.9", "NO", "en-no"),
        ("en-GB,en;q=0.9", "DK", "en-dk"),
        ("fi;q=0.3,en;q=0.9", "FI", "en-fi"),
        ("da-DK", "SE", "sv-se"),
        ("de-DE,de;q=0.9", None, "en-se"),
        ("en;q=0,da", "DK", "da-dk"),
        ("sv", "IS", "sv-se"),
        ("sv-SE;q=banana, en", "SE", "en-se"),
        ("*", "NO", "nb-no"),
    ],
)
def test_country_decides_the_market_and_the_header_the_language(
    header: str | None, country: str | None, code: str
) -> None:
    assert locale_for(header, country).code == code


@given(st.text(max_size=600), st.text(max_size=4))
def test_no_header_however_odd_is_left_without_a_locale(header: str, country: str) -> None:
    assert locale_for(header, country).code in LOCALES
