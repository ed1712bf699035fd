"""Which category a seller's own path of categories means."""

import re
from functools import lru_cache

from torg.catalog.category_choice import chosen, common_above, is_within, way_to
from torg.catalog.category_index import (
    LISTED,
    Meaning,
    meaning_of_end,
    meaning_of_head,
    meaning_of_phrase,
)
from torg.catalog.category_words import CONNECTORS, words_of
from torg.markets.models import LANGUAGES

_LONGEST_PATH = 1000
_MOST_LEVELS = 12
_LEVELS = re.compile(r"[>»|→]|::|&gt;")
_HYPHENS = re.compile(r"(?<=\w)-(?=\w)")

_UNDER_THE_LAST, _UNDER_A_PARENT, _IN_THE_DEPARTMENT, _ELSEWHERE = 0.55, 0.5, 0.1, -0.2
_ENOUGH, _ENOUGH_FOR_A_PART = 0.55, 0.68
_UNDERSTOOD = {
    "sv": ("sv", "nb", "da", "en"),
    "nb": ("nb", "sv", "da", "en"),
    "da": ("da", "nb", "sv", "en"),
    "fi": ("fi", "sv", "en"),
    "en": ("en",),
}
"""Neighbours sell to each other with category trees of their own."""
STAYS = frozenset({1, 900_021, 5807})
"""Below these everything is theirs: a toy for dogs is no toy, and beer without alcohol is no beer (nor its VAT)."""


@lru_cache(maxsize=65_536)
def by_path(path: str, language: str | None = None) -> int | None:
    """Give the category that a path means, its levels parted by `>`, `»`, `|` or `/`, in any of the five languages.

    From the top down, each level that means something leads on; a level that means something elsewhere does so only
    when its whole name says it.
    """
    levels = [level for level in _LEVELS.split(path[:_LONGEST_PATH]) if level.strip()]
    if len(levels) == 1:
        levels = [level for level in levels[0].split("/") if level.strip()]
    own = _UNDERSTOOD.get(language or "", ())
    levels = levels[-_MOST_LEVELS:]
    found = _down(levels, own) if own else None
    if found is not None:
        return found
    # What is the end of a name in the item's own language is no word of another one: a helmet is no Finnish bead.
    foreign = [level for level in levels if not any(meaning_of_head(word, own) for word in _telling(level))]
    return _down(foreign, LANGUAGES, in_parts=language != "en")


def _down(levels: list[str], languages: tuple[str, ...], *, in_parts: bool = True) -> int | None:
    reached: int | None = None
    above: list[Meaning] = []
    for depth, level in enumerate(levels):
        parent = levels[depth - 1] if depth else None
        whole = _whole_level(level, parent, reached, above, languages)
        found = _part_of_level(level, reached, above, languages) if whole is None and in_parts else whole
        if found is not None and _leads(found, reached, whole=whole is not None):
            reached = found
        if meaning := meaning_of_phrase(_telling(level), languages):
            above.append(meaning)
    return reached


def _leads(found: int, reached: int | None, *, whole: bool) -> bool:
    if reached is None or is_within(found, reached):
        return True
    return whole and not is_within(reached, found) and STAYS.isdisjoint(way_to(reached))


def _telling(level: str) -> tuple[str, ...]:
    return tuple(word for word in words_of(level) if word not in CONNECTORS)


def _whole_level(
    level: str, parent: str | None, reached: int | None, above: list[Meaning], languages: tuple[str, ...]
) -> int | None:
    """Give what the whole name of a level means, alone or together with that of the level above it."""
    words = _telling(level)
    if parent is not None and not set(words) <= set(before := _telling(parent)):
        if len(before) == len(words) == 1:
            # Hund > Leksaker is Hundleksaker.
            for link in ("", "s"):
                joined = meaning_of_phrase((before[0] + link + words[0],), languages)
                if joined and (found := _supported(joined, reached, above, _ENOUGH)) is not None:
                    return found
        joined = meaning_of_phrase((*before, *words), languages)
        if joined and (found := _supported(joined, reached, above, _ENOUGH)) is not None:
            return found
    whole = meaning_of_phrase(words, languages)
    if len(words) == 2 and not whole:
        whole = meaning_of_phrase(("".join(words),), languages)
    if len(words) == 1 and above:
        whole = _merged(whole, meaning_of_head(words[0], languages))
    return _supported(whole, reached, above, _ENOUGH)


def _part_of_level(level: str, reached: int | None, above: list[Meaning], languages: tuple[str, ...]) -> int | None:
    """Give what the things of a list share (`kiks-kager-knaekbrod` is a bakery's), or what the last words mean."""
    parts = [part for part in LISTED.split(_HYPHENS.sub(",", level)) if part.strip()]
    if len(parts) > 1:
        meant = [_last_words(_telling(part), reached, above, languages) for part in parts]
        found = [each for each in meant if each is not None]
        if found:
            return common_above(found) or found[0]
    return _last_words(_telling(level), reached, above, languages)


def _last_words(
    words: tuple[str, ...], reached: int | None, above: list[Meaning], languages: tuple[str, ...]
) -> int | None:
    """Give what the end of a name means: the head of a phrase, or of a compound, comes last."""
    for begin in range(len(words)):
        rest = words[begin:]
        meaning = meaning_of_phrase(rest, languages)
        if not meaning and len(rest) == 1:
            meaning = meaning_of_end(rest[0], languages)
        found = _supported(meaning, reached, above, _ENOUGH_FOR_A_PART)
        if found is not None:
            return found
    return None


def _supported(meaning: Meaning, reached: int | None, above: list[Meaning], enough: float) -> int | None:
    if not meaning:
        return None
    found = chosen({each: value + _support(each, reached, above) for each, value in meaning.certainty.items()})
    return found[0] if found is not None and found[1] >= enough else None


def _support(category: int, reached: int | None, above: list[Meaning]) -> float:
    """Rate how well a category fits what the levels above it mean."""
    if reached is None and not above:
        return 0.0
    if reached is not None and is_within(category, reached):
        return _UNDER_THE_LAST
    if any(is_within(category, each) for meaning in above for each in meaning.certainty):
        return _UNDER_A_PARENT
    root = way_to(category)[0]
    if any(way_to(each)[0] == root for meaning in above for each in meaning.certainty):
        return _IN_THE_DEPARTMENT
    return _ELSEWHERE


def _merged(first: Meaning, second: Meaning) -> Meaning:
    if not second:
        return first
    return Meaning({**second.certainty, **first.certainty}) if first else second
