"""Weights: how much each thing counts in the order of hits; open to everyone."""

from msgspec import Struct


class RankingWeights(Struct, frozen=True):
    """How much each thing counts; the public page about ranking is written from these sentences."""

    in_name: float = 1.0
    """A word of the query stands in the product's name."""
    in_brand: float = 0.5
    """A word is the product's brand."""
    in_part: float = 0.7
    """A word is part of a compound word or of a model number in the name."""
    in_category: float = 0.25
    """A word is what the product's category is called."""
    in_properties: float = 0.25
    """A word stands among the product's properties, its options or the wider categories."""
    in_description: float = 0.3
    """A word stands in the description."""
    saturation: float = 0.4
    """A word said in many places counts more than a word said once; the higher this is, the more."""
    short_names: float = 0.5
    """A word says more in a short name than among many others, from 0 (no more) to 1 (in proportion)."""
    few_properties: float = 0.9
    """A word says more where few properties are given."""
    short_descriptions: float = 0.5
    """A word says more in a short description."""
    rarity: float = 0.75
    """A word that few products have counts more than one that most have; 0 makes all words equal."""
    all_words: float = 0.05
    """Products that have all words of the query come before those that have most of them."""
    side_by_side: float = 0.05
    """Two words of the query stand side by side in the name, in that order."""
    filler: float = 0.2
    """Words such as "for" and "with" count this much of what other words do."""
    same_form: float = 0.1
    """A word stands in the name in the very form that was typed."""
    compound_parts: float = 0.85
    """A compound word is found by the words that it is made of."""
    synonym: float = 0.45
    """A word is found by another word of the same meaning."""
    figure: float = 0.4
    """A quantity is found by its figure alone, without the unit."""
    similar: float = 0.75
    """A word is found by one that is spelled nearly the same."""
    bare_letters: float = 0.75
    """A word is found only when å, ä, ö, æ and ø are read as plain letters."""
    kind: float = 0.1
    """It is of the sort of product that the words name, not an accessory to it."""
    popularity: float = 0.12
    """Products that others buy and look at come before those that nobody has chosen."""
    availability: float = 0.15
    """Products that can be sent now come before those that are out of stock."""
    delivery: float = 0.04
    """Products that arrive sooner come first."""
    price: float = 0.02
    """Among products that match equally, cheaper than the others found comes first."""
    standing: float = 0.04
    """Sellers who deliver what they promise come first."""

    def of_variant(self, how: str) -> float:
        """Weigh a way to say a word: as typed, by its parts, by a synonym, by something similar."""
        return {
            "parts": self.compound_parts,
            "synonym": self.synonym,
            "figure": self.figure,
            "similar": self.similar,
        }.get(how, 1.0)


DEFAULT_WEIGHTS = RankingWeights()
