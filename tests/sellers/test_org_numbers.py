import pytest

from torg.sellers import BadOrgNumber, canonical_org_number


@pytest.mark.parametrize(
    ("country", "written", "digits"),
    [
        ("SE", "556012-5790", "5560125790"),
        ("SE", "16556012-5790", "5560125790"),
        ("SE", "SE556012579001", "5560125790"),
        ("SE", "811228-9874", "8112289874"),
        ("SE", "19811228-9874", "8112289874"),
        ("SE", "701063-2391", "7010632391"),
        ("NO", "988 077 917", "988077917"),
        ("NO", "NO 988 077 917 MVA", "988077917"),
        ("DK", "DK 13585628", "13585628"),
        ("FI", "2077474-0", "20774740"),
        ("FI", "FI20774740", "20774740"),
        ("IS", "450401-3150", "4504013150"),
    ],
)
def test_knows_the_numbers_of_each_country(country: str, written: str, digits: str) -> None:
    assert canonical_org_number(country, written) == digits


@pytest.mark.parametrize(
    ("country", "written"),
    [
        ("SE", "556012-5791"),
        ("SE", "0000000000"),
        ("SE", "17556012-5790"),
        ("SE", "811328-9874"),
        ("SE", ""),
        ("SE", "٥٥٦٠١٢٥٧٩٠"),
        ("NO", "988077918"),
        ("NO", "000000000"),
        ("DK", "13585629"),
        ("FI", "2077474-1"),
        ("FI", "0000000-0"),
        ("IS", "990401-3150"),
        ("DE", "136695976"),
        ("US", "12-3456789"),
    ],
)
def test_refuses_what_is_none(country: str, written: str) -> None:
    with pytest.raises(BadOrgNumber):
        canonical_org_number(country, written)
