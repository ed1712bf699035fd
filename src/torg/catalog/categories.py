"""Categories: the tree, and which category a seller's words mean."""

from torg.catalog.category_tree import TREE, Category, CategoryTree
from torg.catalog.resolve_category import resolve

__all__ = ["TREE", "Category", "CategoryTree", "resolve"]
