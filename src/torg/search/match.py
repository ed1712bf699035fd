"""Match: the words of a query as a Tantivy query, all of them preferred, and most of them when need be."""

from msgspec import Struct
from tantivy import Occur, Query, Searcher

from torg.search.analysis import QueryWord, exact_term, query_words
from torg.search.index import ProductIndex
from torg.search.ranking import DEFAULT_WEIGHTS, RankingWeights

_EXACT_SCORE = 1000.0
_ENOUGH = 12


class TextMatch(Struct, frozen=True):
    """What a text asks for: a query that scores products, and how much of the text they must have."""

    query: Query
    words: tuple[QueryWord, ...]
    relaxed: bool
    """No product has every word."""


def match_text(
    index: ProductIndex, searcher: Searcher, text: str, weights: RankingWeights = DEFAULT_WEIGHTS
) -> TextMatch | None:
    """Turn a shopper's words into a query; none when the text has no words at all."""
    words = tuple(query_words(text, index.lexicon))
    if not words:
        return None
    exact = _exact(index, text, words)
    clauses = [_word(index, word, weights) for word in words]
    demanded = [clause for word, clause in zip(words, clauses, strict=True) if not word.optional]
    wanted = [clause for word, clause in zip(words, clauses, strict=True) if word.optional]
    least, relaxed = _least(searcher, demanded, exact)
    found = _at_least(demanded, least)
    score = [(Occur.Should, exact), (Occur.Should, found)]
    if wanted:
        found = Query.boolean_query([(Occur.Must, found), *((Occur.Should, clause) for clause in wanted)])
        score = [(Occur.Should, exact), (Occur.Should, found)]
    return TextMatch(Query.boolean_query(score), words, relaxed)


def _least(searcher: Searcher, demanded: list[Query], exact: Query) -> tuple[int, bool]:
    """How many of the words a product must have, so that there are enough products to look at."""
    everything = len(demanded)
    relaxed = False
    for least in range(everything, 0, -1):
        if least < everything - 1 and least < 2:
            break
        query = Query.boolean_query([(Occur.Should, exact), (Occur.Should, _at_least(demanded, least))])
        count = searcher.search(query, limit=1, count=True).count
        if least == everything and not count:
            relaxed = True
        if count >= _ENOUGH:
            return least, relaxed
    return 1, relaxed


def _at_least(clauses: list[Query], least: int) -> Query:
    return Query.boolean_query([(Occur.Should, clause) for clause in clauses], minimum_number_should_match=least)


def _exact(index: ProductIndex, text: str, words: tuple[QueryWord, ...]) -> Query:
    """A GTIN, an article number or a model number, the whole query or one of its words: before all else."""
    terms = {exact_term(text)} | {word.text for word in words if any(letter.isdigit() for letter in word.text)}
    terms = {term for term in terms if len(term) > 3 and any(letter.isdigit() for letter in term)}
    if not terms:
        return Query.empty_query()
    return Query.const_score_query(Query.term_set_query(index.schema, "exact", sorted(terms)), _EXACT_SCORE)


def _word(index: ProductIndex, word: QueryWord, weights: RankingWeights) -> Query:
    """One word in any of its variants; a product gets the best of them, not their sum."""
    value = word.rarity * (0.2 if word.optional else 1.0)
    variants = [
        _variant(index, variant.terms, value * variant.weight, index.lexicon.rarity, weights)
        for variant in word.variants
    ]
    if word.bare:
        bare = Query.term_query(index.schema, "bare", word.bare, "basic")
        variants.append(Query.const_score_query(bare, value * weights.bare_letters))
    return Query.disjunction_max_query(variants)


def _variant(
    index: ProductIndex, terms: tuple[str, ...], value: float, rarity: object, weights: RankingWeights
) -> Query:
    if len(terms) == 1:
        return _term(index, terms[0], value, weights)
    rarities = [index.lexicon.rarity(term) for term in terms]
    total = sum(rarities)
    return Query.boolean_query(
        [
            (Occur.Should, _term(index, term, value * share / total, weights))
            for term, share in zip(terms, rarities, strict=True)
        ]
    )


def _term(index: ProductIndex, term: str, value: float, weights: RankingWeights) -> Query:
    """One term in the place that says it: a product has each term in one place only."""
    places = (
        ("name", weights.in_name),
        ("part", weights.in_part),
        ("about", weights.in_properties),
        ("text", weights.in_description),
    )
    return Query.boolean_query(
        [
            (
                Occur.Should,
                Query.const_score_query(Query.term_query(index.schema, place, term, "basic"), value * weight),
            )
            for place, weight in places
        ]
    )
