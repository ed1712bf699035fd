"""Narrow: which of some products a request's filters leave, by the facet that each filter belongs to."""

import numpy as np
from numpy.typing import NDArray

from torg.search.facts import Facts, Rows
from torg.search.filters import ATTRIBUTE
from torg.search.models import SearchRequest

Kept = NDArray[np.bool_]


def kept_by(facts: Facts, request: SearchRequest, rows: Rows) -> dict[str, Kept]:
    """Tell by filter (`brand`, `price`, `attribute:colour`: those of `filters_of`) which products it leaves."""
    found: dict[str, Kept] = {}
    if request.category is not None:
        found["category"] = facts.within(request.category)[facts.path[rows]]
    if request.brand:
        found["brand"] = facts.brands.wanted(request.brand)[facts.brand[rows]]
    if request.seller:
        found["seller"] = facts.sellers.any_of(rows, request.seller)
    for code, keys in request.attributes.items():
        if keys:
            found[ATTRIBUTE + code] = facts.with_attributes(rows, [f"{code}:{key}" for key in keys])
    if request.price_min is not None or request.price_max is not None:
        price = facts.price[rows]
        # A product that nobody offers has the price 0, and is within no span.
        within = price >= max(1, request.price_min or 0)
        found["price"] = within if request.price_max is None else within & (price <= request.price_max)
    if request.max_delivery_days is not None:
        found["delivery"] = facts.days[rows] <= request.max_delivery_days
    if request.in_stock:
        found["in_stock"] = facts.availability[rows] >= 1
    return found


def kept_and_left(facts: Facts, request: SearchRequest, rows: Rows) -> tuple[Rows, dict[str, Kept], Rows]:
    """Give some products, what each of a request's filters keeps of them, and those that all keep."""
    kept = kept_by(facts, request, rows)
    return rows, kept, rows[np.logical_and.reduce(list(kept.values()))] if kept else rows


def filter_key(request: SearchRequest) -> tuple[object, ...]:
    """Give what tells the filters of one request from those of another."""
    attributes = tuple((code, tuple(keys)) for code, keys in request.attributes.items())
    return (
        request.category,
        tuple(request.brand),
        tuple(request.seller),
        attributes,
        request.price_min,
        request.price_max,
        request.max_delivery_days,
        request.in_stock,
    )


def narrowed(facts: Facts, request: SearchRequest, rows: Rows) -> Rows:
    """Give those of some products that all of a request's filters leave."""
    return kept_and_left(facts, request, rows)[2]
