"""Clusters from judged pairs: whole groups are joined or kept apart by the mean of all their pairs.

A chain of likenesses (A like B, B like C) joins nothing by itself: A and C are asked too, and pairs that were never
worth comparing speak against (average linkage over log-odds, a greedy answer to correlation clustering; Bansal, Blum
and Chawla 2004, doi:10.1023/B:MACH.0000033116.57574.95).
"""

import heapq

import numpy as np

from torg.catalog.matching.candidates import Pairs
from torg.catalog.matching.trees import Odds

_LIMIT = 8.0
"""No single pair speaks louder than this."""
_UNSEEN = -2.0
"""What a pair speaks that was not worth comparing."""


def clusters_of(count: int, ones: Pairs, twos: Pairs, odds: Odds) -> list[int]:
    """Give each of `count` titles the number of its cluster; `odds` above zero speak for a pair."""
    bounded = np.clip(odds, -_LIMIT, _LIMIT)
    groups = _Groups(count)
    for one, two, odd in zip(ones.tolist(), twos.tolist(), bounded.tolist(), strict=True):
        groups.links[one][two] = groups.links[two][one] = (odd, 1)
    groups.waiting = [
        (-odd, one, two, 1, 1)
        for one, two, odd in zip(ones.tolist(), twos.tolist(), bounded.tolist(), strict=True)
        if odd > 0
    ]
    heapq.heapify(groups.waiting)
    while groups.waiting:
        _, one, two, size_one, size_two = heapq.heappop(groups.waiting)
        if groups.sizes[one] == size_one and groups.sizes[two] == size_two:
            groups.join(one, two)
    return groups.numbers()


class _Groups:
    """Groups under way; a group that was taken in has the size of zero."""

    def __init__(self, count: int) -> None:
        self.sizes = [1] * count
        self.links: list[dict[int, tuple[float, int]]] = [{} for _ in range(count)]
        """To each neighbour: the sum of the pairs between, and how many those are."""
        self.waiting: list[tuple[float, int, int, int, int]] = []
        self._members: list[list[int]] = [[index] for index in range(count)]

    def join(self, one: int, two: int) -> None:
        """Take the group with fewer links into the other, and queue what the new group may be joined with."""
        if len(self.links[one]) < len(self.links[two]):
            one, two = two, one
        for other, (total, pairs) in self.links[two].items():
            del self.links[other][two]
            if other != one:
                before, known = self.links[one].get(other, (0.0, 0))
                self.links[one][other] = self.links[other][one] = (before + total, known + pairs)
        self.links[two] = {}
        self._members[one] += self._members[two]
        self._members[two] = []
        self.sizes[one] += self.sizes[two]
        self.sizes[two] = 0
        for other, (total, pairs) in self.links[one].items():
            possible = self.sizes[one] * self.sizes[other]
            mean = (total + _UNSEEN * (possible - pairs)) / possible
            if mean > 0:
                heapq.heappush(self.waiting, (-mean, one, other, self.sizes[one], self.sizes[other]))

    def numbers(self) -> list[int]:
        """Number the groups in the order of their first members."""
        found = [0] * len(self.sizes)
        first = sorted((members for members in self._members if members), key=min)
        for number, members in enumerate(first):
            for member in members:
                found[member] = number
        return found
