"""Frequencies: how common a word is in the language at large, whatever the catalogue says."""

import math
from functools import lru_cache

import wordfreq

from torg.search.text.letters import Language

_LEAST = {3: 4.4, 4: 3.6, 5: 3.1}
"""Word lists hold names and foreign words as well, the shorter the more: below this a short word is not trusted."""


@lru_cache(maxsize=8)
def _frequencies(language: Language) -> tuple[dict[str, float], ...]:
    # The Danish list is a tenth of the Norwegian one, and the two share most compounds' parts.
    names = {"da": ("da", "nb"), "nb": ("nb", "da")}.get(language, (language,))
    return tuple(wordfreq.get_frequency_dict(name) for name in names)


@lru_cache(maxsize=262_144)
def commonness(word: str, language: Language) -> float:
    """Say how common a canonical word is on the Zipf scale: 0 unknown, 3 a word a million, 6 a word a thousand."""
    best = 0.0
    for rank, frequencies in enumerate(_frequencies(language)):
        frequency = frequencies.get(word, 0.0)
        if frequency:
            best = max(best, math.log10(frequency * 1e9) - 0.8 * rank)
    return best


def language_strength(word: str, language: Language) -> float:
    """Say how sure it is that a string is a word of the language: 0 when it is not, 3 for everyday words."""
    best = commonness(word, language)
    return 0.0 if best < _LEAST.get(len(word), 2.6) else min(3.0, 0.9 + 0.7 * (best - 2.6))
