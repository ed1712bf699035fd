"""The category tree: nodes of our own on the numbers of the Google product taxonomy, in five languages.

The files of `category_data` hold a line for each node, a parent before its children:
`number=also<parent | sv | nb | da | fi | en | VAT class | words that sellers use`. `also` are numbers of Google's that
mean the same here; numbers from 900,000 are ours. The parent is left out where the Google taxonomy knows it, and the
VAT class where it is that of the parent.
"""

from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from msgspec import Struct

from torg.catalog.slugs import slug_of
from torg.markets.models import LANGUAGES

OURS = 900_000
"""Numbers from here on are categories that the Google taxonomy does not have."""
_AND = {"sv": " och ", "nb": " og ", "da": " og ", "fi": " ja ", "en": " and "}
_DEEPEST = 12


class Category(Struct, frozen=True):
    """A category with its names and slugs by language; roots have depth 0 and no parent."""

    id: int
    parent: int | None
    names: dict[str, str]
    slugs: dict[str, str]
    vat_class: str
    depth: int


class _Nodes(Struct, frozen=True):
    by_id: dict[int, Category]
    """By their own numbers, and by those of Google's that mean the same here."""
    in_order: list[Category]
    children: dict[int, list[Category]]
    roots: list[Category]
    synonyms: dict[int, tuple[str, ...]]


class CategoryTree:
    """All categories; they are read at first use, in a few hundredths of a second."""

    def get(self, number: int) -> Category | None:
        """Give a category by its number, or by one of Google's that means the same here; else nothing."""
        return self._nodes.by_id.get(number)

    def roots(self) -> list[Category]:
        """Give the departments, in the order in which a shop shows them."""
        return list(self._nodes.roots)

    def children(self, number: int) -> list[Category]:
        """Give the categories right below one."""
        return list(self._nodes.children.get(number, ()))

    def all(self) -> list[Category]:
        """Give every category, each after its parent."""
        return list(self._nodes.in_order)

    def synonyms(self, number: int) -> tuple[str, ...]:
        """Give the words, in any language, that sellers use for a category besides its names."""
        return self._nodes.synonyms.get(number, ())

    def path(self, number: int) -> list[Category]:
        """Give the way to a category, the root first; to the nearest one for a number that only Google has."""
        way: list[Category] = []
        nearest = _nearest(number, self._nodes.by_id, self._google_parents)
        while nearest is not None:
            way.append(nearest)
            nearest = self._nodes.by_id[nearest.parent] if nearest.parent is not None else None
        return way[::-1]

    def descendants(self, number: int) -> set[int]:
        """Give the numbers of all categories below one, itself left out."""
        found: set[int] = set()
        wanted = [number]
        while wanted:
            below = [each.id for each in self._nodes.children.get(wanted.pop(), ())]
            found.update(below)
            wanted.extend(below)
        return found

    def nearest(self, google_id: int) -> int | None:
        """Give the category that a number of the Google taxonomy is in; nothing for a number that is not known."""
        found = _nearest(google_id, self._nodes.by_id, self._google_parents)
        return found.id if found is not None else None

    @cached_property
    def _google_parents(self) -> dict[int, int]:
        facts = files("torg.catalog") / "category_data" / "google_parents.txt"
        parents: dict[int, int] = {}
        for line in facts.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                parent, _, children = line.partition(":")
                parents.update(dict.fromkeys(map(int, children.split()), int(parent)))
        return parents

    @cached_property
    def _nodes(self) -> _Nodes:
        nodes = _Nodes({}, [], {}, [], {})
        for line in _lines():
            _add(nodes, line, self._google_parents)
        return nodes


def _lines() -> Iterator[str]:
    for source in sorted((files("torg.catalog") / "category_data").iterdir(), key=_name):
        if source.name[:1].isdigit() and source.name.endswith(".txt"):
            for line in source.read_text("utf-8").splitlines():
                if line and not line.startswith("#"):
                    yield line


def _name(source: Traversable) -> str:
    return source.name


def _add(nodes: _Nodes, line: str, google_parents: dict[int, int]) -> None:
    key, *words, vat_class, synonyms = line.split("|")
    own, _, parent_text = key.partition("<")
    number, *others = map(int, own.split("="))
    above = int(parent_text) if parent_text else google_parents[number]
    parent = _nearest(above, nodes.by_id, google_parents) if above else None
    if above and parent is None:
        raise ValueError(f"The category {number} comes before its parent: {line}")
    names: dict[str, str] = dict(zip(LANGUAGES, words, strict=True))
    category = Category(
        id=number,
        parent=parent.id if parent else None,
        names=names,
        slugs={language: slug_of(name.replace(" & ", _AND[language])) for language, name in names.items()},
        vat_class=vat_class or (parent.vat_class if parent else "standard"),
        depth=parent.depth + 1 if parent else 0,
    )
    for each in (number, *others):
        if each in nodes.by_id:
            raise ValueError(f"The number {each} is there twice: {line}")
        nodes.by_id[each] = category
    nodes.in_order.append(category)
    nodes.synonyms[number] = tuple(filter(None, synonyms.split(",")))
    (nodes.children.setdefault(parent.id, []) if parent else nodes.roots).append(category)


def _nearest(number: int, known: dict[int, Category], google_parents: dict[int, int]) -> Category | None:
    for _ in range(_DEEPEST):
        if number in known:
            return known[number]
        if number not in google_parents:
            return None
        number = google_parents[number]
    return None


TREE = CategoryTree()
