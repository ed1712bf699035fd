"""Which titles are worth comparing: those that share something rare, found through an inverted index."""

import math
import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from torg.catalog.matching.terms import CODE, MEASURE, NUMBER, WORD, Term, Title

Pairs = NDArray[np.int64]
_PARTS = re.compile(r"[a-z]+|\d+")
_MOST_HAVING = 2000
"""A key that more titles have finds nothing."""


def keys_of(title: Title) -> set[str]:
    """Give everything by which a title may be found: terms, neighbours, model numbers and the parts of these."""
    terms = title.terms
    found: set[str] = set()
    for place, term in enumerate(terms):
        found.add(term.text)
        if term.number:
            found.add(term.number)
        if term.kind == CODE:
            found.update(_parts_of(term.text))
        if place + 1 < len(terms):
            found.add(f"{term.text} {terms[place + 1].text}")
            found.update(_joined(terms[place : place + 3]))
        if place + 2 < len(terms):
            found.add(f"{term.text} {terms[place + 2].text}")
    return found


def stored_keys(title: Title) -> set[str]:
    """Give the keys that are kept in the database: those that can be rare enough to find a product by."""
    found: set[str] = set()
    for place, term in enumerate(title.terms):
        if term.kind in {CODE, NUMBER} or (term.kind == WORD and len(term.text) >= 3):
            found.add(term.text)
        if term.kind == CODE:
            found.update(_parts_of(term.text))
        if place + 1 < len(title.terms):
            found.update(_joined(title.terms[place : place + 3]))
    return found


def _parts_of(code: str) -> Iterator[str]:
    """Give the parts of a model number that may stand for it: `nu7100` of `ue75nu7100`, its first six signs."""
    parts = _PARTS.findall(code)
    for first in range(len(parts)):
        for last in range(first + 1, len(parts) + 1):
            part = "".join(parts[first:last])
            if last - first < len(parts) and len(part) >= 4 and any(map(str.isdigit, part)):
                yield part
    if len(code) >= 7:
        yield f"^{code[:6]}"


def _joined(terms: Sequence[Term]) -> Iterator[str]:
    """Give two and three neighbours written together, where that can be a model number."""
    if terms[0].kind == MEASURE or terms[1].kind == MEASURE:
        return
    two = terms[0].text + terms[1].text
    if 4 <= len(two) < 20 and any(map(str.isdigit, two)):
        yield two
        if len(terms) > 2 and terms[2].kind != MEASURE and len(two) + len(terms[2].text) < 20:
            yield two + terms[2].text


def candidate_pairs(titles: Sequence[Title], most: int) -> tuple[Pairs, Pairs]:
    """Give the pairs in which one is among the `most` titles that share the rarest keys with the other.

    Returns the smaller and the larger index of each pair, sorted, each pair once.
    """
    count = len(titles)
    numbers: dict[str, int] = {}
    having: list[list[int]] = []
    keys: list[list[int]] = []
    for index, title in enumerate(titles):
        own: list[int] = []
        for key in sorted(keys_of(title)):
            number = numbers.setdefault(key, len(numbers))
            if number == len(having):
                having.append([])
            having[number].append(index)
            own.append(number)
        keys.append(own)
    times = np.array([len(each) for each in having], dtype=np.float64)
    weights = np.log(count / times) ** 2
    useful = [2 <= len(each) <= _MOST_HAVING for each in having]
    postings = [np.array(each, dtype=np.int64) for each in having]
    norms = np.array([math.sqrt(weights[own].sum()) + 1e-9 for own in keys])
    chunks: list[Pairs] = []
    for index, own in enumerate(keys):
        found = [number for number in own if useful[number]]
        if found:
            chunks.append(_nearest(index, found, postings, weights, times, norms, most))
    pairs = np.unique(np.concatenate(chunks)) if chunks else np.empty(0, dtype=np.int64)
    return pairs // count, pairs % count


def _nearest(
    index: int,
    keys: list[int],
    postings: list[Pairs],
    weights: NDArray[np.float64],
    times: NDArray[np.float64],
    norms: NDArray[np.float64],
    most: int,
) -> Pairs:
    others = np.concatenate([postings[key] for key in keys])
    shares = np.repeat(weights[keys], times[keys].astype(np.int64))
    found, where = np.unique(others, return_inverse=True)
    scores = np.bincount(where, weights=shares) / norms[found]
    scores[found == index] = -1.0
    if len(found) > most + 1:
        best = np.argpartition(-scores, most)[:most]
        found, scores = found[best], scores[best]
    found = found[scores > 0]
    low, high = np.minimum(found, index), np.maximum(found, index)
    pairs: Pairs = low * len(norms) + high
    return pairs
