"""Names: what brands, categories, attribute values and sellers of an index are called, read off the shelf."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct, field
from tantivy import DocAddress, Order, Query, Searcher

from torg.search.index import ProductIndex
from torg.search.vocabulary import Entry, Vocabulary, vocabulary
from torg.shelf.models import ProductDocument

ReadProducts = Callable[[list[int]], list[ProductDocument]]
"""Reads the documents of products of one locale off the shelf; those that are gone are left out."""

_POPULAR = 4_000
_MOST = {"brand": 50_000, "category": 20_000, "seller": 10_000, "attribute": 20_000}


class Names(Struct):
    """What the documents of an index call things."""

    brand: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id to name and slug."""
    category: dict[str, tuple[str, str]] = field(default_factory=dict)
    seller: dict[str, tuple[str, str]] = field(default_factory=dict)
    attribute: dict[str, tuple[str, str]] = field(default_factory=dict)
    """`code:key` to the value's name and the attribute's name."""
    parents: dict[str, str] = field(default_factory=dict)
    titles: dict[str, int] = field(default_factory=dict)
    """Popular titles with their popularity, for completing what is typed."""

    def take(self, document: ProductDocument) -> None:
        """Take the names out of one product's document."""
        if document.brand:
            self.brand[str(document.brand.id)] = (document.brand.name, document.brand.slug)
        above: str | None = None
        for category in document.category:
            key = str(category.id)
            self.category[key] = (category.name, category.slug)
            if above is not None:
                self.parents[key] = above
            above = key
        for offer in document.offers:
            self.seller[str(offer.seller.id)] = (offer.seller.name, offer.seller.slug)
        for attribute in (*document.attributes, *document.options):
            self.attribute[f"{attribute.code}:{attribute.key}"] = (attribute.value, attribute.name)


def read_vocabulary(index: ProductIndex, searcher: Searcher, read_products: ReadProducts) -> tuple[Vocabulary, Names]:
    """Give the vocabulary of an index, and the names that it was made from.

    Reads the popular products' documents, which name nearly everything, then one for each thing still unnamed.
    """
    names = Names()
    popular = searcher.search(Query.all_query(), _POPULAR, count=False, order_by_field="popularity", order=Order.Desc)
    for document in read_products(ids_of(searcher, popular.hits)):
        names.take(document)
        names.titles[document.title] = max(document.popularity, names.titles.get(document.title, 0))
    counts = _counts(searcher)
    known = {"brand": names.brand, "category": names.category, "seller": names.seller, "attribute": names.attribute}
    for kind, found in counts.items():
        for key in found:
            if key not in known[kind]:
                _look_up(index, searcher, read_products, kind, key, names)
    return _vocabulary(index, counts, names), names


def _counts(searcher: Searcher) -> dict[str, dict[str, int]]:
    wanted = {kind: {"terms": {"field": kind, "size": most}} for kind, most in _MOST.items()}
    found = searcher.aggregate(Query.all_query(), wanted)
    return {
        kind: {_key(bucket["key"]): int(bucket["doc_count"]) for bucket in found[kind]["buckets"] if bucket["key"]}
        for kind in _MOST
    }


def _key(key: str | float) -> str:
    return key if isinstance(key, str) else str(int(key))


def _look_up(
    index: ProductIndex, searcher: Searcher, read_products: ReadProducts, kind: str, key: str, names: Names
) -> None:
    value = key if kind == "attribute" else int(key)
    hits = searcher.search(Query.term_query(index.schema, kind, value, "basic"), 1, count=False).hits
    for document in read_products(ids_of(searcher, hits)):
        names.take(document)


def ids_of(searcher: Searcher, hits: list[tuple[Any, DocAddress]]) -> list[int]:
    """Give the product ids of hits, in their order."""
    return [int(each or 0) for each in searcher.fast_field_values("id", [address for _, address in hits])]


def _vocabulary(index: ProductIndex, counts: dict[str, dict[str, int]], names: Names) -> Vocabulary:
    entries: list[Entry] = []
    for key, count in counts["brand"].items():
        if key in names.brand:
            name, slug = names.brand[key]
            entries.append(Entry("brand", key, name, count, slug=slug))
    for key, count in counts["category"].items():
        if key in names.category:
            name, slug = names.category[key]
            entries.append(Entry("category", key, name, count, slug=slug))
    for key, count in counts["attribute"].items():
        if key in names.attribute:
            name, group = names.attribute[key]
            code, _, value = key.partition(":")
            entries.append(Entry("attribute", value, name, count, code=code, group=group))
    sellers = {key: names.seller[key][0] for key in counts["seller"] if key in names.seller}
    return vocabulary(index.language, entries, dict(names.parents), sellers)
