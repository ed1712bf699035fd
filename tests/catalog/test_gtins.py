import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.ean import calc_check_digit

from torg.catalog import BadGtin, canonical_gtin, is_restricted


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("7310865004703", "7310865004703"),
        (" 731-0865 004703 ", "7310865004703"),
        ("07310865004703", "7310865004703"),
        ("036000291452", "0036000291452"),
        ("55653666219", "0055653666219"),
        ("73513537", "73513537"),
        ("0000073513537", "73513537"),
        ("00000073513537", "73513537"),
        ("17310865004700", "17310865004700"),
        ("'7310865004703", "7310865004703"),
    ],
)
def test_writes_a_code_in_one_way(written: str, canonical: str) -> None:
    assert canonical_gtin(written) == canonical


@pytest.mark.parametrize(
    "bad",
    ["", "0", "00000000", "0000000000000", "7310865004704", "731086500470", "123456789", "٧٣١٠٨٦٥٠٠٤٧٠٣",
     "7310865004703x", "7.31087E+12", "1" * 15],
)  # fmt: skip
def test_refuses_what_is_no_gtin(bad: str) -> None:
    with pytest.raises(BadGtin):
        canonical_gtin(bad)


@pytest.mark.parametrize(
    ("gtin", "restricted"),
    [
        ("2000000000008", True),
        ("2990000000008", True),
        ("0200000000001", True),
        ("0400000000008", True),
        ("9800000000007", True),
        ("9900000000004", True),
        ("20000004", True),
        ("01234565", True),
        ("12000000000005", True),
        ("17310865004700", False),
        ("0036000291452", False),
        ("7310865004703", False),
        ("9789100000004", False),
        ("9770000000003", False),
        ("73513537", False),
    ],
)
def test_knows_codes_that_mean_something_in_one_shop_only(gtin: str, restricted: bool) -> None:
    assert is_restricted(gtin) is restricted


@given(
    st.text("0123456789", min_size=7, max_size=13).filter(lambda body: body.strip("0") and len(body) in {7, 11, 12, 13})
)
def test_every_padding_of_a_code_is_the_same_code(body: str) -> None:
    code = body + calc_check_digit(body)
    canonical = canonical_gtin(code)
    assert len(canonical) in {8, 13, 14}
    assert canonical_gtin(canonical) == canonical
    assert canonical_gtin(code.zfill(14)) == canonical
