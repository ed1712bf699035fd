"""The categories that have products in a locale: their names, what is above and below them, and their pages."""

from msgspec import Struct

from torg.search.searches import Generation
from torg.search.vocabulary import Entry
from torg.shelf.models import Named

_DEEPEST = 12


class Shelved(Struct, frozen=True):
    """A category with the number of its products in the locale."""

    id: int
    name: str
    slug: str
    count: int

    def url(self, locale: str) -> str:
        """Give the path of the category's page."""
        return f"/{locale}/c/{self.slug}-{self.id}"


def category_of(generation: Generation, category: int) -> Shelved | None:
    """Give a category that has products, or nothing."""
    entry = generation.vocabulary.named("category", str(category))
    return _shelved(entry) if entry else None


def trail_of(generation: Generation, category: int) -> list[Named]:
    """Give the way from the root to a category."""
    trail: list[Named] = []
    key: str | None = str(category)
    while key is not None and len(trail) < _DEEPEST:
        entry = generation.vocabulary.named("category", key)
        if entry is None:
            break
        trail.insert(0, Named(int(key), entry.name, entry.slug))
        key = generation.vocabulary.parents.get(key)
    return trail


def below(generation: Generation, category: int | None) -> list[Shelved]:
    """Give the categories right below one (the roots when none is given), those with most products first."""
    wanted = str(category) if category is not None else None
    parents = generation.vocabulary.parents
    found = [
        _shelved(entry)
        for entry in generation.vocabulary.entries.values()
        if entry.kind == "category" and parents.get(entry.key) == wanted
    ]
    return sorted(found, key=lambda each: (-each.count, each.name))


def departments(generation: Generation) -> list[Shelved]:
    """Give the categories that a shop is entered by: the roots, or what is below them when there is but one."""
    found = below(generation, None)
    while len(found) == 1 and (deeper := below(generation, found[0].id)):
        found = deeper
    return found


def _shelved(entry: Entry) -> Shelved:
    return Shelved(int(entry.key), entry.name, entry.slug, entry.count)
