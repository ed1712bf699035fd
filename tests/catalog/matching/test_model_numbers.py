import pytest

from torg.catalog.matching.model_numbers import ModelNumber, contradict, model_number


@pytest.mark.parametrize(
    ("written", "key", "base"),
    [
        ("GSR 18V-55", "gsr18v55", "gsr18v55"),
        ("gsr18v55", "gsr18v55", "gsr18v55"),
        ("TAT3P423-BLK", "tat3p423blk", "tat3p423"),
        ("TAT3P423/vit/XL", "tat3p423vitxl", "tat3p423"),
        ("AB12-Röd", "ab12rd", "ab12rd"),
        ("16 42 31", "164231", "164231"),
    ],
)
def test_case_separators_colours_and_sizes_make_no_other_model(written: str, key: str, base: str) -> None:
    assert model_number(written) == ModelNumber(key, base)


@pytest.mark.parametrize("written", [None, "", "1000", "Basic", "A1", "---", "🙂"])
def test_what_is_too_plain_names_nothing(written: str | None) -> None:
    assert model_number(written) is None


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("iPhone 8 64GB", "iPhone 8 256 GB", True),
        ("iPhone 8 64GB", "iPhone 8 64 GB svart", False),
        ("Saft 50 cl", "Saft 0,5 l", False),
        ("Saft 1 l", "Saft 2 l", True),
        ("iPhone 8", "iPhone 8 64GB", False),
    ],
)
def test_amounts_that_differ_contradict(one: str, two: str, expected: bool) -> None:
    assert contradict(one, two) is expected
    assert contradict(two, one) is expected
