"""How complete a product's words are, from 0 to 100, and what would raise that: one rule for seller and operator."""

import re

from msgspec import Struct

from torg.catalog.products import Product

_TAGS = re.compile(r"<[^>]*>")
_LONG_TITLE = 20
_LONG_DESCRIPTION = 200


class Gap(Struct, frozen=True):
    """Something that is missing, and the points that it would bring."""

    code: str
    points: int
    number: int = 0
    """How many are wanted, where that is the question."""


class Completeness(Struct, frozen=True):
    """A score and what would raise it, the most rewarding first."""

    score: int
    gaps: list[Gap]


def completeness(product: Product, languages: list[str]) -> Completeness:
    """Judge a product for shoppers who read these languages."""
    pictures, attributes = len(product.pictures), len(product.attributes)
    spoken = max(len(languages), 1)
    titled = sum(bool(product.title.get(each)) for each in languages)
    described = sum(bool(product.description.get(each)) for each in languages)
    longest = max((len(_TAGS.sub("", text)) for text in product.description.values()), default=0)
    variants = product.variants
    found: list[tuple[str, int, float, int]] = [
        ("picture", 20, min(pictures, 1), 1),
        ("pictures", 10, min(pictures, 3) / 3, 3),
        ("titles", 15, titled / spoken, spoken),
        ("title_length", 5, float(any(len(text) >= _LONG_TITLE for text in product.title.values())), _LONG_TITLE),
        ("descriptions", 15, described / spoken, spoken),
        ("description_length", 10, min(longest / _LONG_DESCRIPTION, 1.0), _LONG_DESCRIPTION),
        ("brand", 5, float(product.brand is not None), 0),
        ("category", 10, float(product.category_id is not None), 0),
        ("gtin", 5, sum(each.gtin is not None for each in variants) / max(len(variants), 1), 0),
        ("attributes", 5, min(attributes, 5) / 5, 5),
    ]
    gaps = [
        Gap(code, points - round(points * share), number)
        for code, points, share, number in found
        if round(points * share) < points
    ]
    score = sum(round(points * share) for _, points, share, _ in found)
    return Completeness(score, sorted(gaps, key=lambda gap: -gap.points))
