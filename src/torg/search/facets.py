"""Facets: the ways to narrow what was found, each choice with how many products it would leave."""

from collections.abc import Callable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from torg.search.counting import (
    Counted,
    Counts,
    Prices,
    attribute_counts,
    attribute_worth,
    brand_counts,
    category_counts,
    choices_of,
    day_counts,
    price_counts,
    seller_counts,
    stock_count,
)
from torg.search.facet_words import DELIVERY_STEPS, days_text, facet_name
from torg.search.facts import PRICE_STEPS, Facts, Rows
from torg.search.filters import ATTRIBUTE
from torg.search.models import Facet, FacetValue, SearchRequest
from torg.search.price_words import price_name
from torg.search.searches import Generation

MOST_VALUES = 20
MOST_ATTRIBUTES = 8
_BUCKETS = 5


def facets_of(
    generation: Generation, request: SearchRequest, rows: Rows, kept: dict[str, NDArray[np.bool_]], left: Rows
) -> list[Facet]:
    """Count the choices of every facet among the products that the words find and the filters keep (`kept_and_left`).

    A facet in which something is chosen is counted without its own filter, so that its alternatives stay.
    """
    missed = np.zeros(len(rows), np.int8)
    if len(kept) > 1:
        for each in kept.values():
            missed += ~each

    def beside(kind: str) -> Rows:
        """The products that all filters but one's own leave."""
        if kind not in kept:
            return left
        return rows if len(kept) == 1 else rows[missed <= ~kept[kind]]

    total = len(left)
    found = [
        _categories(generation, request, _counted(generation, "category", category_counts, beside("category")), total),
        _named(generation, "brand", request.brand, beside("brand")),
        _prices(generation, request, _counted(generation, "price", price_counts, beside("price"))),
        *_attributes(generation, request, left, beside),
        _named(generation, "seller", request.seller, beside("seller")),
        _delivery(generation, request, _counted(generation, "delivery", day_counts, beside("delivery"))),
        _in_stock(generation, request, beside("in_stock")),
    ]
    return [facet for facet in found if facet.values]


def _counted(generation: Generation, kind: str, counts: Callable[[Facts, Rows], Any], rows: Rows) -> Any:
    if rows is not generation.facts.all:
        return counts(generation.facts, rows)
    # The whole catalogue is counted once a generation: what is chosen alone is compared with all of it.
    if kind not in generation.whole:
        generation.whole[kind] = counts(generation.facts, rows)
    return generation.whole[kind]


def _categories(generation: Generation, request: SearchRequest, counts: Counts, total: int) -> Facet:
    """Give the categories one step down: those below the chosen one and beside it, else the first that differ."""
    vocabulary = generation.vocabulary
    chosen = str(request.category) if request.category is not None else None

    def below(parent: str | None) -> list[str]:
        return [key for key in counts if vocabulary.parents.get(key) == parent and vocabulary.named("category", key)]

    if chosen is not None:
        keys = [chosen, *below(chosen), *(key for key in below(vocabulary.parents.get(chosen)) if key != chosen)]
    else:
        keys = below(None)
        # One root that holds everything narrows nothing: what is under it does.
        while len(keys) == 1 and counts[keys[0]] == total and (deeper := below(keys[0])):
            keys = deeper
    values = [
        FacetValue(key, entry.name, counts.get(key, 0), selected=key == chosen)
        for key in keys[:MOST_VALUES]
        if (entry := vocabulary.named("category", key))
    ]
    return Facet("category", facet_name("category", generation.locale.language), values)


def _named(generation: Generation, kind: Literal["brand", "seller"], wanted: list[int], rows: Rows) -> Facet:
    counts: Counted = _counted(generation, kind, brand_counts if kind == "brand" else seller_counts, rows)
    chosen = list(map(str, wanted))
    first = {str(key): count for key, count in counts.first(MOST_VALUES)}
    keys = [*first, *(key for key in chosen if key not in first)]
    vocabulary = generation.vocabulary
    names = (
        vocabulary.sellers
        if kind == "seller"
        else {key: each.name for key in keys if (each := vocabulary.named(kind, key))}
    )
    values = [
        FacetValue(key, names[key], first.get(key) or counts.of(int(key)), selected=key in chosen)
        for key in keys
        if key in names
    ]
    # A single brand or seller is no choice.
    return Facet(kind, facet_name(kind, generation.locale.language), values if len(values) > 1 or chosen else [])


