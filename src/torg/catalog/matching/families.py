"""What the titles that share a term have besides: one model in many words, or many models of one series."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from torg.catalog.matching.terms import CODE, MEASURE, NUMBER, Title
from torg.catalog.matching.words import VARIANT_WORDS

_MOST = 200
"""Titles with a term beyond which it names no family."""


class Family(Struct, frozen=True):
    """The titles that share a term or two neighbours, as far as it tells whether they are one product."""

    size: float
    """The logarithm of how many titles they are."""
    codes: float
    """Other model numbers that come more than once, for each title."""
    main_code: float
    """The share of titles that have the commonest of them."""
    ranges: float
    """Different ranges (`18-55`) for each title that has one, less one."""
    measures: float
    """The most different values of one unit that come more than once."""
    variants: float
    """Different words for variants that come more than once."""
    starts: float
    """Different first words for each title."""


NO_FAMILY = Family(6.9, 2.0, 0.0, 0.0, 0.0, 0.0, 1.0)
LARGE_FAMILY = Family(6.2, 1.0, 0.0, 1.0, 5.0, 5.0, 0.5)


def families(titles: Sequence[Title]) -> dict[str, Family]:
    """Describe the titles of every term and of every two neighbours of which one names a model."""
    having: dict[str, list[int]] = {}
    for index, title in enumerate(titles):
        for key in family_keys(title):
            having.setdefault(key, []).append(index)
    return {
        key: _family(key, [titles[index] for index in found])
        for key, found in having.items()
        if 2 <= len(found) <= _MOST
    }


def family_keys(title: Title) -> set[str]:
    """Give the keys under which a title is in a family."""
    keys = {term.text for term in title.terms}
    for one, two in pairwise(title.terms):
        if one.kind in {CODE, NUMBER} or two.kind in {CODE, NUMBER}:
            keys.add(one.text + two.text)
    return keys


def _family(key: str, titles: list[Title]) -> Family:
    codes: Counter[str] = Counter()
    ranges: set[str] = set()
    with_range = 0
    measures: dict[str, Counter[str]] = {}
    variants: Counter[str] = Counter()
    for title in titles:
        terms = title.terms
        codes.update({term.text for term in terms if _is_other_code(term.text, term.kind, key)})
        own = {f"{one.number}-{two.number}" for one, two in pairwise(terms)
               if one.kind == NUMBER and two.number and (two.kind == NUMBER or two.unit == "cm")}  # fmt: skip
        ranges |= own
        with_range += bool(own)
        variants.update({term.text for term in terms if term.text in VARIANT_WORDS})
        for unit, text in {(term.unit, term.text) for term in terms if term.kind == MEASURE}:
            measures.setdefault(unit, Counter())[text] += 1
    several = sum(1 for count in codes.values() if count >= 2)
    return Family(
        size=math.log(len(titles)),
        codes=several / len(titles),
        main_code=max(codes.values(), default=0) / len(titles),
        ranges=(len(ranges) - 1) / with_range if with_range else 0.0,
        measures=max((sum(1 for each in values.values() if each >= 2) for values in measures.values()), default=0),
        variants=sum(1 for count in variants.values() if 2 <= count < len(titles)),
        starts=len({title.terms[0].text for title in titles}) / len(titles),
    )


def _is_other_code(text: str, kind: int, key: str) -> bool:
    long = len(text) >= 4 and (kind == CODE or (kind == NUMBER and "." not in text))
    return long and text != key and text not in key
