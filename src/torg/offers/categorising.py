"""The category tree as an import needs it: which category an item is in, and what is above that."""

from collections.abc import Callable, Sequence

from torg.catalog.models import FeedItem

Resolve = Callable[[FeedItem, str], int | None]
"""Which category of the Google product taxonomy an item is in, given the language of its words."""
Parents = Callable[[int], Sequence[tuple[int, int | None]]]
"""A category and those above it as id and parent, the root first."""


def resolve(item: FeedItem, language: str) -> int | None:  # noqa: ARG001
    """Give the category of an item."""
    return None


def lineage(category: int) -> list[tuple[int, int | None]]:
    """Give a category and those above it as id and parent, the root first."""
    return [(category, None)]
