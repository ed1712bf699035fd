import pytest

from torg.sellers import BadOrgNumber, canonical_org_number
from torg.sellers.errors import BadVatNumber
from torg.sellers.eu_numbers import HOMES, canonical_vat_number, vat_number_of


@pytest.mark.parametrize(
    ("country", "typed", "number"),
    [
        ("DE", "Amtsgericht München HRB 12345", "MUNCHENHRB12345"),
        ("DE", "DE 136 695 976", "DE136695976"),
        ("AT", "FN 122119m", "122119M"),
        ("FR", "552 008 443", "552008443"),
        ("NL", "12345678", "12345678"),
        ("PL", "856-734-62-15", "8567346215"),
        ("GR", "EL 094259216", "EL094259216"),
        ("BE", "0403.170.701", "0403170701"),
        ("EE", "12345678", "12345678"),
        ("LU", "B123456", "B123456"),
    ],
)
def test_company_numbers_of_the_union(country, typed, number):
    assert canonical_org_number(country, typed) == number


@pytest.mark.parametrize(
    ("country", "typed"),
    [
        ("DE", "HRB 12345"),
        ("FR", "552 008 444"),
        ("NL", "1234567"),
        ("GB", "12345678"),
        ("EE", "12345679"),
        ("IE", "x"),
    ],
)
def test_what_is_none_is_refused(country, typed):
    with pytest.raises(BadOrgNumber):
        canonical_org_number(country, typed)


@pytest.mark.parametrize(
    ("country", "typed", "number"),
    [
        ("SE", "556012579001", "SE556012579001"),
        ("NO", "988 077 917 mva", "NO988077917MVA"),
        ("FI", "20774740", "FI20774740"),
        ("IS", "VSK 12345", "IS12345"),
        ("GR", "094259216", "EL094259216"),
    ],
)
def test_vat_numbers(country, typed, number):
    assert canonical_vat_number(country, typed) == number


def test_a_vat_number_of_another_country_is_none():
    with pytest.raises(BadVatNumber):
        canonical_vat_number("SE", "FI20774740")


def test_the_vat_number_follows_from_the_organisation_number_in_the_north():
    assert canonical_vat_number("SE", vat_number_of("SE", "5560125790")) == "SE556012579001"
    assert vat_number_of("DE", "X") == ""
    assert len(HOMES) == 29