def _attributes(
    generation: Generation, request: SearchRequest, left: Rows, beside: Callable[[str], Rows]
) -> list[Facet]:
    """Give the attributes that tell these products apart: many products have them, in values of some size."""
    lists, choices = generation.facts.attributes, choices_of(generation)
    counts = _counted(generation, "attribute", lambda facts, rows: facts.attributes.counts(rows), left)
    worth = attribute_worth(choices, counts, len(left))
    chosen = {code: keys for code, keys in request.attributes.items() if keys}
    shown = [*sorted(chosen), *sorted(worth.keys() - chosen, key=lambda code: (-worth[code], code))]
    facets: list[Facet] = []
    for code in shown[:MOST_ATTRIBUTES]:
        if code not in choices.codes:
            continue
        own = lists.counts(beside(ATTRIBUTE + code)) if code in chosen else counts
        known = {entry.key: (entry, count) for entry, count in attribute_counts(choices, own, code)}
        for key in chosen.get(code, []):
            if key not in known and (entry := generation.vocabulary.named("attribute", f"{code}:{key}")):
                known[key] = (entry, 0)
        keys = _with_chosen(list(known), [key for key in chosen.get(code, []) if key in known])
        if keys:
            values = [
                FacetValue(key, known[key][0].name, known[key][1], selected=key in chosen.get(code, [])) for key in keys
            ]
            facets.append(Facet(ATTRIBUTE + code, known[keys[0]][0].group, values))
    return facets


def _prices(generation: Generation, request: SearchRequest, counts: Prices) -> Facet:
    """Give about five price spans between round amounts, with about as many products in each.

    "500–1 000" has both amounts, as the filter that it stands for has.
    """
    language, currency = generation.locale.language, generation.locale.currency
    spans = [(0, PRICE_STEPS[0]), *zip(PRICE_STEPS, [*PRICE_STEPS[1:], None], strict=True)]
    on = {step: counts.on[place] for place, step in enumerate(PRICE_STEPS)}
    total = sum(counts.between) + sum(counts.on)
    merged: list[tuple[int, int | None, int]] = []
    for (low, high), count in zip(spans, counts.between, strict=True):
        held = count + on.get(low, 0)
        if merged and merged[-1][2] + held <= total / _BUCKETS * 1.25:
            merged[-1] = (merged[-1][0], high, merged[-1][2] + held)
        elif held or merged:
            merged.append((low, high, held))
    while merged and not merged[-1][2]:
        merged.pop()
    if len(merged) > 1:
        last = merged[-1]
        merged[0], merged[-1] = (0, merged[0][1], merged[0][2]), (last[0], None, last[2])
    values = []
    for low, high, held in merged:
        upper = on.get(high, 0) if high is not None else 0
        key = f"{low or ''}-{high or ''}"
        selected = (request.price_min or 0, request.price_max) == (low, high)
        values.append(FacetValue(key, _span(low, high, currency, language), held + upper, selected=selected))
    return Facet("price", facet_name("price", language), values if len(values) > 1 else [])


def _span(low: int, high: int | None, currency: str, language: str) -> str:
    return price_name(low or None, high, currency, language)


def _delivery(generation: Generation, request: SearchRequest, counts: dict[int, int]) -> Facet:
    total, before, values = sum(counts.values()), 0, list[FacetValue]()
    for days in DELIVERY_STEPS:
        within = sum(count for latest, count in counts.items() if latest <= days)
        selected = request.max_delivery_days == days
        if selected or (before < within < total) or (within == total and before < within and values):
            values.append(FacetValue(str(days), days_text(days, generation.locale.language), within, selected=selected))
            before = within
    return Facet("delivery", facet_name("delivery", generation.locale.language), values)


def _in_stock(generation: Generation, request: SearchRequest, rows: Rows) -> Facet:
    count, total = _counted(generation, "in_stock", stock_count, rows), len(rows)
    name = facet_name("in_stock", generation.locale.language)
    values = (
        [FacetValue("true", name, count, selected=request.in_stock)] if request.in_stock or 0 < count < total else []
    )
    return Facet("in_stock", name, values)


def _with_chosen(keys: list[str], chosen: list[str]) -> list[str]:
    """Give the first values, and the chosen ones however few products they have."""
    return keys[:MOST_VALUES] + [key for key in chosen if key not in keys[:MOST_VALUES]]
