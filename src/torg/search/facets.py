"""Facets: the ways to narrow what was found, each choice with how many products it would leave."""

from math import log
from typing import Any

from tantivy import Query

from torg.search.facet_words import DELIVERY_STEPS, days_text, facet_name
from torg.search.filters import ATTRIBUTE, all_of
from torg.search.models import Facet, FacetValue, SearchRequest
from torg.search.price_words import price_name
from torg.search.searches import Generation
from torg.search.vocabulary import Entry

MOST_VALUES = 20
MOST_ATTRIBUTES = 8
_BUCKETS = 5
_STEPS = [number * 10**exponent for exponent in range(3, 8) for number in (1, 2, 5)]
"""Where prices are cut, in minor units: 10, 20, 50, 100 … crowns or euros."""

_RANGES = [
    {"to": float(_STEPS[0])},
    *(
        part
        for low, high in zip(_STEPS, [*_STEPS[1:], None], strict=True)
        # The cut itself is counted alone: "500–1 000" has both, as the filter that it stands for has.
        for part in (
            {"from": float(low), "to": float(low + 1)},
            {"from": float(low + 1)} | ({"to": float(high)} if high else {}),
        )
    ),
]
_WANTED: dict[str, dict[str, Any]] = {
    "category": {"terms": {"field": "category", "size": 300}},
    "brand": {"terms": {"field": "brand", "size": 50}},
    "seller": {"terms": {"field": "seller", "size": 50}},
    "attribute": {"terms": {"field": "attribute", "size": 300}},
    "price": {"range": {"field": "price", "ranges": _RANGES}},
    "delivery": {"terms": {"field": "days", "size": 120}},
    "in_stock": {"terms": {"field": "availability", "size": 5}},
}


def facets_of(
    generation: Generation, request: SearchRequest, text: Query | None, filters: dict[str, Query], total: int
) -> list[Facet]:
    """Count the choices of every facet among the products that `text` and `filters` find.

    A facet in which something is chosen is counted without its own filter, so that its alternatives stay.
    """
    # What will be counted without its own filter need not be counted with it; attributes share one count.
    counts = _counted(generation, text, filters, [kind for kind in _WANTED if kind not in filters])
    for code in filters:
        others = {other: query for other, query in filters.items() if other != code}
        kind = "attribute" if code.startswith(ATTRIBUTE) else code
        again = _counted(generation, text, others, [kind])[kind]
        if kind == "attribute":
            own = code.removeprefix(ATTRIBUTE) + ":"
            kept = [bucket for bucket in counts[kind] if not bucket["key"].startswith(own)]
            counts[kind] = kept + [bucket for bucket in again if bucket["key"].startswith(own)]
        else:
            counts[kind] = again
    found = [
        _categories(generation, request, counts["category"], total),
        _named(generation, "brand", [str(brand) for brand in request.brand], counts["brand"]),
        _prices(generation, request, counts["price"]),
        *_attributes(generation, request, counts["attribute"], total),
        _named(generation, "seller", [str(seller) for seller in request.seller], counts["seller"]),
        _delivery(generation, request, counts["delivery"]),
        _in_stock(generation, request, counts["in_stock"]),
    ]
    return [facet for facet in found if facet.values]


def _counted(
    generation: Generation, text: Query | None, filters: dict[str, Query], kinds: list[str]
) -> dict[str, list[dict[str, Any]]]:
    if text is None and not filters:
        # The whole catalogue is counted once a generation: what is chosen alone is compared with all of it.
        if not generation.whole:
            generation.whole = _aggregated(generation, Query.all_query(), list(_WANTED))
        return {kind: generation.whole[kind] for kind in kinds}
    return _aggregated(generation, all_of([*([text] if text else []), *filters.values()]), kinds)


def _aggregated(generation: Generation, query: Query, kinds: list[str]) -> dict[str, list[dict[str, Any]]]:
    found = generation.searcher.aggregate(query, {kind: _WANTED[kind] for kind in kinds})
    return {kind: found[kind]["buckets"] for kind in kinds}


def _categories(generation: Generation, request: SearchRequest, buckets: list[dict[str, Any]], total: int) -> Facet:
    """Give the categories one step down: those below the chosen one and beside it, else the first that differ."""
    vocabulary = generation.vocabulary
    counts = {str(int(bucket["key"])): int(bucket["doc_count"]) for bucket in buckets}
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
        keys.sort(key=lambda key: -counts[key])
    values = [
        FacetValue(key, entry.name, counts.get(key, 0), selected=key == chosen)
        for key in keys[:MOST_VALUES]
        if (entry := vocabulary.named("category", key))
    ]
    return Facet("category", facet_name("category", generation.locale.language), values)


