"""Counting: how many of some products each choice of a facet has."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from torg.search.facts import NO_STEP, Facts, Numbered, Rows
from torg.search.facts_block import key_of
from torg.search.searches import Generation
from torg.search.vocabulary import Entry

Counts = dict[str, int]
"""By key, the most first; what has as many is ordered by its key."""


class Counted(Struct, frozen=True):
    """How many products have each of many things."""

    keys: NDArray[np.int64]
    counts: NDArray[np.int64]

    def first(self, most: int) -> list[tuple[int, int]]:
        """Give the things that most products have, with their number; what as many have is ordered by its key."""
        order = np.lexsort((self.keys, -self.counts))[:most]
        return list(zip(self.keys[order].tolist(), self.counts[order].tolist(), strict=True))

    def of(self, key: int) -> int:
        """Give how many products have one thing."""
        return int(self.counts[self.keys == key].sum())


class Choices(Struct, frozen=True):
    """The attribute values of a catalogue by their numbers in its facts: which attribute's each is."""

    entries: list[Entry | None]
    codes: list[str]
    code_of: NDArray[np.intp]
    """The attribute of each value by its place in `codes`, -1 for a value without a name."""


class Prices(Struct, frozen=True):
    """Products between the steps of the price, and right on each step."""

    between: list[int]
    on: list[int]


def category_counts(facts: Facts, rows: Rows) -> Counts:
    """Count the products of each category and of those below it."""
    counts: dict[int, int] = {}
    found = np.bincount(facts.path[rows])
    for place in np.flatnonzero(found).tolist():
        products = int(found[place])
        for category in facts.paths[place]:
            counts[category] = counts.get(category, 0) + products
    return _ordered(counts)


def brand_counts(facts: Facts, rows: Rows) -> Counted:
    """Count the products of each brand."""
    counts = np.bincount(facts.brand[rows])
    counts[:1] = 0
    return _counted(facts.brands, counts)


def seller_counts(facts: Facts, rows: Rows) -> Counted:
    """Count the products that each seller offers."""
    return _counted(facts.sellers.things, facts.sellers.counts(rows))


def price_counts(facts: Facts, rows: Rows) -> Prices:
    """Count the products by price; one that nobody offers has the price 0 and is nowhere."""
    counts = np.bincount(facts.step[rows], minlength=NO_STEP)[:NO_STEP].tolist()
    return Prices(counts[0::2], counts[1::2])


def day_counts(facts: Facts, rows: Rows) -> dict[int, int]:
    """Count the products by the day when they are there at the latest."""
    counts = np.bincount(facts.days[rows])
    return {day: int(counts[day]) for day in np.flatnonzero(counts).tolist()}


def stock_count(facts: Facts, rows: Rows) -> int:
    """Count the products that can be sent now."""
    return int(np.count_nonzero(facts.availability[rows]))


def choices_of(generation: Generation) -> Choices:
    """Give the attribute values that can be chosen, worked out once a generation."""
    known: Choices | None = generation.choices
    if known is None:
        entries = {
            key_of(f"{entry.code}:{entry.key}"): entry
            for entry in generation.vocabulary.entries.values()
            if entry.kind == "attribute"
        }
        by_number = [entries.get(key) for key in generation.facts.attributes.things.keys]
        codes = sorted({entry.code for entry in entries.values()})
        places = {code: place for place, code in enumerate(codes)}
        code_of = np.array([places[entry.code] if entry else -1 for entry in by_number], np.intp)
        known = generation.choices = Choices(by_number, codes, code_of)
    return known


def attribute_worth(choices: Choices, counts: NDArray[np.int64], total: int) -> dict[str, float]:
    """Weigh the attributes by their share of the products times how evenly they divide them; rare ones are left out."""
    size = len(choices.codes)
    told = np.flatnonzero((counts > 0) & (choices.code_of >= 0))
    codes, counted = choices.code_of[told], counts[told].astype(np.float64)
    having = np.bincount(codes, counted, size)
    values = np.bincount(codes, minlength=size)
    part = counted / having[codes] if len(told) else counted
    evenness = -np.bincount(codes, part * np.log(part), size)
    share = np.minimum(1.0, having / max(1, total))
    # Hundreds of values that one product each has are a description, not a choice.
    worth = np.where((share >= 0.1) & (values > 1), share * evenness / (1.0 + values / 12), 0.0)
    # Rounded, because sums differ in their last digits by the order in which products came.
    return {choices.codes[place]: round(float(worth[place]), 9) for place in np.flatnonzero(worth > 0).tolist()}


def attribute_counts(choices: Choices, counts: NDArray[np.int64], code: str) -> list[tuple[Entry, int]]:
    """Give the values of one attribute that products have, the commonest first."""
    place = choices.codes.index(code)
    found = np.flatnonzero((choices.code_of == place) & (counts > 0)).tolist()
    entries = [(entry, int(counts[number])) for number in found if (entry := choices.entries[number]) is not None]
    return sorted(entries, key=lambda pair: (-pair[1], pair[0].key))


def _counted(things: Numbered, counts: NDArray[np.int64]) -> Counted:
    some = np.flatnonzero(counts)
    return Counted(things.array[some], counts[some])


def _ordered(counts: dict[int, int]) -> Counts:
    return {str(key): count for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))}
