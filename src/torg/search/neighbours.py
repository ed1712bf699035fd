"""Neighbours: the words of a catalogue that are spelled much like another, by the letters that they share."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_LONGEST = 30
_BUCKETS = 1 << 16


class Neighbours:
    """The words of one catalogue, ready to be compared by their groups of three letters."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words to choose from; only those of letters, and of 3 to 30 of them, can be chosen."""
        self._words = sorted(word for word in words if 3 <= len(word) <= _LONGEST and word.isalpha())
        groups = _groups(self._words)
        rows, columns = np.nonzero(groups >= 0)
        codes = groups[rows, columns]
        order = np.argsort(codes, kind="stable")
        self._owners = rows[order].astype(np.int32)
        self._starts = np.searchsorted(codes[order], np.arange(_BUCKETS + 1))
        self._sizes = np.bincount(rows, minlength=len(self._words)).astype(np.float32)

    def of(self, word: str, *, least: float, most: int) -> list[tuple[str, float]]:
        """Give at most `most` words with the share of letter groups in common (Dice), the likest first."""
        if not self._words or not word.isalpha() or len(word) > _LONGEST:
            return []
        codes = _groups([word])[0]
        codes = codes[codes >= 0]
        owners = [self._owners[self._starts[code] : self._starts[code + 1]] for code in codes.tolist()]
        common = np.bincount(np.concatenate(owners), minlength=len(self._words)) if owners else np.zeros(0)
        # Few words share even a third of the groups, so the division is left to those.
        near = np.flatnonzero(common >= least * len(codes) / 2)
        shares = 2.0 * common[near] / (self._sizes[near] + len(codes))
        best = sorted(
            (-share, self._words[index])
            for index, share in zip(near.tolist(), shares.tolist(), strict=True)
            if share >= least
        )
        return [(found, min(1.0, -share)) for share, found in best[: most + 1] if found != word][:most]


def _groups(words: list[str]) -> NDArray[np.int64]:
    """Give the codes of the three-letter groups of words as rows, -1 where there are no more."""
    padded = np.array([f"^{word}$" for word in words] or ["^$"], dtype=f"<U{_LONGEST + 2}")
    letters = padded.view(np.uint32).reshape(len(padded), _LONGEST + 2).astype(np.int64)
    first, second, third = letters[:, :-2], letters[:, 1:-1], letters[:, 2:]
    codes = (first * 961 + second * 31 + third) % _BUCKETS
    return np.where(third > 0, codes, -1)
