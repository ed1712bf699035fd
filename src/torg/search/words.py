"""Words: how many products say all the words of a text, whatever the text is worth."""

from tantivy import Occur, Query

from torg.search.analysis import QueryWord, query_words
from torg.search.filters import any_of
from torg.search.index import ProductIndex

_PLACES = ("name", "part", "about", "exact")


def literal(index: ProductIndex, text: str) -> Query | None:
    """Match the products whose name, category or properties say every word of a text; none when it has no words."""
    demanded = [word for word in query_words(text, index.lexicon) if not word.optional]
    if not demanded:
        return None
    return Query.boolean_query([(Occur.Must, _word(index, word)) for word in demanded])


def _word(index: ProductIndex, word: QueryWord) -> Query:
    ways = [Query.term_query(index.schema, "bare", word.bare, "basic")] if word.bare else []
    for variant in word.variants:
        if variant.weight < 0.5:
            continue
        terms = [_term(index, term) for term in variant.terms]
        ways.append(terms[0] if len(terms) == 1 else Query.boolean_query([(Occur.Must, term) for term in terms]))
    return any_of(ways)


def _term(index: ProductIndex, term: str) -> Query:
    return any_of([Query.term_query(index.schema, place, term, "basic") for place in _PLACES])
