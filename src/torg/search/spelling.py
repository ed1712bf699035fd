"""Did you mean: the word of the catalogue that a misspelt one was meant to be."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from torg.search.text.letters import Language, bare, canonical

SHORTEST = 4
"""Letters; anything may be an error of a shorter word, so it is taken as typed."""
TWO_ERRORS_FROM = 8
MEASURED = 64
"""The candidates likest in letters and pairs; each costs some 15 microseconds to measure."""
LONGEST = 32
_ONE, _SIX_BITS = np.uint64(1), np.uint64(63)

_ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_NORDIC_KEYS = str.maketrans("øæ", "öä")
"""Where a Swede finds ö and ä, a Norwegian finds ø and æ; a Dane has them the other way round, still neighbours."""


class Speller:
    """The words of one catalogue in one language, ready to be compared with what was typed.

    Candidates are found by comparing bit sets of letters and letter pairs, in one sweep over all words: an
    edit changes at most two letters and four pairs, so nothing within reach is missed. Only what survives
    is measured letter by letter. Costs about 20 bytes a word.
    """

    def __init__(self, counts: Mapping[str, int], language: Language) -> None:
        """Take the words of the catalogue with the number of products that have each."""
        self._known = frozenset(counts)
        self._words = sorted(word for word in counts if _is_word(word))
        self._counts, self._language = counts, language
        codes = _codes(self._words)
        self._lengths = np.count_nonzero(codes, axis=1).astype(np.int8)
        self._letters, self._pairs = _letters(codes), _pairs(codes)
        self._folded: dict[str, str] = {}
        for word in sorted(self._words, key=counts.__getitem__):
            self._folded[self._plain(word)] = word

    def knows(self, word: str) -> bool:
        """Tell whether the word stands in the catalogue as it is: such a word is never corrected."""
        return word.lower() in self._known

    def correct(self, word: str) -> str | None:
        """Give the likeliest word of the catalogue for a misspelt one; none when the word is right or too far off."""
        word = word.lower()
        if self.knows(word) or not _is_word(word):
            return None
        # Dots and rings left out are the commonest slip on a foreign keyboard, and no slip of meaning.
        if (plain := self._folded.get(self._plain(word))) is not None:
            return plain
        reach = 2 if len(word) >= TWO_ERRORS_FROM else 1
        best, lowest = None, float("inf")
        for candidate in self._near(word, reach):
            edits = cost(word, candidate, reach + 0.5)
            if edits > reach:
                continue
            # A word ten times as common may be a third of an edit farther away.
            total = edits - 0.15 * log(1 + self._counts[candidate]) + (0.3 if candidate[0] != word[0] else 0.0)
            if total < lowest:
                best, lowest = candidate, total
        return best

    def _plain(self, word: str) -> str:
        return bare(canonical(word, self._language))

    def _near(self, word: str, reach: int) -> Iterable[str]:
        if not self._words:
            return
        codes = _codes([word])
        letters = np.bitwise_count(self._letters ^ _letters(codes))
        pairs = np.bitwise_count(self._pairs ^ _pairs(codes))
        # A swap of neighbours is one slip but touches three pairs on each side.
        near = (np.abs(self._lengths - len(word)) <= reach) & (letters <= 2 * reach) & (pairs <= 4 * reach + 2)
        indexes = np.flatnonzero(near)
        if len(indexes) > MEASURED:
            likeness = letters[indexes].astype(np.int16) + pairs[indexes]
            indexes = indexes[np.argpartition(likeness, MEASURED)[:MEASURED]]
        for index in indexes:
            yield self._words[index]


def cost(typed: str, meant: str, most: float) -> float:
    """Give the cost of the slips from `typed` to `meant`: 1 for a letter more, less, other or swapped.

    Cheaper are a neighbour on the keyboard, a letter doubled or not, and sounds that are spelt alike. Anything
    above `most` is given as infinity. Source: Damerau (1964), optimal string alignment.
    """
    before: list[float] = []
    row: list[float] = [float(column) for column in range(len(meant) + 1)]
    for i, letter in enumerate(typed, 1):
        before, last, row = row, before, [row[0] + 1.0]
        for j, wanted in enumerate(meant, 1):
            doubled = 0.6 if i > 1 and letter == typed[i - 2] else 1.0
            single = 0.6 if j > 1 and wanted == meant[j - 2] else 1.0
            least = min(before[j] + doubled, row[j - 1] + single, before[j - 1] + _substitution(letter, wanted))
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == wanted:
                least = min(least, last[j - 2] + 0.8)
            row.append(least)
        if min(row) > most:
            return float("inf")
    return row[-1] if row[-1] <= most else float("inf")


@lru_cache(maxsize=4096)
def _substitution(letter: str, wanted: str) -> float:
    if letter == wanted:
        return 0.0
    if bare(letter) == bare(wanted):
        return 0.3
    if wanted in _neighbours().get(letter, ""):
        return 0.7
    return 0.8 if {letter, wanted} in _ALIKE else 1.0


_ALIKE = [{"c", "k"}, {"s", "z"}, {"v", "w"}, {"i", "y"}, {"q", "k"}, {"d", "t"}, {"e", "ä"}, {"å", "o"}, {"g", "k"}]


@lru_cache(maxsize=1)
def _neighbours() -> dict[str, str]:
    places = {letter: (x + 0.4 * y, y) for y, keys in enumerate(_ROWS) for x, letter in enumerate(keys)}
    places |= {nordic: places[chr(swedish)] for nordic, swedish in ((chr(k), v) for k, v in _NORDIC_KEYS.items())}
    return {
        letter: "".join(
            other for other, (u, v) in places.items() if other != letter and abs(u - x) <= 1.1 and abs(v - y) <= 1
        )
        for letter, (x, y) in places.items()
    }


def _is_word(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def _codes(words: list[str]) -> NDArray[np.uint64]:
    """Give the code points of words as rows, filled up with zeros."""
    padded = np.array(words or [""], dtype=f"<U{LONGEST}")
    return padded.view(np.uint32).reshape(len(padded), LONGEST).astype(np.uint64)


def _letters(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    bits = np.where(codes > 0, _ONE << (codes & _SIX_BITS), np.uint64(0))
    return np.asarray(np.bitwise_or.reduce(bits, axis=1), dtype=np.uint64)


def _pairs(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    first, second = codes[:, :-1], codes[:, 1:]
    bits = np.where(second > 0, _ONE << ((first * np.uint64(31) + second * np.uint64(7)) & _SIX_BITS), np.uint64(0))
    return np.asarray(np.bitwise_or.reduce(bits, axis=1), dtype=np.uint64)
