"""Which category an item is in: by the number of a taxonomy, by a path of names, by its own words."""

from torg.catalog.category_choice import is_within, way_to
from torg.catalog.category_paths import by_path
from torg.catalog.category_titles import by_title
from torg.catalog.category_tree import TREE

_ACCESSORIES = 167
_FASHION = frozenset({166, 5181})


def resolve(google_category: int | None, category: str | None, title: str, language: str | None) -> int | None:
    """Give the category of an item, or nothing when its words leave a doubt.

    The number of a Google category counts most; a path of names in any of the five languages comes next, matched from
    its deepest level up; the title then leads further down, or must be clear enough on its own.
    """
    known = TREE.nearest(google_category) if google_category is not None else None
    named = by_path(category, language) if category else None
    if known is None or (named is not None and is_within(named, known)):
        known = named
    if known == _ACCESSORIES:
        # Sellers call much of fashion accessories, so a clear title knows better.
        told = by_title(title, language)
        return told if told is not None and way_to(told)[0] in _FASHION else by_title(title, language, known)
    return by_title(title, language, known)
