"""Completions: what a few typed letters may become, the popular things first."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from math import log1p

from msgspec import Struct

from torg.search.lexicon import Lexicon
from torg.search.names import Names
from torg.search.text import Language, bare, normalise
from torg.search.text.stopwords import STOP_WORDS
from torg.search.vocabulary import Entry, Vocabulary, words_of

TYPOS_FROM = 4
"""Letters from which one of them may be wrong."""
_KEPT_FOR_SHORT = 40
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_MOST_LOOKED_AT = 3_000


class Line(Struct, frozen=True):
    """One thing that typed letters may become, with how likely it is among those that begin alike."""

    text: str
    weight: float
    entry: Entry | None = None
    """The brand or category of that name; none for words to search for."""


class Prefixes:
    """Lines by the plain letters that they begin with."""

    def __init__(self, lines: Iterable[tuple[str, Line]]) -> None:
        """Take lines with the plain text under which each is found."""
        ordered = sorted(lines, key=lambda pair: (pair[0], -pair[1].weight))
        self._keys = [key for key, _ in ordered]
        self._lines = [line for _, line in ordered]
        self._short: dict[str, list[Line]] = {}
        for key, line in sorted(ordered, key=lambda pair: -pair[1].weight):
            for length in (1, 2):
                best = self._short.setdefault(key[:length], [])
                if len(best) < _KEPT_FOR_SHORT:
                    best.append(line)

    def beginning(self, plain: str, most: int) -> list[Line]:
        """Give the likeliest lines that begin with some plain letters."""
        if not plain:
            return []
        if len(plain) <= 2:
            return self._short.get(plain, [])[:most]
        first = bisect_left(self._keys, plain)
        last = bisect_left(self._keys, plain + "\U0010ffff", lo=first)
        found = self._lines[first : min(last, first + _MOST_LOOKED_AT)]
        return sorted(found, key=lambda line: -line.weight)[:most]

    def any_beginning(self, plain: str) -> bool:
        """Tell whether anything begins with some plain letters."""
        index = bisect_left(self._keys, plain)
        return index < len(self._keys) and self._keys[index].startswith(plain)


class Completions:
    """All that can be completed in one locale's search."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, names: Names) -> None:
        """Work out the lines from a catalogue's words, its brands and categories, and its popular titles."""
        self._language: Language = vocabulary.language
        self.words = Prefixes(
            (bare(word), Line(word, float(count))) for word, count in lexicon.words.items() if len(word) > 1
        )
        self.phrases = Prefixes((plain_of(phrase), line) for phrase, line in self._phrases(lexicon, names))
        self.entries = Prefixes(self._entries(vocabulary))

    def near(self, plain: str) -> list[str]:
        """Give beginnings of words one slip away from some plain letters, when no word begins with them."""
        if len(plain) < TYPOS_FROM or not plain.isalpha():
            return []
        found: dict[str, float] = {}
        for candidate, cost in _slips(plain):
            if candidate not in found and self.words.any_beginning(candidate):
                likeliest = self.words.beginning(candidate, 1)
                found[candidate] = log1p(likeliest[0].weight) - cost
        return sorted(found, key=lambda candidate: -found[candidate])[:3]

    def _phrases(self, lexicon: Lexicon, names: Names) -> Iterable[tuple[str, Line]]:
        """Give single words, and runs of words that several popular titles share."""
        for word, count in lexicon.words.items():
            if len(word) > 2:
                yield word, Line(word, log1p(count))
        runs: Counter[str] = Counter()
        popularity: Counter[str] = Counter()
        stop = STOP_WORDS[self._language]
        for title, popular in names.titles.items():
            words = normalise(title).replace(",", " ,").split()
            for run in {run for length in (2, 3) for run in _runs(words, length, stop)}:
                runs[run] += 1
                popularity[run] += popular
        for run, titles in runs.items():
            if titles > 1:
                # A phrase beats its first word once a few popular products are called so.
                yield run, Line(run, log1p(titles) + 0.5 * log1p(popularity[run] / titles))

    def _entries(self, vocabulary: Vocabulary) -> Iterable[tuple[str, Line]]:
        for entry in vocabulary.entries.values():
            if entry.kind == "attribute":
                continue
            words = words_of(entry.name, self._language)
            # Every word of a name leads to it: `rockar` to "Jackor & rockar".
            for start in range(len(words)):
                weight = log1p(entry.count) * (1.0 if start == 0 else 0.7)
                yield bare(" ".join(words[start:])), Line(entry.name, weight, entry)


def plain_of(text: str) -> str:
    """Write what is typed as completions are looked up: normalised, without the marks of Nordic letters."""
    return bare(normalise(text))


def _runs(words: list[str], length: int, stop: frozenset[str]) -> Iterable[str]:
    for start in range(min(2, len(words) - length + 1)):
        run = words[start : start + length]
        if all(word.isalpha() for word in run) and run[-1] not in stop and run[0] not in stop:
            yield " ".join(run)


def _slips(plain: str) -> Iterable[tuple[str, float]]:
    """Give every text one slip away, with what the slip costs; the first letter is the least often wrong."""
    for place in range(len(plain)):
        dear = 1.5 if place == 0 else 1.0
        before, letter, after = plain[:place], plain[place], plain[place + 1 :]
        if after and after[0] != letter:
            yield before + after[0] + letter + after[1:], 0.8 * dear
        yield before + after, (0.6 if before.endswith(letter) else 1.0) * dear
        for other in _ALPHABET:
            if other != letter:
                yield before + other + after, dear
            yield before + other + letter + after, (0.6 if other == letter else 1.0) * dear
