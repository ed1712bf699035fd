"""The category tree as an import needs it: which category an item is in, and what is above that."""

from collections.abc import Callable, Sequence

from torg.catalog import FeedItem
from torg.catalog.categories import TREE
from torg.catalog.categories import resolve as resolve_words

Resolve = Callable[[FeedItem], int | None]
"""Which category an item is in."""
Parents = Callable[[int], Sequence[tuple[int, int | None]]]
"""A category and those above it as id and parent, the root first."""


def resolve(item: FeedItem) -> int | None:
    """Give the category of an item by its numbers and words, in the first of its languages; none when uncertain."""
    language, title = next(iter(item.title.items()))
    return resolve_words(item.google_category, item.category, title, language)


def lineage(category: int) -> list[tuple[int, int | None]]:
    """Give a category and those above it as id and parent, the root first."""
    return [(each.id, each.parent) for each in TREE.path(category)]
