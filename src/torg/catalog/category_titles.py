"""Which category the title of an item tells of: the head of its noun phrase decides."""

import re
from functools import lru_cache

from msgspec import Struct

from torg.catalog.category_choice import chosen, common_above, is_within, way_to
from torg.catalog.category_index import Meaning, meaning_of_span, meaning_of_title_word
from torg.catalog.category_tree import TREE
from torg.catalog.category_words import CONNECTORS, MATERIALS, PREPOSITIONS, QUALITIES, words_of
from torg.markets.models import LANGUAGES

_LONGEST_TITLE = 200
_MOST_WORDS = 12
_LONGEST_PHRASE = 3
_BREAK = re.compile(r"[,;:|(\[]|\s[-–—]\s|\.\s")
_ENOUGH_ALONE = 0.7
_ENOUGH_BELOW = 0.45
_AHEAD = 0.12
_PHRASE = 0.15
_LETTER, _MOST_LETTERS = 0.02, 14
_PLACE, _ENGLISH_PLACE, _GENITIVE = 0.04, 0.1, 0.3
_TASTE = 0.5
_LESS_THAN_A_THING = 0.2
_INGREDIENTS = frozenset({430, 433, 429, 4627, 4628, 4629, 4608, 4748, 4947, 1868, 2188, 503_734, 2934})
"""What other things taste of, smell of or are made of: behind another word it says nothing on its own."""


class Match(Struct, frozen=True):
    """A word or phrase of a title, the category that it means, and how much it tells."""

    category: int
    certainty: float
    weight: float


@lru_cache(maxsize=16)
def _spoken(language: str | None) -> tuple[str, ...]:
    if language not in LANGUAGES:
        return LANGUAGES
    return (language,) if language == "en" else (language, "en")


@lru_cache(maxsize=32_768)
def by_title(title: str, language: str | None, above: int | None = None) -> int | None:
    """Give the category that a title tells of: below `above` when that is known, else only when it is clear."""
    if above is not None and not TREE.children(above):
        return above
    languages = _spoken(language)
    title = title[:_LONGEST_TITLE]
    head = _BREAK.split(title, maxsplit=1)[0]
    found = _told(head, languages, above)
    if found is None and len(head) < len(title):
        found = _told(title, languages, above)
    return found if found is not None else above


def _told(text: str, languages: tuple[str, ...], above: int | None) -> int | None:
    words, head = _noun_phrase(text)
    if above is not None:
        head = len(words)
    matches = sorted(_matches(words, head, languages, above), key=lambda match: -match.weight)
    enough = _ENOUGH_ALONE if above is None else _ENOUGH_BELOW
    matches = [match for match in matches if match.certainty >= enough]
    if not matches:
        return None
    best = matches[0].category
    for match in matches[1:]:
        if matches[0].weight - match.weight > _AHEAD:
            break
        if is_within(match.category, best):
            best = match.category
        elif not is_within(best, match.category):
            return _shared(best, match.category, above)
    return best


def _shared(first: int, second: int, above: int | None) -> int | None:
    """Give what two meanings share when that still says something."""
    shared = common_above((first, second))
    if shared is None or shared == above or (above is None and len(way_to(shared)) < 2):
        return None
    return shared


def _noun_phrase(text: str) -> tuple[list[str], int]:
    """Give the words that tell something, and how many of them stand before the first preposition."""
    words: list[str] = []
    head: int | None = None
    for word in words_of(text):
        if word in PREPOSITIONS:
            head = len(words) if head is None and words else head
        elif word not in CONNECTORS and word not in QUALITIES and not (words and word in MATERIALS):
            words.append(word)
    return words[:_MOST_WORDS], min(_MOST_WORDS, len(words) if head is None else head)


def _matches(words: list[str], head: int, languages: tuple[str, ...], above: int | None) -> list[Match]:
    """Give what the words mean: single ones before a preposition, phrases across it (food for dogs)."""
    found: list[Match] = []
    for begin in range(head):
        for end in range(begin + 1, min(begin + _LONGEST_PHRASE, len(words)) + 1):
            span = words[begin:end]
            meaning = meaning_of_span(span, languages) if len(span) > 1 else meaning_of_title_word(span[0], languages)
            match = _match(meaning, above) if meaning else None
            if match is not None:
                category, certainty = match
                if len(span) == 1 and above is None and not _INGREDIENTS.isdisjoint(way_to(category)):
                    certainty = _TASTE if begin else certainty - _LESS_THAN_A_THING
                weight = _weight(span, certainty) - _distance(span, begin, head, languages[0])
                found.append(Match(category, certainty, weight))
    return found


def _weight(span: list[str], certainty: float) -> float:
    """Rate a match: long words and phrases tell more than short ones."""
    return certainty + _LETTER * min(sum(map(len, span)), _MOST_LETTERS) + _PHRASE * (len(span) - 1)


def _distance(span: list[str], begin: int, head: int, language: str) -> float:
    """Rate how far a match is from where a title says what it is: last in an English noun phrase, else early."""
    after = max(head - begin - len(span), 0)
    if language == "en":
        return _ENGLISH_PLACE * after
    # A Finnish genitive belongs to what follows: koiran talutin.
    genitive = language == "fi" and len(span) == 1 and after > 0 and span[0].endswith("n")
    return _PLACE * begin + (_GENITIVE if genitive else 0.0)


def _match(meaning: Meaning, above: int | None) -> tuple[int, float] | None:
    if above is None:
        return chosen(meaning.certainty)
    below = {
        category: certainty
        for category, certainty in meaning.certainty.items()
        if category != above and is_within(category, above)
    }
    found = chosen(below)
    return found if found is not None and found[0] != above else None
