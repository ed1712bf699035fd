"""Words: the products that say all the words of a text, with every part of each compound."""

from functools import partial

from tantivy import Occur, Query

from torg.search.analysis import QueryWord, Variant, query_words
from torg.search.filters import all_of, any_of
from torg.search.index import ProductIndex
from torg.search.match import exact_number, scored_word
from torg.search.weights import DEFAULT_WEIGHTS, RankingWeights

_NAMES = ("named",)
_NAMING = ("named", "about")
_ANYWHERE = ("any",)
_SAYS = frozenset({"typed", "parts", "synonym"})
"""The ways to write a word that count as saying it; what is only spelled alike does not."""


def literal(index: ProductIndex, text: str, *, anywhere: bool = False, named: bool = False) -> Query | None:
    """Match the products whose name, category or properties say every word; none when the text has no words.

    With `anywhere` the description may say them as well; with `named` only the name and its category may.
    """
    words = literal_words(index, text, anywhere=anywhere, named=named)
    return all_of(words) if words else None


def literal_words(index: ProductIndex, text: str, *, anywhere: bool = False, named: bool = False) -> list[Query]:
    """Match each word of a text as `literal` does them all; for the same word the same query."""
    demanded = [word for word in query_words(text, index.lexicon) if not word.optional]
    places = _ANYWHERE if anywhere else _NAMES if named else _NAMING
    return [index.query_of(places, word.variants, partial(_literal_word, index, word, places)) for word in demanded]


def strict(index: ProductIndex, text: str, weights: RankingWeights = DEFAULT_WEIGHTS) -> Query | None:
    """Match and score the products that say every word anywhere.

    The scores are those of `match_text`; but where many products have all the words, those that have only a part
    of a compound are none of the hits: whoever looks for winter shoes has no use for everything about winter.
    """
    words = query_words(text, index.lexicon)
    if all(word.optional for word in words):
        return None
    clauses = [
        (Occur.Should if word.optional else Occur.Must, scored_word(index, word, weights, _saying(word), entire=True))
        for word in words
    ]
    exact = exact_number(index, text, words) or Query.empty_query()
    return Query.boolean_query([(Occur.Should, exact), (Occur.Should, Query.boolean_query(clauses))])


def _literal_word(index: ProductIndex, word: QueryWord, places: tuple[str, ...]) -> Query:
    ways = [_said(index, "bare", word.bare)] if word.bare else []
    for variant in _saying(word):
        terms = [any_of([_said(index, place, term) for place in _places(term, places)]) for term in variant.terms]
        ways.append(terms[0] if len(terms) == 1 else Query.boolean_query([(Occur.Must, term) for term in terms]))
    return any_of(ways)


def _places(term: str, places: tuple[str, ...]) -> tuple[str, ...]:
    """Where a term may be said; what has a figure may also be the number of an article or a model."""
    return (*places, "exact") if any(letter.isdigit() for letter in term) else places


def _saying(word: QueryWord) -> list[Variant]:
    return [variant for variant in word.variants if variant.how in _SAYS]


def _said(index: ProductIndex, place: str, term: str) -> Query:
    return Query.term_query(index.schema, place, term, "basic")
