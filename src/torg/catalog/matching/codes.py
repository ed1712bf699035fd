"""Whether the model numbers of two titles agree, contradict one another, or one is the other with a suffix."""

from torg.catalog.matching.corpus import Corpus, is_code
from torg.catalog.matching.reading import Reading

_STRONG = 8.0
"""A code of this weight or more names a model."""
_WEAK = 4.0


def code_figures(one: Reading, two: Reading, corpus: Corpus) -> list[float]:
    """Give how much of each title's model numbers the other has too, and how alike those are that it has not."""
    lone_one, alone_one, met_one = _strongest(one, two)
    lone_two, alone_two, met_two = _strongest(two, one)
    met, least, strong = max(met_one, met_two), min(met_one, met_two), min(alone_one, alone_two)
    ratio, length, rest = _partial(one, two, lone_one, lone_two)
    some_one, often_one = _unmet(one, two, corpus)
    some_two, often_two = _unmet(two, one, corpus)
    against = strong > _STRONG
    return [
        least, met, strong, max(alone_one, alone_two), ratio, length, rest,
        against and ratio < 0.5, against and 0.5 <= ratio < 0.8, against and ratio >= 0.8,
        met > _STRONG and strong < _WEAK, met > _STRONG and strong >= _WEAK, met > 1.5 * _STRONG,
        not one.codes and not two.codes, bool(one.codes) != bool(two.codes),
        met <= _WEAK and max(alone_one, alone_two) > _STRONG and strong < _WEAK,
        min(some_one, some_two), max(some_one, some_two), min(often_one, often_two), max(often_one, often_two),
    ]  # fmt: skip


def _strongest(one: Reading, two: Reading) -> tuple[str, float, float]:
    """Give the heaviest code that only `one` has, its weight, and the weight of the heaviest that both have."""
    lone, alone, met = "", 0.0, 0.0
    for code, rarity in one.codes.items():
        weight = rarity * (1 + 0.1 * len(code))
        if (len(code) >= 3 and code in two.title.compact) or code in two.terms:
            met = max(met, weight)
        elif weight > alone:
            lone, alone = code, weight
    return lone, alone, met


def _unmet(one: Reading, two: Reading, corpus: Corpus) -> tuple[int, int]:
    """Count the codes that only `one` has, and the titles that have the commonest of them."""
    times = [
        corpus.times[term.text]
        for term in one.title.terms
        if is_code(term) and term.text not in two.terms and term.text not in two.title.compact
    ]
    return len(times), max(times, default=0)


def _partial(one: Reading, two: Reading, lone_one: str, lone_two: str) -> tuple[float, int, int]:
    """Give how much of the best pair of unlike codes is the same: as a share, in signs, and what the shorter has left.

    `kdl50wf663bu` and `kdl50wf663` are one model with and without its country; `wf663` and `wf665` are two.
    """
    if lone_one and lone_two:
        return _common_start(one, two)
    lone, compact = (lone_one, two.title.compact) if lone_one else (lone_two, one.title.compact)
    for length in range(len(lone) - 1, 3, -1):
        if lone[:length] in compact and _has_digit(lone[:length]):
            return length / len(lone), length, 0
    for start in range(1, len(lone) - 3):
        if lone[start:] in compact and _has_digit(lone[start:]):
            return (len(lone) - start) / len(lone) * 0.9, len(lone) - start, 0
    return 0.0, 0, 0


def _common_start(one: Reading, two: Reading) -> tuple[float, int, int]:
    best = (0.0, 0, 0)
    others = [code for code in two.codes if len(code) >= 4 and code not in one.title.compact]
    for code in one.codes:
        if len(code) < 4 or code in two.title.compact:
            continue
        for other in others:
            shorter = min(len(code), len(other))
            same = 0
            while same < shorter and code[same] == other[same]:
                same += 1
            if same >= 3 and same / max(len(code), len(other)) > best[0] and _has_digit(code[:same]):
                best = (same / max(len(code), len(other)), same, shorter - same)
    return best


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
