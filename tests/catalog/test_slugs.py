import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.catalog import slug_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Röd vinterjacka, strl. M", "rod-vinterjacka-strl-m"),
        ("Smørrebrød på fad", "smorrebrod-pa-fad"),
        ("Ærlig talt", "aerlig-talt"),
        ("  --  ", "x"),
        ("日本語", "x"),
        ("Mac & Cheese", "mac-och-cheese"),
        ("L’Oréal", "loreal"),
        ("ord " * 60, "-".join(["ord"] * 20)),
        ("a" * 200, "a" * 80),
    ],
)
def test_makes_the_readable_part_of_an_address(text: str, slug: str) -> None:
    assert slug_of(text) == slug


@given(st.text())
def test_a_slug_always_fits_an_address(text: str) -> None:
    slug = slug_of(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 80
    assert slug_of(slug) == slug
