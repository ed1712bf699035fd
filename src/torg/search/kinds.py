"""Kinds: what sort of product a word means, learned from the categories and properties of those named by it.

"Notebook" stands in the names of sleeves, docks and computers; most of those with it in their name have a
processor, so a notebook is a computer first.
"""

import math
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from torg.shelf.models import ProductDocument

Profile = list[tuple[int, int]]
"""Positions among the features and their weights, 0 to 255, the heaviest first."""

_MOST_LEARNED_FROM = 40_000
_MOST_OF_ONE_WORD = 100
_FEWEST = 3
_MOST_FEATURES = 10
_BRAND = 0.3
"""A word that is a brand in so many of its uses says who made it, not what it is."""


def features_of(document: ProductDocument) -> tuple[str, ...]:
    """Name what tells a product's sort: its categories, and the properties that it is described by."""
    categories = {f"category:{category.id}" for category in document.category}
    return tuple(sorted(categories | {attribute.code for attribute in document.attributes}))


def feature_weights(features: Iterable[str], known: Mapping[str, int], products: int) -> dict[str, float]:
    """Weigh a product's features by how few products have each, to a length of 1."""
    weights = {each: math.log((products + 1) / (known.get(each, 0) + 0.5)) for each in features if known.get(each)}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {each: max(0.0, weight) / length for each, weight in weights.items()} if length else {}


class KindLearner:
    """Collects what the products of a catalogue are named and described by."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._products: list[tuple[int, frozenset[str], tuple[str, ...]]] = []
        self._branded: Counter[str] = Counter()
        self._named: Counter[str] = Counter()
        self.features: Counter[str] = Counter()

    def take(self, title: str, named: frozenset[str], branded: frozenset[str], features: Sequence[str]) -> None:
        """Take in one product: the words of its name and of its brand, and its features."""
        self._named.update(named)
        self._branded.update(branded)
        self.features.update(set(features))
        if features:
            self._products.append((zlib.crc32(title.encode()), named, tuple(features)))

    def profiles(
        self, products: int, terms_of: Callable[[str], Iterable[str]]
    ) -> tuple[dict[str, int], dict[str, Profile]]:
        """Give the features with the number of products of each, and the profile of each term that has one.

        `terms_of` gives the terms that a word names the product by.
        """
        known = dict(sorted(self.features.items()))
        places = {each: place for place, each in enumerate(known)}
        # By a digest of the title, so that the same products are learned from in whatever order they come.
        learned = sorted(self._products)[:_MOST_LEARNED_FROM]
        rarities = {each: math.log((products + 1) / (count + 0.5)) for each, count in known.items()}
        rarest = max(rarities.values(), default=1.0)
        uses: dict[str, list[int]] = {}
        branded = {
            term
            for word, uses_of in self._branded.items()
            if uses_of > _BRAND * self._named[word]
            for term in terms_of(word)
        }
        for number, (_, named, _) in enumerate(learned):
            for term in {term for word in named for term in terms_of(word)} - branded:
                if len(found := uses.setdefault(term, [])) < _MOST_OF_ONE_WORD:
                    found.append(number)
        profiles: dict[str, Profile] = {}
        for term in sorted(uses):
            if len(uses[term]) < _FEWEST:
                continue
            total: Counter[str] = Counter()
            for number in uses[term]:
                total.update(learned[number][2])
            # A feature tells as much as most of the products have it and few others do: computers have fifty
            # features and sleeves five, and it is the products that are counted.
            told = {each: count / len(uses[term]) * rarities[each] / rarest for each, count in total.items()}
            best = sorted(told.items(), key=lambda item: (-item[1], item[0]))[:_MOST_FEATURES]
            kept = [(places[each], round(255 * weight)) for each, weight in best]
            profiles[term] = [(place, weight) for place, weight in kept if weight]
        return known, profiles
