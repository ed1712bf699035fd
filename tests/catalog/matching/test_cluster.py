import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from torg.catalog.matching.candidates import candidate_pairs
from torg.catalog.matching.cluster import clusters_of
from torg.catalog.matching.terms import read_title


def clusters(count: int, *pairs: tuple[int, int, float]) -> list[int]:
    ones, twos, odds = (np.array([pair[place] for pair in pairs]) for place in range(3))
    return clusters_of(count, ones.astype(int), twos.astype(int), odds.astype(float))


def test_what_speaks_for_one_another_comes_together() -> None:
    assert clusters(4, (0, 1, 3.0), (1, 2, 3.0), (0, 2, 3.0)) == [0, 0, 0, 1]


def test_a_chain_joins_nothing_that_speaks_against_itself() -> None:
    assert clusters(3, (0, 1, 3.0), (1, 2, 2.0), (0, 2, -8.0)) == [0, 0, 1]


def test_a_pair_never_worth_comparing_speaks_against() -> None:
    assert clusters(3, (0, 1, 3.0), (1, 2, 1.0)) == [0, 0, 1]
    assert clusters(3, (0, 1, 3.0), (1, 2, 2.5)) == [0, 0, 0]


def test_nothing_is_joined_without_a_pair() -> None:
    assert clusters_of(3, np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0)) == [0, 1, 2]


pairs = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-9, 9),
    max_size=20,
)


@given(pairs)
def test_the_order_of_the_pairs_makes_no_difference_to_what_is_numbered(found: dict[tuple[int, int], float]) -> None:
    given_pairs = [(one, two, odds) for (one, two), odds in found.items()]
    labels = clusters(8, *given_pairs) if given_pairs else list(range(8))
    assert len(labels) == 8
    assert labels[0] == 0
    assert max(labels) == len(set(labels)) - 1
    for one, two in [(a, b) for a in range(8) for b in range(a + 1, 8) if labels[a] == labels[b]]:
        assert any({one, two} & {a, b} for (a, b), odds in found.items() if odds > 0)


def test_titles_that_share_a_rare_thing_are_worth_comparing() -> None:
    titles = [
        read_title(text) for text in ("Bosch GSR 18V-55", "gsr18v55 från bosch", "Makita DHP484", "en helt annan")
    ]
    ones, twos = candidate_pairs(titles, 5)
    assert (0, 1) in set(zip(ones.tolist(), twos.tolist(), strict=True))
    assert (2, 3) not in set(zip(ones.tolist(), twos.tolist(), strict=True))
    assert all(one < two for one, two in zip(ones.tolist(), twos.tolist(), strict=True))