def _named(generation: Generation, kind: str, chosen: list[str], buckets: list[dict[str, Any]]) -> Facet:
    counts = {str(int(bucket["key"])): int(bucket["doc_count"]) for bucket in buckets if bucket["key"]}
    keys = _with_chosen(list(counts), chosen)
    vocabulary = generation.vocabulary
    names = (
        vocabulary.sellers
        if kind == "seller"
        else {key: each.name for key in keys if (each := vocabulary.named(kind, key))}
    )
    values = [FacetValue(key, names[key], counts.get(key, 0), selected=key in chosen) for key in keys if key in names]
    # A single brand or seller is no choice.
    return Facet(kind, facet_name(kind, generation.locale.language), values if len(values) > 1 or chosen else [])


def _attributes(
    generation: Generation, request: SearchRequest, buckets: list[dict[str, Any]], total: int
) -> list[Facet]:
    """Give the attributes that tell these products apart: many products have them, in values of some size."""
    by_code: dict[str, list[tuple[Entry, int]]] = {}
    for bucket in buckets:
        entry = generation.vocabulary.named("attribute", bucket["key"])
        if entry is not None:
            by_code.setdefault(entry.code, []).append((entry, int(bucket["doc_count"])))
    ranked: list[tuple[float, Facet]] = []
    for code, found in by_code.items():
        chosen = request.attributes.get(code, [])
        worth = _worth([count for _, count in found], total)
        if not chosen and (worth <= 0 or len(found) < 2):
            continue
        known = {entry.key: (entry, count) for entry, count in found}
        for key in chosen:
            if key not in known and (entry := generation.vocabulary.named("attribute", f"{code}:{key}")):
                known[key] = (entry, 0)
        values = [
            FacetValue(key, known[key][0].name, known[key][1], selected=key in chosen)
            for key in _with_chosen(list(known), [key for key in chosen if key in known])
        ]
        if values:
            ranked.append((10.0 if chosen else worth, Facet(ATTRIBUTE + code, found[0][0].group, values)))
    ranked.sort(key=lambda pair: (-pair[0], pair[1].code))
    return [facet for _, facet in ranked[:MOST_ATTRIBUTES]]


def _worth(counts: list[int], total: int) -> float:
    """Weigh an attribute by its share of the products times how evenly it divides them; 0 when it is too rare."""
    having = sum(counts)
    share = min(1.0, having / max(1, total))
    if share < 0.1 or having == 0:
        return 0.0
    evenness = -sum(count / having * log(count / having) for count in counts if count)
    # Hundreds of values that one product each has are a description, not a choice.
    return share * evenness / (1.0 + len(counts) / 12)


def _prices(generation: Generation, request: SearchRequest, buckets: list[dict[str, Any]]) -> Facet:
    """Give about five price spans between round amounts, with about as many products in each."""
    language, currency = generation.locale.language, generation.locale.currency
    counts = {int(bucket.get("from") or 0): int(bucket["doc_count"]) for bucket in buckets}
    spans = [(0, _STEPS[0]), *zip(_STEPS, [*_STEPS[1:], None], strict=True)]
    # A product without an offer has the price 0 and is in no span.
    inner = [counts.get(low + 1 if low else 0, 0) for low, _ in spans]
    total = sum(inner) + sum(counts.get(step, 0) for step in _STEPS)
    merged: list[tuple[int, int | None, int]] = []
    for (low, high), count in zip(spans, inner, strict=True):
        held = count + (counts.get(low, 0) if low else 0)
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
        upper = counts.get(high, 0) if high is not None else 0
        key = f"{low or ''}-{high or ''}"
        selected = (request.price_min or 0, request.price_max) == (low, high)
        values.append(FacetValue(key, _span(low, high, currency, language), held + upper, selected=selected))
    return Facet("price", facet_name("price", language), values if len(values) > 1 else [])


def _span(low: int, high: int | None, currency: str, language: str) -> str:
    return price_name(low or None, high, currency, language)


def _delivery(generation: Generation, request: SearchRequest, buckets: list[dict[str, Any]]) -> Facet:
    counts = {int(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}
    total, before, values = sum(counts.values()), 0, list[FacetValue]()
    for days in DELIVERY_STEPS:
        within = sum(count for latest, count in counts.items() if latest <= days)
        selected = request.max_delivery_days == days
        if selected or (before < within < total) or (within == total and before < within and values):
            values.append(FacetValue(str(days), days_text(days, generation.locale.language), within, selected=selected))
            before = within
    return Facet("delivery", facet_name("delivery", generation.locale.language), values)


def _in_stock(generation: Generation, request: SearchRequest, buckets: list[dict[str, Any]]) -> Facet:
    count = sum(int(bucket["doc_count"]) for bucket in buckets if int(bucket["key"]) >= 1)
    total = sum(int(bucket["doc_count"]) for bucket in buckets)
    name = facet_name("in_stock", generation.locale.language)
    values = (
        [FacetValue("true", name, count, selected=request.in_stock)] if request.in_stock or 0 < count < total else []
    )
    return Facet("in_stock", name, values)


def _with_chosen(keys: list[str], chosen: list[str]) -> list[str]:
    """Give the first values, and the chosen ones however few products they have."""
    return keys[:MOST_VALUES] + [key for key in chosen if key not in keys[:MOST_VALUES]]
