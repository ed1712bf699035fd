"""Choosing among the categories that words may mean."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from torg.catalog.category_tree import TREE

_CLOSE, _TIED = 0.06, 0.02


@lru_cache(maxsize=4096)
def way_to(category: int) -> tuple[int, ...]:
    """Give the numbers from the root down to a category, itself included."""
    return tuple(each.id for each in TREE.path(category))


def is_within(category: int, above: int) -> bool:
    """Tell whether a category is another one or below it."""
    return above in way_to(category)


def common_above(categories: Collection[int]) -> int | None:
    """Give the deepest category that has all of these within it; nothing when they share no department."""
    shared: int | None = None
    for level in zip(*(way_to(each) for each in categories), strict=False):
        if len(set(level)) > 1:
            break
        shared = level[0]
    return shared


def deepest_of_one_way(categories: Collection[int]) -> int | None:
    """Give the deepest of these when all the others are above it."""
    deepest = max(categories, key=lambda each: (len(way_to(each)), -each))
    way = way_to(deepest)
    return deepest if all(each in way for each in categories) else None


def chosen(certainty: Mapping[int, float]) -> tuple[int, float] | None:
    """Give the category that these mean and how certain that is; what several share when none of them is ahead."""
    if not certainty:
        return None
    best = max(certainty.values())
    for distance in (_CLOSE, _TIED):
        near = [category for category, value in certainty.items() if value >= best - distance]
        deepest = deepest_of_one_way(near)
        if deepest is not None:
            return deepest, best
    shared = common_above(near)
    return None if shared is None else (shared, best * 0.9)
