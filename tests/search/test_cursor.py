import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.search.cursor import read_cursor, write_cursor
from torg.search.errors import BadCursor
from torg.search.models import SearchRequest

ASTRIDS = SearchRequest(locale="sv-se", q="röd jacka", sort="price")


def with_cursor(request, cursor):
    return msgspec.structs.replace(request, cursor=cursor)


@given(
    value=st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False, width=32),
    product_id=st.integers(0, 2**63 - 1),
    seen=st.integers(0, 2**31 - 1),
)
def test_reads_what_it_wrote(value, product_id, seen):
    if abs(value) >= 2**63:
        return
    cursor = read_cursor(with_cursor(ASTRIDS, write_cursor(ASTRIDS, value, product_id, seen)))
    assert cursor is not None
    assert (cursor.value, cursor.id, cursor.seen) == (value, product_id, seen)


def test_the_first_page_has_no_cursor():
    assert read_cursor(ASTRIDS) is None


def test_a_page_may_change_its_size_on_the_way():
    text = write_cursor(ASTRIDS, 100, 1, 24)
    assert read_cursor(SearchRequest(locale="sv-se", q="röd jacka", sort="price", limit=50, cursor=text)) is not None


@pytest.mark.parametrize("other", [{"q": "blå jacka"}, {"sort": "-price"}, {"locale": "nb-no"}, {"brand": [7]}])
def test_refuses_the_cursor_of_another_search(other):
    text = write_cursor(ASTRIDS, 100, 1, 24)
    with pytest.raises(BadCursor):
        read_cursor(with_cursor(msgspec.structs.replace(ASTRIDS, **other), text))


@given(text=st.text(min_size=1, max_size=200))
def test_refuses_anything_that_is_no_cursor(text):
    with pytest.raises(BadCursor):
        read_cursor(with_cursor(ASTRIDS, text))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**63])
def test_refuses_values_that_no_column_holds(value):
    with pytest.raises(BadCursor):
        read_cursor(with_cursor(ASTRIDS, write_cursor(ASTRIDS, value, 1, 0)))
