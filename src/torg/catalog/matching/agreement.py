"""How faithfully titles of one product repeat a term, learned without labels from titles that share a model number.

`plus` or `8 kg` is said by nearly every title of the product that it belongs to, `smart` or `unlocked` by some: that
one title lacks the former tells much, that it lacks the latter little. These are the m-probabilities of Fellegi, Sunter
(1969, doi:10.1080/01621459.1969.10501049), estimated from pairs that are the same product for all that is known.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from torg.catalog.matching.terms import CODE, NUMBER, Title

_FEWEST, _MOST = 2, 30
"""Titles that share a model number: more of them, and it is a series."""
_LIKE_EACH = 6
"""How many titles of one number are compared with one another."""
_PRIOR = 8.0
KINDS = 5


class Agreement:
    """What is known of the faithfulness of terms."""

    def __init__(self, titles: Sequence[Title], times: Counter[str]) -> None:
        """Compare the titles of each model number with one another, term by term."""
        self._count = max(len(titles), 1)
        self._times = times
        asked: Counter[str] = Counter()
        met: Counter[str] = Counter()
        by_kind = [[1.0, 2.0] for _ in range(KINDS)]
        kinds: dict[str, int] = {}
        for title in titles:
            kinds.update({term.text: term.kind for term in title.terms})
        sets = [frozenset(term.text for term in title.terms) for title in titles]
        for key, having in _models(titles).items():
            if not _FEWEST <= len(having) <= _MOST:
                continue
            chosen = having[:: max(1, len(having) // _LIKE_EACH)][:_LIKE_EACH]
            for one in chosen:
                for two in chosen:
                    if one != two and sets[one] != sets[two]:
                        asked.update(sets[one] - {key})
                        met.update((sets[one] & sets[two]) - {key})
        for text, count in asked.items():
            by_kind[kinds[text]][0] += met[text]
            by_kind[kinds[text]][1] += count
        self._kinds = [agreed / compared for agreed, compared in by_kind]
        self._asked, self._met = asked, met

    def faith(self, text: str, kind: int) -> float:
        """Give how likely another title of the same product says a term too, from 0 to 1."""
        return (self._met[text] + _PRIOR * self._kinds[kind]) / (self._asked[text] + _PRIOR)

    def for_shared(self, text: str, kind: int) -> float:
        """Give how much it speaks for one product that both titles have a term, in nats."""
        return math.log(self.faith(text, kind) / self._chance(text))

    def against_lone(self, text: str, kind: int) -> float:
        """Give how much it speaks against one product that only one title has a term, in nats."""
        return max(0.0, math.log((1 - self._chance(text)) / max(1 - self.faith(text, kind), 0.01)))

    def _chance(self, text: str) -> float:
        return min(max(self._times[text], 1) / self._count, 0.9)


def _models(titles: Sequence[Title]) -> dict[str, list[int]]:
    """Give the titles that have each model number: long codes, and neighbours of which one is a model."""
    found: dict[str, list[int]] = {}
    for index, title in enumerate(titles):
        keys = {term.text for term in title.terms if term.kind == CODE and len(term.text) >= 5}
        for one, two in pairwise(title.terms):
            if two.kind in {CODE, NUMBER} and one.kind != NUMBER and len(one.text + two.text) >= 5:
                keys.add(one.text + two.text)
        for key in keys:
            found.setdefault(key, []).append(index)
    return found
