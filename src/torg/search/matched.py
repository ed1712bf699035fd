"""Matched: which products say the words of a query, all of them or the most of them, nothing scored."""

from functools import reduce

import numpy as np
from tantivy import Query

from torg.search.facts import Rows
from torg.search.filters import all_of, count
from torg.search.match import TextMatch, at_least, match_text
from torg.search.models import SearchRequest
from torg.search.narrow import Kept, filter_key, kept_and_left
from torg.search.remembered import Bits, rows_of, rows_with, rows_with_most
from torg.search.searches import Generation
from torg.search.words import literal_words


def matched(generation: Generation, query: Query) -> Rows:
    """Give the rows of the products that a query matches."""
    return rows_of(generation.searcher, generation.facts, query)


def keeping(generation: Generation, request: SearchRequest, text: str) -> tuple[Rows, dict[str, Kept], Rows]:
    """Give the products that say every word of a text anywhere, what each filter keeps of them, and what all keep."""
    key = ("keeping", text, *filter_key(request))
    found: tuple[Rows, dict[str, Kept], Rows] | None = generation.rows.get(key)
    if found is None:
        said = saying(generation, text, anywhere=True)
        rows = generation.facts.all if said is None else said
        found = kept_and_left(generation.facts, request, rows)
        generation.rows.keep(key, found)
    return found


def saying(generation: Generation, text: str, *, anywhere: bool = False, named: bool = False) -> Rows | None:
    """Give the products that say every word of a text (`literal`), or nothing when it has no words."""
    key = ("saying", text, anywhere, named)
    if key not in generation.rows:
        words = literal_words(generation.index, text, anywhere=anywhere, named=named)
        generation.rows.keep(key, _saying_all(generation, words) if words else None)
    found: Rows | None = generation.rows[key]
    return found


def some_of(generation: Generation, text: str) -> tuple[TextMatch, Rows] | None:
    """Give what a text asks for when few products say all of it, and the products that say the most of it.

    Nothing when the text has no words.
    """
    key = ("some", text)
    if key not in generation.rows:
        match = match_text(generation.index, text, lambda words, least: _how_many(generation, words, least))
        generation.rows.keep(key, None if match is None else (match, _matching(generation, match)))
    found: tuple[TextMatch, Rows] | None = generation.rows[key]
    return found


def _matching(generation: Generation, match: TextMatch) -> Rows:
    bits = _remembered(generation, list(match.demanded))
    alone = _remembered(generation, [match.alone]) if match.alone is not None else []
    if bits is None or alone is None:
        return matched(generation, match.query)
    rows = rows_with_most(bits, match.least)
    for each in alone:
        rows = np.union1d(rows, rows_with(each))
    if match.exact is not None:
        rows = np.union1d(rows, matched(generation, match.exact))
    return rows


def _how_many(generation: Generation, words: list[Query], least: int) -> int:
    bits = _remembered(generation, words)
    if bits is None:
        return count(generation.searcher, at_least(words, least))
    return len(rows_with_most(bits, least))


def _saying_all(generation: Generation, words: list[Query]) -> Rows:
    bits = _remembered(generation, words)
    return matched(generation, all_of(words)) if bits is None else rows_with(reduce(np.bitwise_and, bits))


def _remembered(generation: Generation, words: list[Query]) -> list[Bits] | None:
    """What is remembered of each word; nothing when one of them is not."""
    bits = [generation.remembered.saying(word) for word in words]
    known = [each for each in bits if each is not None]
    return known if len(known) == len(bits) else None
