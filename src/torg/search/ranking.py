"""Ranking: in which order the found products are shown, by weights that are open to everyone."""

import math

import numpy
from msgspec import Struct
from tantivy import Query, Searcher

_CANDIDATES = 200


class RankingWeights(Struct, frozen=True):
    """How much each thing counts; the public page about ranking is written from these sentences."""

    in_name: float = 1.0
    """A word of the query stands in the product's name or brand."""
    in_part: float = 0.8
    """A word is part of a compound word of the name, or the name of the product's category."""
    in_properties: float = 0.5
    """A word stands among the product's properties, its options or the wider categories."""
    in_description: float = 0.25
    """A word stands only in the description."""
    bare_letters: float = 0.75
    """A word is found only when å, ä, ö, æ and ø are read as plain letters."""
    popularity: float = 0.12
    """Products that others buy and look at come before those that nobody has chosen."""
    availability: float = 0.15
    """Products that can be sent now come before those that are out of stock."""
    delivery: float = 0.04
    """Products that arrive sooner come first."""
    price: float = 0.03
    """Among products that match equally, cheaper than the others found comes first."""
    standing: float = 0.04
    """Sellers who deliver what they promise come first."""


DEFAULT_WEIGHTS = RankingWeights()


class Ranked(Struct, frozen=True):
    """The products on one page of an answer, best first, and how many were found in all."""

    total: int
    ids: list[int]
    scores: list[float]


def rank(
    searcher: Searcher, query: Query, weights: RankingWeights = DEFAULT_WEIGHTS, *, limit: int = 24, offset: int = 0
) -> Ranked:
    """Order the products that a query finds: how well they match first, then what makes them good buys.

    The same products, query and weights give the same order, however the index was built: what ties is
    ordered by product id.
    """
    window = max(_CANDIDATES, offset + limit)
    found = searcher.search(query, limit=window, count=True, weight_by_field="weight")
    hits = found.hits
    if not hits:
        return Ranked(found.count, [], [])
    addresses = [address for _, address in hits]
    text = numpy.array([score for score, _ in hits])
    ids = numpy.array(searcher.fast_field_values("id", addresses))
    total = text / text[0] + _goodness(searcher, addresses, weights)
    # Scores that differ by rounding only are equal, so that a rebuilt index gives the same order.
    order = numpy.lexsort((ids, -numpy.round(total, 5)))[offset : offset + limit]
    return Ranked(found.count, ids[order].tolist(), numpy.round(total[order], 5).tolist())


def _goodness(searcher: Searcher, addresses: list[object], weights: RankingWeights) -> numpy.ndarray:
    """What speaks for each product whatever was asked, between 0 and the sum of the weights."""
    column = lambda name: numpy.array(searcher.fast_field_values(name, addresses), dtype=float)
    popularity = numpy.log1p(column("popularity")) / math.log(1_000_000)
    availability = column("availability") / 2
    days = 1 / (1 + column("days") / 3)
    standing = column("standing") / 100
    price = column("price")
    priced = price[price > 0]
    cheap = numpy.zeros(len(price))
    if len(priced):
        middle = float(numpy.median(priced))
        cheap = numpy.where(price > 0, middle / (middle + price), 0.0)
    return (
        weights.popularity * numpy.minimum(popularity, 1)
        + weights.availability * availability
        + weights.delivery * days
        + weights.price * cheap
        + weights.standing * standing
    )
