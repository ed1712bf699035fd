"""What a set of titles teaches about its own terms: how rare they are, which are brands, which exclude one another."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from torg.catalog.matching.agreement import Agreement
from torg.catalog.matching.families import families
from torg.catalog.matching.terms import CODE, NUMBER, WORD, Term, Title

MODEL = (CODE, NUMBER)
"""Kinds that name a model."""
_BRAND_TIMES = 5
_BRAND_SHARE = 0.25
_RAREST = 10.0
_COMMON_LEAST = 8
"""Titles that a term is in before it is asked which others it never meets."""
_COMMON_MOST = 4000


def is_code(term: Term) -> bool:
    """Tell whether a term can be a whole model number: letters with digits, or four digits and more."""
    return len(term.text) >= 4 and (term.kind == CODE or (term.kind == NUMBER and "." not in term.text))


class Corpus:
    """Titles, read, and what they teach together; nothing is learned from anything but their own words."""

    def __init__(self, titles: Sequence[Title]) -> None:
        """Count the terms of titles, once for each title."""
        self.titles = titles
        self.count = len(titles)
        self.size = math.log(len(titles) + 2)
        """The logarithm of how many titles there are."""
        self.times: Counter[str] = Counter()
        """Titles that a term is in."""
        self.joined_times: Counter[str] = Counter()
        """Titles that have two neighbours, written together."""
        starts: Counter[str] = Counter()
        after_model: Counter[str] = Counter()
        for title in titles:
            terms = title.terms
            self.times.update({term.text for term in terms})
            self.joined_times.update({one.text + two.text for one, two in pairwise(terms)})
            if terms:
                starts[terms[0].text] += 1
            after_model.update(two.text for one, two in pairwise(terms) if two.kind == WORD and one.kind in MODEL)
        self.brands = frozenset(
            text
            for text, times in starts.items()
            if times >= _BRAND_TIMES and times > _BRAND_SHARE * self.times[text] and not text[0].isdigit()
        )
        """Words that titles like to begin with."""
        self.modifiers = {text: times / (self.times[text] + 3) for text, times in after_model.items()}
        """How often a word stands right behind a model: `plus` nearly always, `smartphone` now and then."""
        self.families = families(titles)
        self.agreement = Agreement(titles, self.times)
        self._together = _together(titles, self.times)

    def rarity(self, text: str) -> float:
        """Give how much a shared term tells: 10 for one of a single title, 0 for one of all, in corpora of any size."""
        return self._rarity(self.times[text])

    def joined_rarity(self, text: str) -> float:
        """Give how much two shared neighbours tell, on the same scale."""
        return self._rarity(self.joined_times[text])

    def _rarity(self, times: int) -> float:
        return _RAREST * (1 - math.log(max(times, 1)) / self.size)

    def exclusion(self, one: str, two: str) -> float:
        """Give how surprising it is that no title has both: zero when any has, or when both are rare.

        `fridge` and `dishwasher`, `7_kg` and `8_kg`, `ii` and `iii` never meet though chance would have them meet.
        """
        pair = (one, two) if one < two else (two, one)
        if one not in self._together or two not in self._together or pair in self._together[one]:
            return 0.0
        return math.log1p(self.times[one] * self.times[two] / self.count)


def _together(titles: Sequence[Title], times: Counter[str]) -> dict[str, set[tuple[str, str]]]:
    """Give which common terms meet in a title, as pairs in the order of their letters, under the first of them."""
    common = {text for text, count in times.most_common(_COMMON_MOST) if count >= _COMMON_LEAST}
    found: dict[str, set[tuple[str, str]]] = {text: set() for text in common}
    for title in titles:
        here = sorted({term.text for term in title.terms} & common)
        for place, one in enumerate(here):
            for two in here[place + 1 :]:
                pair = (one, two)
                found[one].add(pair)
                found[two].add(pair)
    return found
