"""Index: one Tantivy index for each locale, built from product documents."""

import math
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import tantivy

from torg.search.facts import Facts
from torg.search.facts_block import Fact
from torg.search.facts_file import NAME as FACTS
from torg.search.facts_file import FactsFile
from torg.search.lexicon import Lexicon, decode, encode
from torg.search.product_facts import attribute_terms, fact_of, sellers_of
from torg.search.product_terms import AVAILABILITY, UNKNOWN_DAYS, ProductTerms, product_terms
from torg.search.text import LANGUAGES, Language
from torg.shelf.models import ProductDocument

_LEXICON_FILE = "lexicon.msgpack"
_USUAL_LENGTH = 8.0
_WRITER_MEMORY = 64_000_000
_MOST_QUERIES = 20_000
_MOST_APPLIED = 5_000
"""Products whose facts wait for the commit; of more they are written at once."""

TEXT_FIELDS = ("name", "part", "named", "about", "any", "bare", "exact")
"""Places that say a term; `named` is name or part, `any` is any of all, description included."""
NUMBER_FIELDS = ("price", "popularity", "availability", "days", "standing", "brand", "leaf")
"""Single-valued fast fields beside `id`: `price` in minor units, `days` at the latest, `leaf` category."""


def schema() -> tantivy.Schema:
    """Describe what the index keeps of a product: terms to find it, numbers to narrow and order it."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in NUMBER_FIELDS:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in ("category", "seller"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_text_field("attribute", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_float_field("weight", fast=True)
    return builder.build()


class ProductIndex:
    """The products of one locale, ready to be searched; a writer is opened at the first change."""

    def __init__(self, index: tantivy.Index, locale: str, lexicon: Lexicon, path: Path | None) -> None:
        self.locale = locale
        self.lexicon = lexicon
        self.schema = index.schema
        self._index = index
        self._writer: tantivy.IndexWriter | None = None
        self._facts = FactsFile(path / FACTS if path else None)
        self._applied: dict[int, Fact] = {}
        self._queries: dict[tuple[object, int], tuple[tantivy.Query, object]] = {}
        self._meta = path / "meta.json" if path else None
        self._seen = self._stamp()

    @property
    def language(self) -> Language:
        """The language that titles and queries of this index are read in."""
        return self.lexicon.language

    def apply(self, upserts: Iterable[ProductDocument], deletes: Iterable[int] = ()) -> None:
        """Take in new or changed products and forget removed ones; seen by searches after `commit`."""
        writer = self._open_writer()
        for product in deletes:
            self._delete(writer, product)
            self._applied[product] = Fact(product, gone=True)
        for document in upserts:
            self._delete(writer, document.id)
            terms = product_terms(document, self.lexicon)
            writer.add_document(self._document(document, terms))
            self._applied[document.id] = fact_of(document, terms.evidence)
        if len(self._applied) >= _MOST_APPLIED:
            self._write_facts()

    def _delete(self, writer: tantivy.IndexWriter, product: int) -> None:
        # By term nothing is deleted: tantivy 0.27 takes the id for a signed number, which no product has.
        writer.delete_documents_by_query(tantivy.Query.term_query(self.schema, "id", product, "basic"))

    def commit(self) -> None:
        """Make everything applied durable and visible to searches."""
        if self._writer is not None:
            # Facts first: whatever a search finds has them.
            self._write_facts()
            self._writer.commit()
            self._facts.tidy()
            self.reload()

    def query_of(self, kind: object, variants: object, make: Callable[[], tantivy.Query]) -> tantivy.Query:
        """Give the query that finds some variants of a word in some way, made once: most words are typed again.

        `variants` is told by its identity, and kept so that no other object can take it.
        """
        known = self._queries.get((kind, id(variants)))
        if known is None:
            if len(self._queries) >= _MOST_QUERIES:
                self._queries.clear()
            known = self._queries[kind, id(variants)] = (make(), variants)
        return known[0]

    def facts(self) -> Facts:
        """Give the facts of all products; of those that a searcher opened before can find, in any case."""
        return self._facts.facts()

    def _write_facts(self) -> None:
        if self._applied:
            self._facts.add(list(self._applied.values()))
            self._applied = {}

    def close(self) -> None:
        """Let another process write; what was applied and not committed is forgotten."""
        self._writer, self._applied = None, {}

    def reload(self) -> None:
        """See what another process has committed."""
        self._seen = self._stamp()
        self._index.reload()

    def searcher(self) -> tantivy.Searcher:
        """Give a searcher on the newest committed state, whichever process committed it."""
        if self._meta is not None and self._stamp() != self._seen:
            self.reload()
        return self._index.searcher()

    def _stamp(self) -> tuple[int, int]:
        if self._meta is None:
            return (0, 0)
        try:
            found = os.stat(self._meta)  # noqa: PTH116 - at each search, half the time of pathlib.
        except FileNotFoundError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_ino)

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_WRITER_MEMORY, 1)
        return self._writer

    def _document(self, document: ProductDocument, terms: ProductTerms) -> tantivy.Document:
        offer, named = document.featured, [*terms.name, *terms.part]
        values: dict[str, object] = {
            "id": document.id,
            "name": " ".join(terms.name),
            "part": " ".join(terms.part),
            "named": " ".join(named),
            "about": " ".join(terms.about),
            "any": " ".join(sorted({*named, *terms.about, *terms.text})),
            "bare": " ".join(terms.bare),
            "exact": " ".join(terms.exact),
            "price": document.price_from or 0,
            "popularity": max(0, document.popularity),
            "availability": AVAILABILITY[document.availability],
            "days": offer.delivery_days[1] if offer else UNKNOWN_DAYS,
            "standing": offer.seller_standing if offer else 0,
            "brand": document.brand.id if document.brand else 0,
            "leaf": document.category[-1].id if document.category else 0,
            "category": [category.id for category in document.category],
            "seller": sellers_of(document),
            "attribute": attribute_terms(document),
            "weight": _weight(document, terms.length),
        }
        return tantivy.Document.from_dict(values, self.schema)


def _weight(document: ProductDocument, length: float) -> float:
    """Weigh a product before any query, so that of ten thousand alike the best become candidates.

    Tantivy multiplies a score by log2(2 + weight). Short, popular and available count for up to half as much
    as the words; the last digits come from the id, so that no two products tie and a rebuilt index finds the same.
    """
    short = 1 / (1 + length / _USUAL_LENGTH)
    popular = min(1.0, math.log1p(max(0, document.popularity)) / math.log1p(100_000))
    available = AVAILABILITY[document.availability] / 2
    apart = (document.id * 2_654_435_761 % 2**32) / 2**32
    return float(2.0 ** (1 + 0.3 * short + 0.12 * popular + 0.1 * available + 1e-4 * apart) - 2.0)


def open_index(path: Path | None, locale: str, lexicon: Lexicon | None = None) -> ProductIndex:
    """Open the index of a locale, making it when there is none; without a path it lives in memory.

    The lexicon lies beside the index, because a product must be read with the same lexicon as a query:
    give one to make or change it (then every product must be applied again), none to use what is there.
    """
    language = _language_of(locale)
    if path is None:
        index = tantivy.Index(schema())
        return ProductIndex(_manual(index), locale, lexicon or Lexicon(language), None)
    path.mkdir(parents=True, exist_ok=True)
    kept = path / _LEXICON_FILE
    if lexicon is not None:
        fresh = encode(lexicon)
        if not kept.exists() or kept.read_bytes() != fresh:
            staged = kept.with_suffix(".new")
            staged.write_bytes(fresh)
            staged.replace(kept)
    else:
        lexicon = decode(kept.read_bytes()) if kept.exists() else Lexicon(language)
    return ProductIndex(_manual(tantivy.Index(schema(), str(path))), locale, lexicon, path)


def _manual(index: tantivy.Index) -> tantivy.Index:
    # The searcher looks at the index's own stamp, which is sooner than a watcher and costs no thread.
    index.config_reader("manual", 0)
    return index


def _language_of(locale: str) -> Language:
    for language in LANGUAGES:
        if locale.partition("-")[0] == language:
            return language
    raise ValueError(f"No text rules for the language of locale {locale!r}.")
