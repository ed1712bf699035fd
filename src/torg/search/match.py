"""Match: the words of a query as a Tantivy query, all of them preferred, and most of them when need be.

What it scores decides which products are candidates; `ranking` weighs those exactly.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct
from tantivy import Occur, Query

from torg.search.analysis import QueryWord, Variant, exact_term, query_words
from torg.search.index import ProductIndex
from torg.search.ranking import EXACT_SCORE
from torg.search.weights import DEFAULT_WEIGHTS, RankingWeights

_ENOUGH = 12
"""Products to look at, below which a word less is asked for."""
_SAID_TWICE = 0.3
_SHORTEST_NUMBER = 4


class TextMatch(Struct, frozen=True):
    """What a text asks for: a query that finds and scores products, and the words that `rank` weighs them by."""

    query: Query
    words: tuple[QueryWord, ...]
    relaxed: bool
    """No product has every word."""
    demanded: tuple[Query, ...]
    """What finds each word that must be said, unless too few products say them all."""
    least: int
    """How many of those a product must say."""
    alone: Query | None
    """What is found whatever else it says: the rarest word."""
    exact: Query | None
    """What finds an exact number, found whatever else there is."""


def match_text(
    index: ProductIndex,
    text: str,
    how_many: Callable[[list[Query], int], int],
    weights: RankingWeights = DEFAULT_WEIGHTS,
) -> TextMatch | None:
    """Turn a shopper's words into a query; none when the text has no words at all.

    Every word is demanded while enough products have it all; then all but one, and so on. `how_many` counts the
    products that at least so many of some queries match.
    """
    words = tuple(query_words(text, index.lexicon))
    if not words:
        return None
    exact = exact_number(index, text, words)
    demanded = [scored_word(index, word, weights) for word in words if not word.optional]
    wanted = [scored_word(index, word, weights) for word in words if word.optional]
    least, relaxed = _least(demanded, how_many)
    found, alone = at_least(demanded, least), None
    if len(demanded) > 1:
        # What has only the rarest word may still be what is meant: the word that sets it apart.
        rarest = max((word for word in words if not word.optional), key=lambda word: word.rarity)
        alone = scored_word(index, rarest, weights, None if least < len(demanded) else rarest.variants[:1])
        found = Query.boolean_query([(Occur.Should, found), (Occur.Should, alone)])
    if wanted:
        found = Query.boolean_query([(Occur.Must, found), *((Occur.Should, clause) for clause in wanted)])
    if exact is not None:
        found = Query.boolean_query([(Occur.Should, exact), (Occur.Should, found)])
    return TextMatch(found, words, relaxed, tuple(demanded), least, alone, exact)


def exact_number(index: ProductIndex, text: str, words: Sequence[QueryWord]) -> Query | None:
    """Find a GTIN, an article or a model number, the whole query or one of its words: before all else."""
    terms = {exact_term(text)} | {word.text for word in words}
    numbers = sorted(
        term for term in terms if len(term) >= _SHORTEST_NUMBER and any(letter.isdigit() for letter in term)
    )
    if not numbers:
        return None
    return Query.const_score_query(Query.term_set_query(index.schema, "exact", numbers), EXACT_SCORE)


def scored_word(
    index: ProductIndex,
    word: QueryWord,
    weights: RankingWeights,
    variants: Sequence[Variant] | None = None,
    *,
    entire: bool = False,
) -> Query:
    """Find one word in any of its variants; a product gets the best of them, not their sum.

    With `entire` a compound is found only where all of its parts are.
    """

    def made() -> Query:
        return _scored_word(index, word, weights, word.variants if variants is None else variants, entire=entire)

    if weights is not DEFAULT_WEIGHTS:
        return made()
    said = None if variants is None else len(variants)
    return index.query_of(("scored", entire, said, word.optional), word.variants, made)


def _scored_word(
    index: ProductIndex, word: QueryWord, weights: RankingWeights, variants: Sequence[Variant], *, entire: bool
) -> Query:
    value = word.rarity * (weights.filler if word.optional else 1.0)
    ways = [
        _variant(index, variant, value * variant.likeness * weights.of_variant(variant.how), weights, entire)
        for variant in variants
    ]
    if word.bare:
        bare = Query.term_query(index.schema, "bare", word.bare, "basic")
        ways.append(Query.const_score_query(bare, value * weights.bare_letters))
    return ways[0] if len(ways) == 1 else Query.disjunction_max_query(ways)


def _variant(index: ProductIndex, variant: Variant, value: float, weights: RankingWeights, entire: bool) -> Query:  # noqa: FBT001
    """One variant: of a compound's parts each counts its share, of a synonym's words all must be there."""
    if len(variant.terms) == 1:
        return _term(index, variant.terms[0], value, weights)
    occur = Occur.Should if variant.how == "parts" and not entire else Occur.Must
    return Query.boolean_query(
        [
            (occur, _term(index, term, value * share, weights))
            for term, share in zip(variant.terms, variant.shares, strict=True)
        ]
    )


def _term(index: ProductIndex, term: str, value: float, weights: RankingWeights) -> Query:
    """One term in the place that says it loudest, and a little more when others say it too."""
    places = (
        ("name", weights.in_name),
        ("part", weights.in_part),
        # Properties and descriptions are told apart when candidates are weighed.
        ("any", max(weights.in_properties, weights.in_description)),
    )
    return Query.disjunction_max_query(
        [
            Query.const_score_query(Query.term_query(index.schema, place, term, "basic"), value * weight)
            for place, weight in places
        ],
        _SAID_TWICE,
    )


def _least(demanded: list[Query], how_many: Callable[[list[Query], int], int]) -> tuple[int, bool]:
    """How many of the words a product must have, so that there are enough products to look at."""
    relaxed = False
    everything = len(demanded)
    for least in range(everything, 1, -1):
        found = how_many(demanded, least)
        relaxed = relaxed or (least == everything and not found)
        if found >= _ENOUGH:
            return least, relaxed
    return 1, relaxed


def at_least(clauses: list[Query], least: int) -> Query:
    """Match and score what so many of some queries match."""
    return Query.boolean_query([(Occur.Should, clause) for clause in clauses], minimum_number_should_match=least)
