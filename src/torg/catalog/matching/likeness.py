"""How alike two titles are: what they share, what only one of them has, and whether their models agree.

Every figure is symmetrical: where each title has one, the smaller and the larger are given.
"""

from msgspec import Struct
from rapidfuzz import distance, fuzz

from torg.catalog.matching.codes import code_figures
from torg.catalog.matching.corpus import MODEL, Corpus
from torg.catalog.matching.reading import Reading
from torg.catalog.matching.runs import run_figures
from torg.catalog.matching.terms import CODE, COLOUR, MEASURE, NUMBER, WORD
from torg.catalog.matching.words import VARIANT_WORDS

_UNITS = ("gb", "inches", "ghz", "cm", "l", "kg", "w", "rpm", "mp", "mb")
_KINDS = 5
_EARLY = 5
"""The first terms of a title usually say what it is."""


class _Only(Struct):
    """What one title has that the other has not."""

    total: list[float]
    most: list[float]
    variants: int = 0
    modifying: float = 0.0
    modifiers: int = 0
    early: float = 0.0
    found: float = 0.0
    """Squared rarity of what the other has as well, written otherwise."""
    found_most: float = 0.0
    against: float = 0.0
    against_most: float = 0.0
    texts: list[str] = []


def likeness(one: Reading, two: Reading, corpus: Corpus) -> list[float]:
    """Give the figures of a pair of titles, always the same ones in the same order, whichever title comes first."""
    if two.spaced < one.spaced:
        one, two = two, one
    shared = [0.0] * _KINDS
    product = most = 0.0
    shared_variants = 0
    faith = 0.0
    for text, term in one.terms.items():
        if text in two.terms:
            shared[term.kind] += term.rarity
            product += term.rarity**2
            most = max(most, term.rarity)
            faith += term.shared
            shared_variants += text in VARIANT_WORDS
    first, second = _only(one, two, shared), _only(two, one, shared)
    product += first.found + second.found
    most = max(most, first.found_most, second.found_most)
    cosine = product / (one.length * two.length + 1e-9)
    figures: list[float] = []
    for kind in range(_KINDS):
        figures.append(shared[kind])
        figures += _ordered(first.total[kind], second.total[kind])
        figures += _ordered(first.most[kind], second.most[kind])
    figures += [min(cosine, 1.2), most, shared_variants]
    figures += _ordered(first.variants, second.variants)
    figures += _ordered(first.modifying, second.modifying)
    figures += [max(first.modifiers, second.modifiers)]
    figures += _ordered(first.early, second.early)
    figures += [first.total[COLOUR] > 0 and second.total[COLOUR] > 0]
    figures += [faith, faith - first.against - second.against]
    figures += _ordered(first.against, second.against)
    figures += _ordered(first.against_most, second.against_most)
    figures += _exclusions(first, second, corpus)
    figures += code_figures(one, two, corpus)
    figures += run_figures(one, two, corpus)
    figures += _neighbour_figures(one, two)
    figures += _measure_figures(one, two)
    figures += _whole_figures(one, two)
    words = first.total[WORD], second.total[WORD]
    models = shared[CODE] + shared[NUMBER]
    lone = sum(each.total[kind] for each in (first, second) for kind in MODEL)
    figures += [cosine * shared[CODE], models / (1 + models + lone)]
    figures += [shared[WORD] / (1 + shared[WORD] + sum(words)), shared[WORD] / (1 + shared[WORD] + min(words))]
    figures.append(corpus.size)
    return [float(figure) for figure in figures]


def _only(one: Reading, two: Reading, shared: list[float]) -> _Only:
    """Find what `one` has that `two` has not; what `two` only writes otherwise is added to what is shared."""
    only = _Only([0.0] * _KINDS, [0.0] * _KINDS, texts=[])
    compact = two.title.compact
    for text, term in one.terms.items():
        kind, rarity = term.kind, term.rarity
        if text in two.terms:
            continue
        if kind == CODE and len(text) >= 4 and text in compact:
            shared[kind] += rarity
            only.found += rarity**2
            only.found_most = max(only.found_most, rarity)
        elif kind in {NUMBER, MEASURE} and term.number in two.numbers:
            shared[kind] += rarity / 2
        elif kind == NUMBER and len(text) >= 4 and text in compact:
            shared[kind] += rarity
            only.found += rarity**2 / 2
        elif kind != WORD or len(text) < 3 or text not in compact:
            only.total[kind] += rarity
            only.most[kind] = max(only.most[kind], rarity)
            only.texts.append(text)
            only.against += term.against
            only.against_most = max(only.against_most, term.against)
            only.variants += text in VARIANT_WORDS
            if term.modifier > 0.25 and term.before in two.terms:
                only.modifying += rarity * term.modifier
                only.modifiers += 1
            if term.place < _EARLY and kind in MODEL:
                only.early = max(only.early, rarity)
    return only


def _exclusions(first: _Only, second: _Only, corpus: Corpus) -> list[float]:
    """Give how strongly what only one has speaks against what only the other has: the most, and the sum."""
    found = [corpus.exclusion(one, two) for one in first.texts for two in second.texts]
    return [max(found, default=0.0), sum(found)]


def _neighbour_figures(one: Reading, two: Reading) -> list[float]:
    total = most = 0.0
    for joined, (rarity, has_model) in one.neighbours.items():
        if joined in two.neighbours or (has_model and len(joined) >= 4 and joined in two.title.compact):
            total += rarity
            if has_model:
                most = max(most, rarity)
    for joined, (rarity, has_model) in two.neighbours.items():
        if has_model and len(joined) >= 4 and joined not in one.neighbours and joined in one.title.compact:
            most = max(most, rarity)
    return [total, total / (1 + min(one.neighbours_total, two.neighbours_total)), most]


def _measure_figures(one: Reading, two: Reading) -> list[float]:
    """Give the units in which the titles agree and disagree, the commonest units by name, and ranges alike."""
    agreed = disagreed = 0
    named = [0.0] * len(_UNITS)
    for unit, values in one.measures.items():
        others = two.measures.get(unit)
        if others is None:
            continue
        if values & others:
            agreed += 1
        else:
            disagreed += 1
            if unit in _UNITS:
                named[_UNITS.index(unit)] = 1.0
    both = bool(one.ranges) and bool(two.ranges)
    alike = bool(one.ranges & two.ranges)
    return [disagreed, agreed, *named, both and not alike, alike, bool(one.ranges) != bool(two.ranges)]


def _whole_figures(one: Reading, two: Reading) -> list[float]:
    compact = one.title.compact, two.title.compact
    same_start = 0
    for left, right in zip(one.texts, two.texts, strict=False):
        if left != right:
            break
        same_start += 1
    return [
        same_start,
        *_ordered(len(one.texts), len(two.texts)),
        bool(one.brands & two.brands),
        bool(one.brands) and bool(two.brands) and not one.brands & two.brands,
        fuzz.ratio(*compact) / 100,
        fuzz.partial_ratio(*compact) / 100,
        fuzz.token_set_ratio(one.spaced, two.spaced) / 100,
        fuzz.token_sort_ratio(one.spaced, two.spaced) / 100,
        distance.JaroWinkler.similarity(*compact),
    ]


def _ordered(one: float, two: float) -> tuple[float, float]:
    return (one, two) if one < two else (two, one)
