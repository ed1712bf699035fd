"""What the operator has chosen of the catalogue: categories that a market does not show, other names of attributes."""

from msgspec import Struct

from torg.catalog.category_tree import TREE
from torg.core.market_settings import current, declare


class HiddenCategories(Struct, frozen=True):
    """Categories that are not shown, with everything below them."""

    categories: list[int] = []


class AttributeNames(Struct, frozen=True):
    """What attributes are called, where the operator has another name than the built-in one."""

    names: dict[str, dict[str, str]] = {}
    """Code to language to name."""


HIDDEN_CATEGORIES = declare("categories", HiddenCategories, by_market=True)
ATTRIBUTE_NAMES = declare("attributes", AttributeNames)


def is_hidden(category_id: int | None, market: str) -> bool:
    """Tell whether a market does not show a category, itself hidden or within one that is."""
    hidden = current(HIDDEN_CATEGORIES, market).categories
    return bool(hidden) and category_id is not None and any(each.id in hidden for each in TREE.path(category_id))


def chosen_name(code: str, language: str) -> str | None:
    """Give the operator's own name of an attribute in a language, if it has one."""
    names = current(ATTRIBUTE_NAMES).names.get(code)
    return names.get(language) if names else None
