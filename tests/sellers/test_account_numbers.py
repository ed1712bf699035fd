import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.sellers.account_numbers import bank_of, canonical_account, written_account
from torg.sellers.errors import BadAccountNumber


@pytest.mark.parametrize(
    ("kind", "typed", "number", "written"),
    [
        ("bankgiro", "5402-9681", "54029681", "5402-9681"),
        ("bankgiro", "991-2346", "9912346", "991-2346"),
        ("plusgiro", "4-2", "42", "4-2"),
        ("plusgiro", "28 65 43-4", "2865434", "28 65 43-4"),
        ("iban", "SE35 5000 0000 0549 1000 0003", "SE3550000000054910000003", "SE35 5000 0000 0549 1000 0003"),
        ("iban", "8601.11.17947", "NO9386011117947", "NO93 8601 1117 947"),
    ],
)
def test_knows_the_accounts_that_money_goes_to(kind, typed, number, written):
    assert canonical_account(kind, typed) == number
    assert written_account(kind, number) == written


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("bankgiro", "5402-9682"),
        ("bankgiro", "540296"),
        ("bankgiro", "0000-0000"),
        ("plusgiro", "4-3"),
        ("plusgiro", "123456789"),
        ("plusgiro", "٤٢"),
        ("iban", "SE35 5000 0000 0549 1000 0004"),
        ("iban", "TR33 0006 1005 1978 6457 8413 26"),
        ("iban", "8601.11.17948"),
        ("iban", ""),
    ],
)
def test_refuses_what_is_none(kind, typed):
    with pytest.raises(BadAccountNumber):
        canonical_account(kind, typed)


@given(st.integers(min_value=1, max_value=9_999_999), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_is_noticed(number, by):
    from stdnum import luhn

    right = f"{number:07d}" + luhn.calc_check_digit(f"{number:07d}")
    assert canonical_account("bankgiro", right) == right
    wrong = right[:-1] + str((int(right[-1]) + by) % 10)
    with pytest.raises(BadAccountNumber):
        canonical_account("bankgiro", wrong)


def test_the_bank_is_known_by_its_iban():
    assert bank_of("SE3550000000054910000003") == "ESSESESS"
    assert bank_of("nonsense") == ""
