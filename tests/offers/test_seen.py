from hypothesis import given
from hypothesis import strategies as st

from torg.offers.seen import SeenRows

identities = st.one_of(st.integers(1, 200), st.integers(65_530, 65_540), st.integers(1, 2**62))


@given(st.sets(identities), st.sets(identities))
def test_remembers_what_was_added_and_nothing_else(added: set[int], others: set[int]) -> None:
    seen = SeenRows()
    seen.add(added)
    assert {each for each in added | others if each in seen} == added
